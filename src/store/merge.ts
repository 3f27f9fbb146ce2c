import type { Hash } from './hash.ts';
import { decoded, PASSAGES, type Page, PageWriter } from './page.ts';
import { Growing, union } from './runs.ts';
import { PAGES, type Pages, Segment } from './segment.ts';

/** Stands for an article that is not taken over. */
const NONE = 0xffffffff;
/** Places of one key that are read of each segment in one go: a very common word stands at millions. */
const AT_ONCE = 8192;

/** Most keys have no more places, all segments together: they are put in order where they stand. */
const FEW = 64;

/** One of the segments that are merged, key by key. */
class Cursor {
  readonly places = new Growing();
  readonly #pages: Pages;
  readonly #segment: Segment;
  /** The new rank of each article. */
  readonly #ranks: Uint32Array;
  #page: Page | undefined;
  #number = -1;
  #entry = 0;
  high = 0;
  low = 0;

  constructor(pages: Pages, segment: Segment, ranks: Uint32Array) {
    this.#pages = pages;
    this.#segment = segment;
    this.#ranks = ranks;
    this.#settle();
  }

  get done(): boolean {
    return this.#page === undefined;
  }

  /** Goes to the next page where the entry lies behind the last one, and notes whose it is. */
  #settle(): void {
    while (this.#page === undefined || this.#entry >= this.#page.count) {
      this.#page = undefined;
      this.#entry = 0;
      if (++this.#number >= this.#segment.heads.length) return;
      this.#page = this.#pages.page(this.#segment.id * PAGES + this.#number);
    }
    this.high = this.#page.high(this.#entry);
    this.low = this.#page.low(this.#entry);
  }

  /** True while there are places of the key that are not read. */
  at(key: Hash): boolean {
    return this.#page !== undefined && this.high === key.high && this.low === key.low;
  }

  /** Reads more places of the key, until `AT_ONCE` are there or no more follow. */
  read(key: Hash): void {
    const { places } = this;
    while (this.#page !== undefined && this.at(key) && places.length < AT_ONCE) {
      const count = this.#page.decode(this.#entry);
      for (let i = 0; i < count; i++) {
        const place = decoded[i] ?? 0;
        const rank = Math.floor(place / PASSAGES);
        const now = this.#ranks[rank] ?? NONE;
        if (now !== NONE) places.push(now * PASSAGES + place - rank * PASSAGES);
      }
      this.#entry++;
      this.#settle();
    }
  }
}

/** The rank that each article of a segment has among `numbers`; `NONE` for those that are gone. */
function ranksIn(numbers: Float64Array, segment: Segment): Uint32Array {
  let now = 0;
  return Uint32Array.from(segment.numbers, (number, rank) => {
    if (segment.gone[rank] !== 0) return NONE;
    while ((numbers[now] ?? number) < number) now++;
    return now;
  });
}

/** Writes several segments as one, a few pages at a time. Articles that went before it began are left out. */
export class Merge {
  readonly from: readonly Segment[];
  readonly #id: number;
  readonly #numbers: Float64Array;
  readonly #ranks: readonly Uint32Array[];
  readonly #cursors: Cursor[];
  readonly #heads: number[] = [];
  readonly #writer: PageWriter;
  readonly #few = new Float64Array(FEW);
  /** The key that is being merged. */
  #key: Hash | undefined;

  /** @param write is given each page with its number; @param pages must not remember what is read once */
  constructor(id: number, from: readonly Segment[], pages: Pages, write: (id: number, page: Uint8Array) => void) {
    this.#id = id;
    this.from = from;
    this.#numbers = union(from.map(({ numbers, gone }) => numbers.filter((_, rank) => gone[rank] === 0)));
    this.#ranks = from.map((segment) => ranksIn(this.#numbers, segment));
    this.#cursors = from.map((segment, i) => new Cursor(pages, segment, this.#ranks[i] ?? new Uint32Array(0)));
    this.#writer = new PageWriter((page, first) => write(id * PAGES + this.#heads.push(first) - 1, page));
  }

  /** Writes about so many pages; gives how many. The merge is done when `finish` may be called: when this gives less than was asked for. */
  step(pages: number): number {
    const before = this.#heads.length;
    while (this.#heads.length - before < pages) {
      this.#key ??= this.#least();
      if (this.#key === undefined) {
        this.#writer.flush();
        break;
      }
      this.#mergeSome(this.#key);
    }
    return this.#heads.length - before;
  }

  /** Merges those places of the key behind which none is unread that belongs before them. */
  #mergeSome(key: Hash): void {
    let bound = Number.POSITIVE_INFINITY;
    for (const cursor of this.#cursors) {
      cursor.read(key);
      if (cursor.at(key)) bound = Math.min(bound, cursor.places.last);
    }
    let count = 0;
    let few = true;
    for (const { places } of this.#cursors) {
      const own = places.countTo(bound);
      few &&= count + own <= FEW;
      for (let i = 0; few && i < own; i++) this.#insert(places.at(i), count + i);
      count += own;
    }
    if (few) this.#writer.add(key, this.#few, count);
    else this.#writer.add(key, union(this.#cursors.map(({ places }) => places.upTo(bound))));
    if (bound === Number.POSITIVE_INFINITY) {
      for (const { places } of this.#cursors) places.length = 0;
      this.#key = undefined;
    } else for (const { places } of this.#cursors) places.drop(bound);
  }

  /** Puts a place among the first `count`, which ascend. */
  #insert(place: number, count: number): void {
    let at = count;
    for (; at > 0 && (this.#few[at - 1] ?? 0) > place; at--) this.#few[at] = this.#few[at - 1] ?? 0;
    this.#few[at] = place;
  }

  get done(): boolean {
    return this.#key === undefined && this.#cursors.every((cursor) => cursor.done);
  }

  #least(): Hash | undefined {
    let least: Cursor | undefined;
    for (const cursor of this.#cursors)
      if (!cursor.done && (!least || cursor.high < least.high || (cursor.high === least.high && cursor.low < least.low))) least = cursor;
    return least && { high: least.high, low: least.low };
  }

  /** The new segment; what went while it was written is gone in it. */
  finish(): Segment {
    this.#writer.flush();
    const gone = new Uint8Array(this.#numbers.length);
    this.from.forEach((segment, s) => {
      segment.gone.forEach((is, rank) => {
        const now = this.#ranks[s]?.[rank] ?? NONE;
        if (is === 1 && now !== NONE) gone[now] = 1;
      });
    });
    return new Segment(this.#id, this.#numbers, Uint32Array.from(this.#heads), gone);
  }
}
