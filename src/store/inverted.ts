import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Breathe } from '../core/ports.ts';
import type { IndexedArticle } from '../core/store/store.ts';
import type { Hash } from './hash.ts';
import { type Keys, keysOf } from './keys.ts';
import { Merge } from './merge.ts';
import { Page, PageWriter } from './page.ts';
import { union } from './runs.ts';
import { PAGES, type Pages, Segment } from './segment.ts';
import { statementsOf } from './statements.ts';

/** Pages that are remembered, of 4 kB. */
const REMEMBERED = 2000;
/** So many segments of one size become one of the next: an article is written again as often as the library has sizes. */
const WIDTH = 4;
/** At rest each segment is more than so many times as large as all smaller ones together. */
const ALIKE = 2;
/** Articles of the segments of the least size. */
const LEAST = 64;
/** Pages of merging for each step, and for each article in it: about twice of what is needed to keep up. */
const STEP = 64;
const FOR_ARTICLE = 6;
/** Pages that are merged, and that are deleted, in one go: a few milliseconds, for which a question may have to wait. */
const AT_ONCE = 48;
const DELETED = 400;

/** An article with its number. */
export interface Numbered {
  readonly number: number;
  readonly article: IndexedArticle;
}

/**
 * Which places hold a key: segments that are written once, merged by size (O'Neil, Cheng, Gawlick, O'Neil 1996, "The log-structured
 * merge-tree"). Everything is written within the caller's transaction. A merge goes on from step to step; one that does not
 * come to its end is begun again by the next session. What was merged is deleted a little at a time.
 */
export class Inverted implements Pages {
  readonly #db: DatabaseSync;
  readonly #sql: (sql: string) => StatementSync;
  #segments: Segment[] = [];
  #next = 1;
  #merge: Merge | undefined;
  /** Pages of merging that are due for what was put. */
  #due = 0;
  /** Ranges of pages that are to be deleted. */
  #garbage: (readonly [from: number, end: number])[] = [];
  readonly #touched = new Set<Segment>();
  /** Segments that are being written, which are not there yet. */
  readonly #writing = new Set<number>();
  readonly #remembered = new Map<number, Page>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#sql = statementsOf(db);
    this.load();
  }

  /** Reads what there is, after a step that failed or at the opening. */
  load(): void {
    this.#remembered.clear();
    this.#touched.clear();
    this.#merge = undefined;
    const rows = this.#db.prepare('SELECT id, numbers, heads, gone FROM segments ORDER BY id').all();
    this.#segments = rows.map(
      ({ id, numbers, heads, gone }) =>
        new Segment(Number(id), new Float64Array(bufferOf(numbers)), new Uint32Array(bufferOf(heads)), new Uint8Array(bufferOf(gone))),
    );
    // Numbers that were given are not given again: pages of a merge that failed may stand there.
    this.#next = Math.max(this.#next, (this.#segments.at(-1)?.id ?? 0) + 1);
    this.#findGarbage();
    this.#sort();
  }

  /** Finds pages that belong to no segment: of merges that did not come to their end, and of what was merged when a process ended. */
  #findGarbage(): void {
    let from = 0;
    const gaps: (readonly [number, number])[] = [];
    for (const id of [...this.#segments.map((segment) => segment.id), ...this.#writing].sort((x, y) => x - y)) {
      gaps.push([from, id * PAGES]);
      from = (id + 1) * PAGES;
    }
    gaps.push([from, Number.MAX_SAFE_INTEGER]);
    // Their numbers are not given again while they are there.
    const last = Number(this.#sql('SELECT max(id) AS last FROM pages').get()?.['last'] ?? 0);
    this.#next = Math.max(this.#next, Math.floor(last / PAGES) + 1);
    const some = this.#sql('SELECT 1 FROM pages WHERE id >= ? AND id < ? LIMIT 1');
    this.#garbage = gaps
      .map(([start, end]) => [start, Math.min(end, this.#next * PAGES)] as const)
      .filter((range) => some.get(...range) !== undefined);
  }

  /** The first `limit` places before `end` that hold any of the keys, as packed numbers, ascending. */
  first(hashes: readonly Hash[], limit: number, end: number): Float64Array {
    let bound = end;
    const runs: Float64Array[] = [];
    for (const segment of this.#segments)
      for (const hash of hashes) {
        const run = segment.find(this, hash, limit, bound);
        if (run.length === 0) continue;
        runs.push(run);
        // What lies behind these is not among the first.
        if (run.length >= limit) bound = Math.min(bound, (run.at(-1) ?? 0) + 1);
      }
    const all = union(runs);
    return all.length > limit ? all.subarray(0, limit) : all;
  }

  page(id: number): Page {
    const known = this.#remembered.get(id);
    if (known) {
      this.#remembered.delete(id);
      this.#remembered.set(id, known);
      return known;
    }
    const page = this.#read(id);
    this.#remembered.set(id, page);
    if (this.#remembered.size > REMEMBERED) for (const oldest of this.#remembered.keys()) return this.#forget(oldest, page);
    return page;
  }

  #forget(id: number, page: Page): Page {
    this.#remembered.delete(id);
    return page;
  }

  #read(id: number): Page {
    const data = this.#sql('SELECT data FROM pages WHERE id = ?').get(id)?.['data'];
    if (!(data instanceof Uint8Array)) throw new Error('malformed: a page of the index is missing');
    return new Page(data);
  }

  /** Takes an article out of the segment that holds it. */
  remove(number: number): void {
    const segment = this.#segments.find((one) => one.remove(number));
    if (segment) this.#touched.add(segment);
  }

  /**
   * Writes articles as a segment of their own, a few pages at each step; nothing is found in it until it is added. They must not be there.
   * @param step runs what it is given as one step
   * @throws what `step` throws; nothing is left of it then
   */
  async write(articles: readonly Numbered[], step: (work: () => void) => void, breathe?: Breathe): Promise<Segment | undefined> {
    if (articles.length === 0) return undefined;
    const id = this.#next++;
    this.#writing.add(id);
    try {
      return await this.#writeAs(id, articles, step, breathe);
    } catch (error) {
      this.giveUp(id);
      throw error;
    }
  }

  /** What was written and not added is not wanted any more. */
  giveUp(id: number): void {
    if (this.#writing.delete(id)) this.#garbage.push([id * PAGES, (id + 1) * PAGES]);
  }

  async #writeAs(id: number, articles: readonly Numbered[], step: (work: () => void) => void, breathe?: Breathe): Promise<Segment> {
    const heads: number[] = [];
    const writer = new PageWriter((page, first) => this.#write(id * PAGES + heads.push(first) - 1, page));
    const sorted = articles.toSorted((a, b) => a.number - b.number);
    const keys = await keysOf(
      sorted.map(({ article }) => article),
      breathe,
    );
    for (let i = 0; i < keys.count; ) {
      await breathe?.();
      step(() => {
        for (const most = heads.length + AT_ONCE; i < keys.count && heads.length < most; ) i = addKey(writer, keys, i);
        if (i === keys.count) writer.flush();
      });
    }
    const numbers = Float64Array.from(sorted, ({ number }) => number);
    return new Segment(id, numbers, Uint32Array.from(heads), new Uint8Array(sorted.length));
  }

  /** Ends a step in which so many articles were put: notes what went, and how much there is to merge for it. */
  settle(articles: number): void {
    for (const segment of this.#touched) {
      if (!this.#segments.includes(segment)) continue;
      if (segment.left === 0 && !this.#merge?.from.includes(segment)) this.#drop(segment);
      else this.#sql('UPDATE segments SET gone = ? WHERE id = ?').run(segment.gone, segment.id);
    }
    this.#touched.clear();
    this.#due += STEP + FOR_ARTICLE * articles;
  }

  /**
   * Merges a little, or deletes a few pages that were merged, where that is due; says whether there is more to do.
   * @param resting nothing more is put for now: most segments may be written anew, so that keys are looked for in few of them
   */
  tidy(resting: boolean): boolean {
    if (this.#due > 0) {
      this.#merge ??= this.#begin();
      this.#due = this.#merge ? this.#due - this.#mergeOn(this.#merge) : 0;
      return true;
    }
    if (resting) {
      this.#merge ??= this.#beginOf(this.#alike());
      if (this.#merge) {
        this.#mergeOn(this.#merge, AT_ONCE);
        return true;
      }
    }
    const [range] = this.#garbage;
    if (range === undefined) return false;
    const some = this.#sql('DELETE FROM pages WHERE id IN (SELECT id FROM pages WHERE id >= ? AND id < ? LIMIT ?)');
    if (Number(some.run(...range, DELETED).changes) < DELETED) this.#garbage.shift();
    return this.#garbage.length > 0;
  }

  /** Goes on with a merge; gives how many pages it has written. */
  #mergeOn(merge: Merge, most = Math.min(this.#due, AT_ONCE)): number {
    const pages = Math.max(1, merge.step(most));
    if (!merge.done) return pages;
    const made = merge.finish();
    for (const segment of merge.from) this.#drop(segment);
    this.#merge = undefined;
    if (made.left > 0) this.add(made);
    else this.#drop(made);
    return pages;
  }

  /** The next merge that is due: of segments of one size, or of one of which little is left. */
  #begin(): Merge | undefined {
    const bySize = new Map<number, Segment[]>();
    for (const segment of this.#segments) {
      const size = sizeOf(segment.left);
      bySize.set(size, [...(bySize.get(size) ?? []), segment]);
    }
    const due = [...bySize].sort((a, b) => a[0] - b[0]).find(([, segments]) => segments.length >= WIDTH)?.[1];
    const hollow = this.#segments.find(({ left, numbers }) => 2 * left < numbers.length);
    return this.#beginOf(due ?? (hollow && [hollow]));
  }

  /**
   * The smallest segments, up to the last that is no more than `ALIKE` times as large as all smaller ones together: once they are one, no
   * segment is. An article is written again each time its segment grows by half, so by a logarithm of the library's size.
   */
  #alike(): Segment[] | undefined {
    const ascending = this.#segments.toSorted((a, b) => a.left - b.left);
    let smaller = 0;
    let count = 0;
    for (const [i, { left }] of ascending.entries()) {
      if (i > 0 && left <= ALIKE * smaller) count = i + 1;
      smaller += left;
    }
    return count === 0 ? undefined : ascending.slice(0, count);
  }

  #beginOf(from: readonly Segment[] | undefined): Merge | undefined {
    // What is read once and in order is not remembered.
    return from && new Merge(this.#next++, from, { page: (id) => this.#read(id) }, (id, page) => this.#write(id, page));
  }

  #write(id: number, page: Uint8Array): void {
    this.#sql('INSERT INTO pages VALUES (?, ?)').run(id, page);
  }

  /** Takes in a segment that was written. */
  add(segment: Segment): void {
    const { id, numbers, heads, gone } = segment;
    this.#writing.delete(id);
    this.#sql('INSERT INTO segments VALUES (?, ?, ?, ?)').run(id, bytesOf(numbers), bytesOf(heads), gone);
    this.#segments.push(segment);
    this.#sort();
  }

  /** The largest first: their places bound what is read of the others. */
  #sort(): void {
    this.#segments.sort((a, b) => b.numbers.length - a.numbers.length || a.id - b.id);
  }

  #drop(segment: Segment): void {
    const { id, heads } = segment;
    this.#segments = this.#segments.filter((one) => one !== segment);
    this.#sql('DELETE FROM segments WHERE id = ?').run(id);
    this.#garbage.push([id * PAGES, (id + 1) * PAGES]);
    for (let p = 0; p < heads.length; p++) this.#remembered.delete(id * PAGES + p);
  }
}

/** Segments of one size are within a factor of `WIDTH` of one another. */
function sizeOf(articles: number): number {
  let size = 0;
  for (let least = LEAST; articles >= least; least *= WIDTH) size++;
  return size;
}

/** Writes the key at `from` with its places; gives the next one. Keys of one hash are one. */
function addKey(writer: PageWriter, keys: Keys, from: number): number {
  const hash = { high: keys.high(from), low: keys.low(from) };
  let next = from + 1;
  while (next < keys.count && keys.high(next) === hash.high && keys.low(next) === hash.low) next++;
  if (next === from + 1) writer.add(hash, keys.places(from));
  else writer.add(hash, union(Array.from({ length: next - from }, (_, k) => Float64Array.from(keys.places(from + k)))));
  return next;
}

function bytesOf(numbers: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** The bytes of a column, at an offset that every kind of number can stand at. */
function bufferOf(column: unknown): ArrayBuffer {
  return column instanceof Uint8Array ? column.slice().buffer : new ArrayBuffer(0);
}
