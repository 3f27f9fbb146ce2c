import type { Article } from '../model.ts';
import type { Span } from '../text/span.ts';
import { finish, wordHashes } from './word-hashes.ts';

/** How many minima are kept of a passage's shingles (MinHash, Broder 1997): six of eight equal means about three quarters in common. */
const MINIMA = 8;
const NEAR = 6;
/** Words of a shingle. */
const SHINGLE = 3;
/** Shorter sentences ("He did not elaborate.") are shared by accident. */
export const SHORTEST_SHARED = 8;
/** Passages of this many words are evidence enough to compare two articles. */
const TELLING = 10;
/** Rows of a band: two articles are compared when one pair of their minima agrees; four bands of two find 98 % at a resemblance of 0.8, 15 % at 0.2. */
const ROWS = 2;
/** Share of the shorter article's words that the other holds, and how many words, for a reprint. */
const REPRINT_SHARE = 0.5;
const REPRINT_WORDS = 30;

const SEEDS = Int32Array.from({ length: MINIMA }, (_, i) => Math.imul(i + 1, 0x9e3779b1));

/** What is kept of an article to tell reprints: a few numbers for each passage, nothing of its text. Plain data. */
export interface Sketch {
  /** Key of each passage's words, by passage index; '' for passages too short to be told apart. */
  readonly keys: readonly string[];
  /** `MINIMA` for each passage, one passage after the other. */
  readonly minima: Uint32Array;
  /** Number of words of each passage. */
  readonly words: Uint16Array;
}

/** Linear in the article's text. */
export function sketchOf(article: Pick<Article, 'text' | 'passages'>): Sketch {
  const { text, passages } = article;
  const minima = new Uint32Array(passages.length * MINIMA).fill(0xffffffff);
  const words = new Uint16Array(passages.length);
  const keys = passages.map((passage, i) => {
    const { hashes, count, key } = wordHashes(text, passage, SHORTEST_SHARED);
    words[i] = Math.min(count, 0xffff);
    lower(minima, i * MINIMA, hashes, count);
    return key;
  });
  return { keys, minima, words };
}

/** Lowers the minima from `at` on to those of the shingles of the words. */
function lower(minima: Uint32Array, at: number, hashes: Int32Array, count: number): void {
  for (let k = 0; k + SHINGLE <= count; k++) {
    let shingle = 0;
    for (let j = 0; j < SHINGLE; j++) shingle = Math.imul(shingle, 0x01000193) ^ (hashes[k + j] ?? 0);
    for (let m = 0; m < MINIMA; m++) {
      const value = finish(shingle ^ (SEEDS[m] ?? 0));
      if (value < (minima[at + m] ?? 0)) minima[at + m] = value;
    }
  }
}

/**
 * Signatures under which an index finds articles worth comparing: those that share one hold the same sentence, or
 * resemble one another as wholes. Sorted, without repeats.
 */
export function signaturesOf(sketch: Sketch): string[] {
  const signatures = new Set(wholeSignatures(wholeMinima(sketch)));
  for (const [i, key] of sketch.keys.entries()) if ((sketch.words[i] ?? 0) >= TELLING) signatures.add(`p${key}`);
  return [...signatures].sort();
}

/** The one under which articles are found that hold the words of a passage: a signature of each of them; none for a passage that tells too little. */
export function passageSignatures(text: string, passage: Span): string[] {
  const { count, key } = wordHashes(text, passage, SHORTEST_SHARED);
  return count >= TELLING ? [`p${key}`] : [];
}

/** The minima over a whole article; none for one of too few words. */
export function wholeMinima(sketch: Sketch): Uint32Array {
  if (total(sketch) < REPRINT_WORDS) return new Uint32Array(0);
  const whole = new Uint32Array(MINIMA).fill(0xffffffff);
  for (let i = 0; i < sketch.minima.length; i++) {
    const m = i % MINIMA;
    whole[m] = Math.min(whole[m] ?? 0, sketch.minima[i] ?? 0);
  }
  return whole;
}

/** Those of an article's signatures under which articles are found that resemble it as a whole, of its minima. Sorted. */
export function wholeSignatures(minima: Uint32Array): string[] {
  return Array.from(
    { length: Math.floor(minima.length / ROWS) },
    (_, band) => `b${band}-${minima[band * ROWS]}-${minima[band * ROWS + 1]}`,
  );
}

/** The passages of `other` that hold the same words as a passage of `one`, exactly or nearly; in order. */
export function samePassages(one: Sketch, passage: number, other: Sketch): number[] {
  const found: number[] = [];
  for (let i = 0; i < other.keys.length; i++) if (isSame(one, passage, other, i)) found.push(i);
  return found;
}

function isSame(one: Sketch, a: number, other: Sketch, b: number): boolean {
  const key = one.keys[a];
  if (key === undefined || key === '' || other.keys[b] === '') return false;
  if (key === other.keys[b]) return true;
  let equal = 0;
  for (let m = 0; m < MINIMA; m++) if (one.minima[a * MINIMA + m] === other.minima[b * MINIMA + m]) equal++;
  return equal >= NEAR;
}

/** Whether one article is the other's reprint: half of the shorter one's words stand in passages that both hold. */
export function isReprint(one: Sketch, other: Sketch): boolean {
  const [short, long] = total(one) <= total(other) ? [one, other] : [other, one];
  let shared = 0;
  for (let i = 0; i < short.keys.length; i++) if (samePassages(short, i, long).length > 0) shared += short.words[i] ?? 0;
  return shared >= REPRINT_WORDS && shared >= REPRINT_SHARE * total(short);
}

function total(sketch: Sketch): number {
  let sum = 0;
  for (const n of sketch.words) sum += n;
  return sum;
}
