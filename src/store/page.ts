/**
 * Pages of a segment: entries in the order of their hashes, each with the places of one key. A place is that of an article within the
 * segment (its rank by number) and a passage. A long list goes on in the next page, as another entry of the same hash.
 */
import { OUTSIDE } from '../core/store/ranking.ts';
import { countBefore } from '../core/text/ordered.ts';
import type { Hash } from './hash.ts';

/** Room for passages beside the rank in one number. */
export const PASSAGES = OUTSIDE + 1;
/** Bytes of a page: what fits on one page of the database. */
const SIZE = 4040;
/** Of a page: how many entries; of an entry: two halves of its hash, and where its places end. */
const HEAD = 4;
const ENTRY = 10;
/** A place takes up to three bytes for the passage and four for the rank. */
const PLACE = 7;

/** Writes pages one after the other; every key once, in the order of the hashes. */
export class PageWriter {
  readonly #take: (page: Uint8Array, first: number) => void;
  readonly #highs: number[] = [];
  readonly #lows: number[] = [];
  readonly #ends: number[] = [];
  readonly #body = new Uint8Array(SIZE);
  #at = 0;

  /** @param take is given each page with the first half of its first hash */
  constructor(take: (page: Uint8Array, first: number) => void) {
    this.#take = take;
  }

  /** @param places ascending; the first `count` are written, of which there is one at least */
  add({ high, low }: Hash, places: ArrayLike<number>, count = places.length): void {
    for (let i = 0; i < count; ) {
      if (HEAD + ENTRY * (this.#highs.length + 1) + this.#at + PLACE > SIZE) this.flush();
      i = this.#write(places, count, i, SIZE - HEAD - ENTRY * (this.#highs.length + 1) - PLACE);
      this.#highs.push(high);
      this.#lows.push(low);
      this.#ends.push(this.#at);
    }
  }

  /** Writes places from `i` on while there is room; gives the index of the first that is left. */
  #write(places: ArrayLike<number>, count: number, from: number, room: number): number {
    const body = this.#body;
    let at = this.#at;
    let rank = 0;
    let passage = -1;
    let i = from;
    for (; i < count && at <= room; i++) {
      const place = places[i] ?? 0;
      const ofRank = Math.floor(place / PASSAGES);
      const next = place - ofRank * PASSAGES;
      const again = passage >= 0 && ofRank === rank;
      // Outside all passages is the last place of an article, and the one of most signatures: it gets the shortest code.
      const code = next === OUTSIDE ? 0 : again ? next - passage : next + 1;
      at = varint(body, at, code * 2 + (again ? 1 : 0));
      if (!again) at = varint(body, at, ofRank - rank);
      rank = ofRank;
      passage = next;
    }
    this.#at = at;
    return i;
  }

  /** Ends the last page. */
  flush(): void {
    const count = this.#highs.length;
    if (count === 0) return;
    const page = new Uint8Array(HEAD + ENTRY * count + this.#at);
    const view = new DataView(page.buffer);
    view.setUint32(0, count, true);
    for (let i = 0; i < count; i++) {
      view.setUint32(HEAD + 4 * i, this.#highs[i] ?? 0, true);
      view.setUint32(HEAD + 4 * (count + i), this.#lows[i] ?? 0, true);
      view.setUint16(HEAD + 8 * count + 2 * i, this.#ends[i] ?? 0, true);
    }
    page.set(this.#body.subarray(0, this.#at), HEAD + ENTRY * count);
    this.#take(page, this.#highs[0] ?? 0);
    this.#highs.length = this.#lows.length = this.#ends.length = this.#at = 0;
  }
}

function varint(bytes: Uint8Array, at: number, value: number): number {
  let left = value;
  let i = at;
  while (left > 127) {
    bytes[i++] = (left & 127) | 128;
    left >>>= 7;
  }
  bytes[i++] = left;
  return i;
}

/** The places that were decoded last, ascending. A place takes a byte at least. */
export const decoded = new Float64Array(SIZE);

/** A page that was read. */
export class Page {
  readonly count: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #body: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.count = this.#view.getUint32(0, true);
    this.#body = HEAD + ENTRY * this.count;
  }

  high(i: number): number {
    return this.#view.getUint32(HEAD + 4 * i, true);
  }

  low(i: number): number {
    return this.#view.getUint32(HEAD + 4 * (this.count + i), true);
  }

  /** The first entry whose hash is not less. */
  from({ high, low }: Hash): number {
    return countBefore(this.count, (i) => {
      const own = this.high(i);
      return own < high || (own === high && this.low(i) < low);
    });
  }

  is(i: number, { high, low }: Hash): boolean {
    return i < this.count && this.high(i) === high && this.low(i) === low;
  }

  /** The places of entry `i`, ascending. They are overwritten by the next call. */
  places(i: number): Float64Array {
    return decoded.subarray(0, this.decode(i));
  }

  /** Puts the places of entry `i` into `decoded`; tells how many they are. */
  decode(i: number): number {
    const bytes = this.#bytes;
    let count = 0;
    let at = this.#body + (i === 0 ? 0 : this.#end(i - 1));
    const end = this.#body + this.#end(i);
    let rank = 0;
    let passage = 0;
    while (at < end) {
      let value = bytes[at++] ?? 0;
      if (value > 127) {
        value &= 127;
        for (let shift = 7; ; shift += 7) {
          const byte = bytes[at++] ?? 0;
          value |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      const code = value >>> 1;
      if ((value & 1) === 1) passage = code === 0 ? OUTSIDE : passage + code;
      else {
        passage = code === 0 ? OUTSIDE : code - 1;
        let step = bytes[at++] ?? 0;
        if (step > 127) {
          step &= 127;
          for (let shift = 7; ; shift += 7) {
            const byte = bytes[at++] ?? 0;
            step |= (byte & 127) << shift;
            if (byte < 128) break;
          }
        }
        rank += step;
      }
      decoded[count++] = rank * PASSAGES + passage;
    }
    return count;
  }

  #end(i: number): number {
    return this.#view.getUint16(HEAD + 8 * this.count + 2 * i, true);
  }
}
