/** 32-bit integer hashes: the names of words and features. Equal in training and at run time, on every machine. */

/** Start of a word's hash. FNV-1a's offset basis. */
export const SEED = 0x811c9dc5 | 0;

/** Takes one code unit into a word's hash (FNV-1a over 16-bit units). */
export function take(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Combines two values into one well-spread hash; order matters. Constants of xxHash32's avalanche. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ b;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae3d);
  return h ^ (h >>> 16);
}
