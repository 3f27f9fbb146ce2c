/** Classes of UTF-16 code units as the rules' words are cut: found out when a unit is first met. */

export const OTHER = 0;
export const LETTER_LOWER = 1;
export const LETTER_UPPER = 2;
const LETTER = 3;
export const DIGIT = 4;
export const INNER = 5;
export const SPACE = 6;

const UNKNOWN = 255;
const classes = new Uint8Array(65536).fill(UNKNOWN);

/** The class of a code unit. */
export function classify(code: number): number {
  const known = classes[code] ?? OTHER;
  if (known !== UNKNOWN) return known;
  const char = String.fromCharCode(code);
  let found = OTHER;
  if (/\p{Lu}|\p{Lt}/u.test(char)) found = LETTER_UPPER;
  else if (/\p{Ll}/u.test(char)) found = LETTER_LOWER;
  else if (/\p{L}/u.test(char)) found = LETTER;
  else if (/\p{N}/u.test(char)) found = DIGIT;
  // Marks, and invisible characters (zero-width, bidirectional, soft hyphen), continue a word and start none.
  else if (/\p{M}|[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/u.test(char)) found = INNER;
  else if (/\s/.test(char)) found = SPACE;
  classes[code] = found;
  return found;
}

export function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x2bc;
}

export function isLetter(kind: number): boolean {
  return kind === LETTER_LOWER || kind === LETTER_UPPER || kind === LETTER;
}
