import { type Cancel, throwIfCancelled } from '../ports.ts';
import { wordsOf } from './listing.ts';
import { Postings } from './postings.ts';
import {
  articleNumber,
  type Counted,
  chosenTerms,
  counted,
  hits,
  looseKeys,
  MOST_AMONG,
  MOST_COUNTED,
  MOST_KIN,
  MOST_PLACES,
  nextNumber,
  numberOf,
  OUTSIDE,
  pack,
  placesAt,
  rank,
  reckoned,
  stretch,
} from './ranking.ts';
import type {
  ArticleRecord,
  FileTime,
  IndexedArticle,
  Kin,
  KinAsked,
  Listing,
  PassageHit,
  Place,
  Store,
  StoreCounts,
  StoredFile,
  Wanted,
} from './store.ts';

/** The reference store: everything in memory, gone with the process. */
export class MemoryStore implements Store {
  readonly #articles = new Map<number, IndexedArticle>();
  readonly #byPath = new Map<string, number>();
  readonly #terms = new Postings();
  readonly #keys = new Postings();
  readonly #speaking = new Postings();
  readonly #kinship = new Postings();
  #passages = 0;
  #characters = 0;

  async apply(put: readonly IndexedArticle[], removed: readonly string[], cancel: Cancel): Promise<void> {
    throwIfCancelled(cancel);
    for (const path of removed) this.#drop(path);
    for (const article of put) this.#put(article);
  }

  async touch(path: string, modified: number, cancel: Cancel): Promise<void> {
    throwIfCancelled(cancel);
    const number = this.#byPath.get(path);
    const article = number === undefined ? undefined : this.#articles.get(number);
    if (number !== undefined && article) this.#articles.set(number, { ...article, record: { ...article.record, modified } });
  }

  async times(cancel: Cancel): Promise<ReadonlyMap<string, FileTime>> {
    throwIfCancelled(cancel);
    const all = [...this.#articles.values()].map(({ record: { article, size, modified } }) => [article.path, { size, modified }] as const);
    return new Map(all);
  }

  async files(cancel: Cancel): Promise<readonly StoredFile[]> {
    throwIfCancelled(cancel);
    return this.#paths().flatMap((path) => {
      const record = this.#at(path);
      return record ? [fileOf(record)] : [];
    });
  }

  async listing(cancel: Cancel): Promise<Listing> {
    const files = await this.files(cancel);
    return {
      paths: files.map(({ path }) => path),
      keys: files.map(({ metadata }) => metadata.key),
      origins: files.map(({ metadata }) => metadata.origins.key),
      outlets: files.map(({ metadata }) => metadata.outlet),
      authors: files.map(({ metadata }) => metadata.author),
      urls: files.map(({ metadata }) => metadata.url),
      words: files.map(({ metadata }) => wordsOf(metadata)),
      problems: files.flatMap(({ problems }) => problems),
      at: (index) => {
        const record = this.#at(files[index]?.path ?? '');
        return record && fileOf(record);
      },
    };
  }

  async file(path: string, cancel: Cancel): Promise<StoredFile | undefined> {
    throwIfCancelled(cancel);
    const record = this.#at(path);
    return record && fileOf(record);
  }

  async record(path: string, cancel: Cancel): Promise<ArticleRecord | undefined> {
    throwIfCancelled(cancel);
    return this.#at(path);
  }

  async kept(path: string, cancel: Cancel): Promise<Uint8Array | undefined> {
    throwIfCancelled(cancel);
    return this.#at(path)?.kept;
  }

  async *records(cancel: Cancel): AsyncGenerator<ArticleRecord> {
    for (const path of this.#paths()) {
      throwIfCancelled(cancel);
      const record = this.#at(path);
      if (record) yield record;
    }
  }

  async places(keys: readonly string[], limit: number, speaking: boolean, cancel: Cancel): Promise<readonly Place[]> {
    throwIfCancelled(cancel);
    const found = (speaking ? this.#speaking : this.#keys).union(keys);
    return placesAt(found.slice(0, Math.max(limit, 0)), (number) => this.#pathOf(number));
  }

  async countPlaces(keys: readonly string[], cancel: Cancel): Promise<number> {
    throwIfCancelled(cancel);
    return countOf(this.#keys.union(keys));
  }

  async search(
    terms: readonly (string | Wanted)[],
    limit: number,
    cancel: Cancel,
    among?: readonly string[],
    articles = Number.POSITIVE_INFINITY,
  ): Promise<readonly PassageHit[]> {
    throwIfCancelled(cancel);
    const all = counted(terms, (words) => countOf(this.#terms.union(words)));
    const chosen = chosenTerms(all, among ? MOST_AMONG : MOST_PLACES);
    const placesOf = (words: readonly string[]): readonly number[] => this.#terms.union(words).slice(0, MOST_PLACES);
    const best = rank(chosen, this.#passages, placesOf, limit, among && this.#within(chosen, among));
    return hits(best, (number) => this.#pathOf(number), articles);
  }

  /** The places in which both one of the terms, in any way, and one of the names stand. */
  #within(terms: readonly Counted[], keys: readonly string[]): number[] {
    const named = this.#keys.union(keys);
    const end = stretch(countOf(named));
    const words = terms.flatMap(({ ways }) => ways.flatMap((way) => way.words));
    const holding = new Set(this.#terms.union(words));
    return named.filter((packed) => packed < end && holding.has(packed)).slice(0, MOST_AMONG);
  }

  async frequencies(terms: readonly string[], cancel: Cancel): Promise<readonly number[]> {
    throwIfCancelled(cancel);
    return terms.map((term) => countOf(this.#terms.sorted(term)));
  }

  async kin(path: string, cancel: Cancel): Promise<Kin> {
    throwIfCancelled(cancel);
    const own = this.#byPath.get(path);
    const article = own === undefined ? undefined : this.#articles.get(own);
    return this.#kin(article?.kinship ?? [], path);
  }

  async kinBy(signatures: readonly string[], except: string, cancel: Cancel, asked?: KinAsked): Promise<Kin> {
    throwIfCancelled(cancel);
    return this.#kin(signatures, except, asked);
  }

  #kin(signatures: readonly string[], except: string, { without = [], limit = MOST_KIN }: KinAsked = {}): Kin {
    const left = new Set(this.#kinship.union(without).map(numberOf));
    const paths = this.#kinship
      .union(signatures)
      .map(numberOf)
      .filter((number) => number !== this.#byPath.get(except))
      .slice(0, MOST_KIN)
      .filter((number) => !left.has(number))
      .flatMap((number) => this.#pathOf(number) ?? []);
    return { count: paths.length, paths: paths.slice(0, limit) };
  }

  async counts(cancel: Cancel): Promise<StoreCounts> {
    throwIfCancelled(cancel);
    return { sources: this.#byPath.size, passages: this.#passages, characters: this.#characters };
  }

  async close(): Promise<void> {
    for (const path of [...this.#byPath.keys()]) this.#drop(path);
  }

  #put(article: IndexedArticle): void {
    const { path, passages, text } = article.record.article;
    this.#drop(path);
    let number = articleNumber(path);
    while (this.#articles.has(number)) number = nextNumber(number);
    this.#articles.set(number, article);
    this.#byPath.set(path, number);
    this.#passages += passages.length;
    this.#characters += text.length;
    this.#count(number, article, 1);
  }

  #drop(path: string): void {
    const number = this.#byPath.get(path);
    const article = number === undefined ? undefined : this.#articles.get(number);
    if (number === undefined || article === undefined) return;
    this.#articles.delete(number);
    this.#byPath.delete(path);
    this.#passages -= article.record.article.passages.length;
    this.#characters -= article.record.article.text.length;
    this.#count(number, article, -1);
  }

  #count(number: number, article: IndexedArticle, by: 1 | -1): void {
    article.index.slice(0, OUTSIDE).forEach(({ terms, keys, speaking }, passage) => {
      const packed = pack(number, passage);
      for (const [postings, list] of [[this.#terms, terms] as const, [this.#keys, keys] as const, [this.#speaking, speaking] as const])
        for (const key of new Set(list)) postings.change(key, packed, by);
    });
    const outside = pack(number, OUTSIDE);
    for (const key of new Set(looseKeys(article))) this.#keys.change(key, outside, by);
    for (const signature of new Set(article.kinship)) this.#kinship.change(signature, outside, by);
  }

  #at(path: string): ArticleRecord | undefined {
    const number = this.#byPath.get(path);
    return number === undefined ? undefined : this.#articles.get(number)?.record;
  }

  #pathOf(number: number): string | undefined {
    return this.#articles.get(number)?.record.article.path;
  }

  #paths(): string[] {
    return [...this.#byPath.keys()].sort();
  }
}

/** How many places there are, reckoned where they are many. */
function countOf(places: readonly number[]): number {
  const counted = Math.min(places.length, MOST_COUNTED);
  return reckoned(counted, places[counted - 1] ?? 0);
}

/** What is known of a stored source without its text. */
function fileOf({ article, size, modified, fileDigest, problems }: ArticleRecord): StoredFile {
  const { path, format, extracted, metadata, digest } = article;
  return { path, size, modified, fileDigest, format, extracted, metadata, digest, problems };
}
