import { foldKey } from '../text/fold.ts';
import type { Span } from '../text/span.ts';

/** What a code unit is to the comparison of words: `SEPARATOR`, `NOTHING` (marks, apostrophes, invisibles), or its folded letter. */
const SEPARATOR = 0;
const NOTHING = 1;
const UNKNOWN = 0xffff;
const table = new Uint16Array(65_536).fill(UNKNOWN);

/** Room for the hashes of a span's words: it is used again, unless a span without measure made it large. */
let room = new Int32Array(256);
const MOST_ROOM = 1 << 14;

/** Reads the words of a span into `room`, their bits not spread yet, and tells their number. */
function readWords(text: string, { start, end }: Span): number {
  if (room.length > MOST_ROOM) room = new Int32Array(MOST_ROOM);
  let count = 0;
  let hash = 0;
  let inside = false;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    let letter = table[unit] ?? SEPARATOR;
    if (letter === UNKNOWN) letter = table[unit] = classify(unit);
    if (letter === NOTHING) continue;
    if (letter !== SEPARATOR) {
      // FNV-1a over UTF-16 code units.
      hash = Math.imul((inside ? hash : 0x811c9dc5) ^ letter, 0x01000193);
      inside = true;
    } else if (inside) {
      note(count++, hash);
      inside = false;
    }
  }
  if (inside) note(count++, hash);
  return count;
}

function note(at: number, hash: number): void {
  if (at === room.length) {
    const more = new Int32Array(room.length * 2);
    more.set(room);
    room = more;
  }
  room[at] = hash;
}

/** The words of a span, read. */
export interface WordHashes {
  /** The first `count` are the words', in order: unsigned 32-bit hashes as signed numbers. Until the next span is read. */
  readonly hashes: Int32Array;
  readonly count: number;
  /** `wordsKey` of the same span; '' where it has fewer words than were asked for. */
  readonly key: string;
}

/**
 * The words of a span as hashes of their folded letters (case, diacritics, apostrophes and punctuation do not count). One pass;
 * any text, lone surrogates included, is welcome.
 * @param least words from which on a key is made
 */
export function wordHashes(text: string, span: Span, least: number): WordHashes {
  const count = readWords(text, span);
  const key = count < least ? '' : keyOf(count);
  for (let i = 0; i < count; i++) room[i] = finish(room[i] ?? 0);
  return { hashes: room, count, key };
}

/** A key of the words of a span: equal words, equal key; different words share one by accident in 2^53 only. '' without words. */
export function wordsKey(text: string, span: Span = { start: 0, end: text.length }): string {
  return keyOf(readWords(text, span));
}

function keyOf(count: number): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < count; i++) {
    const hash = room[i] ?? 0;
    a = Math.imul(a ^ hash, 0xcc9e2d51);
    a ^= a >>> 15;
    b = Math.imul(b, 0x1b873593) + hash;
    b ^= b >>> 13;
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
