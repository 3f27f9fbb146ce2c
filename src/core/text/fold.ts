import { countBefore } from './ordered.ts';
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
  // A few characters become several: room grows where it must.
  let units = new Uint16Array(text.length + 8);
  let from = new Uint32Array(units.length);
  let to = new Uint32Array(units.length);
  let length = 0;
  let blank = false;
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) ?? 0;
    const next = code > 0xffff ? i + 2 : i + 1;
    if (code < 128) {
      if (code === 32 || (code >= 9 && code <= 13)) {
        if (blank) to[length - 1] = next;
        else push(32, i, next);
        blank = true;
      } else {
        push(code === 96 ? 39 : code >= 65 && code <= 90 ? code + 32 : code, i, next);
        blank = false;
      }
    } else {
      const char = String.fromCodePoint(code);
      if (SPACE.test(char) && char !== '\uFEFF') {
        if (blank) to[length - 1] = next;
        else push(32, i, next);
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
          for (let k = 0; k < c.length; k++) push(c.charCodeAt(k), i, next);
          any = true;
        }
        // A combining mark of its own belongs to the character before it.
        if (!any && length > 0) to[length - 1] = next;
      }
    }
    i = next;
  }
  const [starts, ends, count] = [from, to, length];
  return {
    text: textOf(units.subarray(0, length)),
    original: ({ start, end }) => {
      const at = start < count ? (starts[start] ?? 0) : text.length;
      if (end <= start) return { start: at, end: at };
      return { start: at, end: end <= count ? (ends[end - 1] ?? 0) : text.length };
    },
    foldedOffset: (original) => countBefore(count, (i) => (starts[i] ?? 0) < original),
  };

  function push(unit: number, start: number, end: number): void {
    if (length === units.length) {
      units = widened(units, new Uint16Array(2 * length));
      from = widened(from, new Uint32Array(2 * length));
      to = widened(to, new Uint32Array(2 * length));
    }
    units[length] = unit;
    from[length] = start;
    to[length++] = end;
  }
}

function widened<T extends Uint16Array | Uint32Array>(numbers: T, room: T): T {
  room.set(numbers);
  return room;
}

/** Arguments of one call: engines allow some ten thousand, and put them on the stack. */
const CHUNK = 4096;

function textOf(units: Uint16Array): string {
  let text = '';
  // Not spread: an iterator makes an object of each unit.
  for (let at = 0; at < units.length; at += CHUNK) text += Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + CHUNK));
  return text;
}

/** Words of plain letters, a blank between each and the next, as most names are: their small letters are all that is folded. */
const PLAIN = /^[!-_a-~]+(?: [!-_a-~]+)*$/;

/** The folded text alone, trimmed: for keys of maps and comparisons. */
export function foldKey(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase() : fold(text).text.trim();
}
