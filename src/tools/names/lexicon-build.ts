import {
  FINE_FAN,
  HashTable,
  type Lexicon,
  LONGEST_PHRASE,
  MIDDLE_FAN,
  NAME,
  PHRASE_SEED,
  packEntry,
  phraseStep,
  STARTS_PHRASE,
} from '../../core/names/tagger/lexicon.ts';
import { hashWord, Tokens, tokenise } from '../../core/names/tagger/tokens.ts';
import type { Lists } from './lists.ts';
import { clusterTree, type Vectors } from './vectors.ts';

/** The lexicon as columns, sorted by key: what the model file holds. */
export interface LexiconColumns {
  readonly words: ReadonlyMap<number, number>;
  readonly phrases: ReadonlyMap<number, number>;
}

/** Children of the root of the cluster tree. */
const COARSE_FAN = 48;

export function buildLexicon(vectors: Vectors, lists: Lists): LexiconColumns {
  const leaves = clusterTree(vectors, [COARSE_FAN, MIDDLE_FAN, FINE_FAN], 12);
  const cluster = new Map<number, number>();
  const rank = new Map<number, number>();
  vectors.words.forEach((word, i) => {
    const key = hashWord(word);
    if (cluster.has(key)) return;
    cluster.set(key, (leaves[i] ?? 0) + 1);
    rank.set(key, Math.min(15, 1 + Math.floor(Math.log2(1 + i / 64))));
  });
  const flags = new Map<number, number>();
  for (const [word, flag] of lists.words) flags.set(hashWord(word), (flags.get(hashWord(word)) ?? 0) | flag);
  const phrases = new Map<number, number>();
  const tokens = new Tokens();
  for (const [phrase, kinds] of lists.phrases) {
    tokenise(phrase, tokens);
    if (tokens.count === 0 || tokens.count > LONGEST_PHRASE) continue;
    let hash = PHRASE_SEED;
    for (let t = 0; t < tokens.count; t++) hash = phraseStep(hash, tokens.word[t] ?? 0);
    phrases.set(hash, (phrases.get(hash) ?? 0) | kinds);
    const first = tokens.word[0] ?? 0;
    if (tokens.count > 1) flags.set(first, (flags.get(first) ?? 0) | STARTS_PHRASE);
  }
  const words = new Map<number, number>();
  // A name that no news of billions of words holds says little by being listed: it would cost most of the space.
  for (const [key, flag] of flags) if (flag === NAME && !cluster.has(key)) flags.delete(key);
  for (const key of [...new Set([...cluster.keys(), ...flags.keys()])].sort((a, b) => a - b))
    words.set(key, packEntry(cluster.get(key) ?? 0, rank.get(key) ?? 0, flags.get(key) ?? 0));
  return { words, phrases: new Map([...phrases].sort((a, b) => a[0] - b[0])) };
}

export function toLexicon(columns: LexiconColumns): Lexicon {
  const words = new HashTable(columns.words.size);
  for (const [key, value] of columns.words) words.set(key, value);
  const phrases = new HashTable(columns.phrases.size);
  for (const [key, value] of columns.phrases) phrases.set(key, value);
  return { words, phrases };
}
