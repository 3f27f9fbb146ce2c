import { numberOf, pack, passageOf } from '../core/store/ranking.ts';
import { lowerBound } from '../core/text/ordered.ts';
import type { Hash } from './hash.ts';
import { PASSAGES, type Page } from './page.ts';

/** Pages of one segment are numbered from here on: segment times this. */
export const PAGES = 2 ** 24;

const NONE = new Float64Array(0);

/** Where pages are read. */
export interface Pages {
  page(id: number): Page;
}

/** A part of the index that is written once: some articles, with everything by which their passages are found. */
export class Segment {
  readonly id: number;
  /** The numbers of its articles, ascending: the rank of an article is its place here. */
  readonly numbers: Float64Array;
  /** The first half of the first hash of each page. */
  readonly heads: Uint32Array;
  /** By rank, 1 for an article that was replaced or removed since. */
  readonly gone: Uint8Array;
  left: number;

  constructor(id: number, numbers: Float64Array, heads: Uint32Array, gone: Uint8Array) {
    this.id = id;
    this.numbers = numbers;
    this.heads = heads;
    this.gone = gone;
    this.left = numbers.length;
    for (const one of gone) this.left -= one;
  }

  /** Takes an article out; says whether it was there. */
  remove(number: number): boolean {
    const rank = lowerBound(this.numbers, number);
    if (this.numbers[rank] !== number || this.gone[rank] === 1) return false;
    this.gone[rank] = 1;
    this.left--;
    return true;
  }

  /** The first `limit` places of a key that lie before `end`, as packed numbers, ascending. */
  find(pages: Pages, hash: Hash, limit: number, end: number): Float64Array {
    // A place before `end` may still be of the article in which `end` lies.
    const last = lowerBound(this.numbers, numberOf(end)) * PASSAGES + passageOf(end);
    const exact = this.numbers[Math.floor(last / PASSAGES)] === numberOf(end);
    const bound = exact ? last : last - passageOf(end);
    const parts: Float64Array[] = [];
    let length = 0;
    this.#each(pages, hash, (places) => {
      const found = this.#packed(places, bound, limit - length);
      if (found.length > 0) parts.push(found);
      length += found.length;
      return length < limit && (places.at(-1) ?? 0) < bound;
    });
    const [first] = parts;
    if (first === undefined || parts.length === 1) return first ?? NONE;
    const all = new Float64Array(length);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** The first `limit` of some places that lie before `bound` and are not gone, as packed numbers. */
  #packed(places: Float64Array, bound: number, limit: number): Float64Array {
    const found = new Float64Array(Math.min(places.length, limit));
    let length = 0;
    for (let i = 0; i < places.length && length < limit; i++) {
      const place = places[i] ?? 0;
      if (place >= bound) break;
      const rank = Math.floor(place / PASSAGES);
      if (this.gone[rank] === 0) found[length++] = pack(this.numbers[rank] ?? 0, place - rank * PASSAGES);
    }
    return length === found.length ? found : found.subarray(0, length);
  }

  /** The parts of a key's list, in order, until `take` says false. */
  #each(pages: Pages, hash: Hash, take: (places: Float64Array) => boolean): void {
    const { heads, id } = this;
    // The list may begin in the page before the first that begins with its hash.
    for (let p = Math.max(0, lowerBound(heads, hash.high) - 1); p < heads.length && (heads[p] ?? 0) <= hash.high; p++) {
      const page = pages.page(id * PAGES + p);
      let i = page.from(hash);
      for (; page.is(i, hash); i++) if (!take(page.places(i))) return;
      if (i < page.count) return;
    }
  }
}
