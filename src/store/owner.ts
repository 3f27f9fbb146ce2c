import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** What several processes say to one another by a lock alone: who of them writes the index. */
export const OWNER = '.owner';

/** SQLite's result codes for a lock that another connection holds (https://sqlite.org/rescode.html). */
const TAKEN: ReadonlySet<unknown> = new Set([5, 6]);

/** True for an error that tells of a lock of another connection. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && TAKEN.has(error.errcode & 0xff);
}

/**
 * Becomes the one process that writes an index: holds the lock of a little database beside it until it is closed. The lock goes with
 * the process, however it ends, and is in nobody's way who reads the index.
 * @returns undefined while another process has it. @throws SQLite's own errors where no file can be made or locked
 */
export function claim(sqlite: typeof import('node:sqlite'), file: string): DatabaseSync | undefined {
  const lock = new sqlite.DatabaseSync(file + OWNER);
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (isTaken(error)) return undefined;
    throw error;
  }
}

/** Tells a file from another one that has taken its place. */
export function identityOf(file: string): string {
  const { dev, ino } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return `${dev}-${ino}`;
}

/**
 * What one process sees of a database that another one writes: within one turn of the event loop always the same, so that no page
 * goes while it is looked for; and never for long, so that the other one's journal does not grow. For the owner too a turn is one
 * reading: to lock and unlock for each statement takes as long as the statement.
 */
export class Snapshot {
  readonly #db: DatabaseSync;
  readonly #changed: (() => void) | undefined;
  #seen: unknown;
  #held = false;

  /** @param changed is called within the snapshot when it shows something else than the last one; not given by the owner */
  constructor(db: DatabaseSync, changed?: () => void) {
    this.#db = db;
    this.#changed = changed;
  }

  /** Sees what there is now, until the turn ends. */
  hold(): void {
    if (this.#held || this.#db.isTransaction) return;
    this.#db.exec('BEGIN');
    this.#held = true;
    setImmediate(() => this.end());
    if (!this.#changed) return;
    const seen = this.#db.prepare('PRAGMA data_version').get()?.['data_version'];
    if (seen === this.#seen) return;
    this.#changed();
    this.#seen = seen;
  }

  end(): void {
    if (!this.#held) return;
    this.#held = false;
    try {
      if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec('ROLLBACK');
    } catch {
      // Nothing was written. Whoever met the damage has told it.
    }
  }
}
