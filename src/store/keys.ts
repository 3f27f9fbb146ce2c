import type { Breathe } from '../core/ports.ts';
import { looseKeys, OUTSIDE } from '../core/store/ranking.ts';
import type { IndexedArticle } from '../core/store/store.ts';
import { hashOf, type Space } from './hash.ts';
import { PASSAGES } from './page.ts';

/** So many keys are hashed before others get their turn: a millisecond's work. */
const HASHED = 4096;

/** By what articles are found, in the order of the hashes. */
export interface Keys {
  readonly count: number;
  high(i: number): number;
  low(i: number): number;
  /** Ascending. */
  places(i: number): readonly number[];
}

/** By what articles, in the order of their numbers, are found. `breathe` is called now and then. */
export async function keysOf(articles: readonly IndexedArticle[], breathe?: Breathe): Promise<Keys> {
  const bySpace: Readonly<Record<Space, Map<string, number[]>>> = { t: new Map(), m: new Map(), s: new Map(), k: new Map() };
  for (const [rank, article] of articles.entries()) {
    take(bySpace, article, rank);
    await breathe?.();
  }
  const count = bySpace.t.size + bySpace.m.size + bySpace.s.size + bySpace.k.size;
  const highs = new Uint32Array(count);
  const lows = new Uint32Array(count);
  const lists: (readonly number[])[] = [];
  for (const space of ['t', 'm', 's', 'k'] as const)
    for (const [key, places] of bySpace[space]) {
      const { high, low } = hashOf(space, key);
      highs[lists.length] = high;
      lows[lists.length] = low;
      lists.push(places);
      if (lists.length % HASHED === 0) await breathe?.();
    }
  const order = orderOf(highs, lows);
  return {
    count,
    high: (i) => highs[order[i] ?? 0] ?? 0,
    low: (i) => lows[order[i] ?? 0] ?? 0,
    places: (i) => lists[order[i] ?? 0] ?? [],
  };
}

function take(bySpace: Readonly<Record<Space, Map<string, number[]>>>, article: IndexedArticle, rank: number): void {
  const add = (all: Map<string, number[]>, keys: readonly string[], passage: number): void => {
    const place = rank * PASSAGES + passage;
    for (const key of keys) {
      const places = all.get(key);
      if (places === undefined) all.set(key, [place]);
      else if (places[places.length - 1] !== place) places.push(place);
    }
  };
  const { index, kinship } = article;
  for (let i = 0; i < index.length && i < OUTSIDE; i++) {
    const { terms = [], keys = [], speaking = [] } = index[i] ?? {};
    add(bySpace.t, terms, i);
    add(bySpace.m, keys, i);
    add(bySpace.s, speaking, i);
  }
  add(bySpace.m, looseKeys(article), OUTSIDE);
  add(bySpace.k, kinship, OUTSIDE);
}

/** Three passes of a radix sort (Knuth, "The Art of Computer Programming" 3, 5.2.5) take the first halves' 32 bits. */
const BITS = 11;
const PASSES = 3;
const BUCKETS = 2 ** BITS;

/** The order of numbers that are given by their halves. */
function orderOf(highs: Uint32Array, lows: Uint32Array): Uint32Array {
  let order = Uint32Array.from(highs.keys());
  let other = new Uint32Array(highs.length);
  for (let pass = 0; pass < PASSES; pass++) {
    const digit = (i: number): number => ((highs[i] ?? 0) >>> (pass * BITS)) & (BUCKETS - 1);
    const ends = new Uint32Array(BUCKETS + 1);
    for (const i of order) ends[digit(i) + 1] = (ends[digit(i) + 1] ?? 0) + 1;
    for (let b = 1; b <= BUCKETS; b++) ends[b] = (ends[b] ?? 0) + (ends[b - 1] ?? 0);
    for (const i of order) {
      const at = ends[digit(i)] ?? 0;
      other[at] = i;
      ends[digit(i)] = at + 1;
    }
    [order, other] = [other, order];
  }
  // Two that share the first half are rare.
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && highs[order[to] ?? 0] === highs[order[from] ?? 0]) to++;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => (lows[a] ?? 0) - (lows[b] ?? 0));
    from = to;
  }
  return order;
}
