import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Contribution } from '../core/names/contribution.ts';
import type { Change } from '../core/names/shelf.ts';
import { type Breathe, type Cancel, throwIfCancelled } from '../core/ports.ts';
import type { Index, Recount } from '../core/store/store.ts';
import { decodeParts } from './codec.ts';
import { Counts } from './counts.ts';
import { Snapshot } from './owner.ts';
import { namesOf, otherPrefix, partsOf, SavedRegister } from './recount.ts';
import { statementsOf } from './statements.ts';

/** How a store shares its database with other processes. */
export interface Sharing {
  /** Given where another process writes: takes over what it wrote if it is gone, by `takeOver`, and says whether it did. */
  readonly own?: (index: SharedIndex) => boolean;
  /** Lets another process write. */
  readonly release?: () => void;
}

/** A database that one process writes and others read; with what the register saves in it, and the running numbers. */
export abstract class SharedIndex implements Index {
  protected readonly db: DatabaseSync;
  protected readonly sql: (sql: string) => StatementSync;
  protected readonly totals: Counts;
  readonly #sharing: Sharing;
  #snapshot: Snapshot;
  #owned = true;
  #version = 0;

  constructor(db: DatabaseSync, sharing: Sharing) {
    this.db = db;
    this.#sharing = sharing;
    this.sql = statementsOf(db);
    this.totals = new Counts(db);
    this.#snapshot = new Snapshot(db);
  }

  /** Reads what is held in memory of the database again. */
  protected abstract load(): void;

  /** To be called when everything is made. */
  protected opened(): void {
    if (this.#sharing.own === undefined) return;
    this.#owned = false;
    this.#snapshot = new Snapshot(this.db, () => this.#reload());
  }

  get owned(): boolean {
    return this.#owned;
  }

  get version(): number {
    this.hold();
    return this.#version;
  }

  own(): boolean {
    return !this.owned && this.#sharing.own?.(this) === true;
  }

  /** Becomes the owner, who writes. The caller holds the lock. */
  takeOver(): void {
    this.#snapshot.end();
    this.#snapshot = new Snapshot(this.db);
    this.#owned = true;
    this.db.exec('PRAGMA query_only = OFF');
    this.#reload();
  }

  #reload(): void {
    this.totals.load();
    this.load();
    this.#version++;
  }

  /** Before everything that is asked. @throws CancelledError */
  protected begin(cancel: Cancel): void {
    throwIfCancelled(cancel);
    this.hold();
  }

  /** Lets go of what was read, before something is written. */
  protected letGo(): void {
    this.#snapshot.end();
  }

  /** What is read in this turn of the event loop is of one state of the database. */
  protected hold(): void {
    this.#snapshot.hold();
  }

  /** Runs `work` as one step. @throws what `work` throws; nothing is changed then */
  transaction(work: () => void): void {
    if (!this.owned) throw new Error('Another process writes this index.');
    this.#snapshot.end();
    this.db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.db.exec('COMMIT');
    } catch (error) {
      // A full disk has ended the transaction already.
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      this.totals.load();
      this.load();
      throw error;
    }
  }

  /**
   * Moves pages from the journal to where they belong in the database, which SQLite else does at the end of some step, on top of it. What
   * cannot be moved now, as another process reads it or the disk is full, is moved another time.
   */
  protected move(): void {
    this.#snapshot.end();
    try {
      this.db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // Nothing is lost: the journal has it.
    }
  }

  async close(): Promise<void> {
    this.end();
  }

  /** Closes the database, and lets another process write unless it is opened again. */
  end(release = true): void {
    this.#snapshot.end();
    if (this.db.isOpen) this.db.close();
    if (release) this.#sharing.release?.();
  }

  /** A value that was noted, or undefined. */
  fact(name: string): string | number | undefined {
    this.#snapshot.hold();
    return this.totals.fact(name);
  }

  setFact(name: string, value: string | number): void {
    this.#snapshot.end();
    this.totals.setFact(name, value);
  }

  /** What the register saved under a key. */
  saved(space: string, key: string): string | undefined {
    this.#snapshot.hold();
    return this.#register.saved(space, key);
  }

  savedKeys(space: string): string[] {
    this.#snapshot.hold();
    return this.#register.savedKeys(space);
  }

  get #register(): SavedRegister {
    return new SavedRegister(this.sql, this.totals.prefix, this.totals.later);
  }

  /**
   * Saves what changed in the register, which from then on knows of every article up to the last change: as one step, whose parts are
   * written one by one.
   */
  async save(changes: Iterable<Change>, breathe?: Breathe): Promise<void> {
    // A process that ended early may have left what was in force already, and what was not.
    await this.#fold(breathe);
    if (this.sql('SELECT 1 FROM later LIMIT 1').get()) this.transaction(() => this.db.exec('DELETE FROM later'));
    const parts = partsOf(changes);
    let part = parts.next();
    let next = parts.next();
    // What is small enough, as after a file that was saved, is written where it belongs at once; so is all where nobody asks meanwhile.
    if (next.done || breathe === undefined) {
      this.transaction(() => {
        for (; !part.done; part = next, next = parts.next()) this.#register.write(part.value);
        this.#counted(false);
      });
      return;
    }
    for (; !part.done; part = next, next = parts.next()) {
      const some = part.value;
      const last = next.done;
      this.transaction(() => {
        this.#register.note(some);
        if (last) this.#counted(true);
      });
      await breathe();
    }
    await this.#fold(breathe);
  }

  /** The saved register counts all that is there; `later`: what is noted is in force. */
  #counted(later: boolean): void {
    this.db.exec('DELETE FROM gone');
    this.totals.later = later;
    this.totals.settled();
    this.totals.save();
  }

  async #fold(breathe?: Breathe): Promise<void> {
    while (this.totals.later) {
      this.transaction(() => {
        if (this.#register.fold()) return;
        this.totals.later = false;
        this.totals.save();
      });
      await breathe?.();
    }
  }

  /** The names of articles that the saved register counts and that are gone, and of those that are there and that it does not count. */
  *unsaved(): Generator<{ readonly names: Contribution; readonly by: 1 | -1 }> {
    for (const row of this.sql('SELECT parts FROM gone').all()) yield { names: decodeParts(row['parts'] as Uint8Array).names, by: -1 };
    for (const names of namesOf(this.sql, this.#numbers(this.totals.saved))) yield { names, by: 1 };
  }

  /** Numbers of the articles that were put after a change. */
  #numbers(change: number): unknown[] {
    const rows = this.sql('SELECT number FROM articles WHERE change > ?').all(change);
    return rows.map((row) => row['number']);
  }

  get outdated(): number | undefined {
    const { outdated } = this.totals;
    return outdated === 0 ? undefined : Number(this.sql('SELECT count(*) AS n FROM articles WHERE change <= ?').get(outdated)?.['n']);
  }

  /** All that is there was read by another program: until it is put again it is listed as changed. Notes who reads it again. */
  outdate(name: string, value: string): void {
    this.transaction(() => {
      this.totals.outdate();
      this.totals.setFact(name, value);
    });
  }

  recount(): Recount {
    const prefix = otherPrefix(this.totals.prefix);
    const register = new SavedRegister(this.sql, prefix, false);
    return {
      saved: (space, key) => register.saved(space, key),
      savedKeys: (space) => register.savedKeys(space),
      clear: () => register.clear(),
      names: () => namesOf(this.sql, this.#numbers(0)),
      save: async (changes, breathe) => {
        for (const part of partsOf(changes)) {
          this.transaction(() => register.write(part));
          await breathe?.();
        }
      },
      finish: () =>
        this.transaction(() => {
          this.db.exec('DELETE FROM gone; DELETE FROM later');
          this.totals.later = false;
          this.totals.prefix = prefix;
          this.totals.outdated = 0;
          this.totals.settled();
          this.totals.save();
          this.setFact('stamp', this.fact('renewing') ?? '');
          this.setFact('renewing', '');
        }),
    };
  }
}
