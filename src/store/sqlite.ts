import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Contribution } from '../core/names/contribution.ts';
import type { Change } from '../core/names/shelf.ts';
import { type Cancel, throwIfCancelled } from '../core/ports.ts';
import { wordsOf } from '../core/store/listing.ts';
import {
  articleNumber,
  type Counted,
  chosenTerms,
  counted,
  END,
  hits,
  MOST_AMONG,
  MOST_COUNTED,
  MOST_KIN,
  MOST_PLACES,
  nextNumber,
  numberOf,
  placesAt,
  rank,
  reckoned,
  stretch,
} from '../core/store/ranking.ts';
import type {
  ArticleRecord,
  Index,
  IndexedArticle,
  Listing,
  PassageHit,
  Place,
  Store,
  StoreCounts,
  StoredFile,
  Wanted,
} from '../core/store/store.ts';
import { decodeParts, decodeText, encodeParts, encodeText } from './codec.ts';
import { Counts } from './counts.ts';
import { type Hash, hashesOf, packHashes, type Space, unpackHashes } from './hash.ts';
import { Inverted } from './inverted.ts';
import { listingOf } from './list.ts';
import { Paths } from './paths.ts';
import { articleOf, FILE_COLUMNS, headOf, problemsColumn, storedFile } from './rows.ts';
import { intersection } from './runs.ts';
import { statementsOf } from './statements.ts';

/** So many articles are read in one go where all are read. */
const PAGE = 200;

/** A store in an SQLite database that `openDatabase` made ready. Every step is a transaction: it is there as a whole, or not at all. */
export class SqliteStore implements Store, Index {
  readonly #db: DatabaseSync;
  readonly #sql: (sql: string) => StatementSync;
  readonly #counts: Counts;
  readonly #inverted: Inverted;
  /** How often words stand in the index, until it changes. */
  #frequencies = new Map<string, number>();
  readonly #paths: Paths;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#sql = statementsOf(db);
    this.#counts = new Counts(db);
    this.#inverted = new Inverted(db);
    this.#paths = new Paths(this.#sql);
    this.transaction(() => this.#inverted.clean());
  }

  async apply(put: readonly IndexedArticle[], removed: readonly string[], cancel: Cancel): Promise<void> {
    throwIfCancelled(cancel);
    this.#frequencies = new Map();
    const last = new Map(put.map((article) => [article.record.article.path, article]));
    this.transaction(() => {
      for (const path of removed) this.#drop(path);
      for (const path of last.keys()) this.#drop(path);
      const numbered = [...last.values()].map((article) => ({ article, number: this.#put(article) }));
      this.#inverted.put(numbered);
      this.#inverted.settle(numbered.length);
      this.#counts.save();
    });
  }

  /** Runs `work` as one step. @throws what `work` throws; nothing is changed then */
  transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      // A full disk has ended the transaction already.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#counts.load();
      this.#inverted.load();
      this.#paths.forget();
      throw error;
    }
  }

  async touch(path: string, modified: number, cancel: Cancel): Promise<void> {
    throwIfCancelled(cancel);
    this.#sql('UPDATE articles SET modified = ? WHERE path = ?').run(modified, path);
  }

  async files(cancel: Cancel): Promise<readonly StoredFile[]> {
    throwIfCancelled(cancel);
    const rows = this.#sql(`SELECT ${FILE_COLUMNS} FROM articles`).all();
    return rows.map(storedFile).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  async listing(cancel: Cancel): Promise<Listing> {
    throwIfCancelled(cancel);
    const direct = {
      size: () => this.#counts.sources,
      file: (path: string) => this.#file(path),
      claimants: (key: string) =>
        this.#sql('SELECT path FROM articles WHERE key = ? LIMIT 2')
          .all(key)
          .map(({ path }) => String(path)),
      contested: () => this.#sql('SELECT key FROM articles GROUP BY key HAVING count(*) > 1 LIMIT 1').get() !== undefined,
    };
    return listingOf(this.#db, direct, (paths, numbers) => this.#paths.list(paths, numbers));
  }

  async file(path: string, cancel: Cancel): Promise<StoredFile | undefined> {
    throwIfCancelled(cancel);
    return this.#file(path);
  }

  #file(path: string): StoredFile | undefined {
    const row = this.#sql(`SELECT ${FILE_COLUMNS} FROM articles WHERE path = ?`).get(path);
    return row && storedFile(row);
  }

  async record(path: string, cancel: Cancel): Promise<ArticleRecord | undefined> {
    throwIfCancelled(cancel);
    return this.#record(path);
  }

  async *records(cancel: Cancel): AsyncGenerator<ArticleRecord> {
    const paths = this.#sql('SELECT path FROM articles')
      .all()
      .map((row) => String(row['path']))
      .sort();
    for (const path of paths) {
      throwIfCancelled(cancel);
      const record = this.#record(path);
      if (record) yield record;
    }
  }

  async places(keys: readonly string[], limit: number, speaking: boolean, cancel: Cancel): Promise<readonly Place[]> {
    throwIfCancelled(cancel);
    const places = this.#inverted.first(hashesOf(speaking ? 's' : 'm', keys), Math.max(limit, 0), END);
    return placesAt(this.#learn(places), (number) => this.#paths.of(number));
  }

  async countPlaces(keys: readonly string[], cancel: Cancel): Promise<number> {
    throwIfCancelled(cancel);
    return this.#count('m', keys);
  }

  async search(
    terms: readonly (string | Wanted)[],
    limit: number,
    cancel: Cancel,
    among?: readonly string[],
    articles = Number.POSITIVE_INFINITY,
  ): Promise<readonly PassageHit[]> {
    throwIfCancelled(cancel);
    // What was counted one by one need not be read again.
    const whole = new Map<string, Float64Array>();
    const all = counted(terms, (words) => this.#count('t', words, whole));
    const chosen = chosenTerms(all, among ? MOST_AMONG : MOST_PLACES);
    if (chosen.length === 0 || among?.length === 0) return [];
    const placesOf = (words: readonly string[]): Float64Array =>
      whole.get(JSON.stringify(words)) ?? this.#inverted.first(hashesOf('t', words), MOST_PLACES, END);
    const best = rank(chosen, this.#counts.passages, placesOf, limit, among && this.#within(chosen, among));
    return hits(best, (number) => this.#paths.of(number), articles);
  }

  /** The places in which both one of the terms, in any way, and one of the names stand. */
  #within(terms: readonly Counted[], keys: readonly string[]): Float64Array {
    const end = stretch(this.#count('m', keys));
    const names = this.#inverted.first(hashesOf('m', keys), Number.POSITIVE_INFINITY, end);
    const words = terms.flatMap(({ ways }) => ways.flatMap((way) => way.words));
    const holding = this.#inverted.first(hashesOf('t', words), Number.POSITIVE_INFINITY, (names.at(-1) ?? 0) + 1);
    return intersection(names, holding).subarray(0, MOST_AMONG);
  }

  async frequencies(terms: readonly string[], cancel: Cancel): Promise<readonly number[]> {
    throwIfCancelled(cancel);
    return terms.map((term) => this.#count('t', [term]));
  }

  async kin(path: string, cancel: Cancel): Promise<readonly string[]> {
    throwIfCancelled(cancel);
    const row = this.#sql('SELECT kinship FROM articles JOIN bodies USING (number) WHERE path = ?').get(path);
    return row ? this.#kin(unpackHashes(row['kinship'] as Uint8Array), path) : [];
  }

  async kinBy(signatures: readonly string[], except: string, cancel: Cancel): Promise<readonly string[]> {
    throwIfCancelled(cancel);
    return this.#kin(hashesOf('k', signatures), except);
  }

  #kin(signatures: readonly Hash[], except: string): string[] {
    const places = this.#learn(this.#inverted.first(signatures, MOST_KIN + 1, END));
    const paths = [...places].flatMap((packed) => this.#paths.of(numberOf(packed)) ?? []);
    return paths
      .filter((path) => path !== except)
      .slice(0, MOST_KIN)
      .sort();
  }

  async counts(cancel: Cancel): Promise<StoreCounts> {
    throwIfCancelled(cancel);
    const { sources, passages, characters } = this.#counts;
    return { sources, passages, characters };
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }

  /** A value that was noted, or undefined. */
  fact(name: string): string | number | undefined {
    return this.#counts.fact(name);
  }

  setFact(name: string, value: string | number): void {
    this.#counts.setFact(name, value);
  }

  /** What the register saved under a key. */
  saved(space: string, key: string): string | undefined {
    const row = this.#sql('SELECT value FROM register WHERE space = ? AND key = ?').get(space, key);
    return row === undefined ? undefined : String(row['value']);
  }

  savedKeys(space: string): string[] {
    return this.#sql('SELECT key FROM register WHERE space = ?')
      .all(space)
      .map((row) => String(row['key']));
  }

  /** Saves what changed in the register, which from now on knows of every article up to the last change. */
  save(changes: Iterable<Change>): void {
    this.transaction(() => {
      const set = this.#sql('INSERT INTO register VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
      const unset = this.#sql('DELETE FROM register WHERE space = ? AND key = ?');
      for (const [space, key, value] of changes) {
        if (value === undefined) unset.run(space, key);
        else set.run(space, key, value);
      }
      this.#db.exec('DELETE FROM gone');
      this.#counts.settled();
      this.#counts.save();
    });
  }

  /** The names of articles that the saved register counts and that are gone, and of those that are there and that it does not count. */
  *unsaved(): Generator<{ readonly names: Contribution; readonly by: 1 | -1 }> {
    for (const row of this.#sql('SELECT parts FROM gone').all()) yield { names: decodeParts(row['parts'] as Uint8Array).names, by: -1 };
    const numbers = this.#sql('SELECT number FROM articles WHERE change > ?').all(this.#counts.saved);
    for (let i = 0; i < numbers.length; i += PAGE)
      for (const row of numbers.slice(i, i + PAGE)) {
        const body = this.#sql('SELECT parts FROM bodies WHERE number = ?').get(Number(row['number']));
        if (body) yield { names: decodeParts(body['parts'] as Uint8Array).names, by: 1 };
      }
  }

  /** Writes an article's rows; gives its number. */
  #put({ record, kinship }: IndexedArticle): number {
    const { path, text, passages, metadata } = record.article;
    const number = this.#free(path);
    this.#counts.add(1, passages.length, text.length);
    this.#paths.set(number, path);
    this.#sql('INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      number,
      path,
      record.size,
      record.modified,
      record.fileDigest,
      metadata.key,
      metadata.origins.key ?? null,
      metadata.outlet ?? null,
      metadata.author ?? null,
      metadata.url ?? null,
      wordsOf(metadata),
      headOf(record.article),
      problemsColumn(record.problems),
      passages.length,
      text.length,
      this.#counts.next(),
    );
    this.#sql('INSERT INTO bodies (number, text, parts, kinship, kept) VALUES (?, ?, ?, ?, ?)').run(
      number,
      encodeText(text),
      encodeParts(record.article, record.names),
      packHashes(hashesOf('k', kinship)),
      record.kept ?? null,
    );
    return number;
  }

  #drop(path: string): void {
    const row = this.#sql('SELECT number, passages, characters, change FROM articles WHERE path = ?').get(path);
    if (row === undefined) return;
    const [number, passages] = [Number(row['number']), Number(row['passages'])];
    this.#counts.add(-1, -passages, -Number(row['characters']));
    if (Number(row['change']) <= this.#counts.saved)
      this.#sql('INSERT INTO gone (parts) SELECT parts FROM bodies WHERE number = ?').run(number);
    this.#sql('DELETE FROM articles WHERE number = ?').run(number);
    this.#sql('DELETE FROM bodies WHERE number = ?').run(number);
    this.#inverted.remove(number);
    this.#paths.set(number, undefined);
  }

  #free(path: string): number {
    const taken = this.#sql('SELECT path FROM articles WHERE number = ?');
    let number = articleNumber(path);
    for (let row = taken.get(number); row !== undefined && row['path'] !== path; row = taken.get(number)) number = nextNumber(number);
    return number;
  }

  #record(path: string): ArticleRecord | undefined {
    const row = this.#sql(`SELECT ${FILE_COLUMNS}, text, parts, kept FROM articles JOIN bodies USING (number) WHERE path = ?`).get(path);
    if (row === undefined) return undefined;
    const { names, ...parts } = decodeParts(row['parts'] as Uint8Array);
    const { size, modified, fileDigest, problems } = storedFile(row);
    const kept = row['kept'] instanceof Uint8Array ? { kept: row['kept'] } : {};
    return { article: articleOf(row, decodeText(row['text'] as Uint8Array), parts), size, modified, fileDigest, problems, names, ...kept };
  }

  /** The places, whose articles' paths are asked for next. */
  #learn(places: Float64Array): Float64Array {
    this.#paths.learn(
      (function* () {
        for (const place of places) yield numberOf(place);
      })(),
    );
    return places;
  }

  /** At how many places any of the keys stands, reckoned where they are many; fewer are noted in `whole`. */
  #count(space: Space, keys: readonly string[], whole?: Map<string, Float64Array>): number {
    const name = JSON.stringify(keys);
    const known = this.#frequencies.get(space + name);
    if (known !== undefined) return known;
    const places = this.#inverted.first(hashesOf(space, keys), MOST_COUNTED, END);
    if (places.length < MOST_COUNTED) whole?.set(name, places);
    const count = reckoned(places.length, places.at(-1) ?? 0);
    this.#frequencies.set(space + name, count);
    return count;
  }
}
