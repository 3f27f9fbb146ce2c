import { foldKey } from '../text/fold.ts';
import type { Span } from '../text/span.ts';

/** What a code unit is to the comparison of words: `SEPARATOR`, `NOTHING` (marks, apostrophes, invisibles), or its folded letter. */
const SEPARATOR = 0;
const NOTHING = 1;
const UNKNOWN = 0xffff;
const table = new Uint16Array(65_536).fill(UNKNOWN);

/**
 * The words of a span as 32-bit hashes of their folded letters (case, diacritics, apostrophes and punctuation do not
 * count), in order. One pass without allocation but for the result; any text, lone surrogates included, is welcome.
 */
export function wordHashes(text: string, span: Span = { start: 0, end: text.length }): number[] {
  const hashes: number[] = [];
  let hash = 0;
  let inside = false;
  for (let i = span.start; i < span.end; i++) {
    const unit = text.charCodeAt(i);
    let letter = table[unit] ?? SEPARATOR;
    if (letter === UNKNOWN) letter = table[unit] = classify(unit);
    if (letter === NOTHING) continue;
    if (letter === SEPARATOR) {
      if (inside) hashes.push(finish(hash));
      inside = false;
      hash = 0;
    } else {
      // FNV-1a over UTF-16 code units.
      hash = Math.imul((inside ? hash : 0x811c9dc5) ^ letter, 0x01000193);
      inside = true;
    }
  }
  if (inside) hashes.push(finish(hash));
  return hashes;
}

/** A key of the words of a span: equal words, equal key; different words share one by accident in 2^53 only. '' without words. */
export function wordsKey(text: string, span: Span = { start: 0, end: text.length }): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  let count = 0;
  let hash = 0;
  let inside = false;
  for (let i = span.start; i <= span.end; i++) {
    let letter = SEPARATOR;
    if (i < span.end) {
      const unit = text.charCodeAt(i);
      letter = table[unit] ?? SEPARATOR;
      if (letter === UNKNOWN) letter = table[unit] = classify(unit);
      if (letter === NOTHING) continue;
    }
    if (letter !== SEPARATOR) {
      hash = Math.imul((inside ? hash : 0x811c9dc5) ^ letter, 0x01000193);
      inside = true;
    } else if (inside) {
      a = Math.imul(a ^ hash, 0xcc9e2d51);
      a ^= a >>> 15;
      b = Math.imul(b, 0x1b873593) + hash;
      b ^= b >>> 13;
      count++;
      inside = false;
    }
  }
  return count === 0 ? '' : `${finish(a).toString(36)}${finish(b).toString(36)}-${count}`;
}

/** Spreads the bits (the final step of MurmurHash3, public domain). */
export function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function classify(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const char = String.fromCharCode(unit);
  if (/['’ʼ`´\p{M}\p{Cf}]/u.test(char)) return NOTHING;
  if (!/[\p{L}\p{N}_]/u.test(char)) return SEPARATOR;
  const folded = foldKey(char).charCodeAt(0);
  return Number.isNaN(folded) || folded <= NOTHING ? NOTHING : folded;
}
