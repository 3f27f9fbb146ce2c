import { i32, u8 } from './columns.ts';
import { mix } from './hash.ts';

/** What the lexicon says of a word, packed: cluster (13 bits), frequency rank (4 bits), flags (8 bits). 0: unknown. */
const CLUSTER_BITS = 13;
const RANK_BITS = 4;
const CLUSTER_MASK = (1 << CLUSTER_BITS) - 1;

/** Flags of a word. */
export const COMMON = 1;
export const NAME = 2;
export const FIRST_NAME = 4;
export const DEMONYM = 8;
/** Some phrase of several words begins with it. */
export const STARTS_PHRASE = 16;
/** "al", "bin", "van", "de": small words inside names. */
export const PARTICLE = 32;

/** What the lists say of a phrase (of one word or several): a set of these. */
export const COUNTRY = 1;
export const CITY = 2;
export const TOWN = 4;
export const REGION = 8;
export const ORGANISATION = 16;
export const PERSON = 32;
/** A proper noun that names none of these: a faith, a feast, a disease, a law. */
export const OTHER_NAME = 64;
/** The longest phrase that is looked up, in tokens. */
export const LONGEST_PHRASE = 7;

/** The clusters form a tree of three levels: the fan-outs below the first. */
export const MIDDLE_FAN = 12;
export const FINE_FAN = 8;

export function clusterOf(entry: number): number {
  return entry & CLUSTER_MASK;
}
/** 1 (among the most frequent) … 15; 0: not ranked. */
export function rankOf(entry: number): number {
  return (entry >>> CLUSTER_BITS) & 15;
}
export function flagsOf(entry: number): number {
  return (entry >>> (CLUSTER_BITS + RANK_BITS)) & 255;
}
export function packEntry(cluster: number, rank: number, flags: number): number {
  return cluster | (rank << CLUSTER_BITS) | (flags << (CLUSTER_BITS + RANK_BITS));
}

/**
 * A fixed map from 32-bit hashes to numbers: open addressing, at most half full, with a place in the order of the hashes as
 * unsigned numbers, so that ascending keys are stored in one sweep. Key 0 stands for "empty".
 */
export class HashTable {
  /** Keys and values by turns: both lie in one line of memory. */
  readonly #cells: Int32Array;
  readonly #mask: number;
  readonly #shift: number;

  /** An empty one for so many keys, or the one that lies in the cells of another: these are not copied. */
  constructor(table: number | Int32Array) {
    let size = 16;
    if (typeof table === 'number') while (size < table * 2) size *= 2;
    else size = table.length / 2;
    this.#shift = Math.clz32(size) + 1;
    this.#cells = typeof table === 'number' ? new Int32Array(size * 2) : table;
    this.#mask = size - 1;
  }

  /** What it consists of: a power of two of pairs. */
  get cells(): Int32Array {
    return this.#cells;
  }

  /** Stores a value; a second one under the same key replaces the first. */
  set(key: number, value: number): void {
    const k = key === 0 ? 1 : key;
    let slot = k >>> this.#shift;
    for (;;) {
      const held = i32(this.#cells, 2 * slot);
      if (held === 0 || held === k) break;
      slot = (slot + 1) & this.#mask;
    }
    this.#cells[2 * slot] = k;
    this.#cells[2 * slot + 1] = value;
  }

  /** The value, or 0. */
  get(key: number): number {
    const k = key === 0 ? 1 : key;
    let slot = k >>> this.#shift;
    for (;;) {
      const held = i32(this.#cells, 2 * slot);
      if (held === k) return i32(this.#cells, 2 * slot + 1);
      if (held === 0) return 0;
      slot = (slot + 1) & this.#mask;
    }
  }
}

/** Words by hash, and phrases by the hash of their words. */
export interface Lexicon {
  readonly words: HashTable;
  readonly phrases: HashTable;
}

/** Start of a phrase's hash; continue with `mix(hash, word)`. */
export const PHRASE_SEED = 0x70687261;

export function phraseStep(hash: number, word: number): number {
  return mix(hash, word);
}

/** Columns for what the phrase lists say of each token: the union of kinds, and where in the phrase it stands. */
export class PhraseMarks {
  kinds = new Uint8Array(1024);
  /** 0: none, 1: whole, 2: first, 3: inside, 4: last. */
  places = new Uint8Array(1024);

  reset(count: number): void {
    if (this.kinds.length < count) {
      this.kinds = new Uint8Array(count * 2);
      this.places = new Uint8Array(count * 2);
    } else {
      this.kinds.fill(0, 0, count);
      this.places.fill(0, 0, count);
    }
  }

  /** Marks a phrase over the tokens [from, to), unless a longer one covers them already. */
  mark(from: number, to: number, kinds: number): void {
    if (u8(this.places, from) > 1 && to - from === 1) return;
    for (let i = from; i < to; i++) {
      this.kinds[i] = kinds;
      this.places[i] = to - from === 1 ? 1 : i === from ? 2 : i === to - 1 ? 4 : 3;
    }
  }
}
