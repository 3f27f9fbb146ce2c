import { fold } from '../text/fold.ts';
import type { Span } from '../text/span.ts';

/** A word as it is compared: folded, with where it stands. */
export interface QuotedWord extends Span {
  readonly key: string;
}

/**
 * What may lie between two runs of quoted words. `ellipsis`: words left out. `bracket`: the writer's own words, which stand
 * for a few of the source's or for none.
 */
export interface Gap extends Span {
  readonly kind: 'ellipsis' | 'bracket';
  /** The writer's words in a bracket, folded. */
  readonly words: readonly string[];
}

/** A quotation taken apart: runs of words with a gap between each and the next. `gaps[i]` stands before `runs[i + 1]`. */
export interface Quoted {
  readonly runs: readonly (readonly QuotedWord[])[];
  readonly gaps: readonly Gap[];
  /** All words of all runs, in order. */
  readonly words: readonly QuotedWord[];
}

/** Figures, and letters and digits of any script with inner apostrophes; signs that carry a figure's meaning count as words. */
const WORD = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*|[$€£¥%₴₽]/gu;
/** On folded text: ellipses of any spelling, with or without brackets, and brackets around anything short. */
const BREAK = /\[\s?\.(?:\s?\.){2,3}\s?\]|\(\s?\.(?:\s?\.){2,3}\s?\)|\.(?:\s?\.){2,}|\[[^[\]]{0,200}\]/g;

/** Folded words of a text with their offsets in it. Linear. */
export function foldedWords(text: string): QuotedWord[] {
  const folded = fold(text);
  const out: QuotedWord[] = [];
  for (const m of folded.text.matchAll(WORD)) {
    const span = folded.original({ start: m.index, end: m.index + m[0].length });
    out.push({ key: m[0], start: span.start, end: span.end });
  }
  return out;
}

/**
 * Takes the content of a quotation (without its marks) apart: `[inserted]` words, `[c]hanged case`, `agree[d]`, `[sic]` and
 * ellipses are understood as an editor's. Offsets are into `content`. Linear.
 */
export function parseQuoted(content: string): Quoted {
  const folded = fold(content);
  const runs: QuotedWord[][] = [[]];
  const gaps: Gap[] = [];
  const words: QuotedWord[] = [];
  let at = 0;
  let glue = false;
  for (const m of folded.text.matchAll(BREAK)) {
    take(at, m.index);
    at = m.index + m[0].length;
    const span = folded.original({ start: m.index, end: at });
    const inner = m[0].startsWith('[') && !/^[[(]\s?\./.test(m[0]) ? m[0].slice(1, -1).trim() : undefined;
    if (inner === undefined) gap({ ...span, kind: 'ellipsis', words: [] });
    else if (/^(?:sic|emphasis (?:added|mine))!?$/.test(inner)) continue;
    else if (
      /^\p{L}{1,2}$/u.test(inner) &&
      /^\p{L}/u.test(folded.text.charAt(at)) &&
      !/[\p{L}\p{N}]$/u.test(folded.text.slice(Math.max(0, m.index - 1), m.index))
    ) {
      // [c]ase: the letter belongs to the word that follows.
      push(inner, span.start, span.end);
      glue = true;
    } else if (/^\p{L}{1,4}$/u.test(inner) && /[\p{L}]$/u.test(folded.text.slice(Math.max(0, m.index - 1), m.index))) {
      // agree[d]: the whole word is the writer's form of the source's.
      const word = runs.at(-1)?.pop();
      words.pop();
      gap({ start: word?.start ?? span.start, end: span.end, kind: 'bracket', words: [(word?.key ?? '') + inner] });
    } else gap({ ...span, kind: 'bracket', words: inner.match(WORD) ?? [] });
  }
  take(at, folded.text.length);
  while (runs.length > 0 && runs.at(-1)?.length === 0) {
    runs.pop();
    gaps.pop();
  }
  return { runs, gaps: gaps.slice(0, Math.max(0, runs.length - 1)), words };

  function take(from: number, to: number): void {
    for (const m of folded.text.slice(from, to).matchAll(WORD)) {
      const span = folded.original({ start: from + m.index, end: from + m.index + m[0].length });
      const last = words.at(-1);
      if (glue && m.index === 0 && last) {
        const whole = { key: last.key + m[0], start: last.start, end: span.end };
        words[words.length - 1] = whole;
        const run = runs.at(-1);
        if (run) run[run.length - 1] = whole;
      } else push(m[0], span.start, span.end);
      glue = false;
    }
    glue = false;
  }

  function push(key: string, start: number, end: number): void {
    const word = { key, start, end };
    words.push(word);
    runs.at(-1)?.push(word);
  }

  function gap(g: Gap): void {
    const run = runs.at(-1);
    if (!run || run.length === 0) {
      // Two in a row are one, of the wider kind; one before the first word says nothing.
      const last = gaps.at(-1);
      if (last) {
        const kind = last.kind === 'ellipsis' || g.kind === 'ellipsis' ? 'ellipsis' : 'bracket';
        gaps[gaps.length - 1] = { start: last.start, end: g.end, kind, words: [...last.words, ...g.words] };
      }
      return;
    }
    gaps.push(g);
    runs.push([]);
  }
}
