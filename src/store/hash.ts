/** What a key of the index stands for: a search term, a name, a name that may be speaking, a signature of kinship. */
export type Space = 't' | 'm' | 's' | 'k';

/** A key as two numbers of 32 bits: the order of the index, and all that it knows of the key. */
export interface Hash {
  readonly high: number;
  readonly low: number;
}

const SEEDS: Readonly<Record<Space, number>> = { t: 0x9e3779b9, m: 0x85ebca6b, s: 0xc2b2ae35, k: 0x27d4eb2f };

/**
 * The hash of a key: two rounds of multiply and xor over its UTF-16 units, finished as MurmurHash3 (public domain) finishes. Of ten
 * million different keys two share one by accident with a chance of three in a million; then a place is proposed that holds the
 * other one, no more.
 */
export function hashOf(space: Space, key: string): Hash {
  let a = SEEDS[space];
  let b = a ^ key.length;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b ^ unit, 0xcc9e2d51);
    b = (b << 13) | (b >>> 19);
  }
  return { high: finish(a), low: finish(b) };
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The hashes of several keys, each once. */
export function hashesOf(space: Space, keys: Iterable<string>): Hash[] {
  return Array.from(new Set(keys), (key) => hashOf(space, key));
}

/** Hashes as bytes, and back. */
export function packHashes(hashes: readonly Hash[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(hashes.flatMap(({ high, low }) => [high, low])).buffer);
}

export function unpackHashes(bytes: Uint8Array): Hash[] {
  const numbers = new Uint32Array(bytes.slice().buffer);
  return Array.from({ length: numbers.length >> 1 }, (_, i) => ({ high: numbers[2 * i] ?? 0, low: numbers[2 * i + 1] ?? 0 }));
}
