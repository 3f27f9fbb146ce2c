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
import { listingOf } from './list.ts';
import { articleOf, FILE_COLUMNS, headOf, problemsColumn, storedFile } from './rows.ts';
import { type Space, token, tokensOf } from './tokens.ts';

/** So many articles are read in one go where all are read. */
const PAGE = 200;
/** Paths that are remembered. */
const MOST_PATHS = 10_000;

/** A store in an SQLite database that `openDatabase` made ready. Every step is a transaction: it is there as a whole, or not at all. */
export class SqliteStore implements Store, Index {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #counts: Counts;
  /** How often words stand in the table, until it changes. */
  #frequencies = new Map<string, number>();
  /** Paths that were asked for, until the table changes. */
  readonly #paths = new Map<number, string>();

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#counts = new Counts(db);
  }

  async apply(put: readonly IndexedArticle[], removed: readonly string[], cancel: Cancel): Promise<void> {
    throwIfCancelled(cancel);
    this.#frequencies = new Map();
    this.#paths.clear();
    const last = new Map(put.map((article) => [article.record.article.path, article]));
    this.transaction(() => {
      for (const path of removed) this.#drop(path);
      for (const path of last.keys()) this.#drop(path);
      const numbered = [...last.values()].map((article) => ({ article, number: this.#free(article.record.article.path) }));
      // In the order of their numbers: the full-text table takes a batch in one go then.
      for (const { article, number } of numbered.sort((a, b) => a.number - b.number)) this.#put(number, article);
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
    return listingOf(this.#db, (path) => this.#file(path));
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
    return placesAt(this.#places(speaking ? 's' : 'm', keys, Math.max(limit, 0)), (number) => this.#pathOf(number));
  }

  async countPlaces(keys: readonly string[], cancel: Cancel): Promise<number> {
    throwIfCancelled(cancel);
    return this.#count(anyOf('m', keys));
  }

  async search(
    terms: readonly (string | Wanted)[],
    limit: number,
    cancel: Cancel,
    among?: readonly string[],
  ): Promise<readonly PassageHit[]> {
    throwIfCancelled(cancel);
    const all = counted(terms, (words) => this.#count(anyOf('t', words)));
    const chosen = chosenTerms(all, among ? MOST_AMONG : MOST_PLACES);
    if (chosen.length === 0 || among?.length === 0) return [];
    const placesOf = (words: readonly string[]): Float64Array => this.#match(anyOf('t', words), MOST_PLACES, END);
    const best = rank(chosen, this.#counts.passages, placesOf, limit, among && this.#within(chosen, among));
    return hits(best, (number) => this.#pathOf(number));
  }

  /** The places in which both one of the terms, in any way, and one of the names stand. */
  #within(terms: readonly Counted[], keys: readonly string[]): Float64Array {
    const names = anyOf('m', keys);
    const words = anyOf(
      't',
      terms.flatMap(({ ways }) => ways.flatMap((way) => way.words)),
    );
    return this.#match(`(${words}) AND (${names})`, MOST_AMONG, stretch(this.#count(names)));
  }

  async frequencies(terms: readonly string[], cancel: Cancel): Promise<readonly number[]> {
    throwIfCancelled(cancel);
    return terms.map((term) => this.#count(token('t', term)));
  }

  async kin(path: string, cancel: Cancel): Promise<readonly string[]> {
    throwIfCancelled(cancel);
    const row = this.#sql('SELECT kinship FROM articles JOIN bodies USING (number) WHERE path = ?').get(path);
    return this.#kin(String(row?.['kinship'] ?? '').replaceAll(' ', ' OR '), path);
  }

  async kinBy(signatures: readonly string[], except: string, cancel: Cancel): Promise<readonly string[]> {
    throwIfCancelled(cancel);
    return this.#kin(anyOf('k', signatures), except);
  }

  #kin(query: string, except: string): string[] {
    if (query === '') return [];
    const paths = [...this.#match(query, MOST_KIN + 1, END)].flatMap((packed) => this.#pathOf(numberOf(packed)) ?? []);
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

  #put(number: number, article: IndexedArticle): void {
    const { record, index, kinship } = article;
    const { path, text, passages, metadata } = record.article;
    this.#counts.add(1, passages.length, text.length);
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
    const signatures = tokensOf('k', kinship).join(' ');
    this.#sql('INSERT INTO bodies VALUES (?, ?, ?, ?)').run(
      number,
      encodeText(text),
      encodeParts(record.article, record.names),
      signatures,
    );
    const insert = this.#sql('INSERT INTO found (rowid, words) VALUES (?, ?)');
    for (const [i, { terms, keys, speaking }] of index.entries()) {
      if (i >= OUTSIDE) break;
      const words = [...tokensOf('t', terms), ...tokensOf('m', keys), ...tokensOf('s', speaking)];
      insert.run(pack(number, i), words.join(' '));
    }
    insert.run(pack(number, OUTSIDE), [...tokensOf('m', looseKeys(article)), signatures].join(' '));
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
    const remove = this.#sql('DELETE FROM found WHERE rowid = ?');
    for (let i = 0; i < Math.min(passages, OUTSIDE); i++) remove.run(pack(number, i));
    remove.run(pack(number, OUTSIDE));
  }

  #free(path: string): number {
    const taken = this.#sql('SELECT path FROM articles WHERE number = ?');
    let number = articleNumber(path);
    for (let row = taken.get(number); row !== undefined && row['path'] !== path; row = taken.get(number)) number = nextNumber(number);
    return number;
  }

  #record(path: string): ArticleRecord | undefined {
    const row = this.#sql(`SELECT ${FILE_COLUMNS}, text, parts FROM articles JOIN bodies USING (number) WHERE path = ?`).get(path);
    if (row === undefined) return undefined;
    const { names, ...parts } = decodeParts(row['parts'] as Uint8Array);
    const { size, modified, fileDigest, problems } = storedFile(row);
    return { article: articleOf(row, decodeText(row['text'] as Uint8Array), parts), size, modified, fileDigest, problems, names };
  }

  #pathOf(number: number): string | undefined {
    let path = this.#paths.get(number);
    if (path === undefined) {
      const row = this.#sql('SELECT path FROM articles WHERE number = ?').get(number);
      if (row === undefined) return undefined;
      path = String(row['path']);
      if (this.#paths.size >= MOST_PATHS) this.#paths.clear();
      this.#paths.set(number, path);
    }
    return path;
  }

  #places(space: Space, keys: readonly string[], limit: number): Float64Array {
    return keys.length === 0 ? new Float64Array(0) : this.#match(anyOf(space, keys), limit, END);
  }

  /** The places that match, ascending. They come as one string: rows one by one would cost ten times the search. */
  #match(query: string, limit: number, end: number): Float64Array {
    const row = this.#sql(
      'SELECT group_concat(rowid) AS all_of_them FROM (SELECT rowid FROM found WHERE found MATCH ? AND rowid < ? ORDER BY rowid LIMIT ?)',
    ).get(query, end, limit);
    const all = row?.['all_of_them'];
    return typeof all === 'string' ? numbersIn(all) : new Float64Array(0);
  }

  /** How many places match, reckoned where they are many. */
  #count(query: string): number {
    if (query === '') return 0;
    const known = this.#frequencies.get(query);
    if (known !== undefined) return known;
    const row = this.#sql(
      'SELECT count(*) AS n, max(place) AS last FROM (SELECT rowid AS place FROM found WHERE found MATCH ? ORDER BY rowid LIMIT ?)',
    ).get(query, MOST_COUNTED);
    const count = reckoned(Number(row?.['n'] ?? 0), Number(row?.['last'] ?? 0));
    this.#frequencies.set(query, count);
    return count;
  }

  #sql(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** A query for rows that hold any of the keys; '' for none. */
function anyOf(space: Space, keys: readonly string[]): string {
  return tokensOf(space, keys).join(' OR ');
}

const COMMA = 44;
const ZERO = 48;

/** The whole numbers of a list such as "12,345". */
function numbersIn(list: string): Float64Array {
  let count = 1;
  for (let i = 0; i < list.length; i++) if (list.charCodeAt(i) === COMMA) count++;
  const numbers = new Float64Array(count);
  let at = 0;
  let value = 0;
  for (let i = 0; i < list.length; i++) {
    const code = list.charCodeAt(i);
    if (code === COMMA) {
      numbers[at++] = value;
      value = 0;
    } else value = value * 10 + (code - ZERO);
  }
  numbers[at] = value;
  return numbers;
}
