import { addWord, EMPTY_KEY } from './key.ts';
import { classesOf, listedWords } from './lexicon.ts';

/** A word in small letters, and the closed lists that have it: a set of `Class`. */
export interface Word {
  readonly low: string;
  readonly classes: number;
}

export const NO_WORD: Word = { low: '', classes: 0 };

/** The words of the lists. */
const words: readonly Word[] = listedWords().map((low) => ({ low, classes: classesOf(low) }));
/** Open addressing, at most a quarter full: most words of a text are in no list, and one look at a small table says so. */
const SLOTS = 1 << (34 - Math.clz32(words.length));
/** A word's place by the key of its letters, counted from 1; 0 where free. */
const slots = new Int16Array(SLOTS);
const keys = new Int32Array(SLOTS);

for (const [at, { low }] of words.entries()) {
  const key = addWord(EMPTY_KEY, low, 0, low.length);
  let slot = key & (SLOTS - 1);
  while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
  slots[slot] = at + 1;
  keys[slot] = key;
}

/** The word of the lists at [start, end) of a text, whose key (`addWord`) is known; undefined for one that no list has. */
export function listedWord(text: string, start: number, end: number, key: number): Word | undefined {
  let met = false;
  for (let slot = key & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const at = slots[slot] ?? 0;
    if (at === 0) break;
    if (keys[slot] !== key) continue;
    const word = words[at - 1] ?? NO_WORD;
    if (isWritten(text, start, end, word.low)) return word;
    met = true;
  }
  // The same letters but for accents, or capitals beyond A to Z.
  return met ? plainWord(text.slice(start, end).toLowerCase()) : undefined;
}

/** A word of these small letters; undefined for one that no list has. */
export function plainWord(low: string): Word | undefined {
  const classes = classesOf(low);
  return classes === 0 ? undefined : { low, classes };
}

/** True when the text has the word at [start, end), in small letters or in plain capitals. */
function isWritten(text: string, start: number, end: number, low: string): boolean {
  if (low.length !== end - start) return false;
  for (let i = 0; i < low.length; i++) {
    const code = text.charCodeAt(start + i);
    if (code !== low.charCodeAt(i) && !(code >= 65 && code <= 90 && (code | 32) === low.charCodeAt(i))) return false;
  }
  return true;
}
