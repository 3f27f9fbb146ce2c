import type { Span } from './span.ts';

export interface Word extends Span {
  /** As written. */
  readonly text: string;
}

/** Letters and digits of any script, joined inside by apostrophes, hyphens and full stops between single letters (U.S.), and figures by , and . */
const WORD = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}_]+(?:['’ʼ‑-][\p{L}\p{M}\p{N}_]+)*/gu;

/** The words of a text (or of a span of it), in order. Offsets are into `text`. */
export function words(text: string, within: Span = { start: 0, end: text.length }): Word[] {
  const part = within.start === 0 && within.end === text.length ? text : text.slice(within.start, within.end);
  const found: Word[] = [];
  for (const m of part.matchAll(WORD)) {
    const start = within.start + m.index;
    found.push({ start, end: start + m[0].length, text: m[0] });
  }
  return found;
}
