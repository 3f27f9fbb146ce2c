import type { Hash } from './hash.ts';
import { PASSAGES, type Page, PageWriter } from './page.ts';
import { Growing, union } from './runs.ts';
import { PAGES, type Pages, Segment } from './segment.ts';

/** Stands for an article that is not taken over. */
const NONE = 0xffffffff;

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

  /** Reads the places of the key, and goes to the next. */
  take(): Float64Array {
    const { high, low, places } = this;
    places.length = 0;
    while (this.#page !== undefined && this.high === high && this.low === low) {
      for (const place of this.#page.places(this.#entry)) {
        const rank = Math.floor(place / PASSAGES);
        const now = this.#ranks[rank] ?? NONE;
        if (now !== NONE) places.push(now * PASSAGES + place - rank * PASSAGES);
      }
      this.#entry++;
      this.#settle();
    }
    return places.taken();
  }
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

  /** @param write is given each page with its number; @param pages must not remember what is read once */
  constructor(id: number, from: readonly Segment[], pages: Pages, write: (id: number, page: Uint8Array) => void) {
    this.#id = id;
    this.from = from;
    this.#numbers = union(from.map(({ numbers, gone }) => numbers.filter((_, rank) => gone[rank] === 0)));
    const rankOf = new Map(Array.from(this.#numbers, (number, rank) => [number, rank]));
    this.#ranks = from.map(({ numbers, gone }) =>
      Uint32Array.from(numbers, (number, rank) => (gone[rank] === 0 ? (rankOf.get(number) ?? NONE) : NONE)),
    );
    this.#cursors = from.map((segment, i) => new Cursor(pages, segment, this.#ranks[i] ?? new Uint32Array(0)));
    this.#writer = new PageWriter((page, first) => write(id * PAGES + this.#heads.push(first) - 1, page));
  }

  /** Writes about so many pages; gives how many. The merge is done when `finish` may be called: when this gives less than was asked for. */
  step(pages: number): number {
    const before = this.#heads.length;
    while (this.#heads.length - before < pages) {
      const least = this.#least();
      if (least === undefined) {
        this.#writer.flush();
        break;
      }
      const lists: Float64Array[] = [];
      for (const cursor of this.#cursors)
        if (!cursor.done && cursor.high === least.high && cursor.low === least.low) lists.push(cursor.take());
      this.#writer.add(least, lists.length === 1 ? (lists[0] ?? []) : union(lists));
    }
    return this.#heads.length - before;
  }

  get done(): boolean {
    return this.#cursors.every((cursor) => cursor.done);
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
