import { lowerBound } from './ordered.ts';
import type { Span } from './span.ts';

/** A folded text with the way back: every folded character knows where it came from. */
export interface Folded {
  readonly text: string;
  /** The span of the original text that the folded span came from. */
  original(span: Span): Span;
  /** The first folded offset that came from the original offset or a later one. */
  foldedOffset(original: number): number;
}

const REPLACED: ReadonlyMap<string, string> = new Map([
  ...[...'“”„‟«»″〝〞'].map((c) => [c, '"'] as const),
  ...[...'‘’‚‛‹›′`´'].map((c) => [c, "'"] as const),
  ...[...'‐‑‒–—―−'].map((c) => [c, '-'] as const),
  ['…', '...'],
  ['ß', 'ss'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ı', 'i'],
]);
/** Invisible characters that change no word: soft hyphen, zero-width and bidirectional marks, byte-order mark, variation selectors. */
const INVISIBLE = /\u034F|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|[\uFE00-\uFE0F]/;
const SPACE = /\s/;
const MARK = /\p{M}/u;

/**
 * Folds what typography and typing vary: case, diacritics, quotation marks, dashes, ellipses, white space (each run
 * becomes one blank), invisible characters. Letters of any script stay. Linear; lone surrogates pass through.
 */
export function fold(text: string): Folded {
  const out: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let blank = false;
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) ?? 0;
    const char = String.fromCodePoint(code);
    const next = i + char.length;
    if (code < 128) {
      if (code === 32 || (code >= 9 && code <= 13)) {
        if (blank) to[to.length - 1] = next;
        else push(' ', i, next);
        blank = true;
      } else {
        push(code === 96 ? "'" : code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : char, i, next);
        blank = false;
      }
    } else if (SPACE.test(char) && char !== '\uFEFF') {
      if (blank) to[to.length - 1] = next;
      else push(' ', i, next);
      blank = true;
    } else if (!INVISIBLE.test(char)) {
      blank = false;
      const lower = char.toLowerCase();
      const replaced = REPLACED.get(lower);
      // й and ї are letters of their own in Cyrillic, not и and і with a mark.
      const cyrillic = code >= 0x400 && code <= 0x52f;
      const plain = replaced ?? (cyrillic ? lower : lower.normalize('NFKD').toLowerCase());
      let any = false;
      for (const c of plain) {
        if (replaced === undefined && !cyrillic && MARK.test(c)) continue;
        for (let k = 0; k < c.length; k++) push(c.charAt(k), i, next);
        any = true;
      }
      // A combining mark of its own belongs to the character before it.
      if (!any && to.length > 0) to[to.length - 1] = next;
    }
    i = next;
  }
  const folded = out.join('');
  return {
    text: folded,
    original: ({ start, end }) => {
      if (end <= start) {
        const at = from[start] ?? text.length;
        return { start: at, end: at };
      }
      return { start: from[start] ?? text.length, end: to[end - 1] ?? text.length };
    },
    foldedOffset: (original) => lowerBound(from, original),
  };

  function push(c: string, start: number, end: number): void {
    out.push(c);
    from.push(start);
    to.push(end);
  }
}

/** The folded text alone, trimmed: for keys of maps and comparisons. */
export function foldKey(text: string): string {
  return fold(text).text.trim();
}
