import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as later } from 'node:timers/promises';
import { claim, identityOf, isTaken } from './owner.ts';
import { ForeignDatabaseError, prepare } from './schema.ts';
import type { SharedIndex, Sharing } from './shared.ts';
import { SqliteStore } from './sqlite.ts';
import { ENDINGS } from './stamp.ts';

/** How long another process is waited for that is just ending, or making the index, in ms. */
const WAIT = 300;
/** How often it is looked whether it has, in ms. */
const AGAIN = 20;

/** The fact under which the stamp stands; and that under which the stamp stands of the program that is reading everything again. */
const STAMP = 'stamp';
const RENEWING = 'renewing';

/** What came of opening an index. */
export interface Opened {
  /** Undefined: nothing can be kept; `message` says why. Not `owned`: another process writes it. */
  readonly store?: SqliteStore;
  /** What a person should know: a database was set aside, or cannot be used. */
  readonly message?: string;
}

/** What a person should know of an index that another process writes. */
export const READ_ONLY =
  'Another window or command keeps this index up to date. This one looks things up in it, and takes it over when the other has ended.';

/**
 * Opens the index in a file, made if need be. A damaged or foreign database is renamed and a new one made; one that another
 * process writes is read. Never throws: without a store the caller keeps its library in memory.
 * @param file absolute path
 * @param stamp of the program and its tables (see `stampOf`): what another program read is read again, bit by bit, or at once where
 *   its names' keys mean something else
 * @param wait ms in which another process may end, before the index is read as it writes it
 */
export async function openStore(file: string, stamp: string, wait = WAIT): Promise<Opened> {
  let sqlite: Sqlite;
  try {
    sqlite = await loadSqlite();
  } catch {
    return { message: 'This version of the runtime has no SQLite: the index is kept in memory and made anew at each start.' };
  }
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    if (file === ':memory:') return openOwned(sqlite, file, stamp, wait);
    for (const until = Date.now() + wait; ; await later(AGAIN)) {
      const lock = claim(sqlite, file);
      if (lock) {
        const opened = openOwned(sqlite, file, stamp, wait, () => lock.isOpen && lock.close());
        if (!opened.store) lock.close();
        return opened;
      }
      if (Date.now() < until) continue;
      return openRead(sqlite, file, stamp, wait);
    }
  } catch (error) {
    return { message: `The index ${file} cannot be opened (${messageOf(error)}): it is kept in memory.` };
  }
}

type Sqlite = typeof import('node:sqlite');

/** As the one process that writes it. */
function openOwned(sqlite: Sqlite, file: string, stamp: string, wait: number, release?: () => void): Opened {
  const sharing: Sharing = release ? { release } : {};
  let first = open(sqlite, file, wait, sharing);
  const old = first.store?.fact(STAMP);
  if (first.store && old !== undefined && keysOf(old) !== keysOf(stamp)) {
    first.store.end(false);
    for (const ending of ENDINGS) rmSync(file + ending, { force: true });
    first = {
      ...open(sqlite, file, wait, sharing),
      message: 'Attest’s tables were changed since the sources were read. All are read again.',
    };
  }
  if (first.store) {
    renew(first.store, stamp);
    return first;
  }
  if (first.aside === undefined) return first;
  const kept = `${file}.set-aside`;
  try {
    for (const ending of ENDINGS) rename(file + ending, kept + ending);
  } catch (error) {
    return { message: `The index ${file} cannot be used (${first.aside}) nor set aside (${messageOf(error)}): it is kept in memory.` };
  }
  const second = open(sqlite, file, wait, sharing);
  if (!second.store) return { message: second.message ?? `The index ${file} cannot be made: ${second.aside ?? ''}. It is kept in memory.` };
  renew(second.store, stamp);
  return { ...second, message: `The index was set aside as ${kept} (${first.aside}). All sources are read again.` };
}

/** As one that looks things up in what another process writes. */
function openRead(sqlite: Sqlite, file: string, stamp: string, wait: number): Opened {
  const identity = identityOf(file);
  const own = (index: SharedIndex): boolean => {
    if (identityOf(file) !== identity || existsSync(`${file}.damaged`))
      throw new Error('The index is made anew by another window. This one opens it again.');
    const lock = claim(sqlite, file);
    if (lock === undefined) return false;
    release = () => lock.isOpen && lock.close();
    index.takeOver();
    renew(index, stamp);
    return true;
  };
  let release = (): unknown => undefined;
  const { store, aside, message } = open(sqlite, file, wait, { own, release: () => release() });
  if (!store) return { message: message ?? `${IN_USE} (${aside ?? ''}): this one keeps its library in memory until it is opened again.` };
  const other = store.fact(STAMP);
  if (other !== undefined && keysOf(other) === keysOf(stamp)) return { store };
  store.end();
  return { message: `${IN_USE}, of another version of Attest. This one keeps its library in memory until it is opened again.` };
}

const IN_USE = 'Another window or command uses this index';

/** The part of a stamp on which the keys of names rest. */
function keysOf(stamp: unknown): string {
  return String(stamp).split('.')[1] ?? '';
}

/**
 * What another program read is to be read again. What is there answers until then; a process that ends early leaves what it has read, and
 * the next one goes on.
 */
function renew(index: SharedIndex, stamp: string): void {
  const old = index.fact(STAMP) ?? stamp;
  const begun = index.fact(RENEWING) ?? '';
  if (begun === stamp) return;
  // Of two programs that took turns neither has read all.
  if (old !== stamp || begun !== '') index.outdate(RENEWING, stamp);
  if (index.outdated !== undefined || index.fact(STAMP) === stamp) return;
  index.setFact(STAMP, stamp);
  index.setFact(RENEWING, '');
}

function open(sqlite: Sqlite, file: string, wait: number, sharing: Sharing): Opened & { readonly aside?: string } {
  const reading = sharing.own !== undefined;
  let db: DatabaseSync | undefined;
  const marked = `${file}.damaged`;
  if (existsSync(marked)) {
    if (!reading) rmSync(marked, { force: true });
    if (existsSync(file)) return { aside: 'it is damaged' };
  }
  try {
    db = new sqlite.DatabaseSync(file);
    prepare(db, wait, reading);
    return { store: new SqliteStore(db, sharing) };
  } catch (error) {
    if (db?.isOpen) db.close();
    const code = errorCode(error);
    if (error instanceof ForeignDatabaseError) return { aside: error.message };
    // An older Attest lets nobody read what it writes.
    if (isTaken(error)) return { message: `${IN_USE}. This one keeps its library in memory until it is opened again.` };
    if (code === CORRUPT || code === NOT_A_DATABASE || isDamaged(error)) return { aside: `it is damaged: ${messageOf(error)}` };
    return { message: `The index ${file} cannot be opened (${messageOf(error)}): it is kept in memory.` };
  }
}

/** SQLite's result codes (https://sqlite.org/rescode.html). */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

function errorCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  // The low byte is the primary code.
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** True for errors that only a damaged database gives: tables of ours that are missing, rows that cannot be read. */
export function isDamaged(error: unknown): boolean {
  const code = errorCode(error);
  return (
    code === CORRUPT || code === NOT_A_DATABASE || (error instanceof Error && /no such (?:table|column)|malformed/.test(error.message))
  );
}

/** Notes that an index turned out to be damaged: the next opening sets it aside. */
export function markDamaged(file: string): void {
  writeFileSync(`${file}.damaged`, '');
}

function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/**
 * SQLite, without the notice that it is experimental, which means nothing to whoever writes a briefing.
 * @throws where the runtime has none
 */
export async function loadSqlite(): Promise<Sqlite> {
  const emit = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (!/SQLite/.test(String(warning))) Reflect.apply(emit, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return await import('node:sqlite');
  } finally {
    process.emitWarning = emit;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
