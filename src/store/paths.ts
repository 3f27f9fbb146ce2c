import type { StatementSync } from 'node:sqlite';
import { lowerBound } from '../core/text/ordered.ts';

/** Paths that are remembered where the sources were not listed. */
const MOST_PATHS = 10_000;

/**
 * Which path an article's number stands for. Once the sources are listed, all of them are known, by a few bytes a source beside the list
 * of paths; until then, and after a step that failed, they are asked of the database and those met last are remembered.
 */
export class Paths {
  readonly #sql: (sql: string) => StatementSync;
  /** Ascending, and the index of each in the list of paths. */
  #numbers = new Float64Array(0);
  #index = new Uint32Array(0);
  #listed: readonly string[] | undefined;
  /** What changed since the sources were listed; undefined: it is gone. */
  readonly #since = new Map<number, string | undefined>();
  readonly #met = new Map<number, string>();

  constructor(sql: (sql: string) => StatementSync) {
    this.#sql = sql;
  }

  /** Takes up all sources: the number of each path. */
  list(paths: readonly string[], numbers: Float64Array): void {
    this.forget();
    this.#index = Uint32Array.from(numbers.keys()).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
    this.#numbers = Float64Array.from(this.#index, (i) => numbers[i] ?? 0);
    this.#listed = paths;
  }

  /** Forgets everything: the database is asked again. */
  forget(): void {
    this.#listed = undefined;
    this.#since.clear();
    this.#met.clear();
  }

  /** Notes that a number stands for a path from now on; undefined: for none. */
  set(number: number, path: string | undefined): void {
    this.#met.delete(number);
    if (this.#listed) this.#since.set(number, path);
  }

  /** The path that a number stands for, or undefined. */
  of(number: number): string | undefined {
    if (this.#listed === undefined) return this.#asked(number);
    if (this.#since.size > 0 && this.#since.has(number)) return this.#since.get(number);
    const at = lowerBound(this.#numbers, number);
    return this.#numbers[at] === number ? this.#listed[this.#index[at] ?? 0] : undefined;
  }

  /** Takes up the paths of many numbers in one go: one by one they would cost more than the search for them. */
  learn(numbers: Iterable<number>): void {
    if (this.#listed) return;
    const missing = [...new Set(numbers)].filter((number) => !this.#met.has(number));
    if (missing.length === 0) return;
    if (this.#met.size + missing.length > MOST_PATHS) this.#met.clear();
    const rows = this.#sql('SELECT number, path FROM articles WHERE number IN (SELECT value FROM json_each(?))');
    for (const { number, path } of rows.all(JSON.stringify(missing))) this.#met.set(Number(number), String(path));
  }

  #asked(number: number): string | undefined {
    const met = this.#met.get(number);
    if (met !== undefined) return met;
    const row = this.#sql('SELECT path FROM articles WHERE number = ?').get(number);
    if (row === undefined) return undefined;
    const path = String(row['path']);
    if (this.#met.size >= MOST_PATHS) this.#met.clear();
    this.#met.set(number, path);
    return path;
  }
}
