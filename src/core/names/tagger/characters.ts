/**
 * What every UTF-16 code unit is and how it folds, in two flat tables: the tokeniser and the hashes read nothing else.
 */

/** Classes of code units. A surrogate counts as a letter of another script: a pair then stays in one token. */
export const SPACE = 0;
export const PUNCTUATION = 1;
export const LOWER = 2;
export const UPPER = 3;
/** Letters of scripts without case, marks, and surrogates. */
export const OTHER = 4;
export const DIGIT = 5;
/** Soft hyphens, zero-width and bidirectional characters: they change no word. */
export const INVISIBLE = 6;

export interface Characters {
  /** Class of a code unit. */
  readonly kind: Uint8Array;
  /** Its lower-case letter without diacritics (one code unit; itself where there is none). */
  readonly folded: Uint16Array;
}

const UNITS = 0x10000;
/** Letters that no Unicode decomposition takes apart. */
const PLAIN: readonly (readonly [string, string])[] = [
  ['ł', 'l'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ı', 'i'],
  ['ħ', 'h'],
  ['ð', 'd'],
  ['’', "'"],
  ['‘', "'"],
  ['ʼ', "'"],
  ['`', "'"],
  ['‐', '-'],
  ['‑', '-'],
  ['‒', '-'],
  ['–', '-'],
  ['—', '-'],
  ['“', '"'],
  ['”', '"'],
];

let shared: Characters | undefined;

/** The tables, built on first use (a few milliseconds) and shared. */
export function characters(): Characters {
  shared ??= build();
  return shared;
}

function build(): Characters {
  const kind = new Uint8Array(UNITS).fill(PUNCTUATION);
  const folded = new Uint16Array(UNITS);
  for (let c = 0; c < UNITS; c++) folded[c] = c;
  // Ideographs and Hangul are one long run of letters without case.
  kind.fill(OTHER, 0x3400, 0x4dc0);
  kind.fill(OTHER, 0x4e00, 0xa000);
  kind.fill(OTHER, 0xac00, 0xd7a4);
  kind.fill(OTHER, 0xd800, 0xe000);
  const letter = /\p{L}|\p{M}/u;
  const digit = /\p{Nd}/u;
  const space = /\s/;
  const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/;
  for (let c = 0; c < UNITS; c++) {
    if (c === 0x3400) c = 0x4dc0;
    if (c === 0x4e00) c = 0xa000;
    if (c === 0xac00) c = 0xd7a4;
    if (c === 0xd800) c = 0xf900;
    const char = String.fromCharCode(c);
    if (c === 0x34f || (c >= 0xfe00 && c <= 0xfe0f) || invisible.test(char)) kind[c] = INVISIBLE;
    else if (c <= 32 || space.test(char)) kind[c] = SPACE;
    else if (digit.test(char)) kind[c] = DIGIT;
    else if (letter.test(char)) {
      const lower = char.toLowerCase();
      kind[c] = lower !== char ? UPPER : char.toUpperCase() !== char ? LOWER : OTHER;
      const base = (lower.length === 1 ? lower : char).normalize('NFD').charCodeAt(0);
      // й and ї are letters of their own in Cyrillic, not и and і with a mark.
      folded[c] = c >= 0x400 && c < 0x530 ? lower.charCodeAt(0) : base;
    }
  }
  for (const [from, to] of PLAIN) {
    folded[from.charCodeAt(0)] = to.charCodeAt(0);
    const upper = from.toUpperCase();
    if (upper !== from && upper.length === 1 && upper.charCodeAt(0) > 127) folded[upper.charCodeAt(0)] = to.charCodeAt(0);
  }
  return { kind, folded };
}
