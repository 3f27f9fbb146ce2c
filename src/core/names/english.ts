import type { Gazetteer } from './gazetteer.ts';
import { addWord, EMPTY_KEY } from './key.ts';
import type { Tokens } from './tokens.ts';

/** Regular English inflection and derivation: ending → what stood before it (any school grammar). */
const INFLECTIONS: readonly (readonly [ending: string, stem: string])[] = [
  ['s', ''],
  ['es', ''],
  ['ies', 'y'],
  ['ed', ''],
  ['ed', 'e'],
  ['ing', ''],
  ['ing', 'e'],
  ['ly', ''],
  ['er', ''],
  ['ers', ''],
  ['est', ''],
];
/** Shortest stem that an ending is taken from. */
const STEM = 3;

/** True when the dictionary has word `i`, or what regular inflection leaves of it, in small letters. */
export function isEnglish(tokens: Tokens, i: number, gazetteer: Gazetteer | undefined): boolean {
  if (!gazetteer) return false;
  if (gazetteer.isWord(tokens.hash[i] ?? 0)) return true;
  const word = tokens.lower(i);
  for (const [ending, instead] of INFLECTIONS)
    if (word.endsWith(ending) && word.length - ending.length >= STEM) {
      const stem = word.slice(0, word.length - ending.length) + instead;
      if (gazetteer.isWord(addWord(EMPTY_KEY, stem, 0, stem.length))) return true;
      const last = stem.length - 1;
      // Doubled consonants: "planning", "bigger".
      if (stem.length > STEM && stem[last] === stem[last - 1] && gazetteer.isWord(addWord(EMPTY_KEY, stem, 0, last))) return true;
    }
  return false;
}
