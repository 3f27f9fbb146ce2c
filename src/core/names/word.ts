import { classesOf } from './lexicon.ts';
import { ownCopy } from './memo.ts';

/** A word in small letters, and what depends on it alone. */
export interface Word {
  readonly low: string;
  /** The closed lists that have it: a set of `Class`. */
  readonly classes: number;
}

export const NO_WORD: Word = { low: '', classes: 0 };

/** Words that are remembered; a power of two. */
const RECENT = 1 << 14;
/** Longer words are not remembered. */
const LONGEST = 64;

/** The words asked for last, by their hash: news repeats its words, and a rule asks for the same ones again and again. */
const recent = new Array<Word>(RECENT).fill(NO_WORD);

/** The word at [start, end), whose hash (of any kind) is the same in small and capital letters. */
export function wordAt(text: string, start: number, end: number, hash: number): Word {
  const slot = hash & (RECENT - 1);
  const known = recent[slot] ?? NO_WORD;
  if (isWritten(text, start, end, known.low)) return known;
  const word = wordOf(text.slice(start, end).toLowerCase());
  if (end - start <= LONGEST) recent[slot] = word;
  return word;
}

/** A word of these small letters. */
export function wordOf(low: string): Word {
  return { low: ownCopy(low), classes: classesOf(low) };
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
