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

/** Units of nearly all English texts, classed before the first one is read: Latin, and the signs of typography. */
const USUAL: readonly Range[] = [
  [0, 0x250],
  [0x2000, 0x2070],
];
/** The others, without those that are classed all at once: each lot when a text holds any of it. */
const LOTS: readonly Lot[] = [
  // Greek, Cyrillic, and what few texts have of their kind.
  {
    holds: /[\u0250-\u05FF]|[\u1E00-\u1FFF]|[\u2070-\u21FF]|[\uFE00-\uFFFF]/,
    ranges: [
      [0x250, 0x600],
      [0x1e00, 0x2000],
      [0x2070, 0x2200],
      [0xfe00, 0x10000],
    ],
  },
  {
    holds: /[\u0600-\u1DFF\u2200-\uFDFF]/,
    ranges: [
      [0x600, 0x1e00],
      [0x2200, 0x3400],
      [0x4dc0, 0x4e00],
      [0xa000, 0xac00],
      [0xd7a4, 0xd800],
      [0xf900, 0xfe00],
    ],
  },
];
type Range = readonly [from: number, to: number];
interface Lot {
  readonly holds: RegExp;
  readonly ranges: readonly Range[];
}

let shared: Characters | undefined;
let missing: readonly Lot[] = LOTS;

/** The tables with all units that occur in the text (other texts' may be missing): built as far as needed, and shared. */
export function charactersOf(text: string): Characters {
  shared ??= usual();
  if (missing.length === 0) return shared;
  for (const lot of missing.filter(({ holds }) => holds.test(text))) {
    missing = missing.filter((other) => other !== lot);
    classifyAll(shared, lot.ranges);
  }
  return shared;
}

function usual(): Characters {
  const kind = new Uint8Array(UNITS).fill(PUNCTUATION);
  const folded = new Uint16Array(UNITS);
  for (let c = 0; c < UNITS; c++) folded[c] = c;
  // Ideographs, Hangul and surrogates: long runs of what counts as letters without case.
  kind.fill(OTHER, 0x3400, 0x4dc0);
  kind.fill(OTHER, 0x4e00, 0xa000);
  kind.fill(OTHER, 0xac00, 0xd7a4);
  kind.fill(OTHER, 0xd800, 0xe000);
  const made = { kind, folded };
  classifyAll(made, USUAL);
  return made;
}

function classifyAll(made: Characters, ranges: readonly Range[]): void {
  for (const [from, to] of ranges) classify(made, from, to);
  const { folded } = made;
  for (const [from, to] of PLAIN) {
    folded[from.charCodeAt(0)] = to.charCodeAt(0);
    const upper = from.toUpperCase();
    if (upper !== from && upper.length === 1 && upper.charCodeAt(0) > 127) folded[upper.charCodeAt(0)] = to.charCodeAt(0);
  }
}

function classify({ kind, folded }: Characters, from: number, to: number): void {
  for (let c = from; c < to; c++) {
    const char = String.fromCharCode(c);
    if (INVISIBLES.test(char)) kind[c] = INVISIBLE;
    else if (c <= 32 || WHITE.test(char)) kind[c] = SPACE;
    else if (NUMERAL.test(char)) kind[c] = DIGIT;
    else if (LETTER.test(char)) {
      const lower = char.toLowerCase();
      kind[c] = lower !== char ? UPPER : char.toUpperCase() !== char ? LOWER : OTHER;
      const base = (lower.length === 1 ? lower : char).normalize('NFD').charCodeAt(0);
      // й and ї are letters of their own in Cyrillic, not и and і with a mark.
      folded[c] = c >= 0x400 && c < 0x530 ? lower.charCodeAt(0) : base;
    }
  }
}

const LETTER = /\p{L}|\p{M}/u;
const NUMERAL = /\p{Nd}/u;
const WHITE = /\s/;
const INVISIBLES = /\u034F|[\uFE00-\uFE0F]|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/;
