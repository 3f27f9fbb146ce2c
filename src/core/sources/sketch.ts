import type { Article } from '../model.ts';
import type { Span } from '../text/span.ts';
import { finish, wordHashes } from './word-hashes.ts';

/** How many minima are kept of a passage's shingles (MinHash, Broder 1997): six of eight equal means about three quarters in common. */
export const MINIMA = 8;
const HIGHEST = 0xffffffff;
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
  /**
   * The last bits of the `MINIMA` of each passage, one passage after the other: eight bits of each tell as much as all (Li & König 2010),
   * since by chance one of 256 agrees, and six of eight must.
   */
  readonly minima: Uint8Array;
  /** Number of words of each passage. */
  readonly words: Uint16Array;
}

/** A sketch with that by which an index finds articles worth comparing. */
export interface WholeSketch extends Sketch {
  /** Key of each passage's words, by passage index; '' for passages too short to be told apart. */
  readonly keys: readonly string[];
  /** The minima over the whole article; none for one of too few words. */
  readonly whole: Uint32Array;
}

/** Linear in the article's text. */
export function sketchOf(article: Pick<Article, 'text' | 'passages'>): WholeSketch {
  const { text, passages } = article;
  const minima = new Uint8Array(passages.length * MINIMA);
  const words = new Uint16Array(passages.length);
  const own = new Uint32Array(MINIMA);
  const whole = new Uint32Array(MINIMA).fill(HIGHEST);
  const keys = passages.map((passage, i) => {
    const { hashes, count, key } = wordHashes(text, passage, SHORTEST_SHARED);
    words[i] = Math.min(count, 0xffff);
    own.fill(HIGHEST);
    lower(own, hashes, count);
    for (let m = 0; m < MINIMA; m++) {
      const value = own[m] ?? 0;
      minima[i * MINIMA + m] = value;
      if (value < (whole[m] ?? 0)) whole[m] = value;
    }
    return key;
  });
  return { minima, words, keys, whole: total({ words }) < REPRINT_WORDS ? new Uint32Array(0) : whole };
}

/** Lowers the minima to those of the shingles of the words. */
function lower(minima: Uint32Array, hashes: Int32Array, count: number): void {
  for (let k = 0; k + SHINGLE <= count; k++) {
    let shingle = 0;
    for (let j = 0; j < SHINGLE; j++) shingle = Math.imul(shingle, 0x01000193) ^ (hashes[k + j] ?? 0);
    for (let m = 0; m < MINIMA; m++) {
      const value = finish(shingle ^ (SEEDS[m] ?? 0));
      if (value < (minima[m] ?? 0)) minima[m] = value;
    }
  }
}

/**
 * Signatures under which an index finds articles worth comparing: those that share one hold the same sentence, or
 * resemble one another as wholes. Sorted, without repeats.
 */
export function signaturesOf(sketch: WholeSketch): string[] {
  const signatures = new Set(wholeSignatures(sketch.whole));
  for (const [i, key] of sketch.keys.entries()) if ((sketch.words[i] ?? 0) >= TELLING) signatures.add(`p${key}`);
  return [...signatures].sort();
}

/** The one under which articles are found that hold the words of a passage: a signature of each of them; none for a passage that tells too little. */
export function passageSignatures(text: string, passage: Span): string[] {
  const { count, key } = wordHashes(text, passage, SHORTEST_SHARED);
  return count >= TELLING ? [`p${key}`] : [];
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
  for (let i = 0; i < other.words.length; i++) if (isSame(one, passage, other, i)) found.push(i);
  return found;
}

function isSame(one: Sketch, a: number, other: Sketch, b: number): boolean {
  if ((one.words[a] ?? 0) < SHORTEST_SHARED || (other.words[b] ?? 0) < SHORTEST_SHARED) return false;
  let equal = 0;
  for (let m = 0; m < MINIMA; m++) if (one.minima[a * MINIMA + m] === other.minima[b * MINIMA + m]) equal++;
  return equal >= NEAR;
}

/** Whether one article is the other's reprint: half of the shorter one's words stand in passages that both hold. */
export function isReprint(one: Sketch, other: Sketch): boolean {
  const [short, long] = total(one) <= total(other) ? [one, other] : [other, one];
  let shared = 0;
  for (let i = 0; i < short.words.length; i++) if (samePassages(short, i, long).length > 0) shared += short.words[i] ?? 0;
  return shared >= REPRINT_WORDS && shared >= REPRINT_SHARE * total(short);
}

function total({ words }: Pick<Sketch, 'words'>): number {
  let sum = 0;
  for (const n of words) sum += n;
  return sum;
}
