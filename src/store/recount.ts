import type { StatementSync } from 'node:sqlite';
import type { Contribution } from '../core/names/contribution.ts';
import type { Change } from '../core/names/shelf.ts';
import { decodeParts } from './codec.ts';

/** Rows that go in one step. */
const STEP = 1000;
/** So many articles are read in one go where all are read. */
const PAGE = 200;

/** The saved register: values by space and key, in those spaces whose name begins with the prefix. Two may lie side by side. */
export class SavedRegister {
  readonly #sql: (sql: string) => StatementSync;
  readonly #prefix: string;

  constructor(sql: (sql: string) => StatementSync, prefix: string) {
    this.#sql = sql;
    this.#prefix = prefix;
  }

  saved(space: string, key: string): string | undefined {
    const row = this.#sql('SELECT value FROM register WHERE space = ? AND key = ?').get(this.#prefix + space, key);
    return row === undefined ? undefined : String(row['value']);
  }

  savedKeys(space: string): string[] {
    return this.#sql('SELECT key FROM register WHERE space = ?')
      .all(this.#prefix + space)
      .map((row) => String(row['key']));
  }

  /** To be run within a transaction. */
  write(changes: Iterable<Change>): void {
    const set = this.#sql('INSERT INTO register VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
    const unset = this.#sql('DELETE FROM register WHERE space = ? AND key = ?');
    for (const [space, key, value] of changes) {
      if (value === undefined) unset.run(this.#prefix + space, key);
      else set.run(this.#prefix + space, key, value);
    }
  }

  /** Deletes everything, a little at each step. */
  *clear(): Generator<void> {
    const some = this.#prefix === '' ? "space < '~'" : "space >= '~'";
    const step = this.#sql(`DELETE FROM register WHERE (space, key) IN (SELECT space, key FROM register WHERE ${some} LIMIT ${STEP})`);
    while (Number(step.run().changes) > 0) yield;
  }
}

/** The prefix of the register that lies beside the one with this prefix; spaces begin with a letter. */
export function otherPrefix(prefix: string): string {
  return prefix === '' ? '~' : '';
}

/** The names of the articles that a statement lists by their numbers. */
export function* namesOf(sql: (sql: string) => StatementSync, numbers: readonly unknown[]): Generator<Contribution> {
  for (let i = 0; i < numbers.length; i += PAGE)
    for (const number of numbers.slice(i, i + PAGE)) {
      const body = sql('SELECT parts FROM bodies WHERE number = ?').get(Number(number));
      if (body) yield decodeParts(body['parts'] as Uint8Array).names;
    }
}
