import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lexicon, readLexicon } from '../../core/claims/lexicon/lexicon.ts';
import { builtTable } from '../build/data.ts';

/** A claim with the sentences of the pages it cites, as the evaluation sets store it. */
export interface ClaimItem {
  readonly id: string;
  readonly claim: string;
  readonly label: string;
  readonly evidence: readonly (string | { readonly text: string; readonly label?: string })[];
  readonly supporting?: readonly (readonly number[])[];
}

/** Reads a file of JSON lines. */
export function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The sentences of an item, whichever way its set stores them. */
export function sentencesOf(item: ClaimItem): string[] {
  return item.evidence.map((e) => (typeof e === 'string' ? e : e.text));
}

/** The lexicon as it ships. */
export async function builtLexicon(): Promise<Lexicon> {
  return readLexicon((await builtTable(resolve(import.meta.dirname, '../../..'), 'lexicon.txt')).bytes);
}
