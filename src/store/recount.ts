import type { StatementSync } from 'node:sqlite';
import type { Contribution } from '../core/names/contribution.ts';
import type { Change } from '../core/names/shelf.ts';
import { decodeParts } from './codec.ts';

/** Rows that go in one step. */
const STEP = 1000;
/** So many articles are read in one go where all are read. */
const PAGE = 200;

/**
 * The saved register: values by space and key, in those spaces whose name begins with the prefix. Two may lie side by side.
 * What is saved next is noted in the table `later` first, bit by bit, where nobody looks; then all of it is in force at once, before what
 * the register holds; then it is written there, again bit by bit.
 */
export class SavedRegister {
  readonly #sql: (sql: string) => StatementSync;
  readonly #prefix: string;
  readonly #later: boolean;

  /** @param later whether what is noted is in force */
  constructor(sql: (sql: string) => StatementSync, prefix: string, later: boolean) {
    this.#sql = sql;
    this.#prefix = prefix;
    this.#later = later;
  }

  saved(space: string, key: string): string | undefined {
    const at = [this.#prefix + space, key] as const;
    const row =
      (this.#later ? this.#sql('SELECT value FROM later WHERE space = ? AND key = ?').get(...at) : undefined) ??
      this.#sql('SELECT value FROM register WHERE space = ? AND key = ?').get(...at);
    return typeof row?.['value'] === 'string' ? row['value'] : undefined;
  }

  savedKeys(space: string): string[] {
    const own = this.#prefix + space;
    const rows = this.#later
      ? this.#sql(
          'SELECT key FROM register WHERE space = ? AND key NOT IN (SELECT key FROM later WHERE space = ?) ' +
            'UNION ALL SELECT key FROM later WHERE space = ? AND value NOT NULL',
        ).all(own, own, own)
      : this.#sql('SELECT key FROM register WHERE space = ?').all(own);
    return rows.map((row) => String(row['key']));
  }

  /** To be run within a transaction. */
  write(changes: Iterable<Change>): void {
    for (const [space, key, value] of changes) this.#write(this.#prefix + space, key, value);
  }

  #write(space: string, key: string, value: string | undefined): void {
    if (value === undefined) this.#sql('DELETE FROM register WHERE space = ? AND key = ?').run(space, key);
    else this.#sql('INSERT INTO register VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(space, key, value);
  }

  /** Notes what is to be in force later. To be run within a transaction. */
  note(changes: Iterable<Change>): void {
    const add = this.#sql('INSERT INTO later VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
    for (const [space, key, value] of changes) add.run(this.#prefix + space, key, value ?? null);
  }

  /** Writes some of what is noted where it belongs; says whether there is more. To be run within a transaction. */
  fold(): boolean {
    const rows = this.#sql(`SELECT space, key, value FROM later ORDER BY space, key LIMIT ${STEP}`).all();
    for (const { space, key, value } of rows) this.#write(String(space), String(key), typeof value === 'string' ? value : undefined);
    const last = rows.at(-1);
    if (last) this.#sql('DELETE FROM later WHERE (space, key) <= (?, ?)').run(String(last['space']), String(last['key']));
    return rows.length === STEP;
  }

  /** Deletes everything, a little at each step. */
  *clear(): Generator<void> {
    const some = this.#prefix === '' ? "space < '~'" : "space >= '~'";
    const step = this.#sql(`DELETE FROM register WHERE (space, key) IN (SELECT space, key FROM register WHERE ${some} LIMIT ${STEP})`);
    while (Number(step.run().changes) > 0) yield;
  }
}

/** Changes in parts that are written in one go each; one part at least, which may be empty. */
export function* partsOf(changes: Iterable<Change>): Generator<Change[], undefined> {
  let part: Change[] = [];
  for (const change of changes) {
    if (part.length === STEP) {
      yield part;
      part = [];
    }
    part.push(change);
  }
  yield part;
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
