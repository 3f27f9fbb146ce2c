/** Tables of words as the build makes them: built once, then kept by the build until their packages or scripts change. */
import { resolve } from 'node:path';
import { readLexicon } from '../../src/core/claims/lexicon/lexicon.ts';
import { readFirstNames } from '../../src/core/quotes/gender.ts';
import { builtTable } from '../../src/tools/build/data.ts';

const root = resolve(import.meta.dirname, '../..');

export const lexiconBytes = (await builtTable(root, 'lexicon.txt')).bytes;
export const firstNamesBytes = (await builtTable(root, 'first-names.txt')).bytes;
export const lexicon = readLexicon(lexiconBytes);
export const genderOf = readFirstNames(firstNamesBytes);
