/** What all stores share: how articles are numbered, and how passages are ranked by the rarity of the terms that they hold. */
import { type IndexedArticle, type PassageHit, type Place, rarity, type Wanted } from './store.ts';
import { Sums } from './sums.ts';

/** Room for passages within one article; number and passage pack into one safe integer. */
const PASSAGES = 2 ** 17;
/** Stands for "outside all passages". Passages beyond it are found with their article alone. */
export const OUTSIDE = PASSAGES - 1;
const NUMBERS = 2 ** 35;

/**
 * Places that one search looks at: the rarest terms first, until so many are counted. Common words tell no passage from
 * another, and this bounds the time whatever the library's size.
 */
export const MOST_PLACES = 12_000;
/** The same for a search among the places of names, and how many of the names' own places are looked at. */
export const MOST_AMONG = 8000;
const MOST_NAMED = 60_000;
/** Up to so many places are counted one by one; beyond, the count is reckoned from how densely the first ones lie. */
export const MOST_COUNTED = 4000;
/** More articles with one signature share a site's boilerplate, not their origin. */
export const MOST_KIN = 200;
/** One more than any packed place. */
export const END = NUMBERS * PASSAGES;

/**
 * How many places there are when the first `MOST_COUNTED` end at `last`: articles are numbered evenly. Exact below that many.
 */
export function reckoned(counted: number, last: number): number {
  return counted < MOST_COUNTED || last <= 0 ? counted : Math.round((counted * END) / last);
}

/** The end of the stretch of places in which about `MOST_NAMED` of `count` places lie. */
export function stretch(count: number): number {
  return count <= MOST_NAMED ? END : Math.floor((END * MOST_NAMED) / count);
}

/** The number that an article has by its path, below 2^35: two rounds of FNV-1a with other offsets, mixed. */
export function articleNumber(path: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < path.length; i++) {
    const unit = path.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  a = Math.imul(a ^ (a >>> 15), 0x2c1b3c6d);
  b = Math.imul(b ^ (b >>> 13), 0x297a2d39);
  return ((a ^ (a >>> 16)) >>> 0) * 8 + ((b >>> 20) & 7);
}

/** The number that follows, for an article whose own is taken. */
export function nextNumber(number: number): number {
  return (number + 1) % NUMBERS;
}

/** Number and passage as one integer, in the order of both. */
export function pack(number: number, passage: number): number {
  return number * PASSAGES + Math.min(passage, OUTSIDE);
}

export function numberOf(packed: number): number {
  return Math.floor(packed / PASSAGES);
}

export function passageOf(packed: number): number {
  return packed % PASSAGES;
}

/** One of the ways in which a term may be met. */
export interface Way {
  /** Any of these words of the index. */
  readonly words: readonly string[];
  /** How much of the term they carry, 0…1. */
  readonly quality: number;
  /** At how many places one of them stands. */
  readonly count: number;
}

/** A term of a search with the ways in which it is met, the term itself first. */
export interface Counted {
  readonly term: string;
  /** Places of all ways together. */
  readonly count: number;
  readonly ways: readonly Way[];
}

/** The distinct terms, counted. */
export function counted(terms: readonly (string | Wanted)[], countOf: (words: readonly string[]) => number): Counted[] {
  const distinct = new Map(terms.map((wanted) => (typeof wanted === 'string' ? [wanted, { term: wanted }] : [wanted.term, wanted])));
  return [...distinct.values()].map(({ term, variants = [] }: Wanted) => {
    const ways = [{ words: [term], quality: 1 }, ...variants].map((way): Way => ({ ...way, count: countOf(way.words) }));
    return { term, count: ways.reduce((sum, { count }) => sum + count, 0), ways: ways.filter(({ count }) => count > 0) };
  });
}

export interface Scored {
  readonly packed: number;
  readonly score: number;
}

/** The terms that are looked up: the rarest first, until `bound` places are counted, and at least one. */
export function chosenTerms(terms: readonly Counted[], bound: number): Counted[] {
  const rarest = terms
    .filter(({ count }) => count > 0)
    // Equal questions are summed in one order, and so give equal floating-point sums.
    .sort((x, y) => x.count - y.count || (x.term < y.term ? -1 : 1));
  let looked = 0;
  const last = rarest.findIndex(({ count }) => {
    looked += count;
    return looked > bound && looked > count;
  });
  return last < 0 ? rarest : rarest.slice(0, last);
}

/**
 * The best places for some terms: best score first, then by number and passage. A place is credited with the best of a term's ways.
 * @param passages passages of the whole library
 * @param placesOf the packed places where any of the words stands, ascending
 * @param within only these places (ascending), when given
 */
export function rank(
  terms: readonly Counted[],
  passages: number,
  placesOf: (words: readonly string[]) => ArrayLike<number>,
  limit: number,
  within?: ArrayLike<number>,
): Scored[] {
  if (limit <= 0) return [];
  sums.clear();
  if (within) sums.add(within, 0, within.length, false);
  for (const { ways } of terms) {
    const [only] = ways;
    if (ways.length === 1 && only) {
      const places = placesOf(only.words);
      sums.add(places, only.quality * rarity(passages, only.count), places.length, within !== undefined);
      continue;
    }
    best.clear();
    for (const { words, quality, count } of ways) best.raise(placesOf(words), quality * rarity(passages, count));
    sums.add(best.places, best.scores, best.length, within !== undefined);
  }
  return highest(sums, limit);
}

/** What a search adds up, and the best of a term's ways: one search ends before the next begins. */
const sums = new Sums();
const best = new Sums();

/** The `limit` best: best score first, then by place. */
function highest(all: Sums, limit: number): Scored[] {
  const { places, scores, length } = all;
  const least = length > limit ? all.atRank(limit) : Number.NEGATIVE_INFINITY;
  let greater = 0;
  for (let i = 0; i < length; i++) if ((scores[i] ?? 0) > least) greater++;
  // Of those that are alike at the end the first are taken.
  let alike = limit - greater;
  const found: Scored[] = [];
  for (let i = 0; i < length; i++) {
    const score = scores[i] ?? 0;
    if (score < least || (score === least && alike-- <= 0)) continue;
    found.push({ packed: places[i] ?? 0, score });
  }
  return found.sort((x, y) => y.score - x.score || x.packed - y.packed);
}

/** Keys of the names that are found with their article alone: outside all passages, or in passages beyond the numbered ones. */
export function looseKeys({ index, loose }: IndexedArticle): readonly string[] {
  return index.length <= OUTSIDE ? loose : [...loose, ...index.slice(OUTSIDE).flatMap(({ keys }) => keys)];
}

/** Makes hits of scored places, until they are of so many articles; those whose article is unknown are left out. */
export function hits(scored: readonly Scored[], pathOf: (number: number) => string | undefined, articles: number): PassageHit[] {
  const found: PassageHit[] = [];
  const numbers = new Set<number>();
  for (const { packed, score } of scored) {
    const number = numberOf(packed);
    if (!numbers.has(number) && numbers.size >= articles) break;
    numbers.add(number);
    const path = pathOf(number);
    if (path !== undefined) found.push({ path, passage: passageOf(packed), score });
  }
  return found;
}

/** The places that packed numbers stand for, in order; those whose article is unknown are left out. */
export function placesAt(all: Iterable<number>, pathOf: (number: number) => string | undefined): Place[] {
  return Array.from(all).flatMap((packed): Place[] => {
    const path = pathOf(numberOf(packed));
    const passage = passageOf(packed);
    if (path === undefined) return [];
    return [passage === OUTSIDE ? { path } : { path, passage }];
  });
}
