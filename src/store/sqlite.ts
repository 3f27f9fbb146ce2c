import type { DatabaseSync } from 'node:sqlite';
import { type Breathe, type Cancel, throwIfCancelled } from '../core/ports.ts';
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
  pack,
  placesAt,
  rank,
  reckoned,
  stretch,
} from '../core/store/ranking.ts';
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
} from '../core/store/store.ts';
import { decodeParts, decodeText } from './codec.ts';
import { type Hash, hashesOf, type Space, unpackHashes } from './hash.ts';
import { Inverted } from './inverted.ts';
import { listingOf } from './list.ts';
import { Paths } from './paths.ts';
import { articleOf, FILE_COLUMNS, storedFile } from './rows.ts';
import { intersection } from './runs.ts';
import { SharedIndex, type Sharing } from './shared.ts';
import { type ToWrite, toWrite } from './written.ts';

const NO_KIN: Kin = { count: 0, paths: [] };

/** Files that are listed in one go: some milliseconds' work. */
const LISTED = 2000;
/** From so many articles on, some megabytes, their pages are moved in a step of their own. */
const MOVED = 128;
const NOBODY: Record<string, unknown> = {};

/** A store in an SQLite database that `prepare` made ready. Every step is a transaction: it is there as a whole, or not at all. */
export class SqliteStore extends SharedIndex implements Store {
  readonly #inverted: Inverted;
  /** How often words stand in the index, until it changes. */
  #frequencies = new Map<string, number>();
  readonly #paths: Paths;
  /** Articles that were put since the journal's pages were last moved to where they belong. */
  #journalled = 0;
  /** The step that goes on: the next one waits for it. */
  #applying: Promise<void> = Promise.resolve();

  constructor(db: DatabaseSync, sharing: Sharing = {}) {
    super(db, sharing);
    this.#inverted = new Inverted(db);
    this.#paths = new Paths(this.sql);
    this.opened();
  }

  protected override load(): void {
    this.#inverted.load();
    this.#frequencies = new Map();
    this.#paths.forget();
  }

  async apply(put: readonly IndexedArticle[], removed: readonly string[], cancel: Cancel, breathe?: Breathe): Promise<void> {
    throwIfCancelled(cancel);
    const applied = this.#applying.then(() => this.#apply(put, removed, breathe));
    this.#applying = applied.catch(() => undefined);
    return applied;
  }

  /** What takes long is made ready bit by bit, where nothing finds it; then all of it is there at once. */
  async #apply(put: readonly IndexedArticle[], removed: readonly string[], breathe?: Breathe): Promise<void> {
    const last = new Map(put.map((article) => [article.record.article.path, article]));
    const gone = new Set([...removed, ...last.keys()]);
    const taken = new Set<number>();
    const rows: ToWrite[] = [];
    for (const [path, article] of last) {
      const number = this.#free(path, gone, taken);
      taken.add(number);
      rows.push(toWrite(number, article));
      await breathe?.();
    }
    const segment = await this.#inverted.write(rows, (work) => this.transaction(work), breathe);
    try {
      await breathe?.();
      this.#frequencies = new Map();
      this.transaction(() => {
        for (const path of gone) this.#drop(path);
        for (const row of rows) this.#put(row);
        this.#inverted.settle(rows.length);
        this.totals.save();
        if (segment) this.#inverted.add(segment);
      });
    } catch (error) {
      if (segment) this.#inverted.giveUp(segment.id);
      throw error;
    }
    this.#journalled += rows.length;
  }

  tidy(resting = false): boolean {
    if (!this.owned) return false;
    if (this.#journalled >= MOVED) {
      this.#journalled = 0;
      this.move();
      return true;
    }
    let more = false;
    this.transaction(() => {
      more = this.#inverted.tidy(resting);
    });
    return more;
  }

  async touch(path: string, modified: number, cancel: Cancel): Promise<void> {
    throwIfCancelled(cancel);
    this.letGo();
    this.sql('UPDATE articles SET modified = ? WHERE path = ?').run(modified, path);
  }

  async times(cancel: Cancel, breathe?: Breathe): Promise<ReadonlyMap<string, FileTime>> {
    const times = new Map<string, FileTime>();
    const some = this.sql(`SELECT number, path, size, modified, change FROM articles WHERE number > ? ORDER BY number LIMIT ${LISTED}`);
    for (let last = -1, more = true; more; ) {
      this.begin(cancel);
      const rows = some.all(last);
      for (const { path, size, modified, change } of rows)
        times.set(String(path), { size: Number(size), modified: Number(change) <= this.totals.outdated ? Number.NaN : Number(modified) });
      more = rows.length === LISTED;
      last = Number(rows.at(-1)?.['number']);
      await breathe?.();
    }
    return times;
  }

  async files(cancel: Cancel): Promise<readonly StoredFile[]> {
    this.begin(cancel);
    const rows = this.sql(`SELECT ${FILE_COLUMNS} FROM articles`).all();
    const { outdated } = this.totals;
    return rows.map((row) => storedFile(row, outdated)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  async listing(cancel: Cancel): Promise<Listing> {
    this.begin(cancel);
    const direct = {
      size: () => {
        this.hold();
        return this.totals.sources;
      },
      file: (path: string) => this.#file(path),
      claimants: (key: string) => {
        this.hold();
        const rows = this.sql('SELECT path FROM articles WHERE key = ? LIMIT 2').all(key);
        return rows.map(({ path }) => String(path));
      },
      contested: () => {
        this.hold();
        return this.sql('SELECT key FROM articles GROUP BY key HAVING count(*) > 1 LIMIT 1').get() !== undefined;
      },
    };
    return listingOf(this.db, direct, (paths, numbers) => this.#paths.list(paths, numbers));
  }

  async file(path: string, cancel: Cancel): Promise<StoredFile | undefined> {
    this.begin(cancel);
    return this.#file(path);
  }

  #file(path: string): StoredFile | undefined {
    this.hold();
    const row = this.sql(`SELECT ${FILE_COLUMNS} FROM articles WHERE path = ?`).get(path);
    return row && storedFile(row, this.totals.outdated);
  }

  async record(path: string, cancel: Cancel): Promise<ArticleRecord | undefined> {
    this.begin(cancel);
    return this.#record(path);
  }

  async kept(path: string, cancel: Cancel): Promise<Uint8Array | undefined> {
    this.begin(cancel);
    const kept = this.sql('SELECT kept FROM articles JOIN bodies USING (number) WHERE path = ?').get(path)?.['kept'];
    return kept instanceof Uint8Array ? kept : undefined;
  }

  async *records(cancel: Cancel): AsyncGenerator<ArticleRecord> {
    this.begin(cancel);
    const paths = this.sql('SELECT path FROM articles')
      .all()
      .map((row) => String(row['path']))
      .sort();
    for (const path of paths) {
      this.begin(cancel);
      const record = this.#record(path);
      if (record) yield record;
    }
  }

  async places(keys: readonly string[], limit: number, speaking: boolean, cancel: Cancel): Promise<readonly Place[]> {
    this.begin(cancel);
    const places = this.#inverted.first(hashesOf(speaking ? 's' : 'm', keys), Math.max(limit, 0), END);
    return placesAt(this.#learn(places), (number) => this.#paths.of(number));
  }

  async countPlaces(keys: readonly string[], cancel: Cancel): Promise<number> {
    this.begin(cancel);
    return this.#count('m', keys);
  }

  async search(
    terms: readonly (string | Wanted)[],
    limit: number,
    cancel: Cancel,
    among?: readonly string[],
    articles = Number.POSITIVE_INFINITY,
  ): Promise<readonly PassageHit[]> {
    this.begin(cancel);
    // What was counted one by one need not be read again.
    const whole = new Map<string, Float64Array>();
    const all = counted(terms, (words) => this.#count('t', words, whole));
    const chosen = chosenTerms(all, among ? MOST_AMONG : MOST_PLACES);
    if (chosen.length === 0 || among?.length === 0) return [];
    const placesOf = (words: readonly string[]): Float64Array =>
      whole.get(JSON.stringify(words)) ?? this.#inverted.first(hashesOf('t', words), MOST_PLACES, END);
    const best = rank(chosen, this.totals.passages, placesOf, limit, among && this.#within(chosen, among));
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
    this.begin(cancel);
    return terms.map((term) => this.#count('t', [term]));
  }

  async kin(path: string, cancel: Cancel): Promise<Kin> {
    this.begin(cancel);
    const row = this.sql('SELECT number, kinship FROM articles JOIN bodies USING (number) WHERE path = ?').get(path);
    return row ? this.#kin(unpackHashes(row['kinship'] as Uint8Array), Number(row['number'])) : NO_KIN;
  }

  async kinBy(signatures: readonly string[], except: string, cancel: Cancel, asked?: KinAsked): Promise<Kin> {
    this.begin(cancel);
    if (signatures.length === 0) return NO_KIN;
    const own = this.sql('SELECT number FROM articles WHERE path = ?').get(except)?.['number'];
    return this.#kin(hashesOf('k', signatures), own === undefined ? Number.NaN : Number(own), asked);
  }

  #kin(signatures: readonly Hash[], except: number, { without = [], limit = MOST_KIN }: KinAsked = {}): Kin {
    let numbers = this.#inverted
      .first(signatures, MOST_KIN + 1, END)
      .map(numberOf)
      .filter((number) => number !== except)
      .subarray(0, MOST_KIN);
    if (without.length > 0 && numbers.length > 0) {
      const end = pack((numbers.at(-1) ?? 0) + 1, 0);
      const left = new Set(this.#inverted.first(hashesOf('k', without), Number.POSITIVE_INFINITY, end).map(numberOf));
      numbers = numbers.filter((number) => !left.has(number));
    }
    const first = numbers.subarray(0, limit);
    this.#paths.learn(first);
    return { count: numbers.length, paths: [...first].flatMap((number) => this.#paths.of(number) ?? []) };
  }

  async counts(cancel: Cancel): Promise<StoreCounts> {
    this.begin(cancel);
    const { sources, passages, characters } = this.totals;
    return { sources, passages, characters };
  }

  /** Writes an article's rows. */
  #put({ number, article: { record }, head, words, problems, body }: ToWrite): void {
    const { path, text, passages, metadata } = record.article;
    this.totals.add(1, passages.length, text.length);
    this.#paths.set(number, path);
    this.sql('INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
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
      words,
      head,
      problems,
      passages.length,
      text.length,
      this.totals.next(),
    );
    this.sql('INSERT INTO bodies (number, text, parts, kinship, kept) VALUES (?, ?, ?, ?, ?)').run(
      number,
      body.text,
      body.parts,
      body.kinship,
      record.kept ?? null,
    );
  }

  #drop(path: string): void {
    const row = this.sql('SELECT number, passages, characters, change FROM articles WHERE path = ?').get(path);
    if (row === undefined) return;
    const [number, passages] = [Number(row['number']), Number(row['passages'])];
    this.totals.add(-1, -passages, -Number(row['characters']));
    if (Number(row['change']) <= this.totals.saved)
      this.sql('INSERT INTO gone (parts) SELECT parts FROM bodies WHERE number = ?').run(number);
    this.sql('DELETE FROM articles WHERE number = ?').run(number);
    this.sql('DELETE FROM bodies WHERE number = ?').run(number);
    this.#inverted.remove(number);
    this.#paths.set(number, undefined);
  }

  /** The number for an article, where those of these paths are `gone` and these numbers are `taken` by others. */
  #free(path: string, gone: ReadonlySet<string>, taken: ReadonlySet<number>): number {
    const holder = this.sql('SELECT path FROM articles WHERE number = ?');
    for (let number = articleNumber(path); ; number = nextNumber(number)) {
      const row = taken.has(number) ? undefined : (holder.get(number) ?? NOBODY);
      if (row === NOBODY || (row !== undefined && gone.has(String(row['path'])))) return number;
    }
  }

  #record(path: string): ArticleRecord | undefined {
    const row = this.sql(`SELECT ${FILE_COLUMNS}, text, parts, kept FROM articles JOIN bodies USING (number) WHERE path = ?`).get(path);
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
