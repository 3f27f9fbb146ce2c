import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { ForeignDatabaseError, prepare } from './schema.ts';
import { SqliteStore } from './sqlite.ts';
import { ENDINGS } from './stamp.ts';

/** How long another process is waited for that is just closing the index, in ms. */
const WAIT = 1000;

/** The fact under which the stamp stands. */
const STAMP = 'stamp';

/** What came of opening an index. */
export interface Opened {
  /** Undefined: nothing can be kept; `message` says why. */
  readonly store?: SqliteStore;
  /** What a person should know: a database was set aside, or cannot be used. */
  readonly message?: string;
}

/**
 * Opens the index in a file, made if need be. A damaged or foreign database is renamed and a new one made; one that another
 * process uses is left alone. Never throws: without a store the caller keeps its library in memory.
 * @param file absolute path
 * @param stamp of the program and its tables; an index with another one is emptied
 */
export async function openStore(file: string, stamp: string, wait = WAIT): Promise<Opened> {
  let sqlite: typeof import('node:sqlite');
  try {
    sqlite = await withoutWarning(() => import('node:sqlite'));
  } catch {
    return { message: 'This version of the runtime has no SQLite: the index is kept in memory and made anew at each start.' };
  }
  try {
    mkdirSync(path.dirname(file), { recursive: true });
  } catch (error) {
    return { message: `The folder of the index cannot be made (${messageOf(error)}): it is kept in memory.` };
  }
  let first = open(sqlite, file, wait);
  if (first.store && (first.store.fact(STAMP) ?? stamp) !== stamp) {
    await first.store.close();
    for (const ending of ENDINGS) rmSync(file + ending, { force: true });
    first = { ...open(sqlite, file, wait), message: 'Attest was changed since the sources were read. All are read again.' };
  }
  if (first.store) return stamped(first, stamp);
  if (first.aside === undefined) return first;
  const kept = `${file}.set-aside`;
  try {
    for (const ending of ENDINGS) rename(file + ending, kept + ending);
  } catch (error) {
    return { message: `The index ${file} cannot be used (${first.aside}) nor set aside (${messageOf(error)}): it is kept in memory.` };
  }
  const second = open(sqlite, file, wait);
  if (!second.store) return { message: second.message ?? `The index ${file} cannot be made: ${second.aside ?? ''}. It is kept in memory.` };
  return stamped({ ...second, message: `The index was set aside as ${kept} (${first.aside}). All sources are read again.` }, stamp);
}

function stamped(opened: Opened, stamp: string): Opened {
  if (opened.store && opened.store.fact(STAMP) !== stamp) opened.store.setFact(STAMP, stamp);
  return opened;
}

function open(sqlite: typeof import('node:sqlite'), file: string, wait: number): Opened & { readonly aside?: string } {
  let db: DatabaseSync | undefined;
  const marked = `${file}.damaged`;
  if (existsSync(marked)) {
    rmSync(marked, { force: true });
    if (existsSync(file)) return { aside: 'it is damaged' };
  }
  try {
    db = new sqlite.DatabaseSync(file);
    prepare(db, wait);
    return { store: new SqliteStore(db) };
  } catch (error) {
    if (db?.isOpen) db.close();
    const code = errorCode(error);
    if (error instanceof ForeignDatabaseError) return { aside: error.message };
    if (code === BUSY || code === LOCKED)
      return { message: 'Another window or command uses this index. This one keeps its library in memory until it is opened again.' };
    if (code === CORRUPT || code === NOT_A_DATABASE || isDamaged(error)) return { aside: `it is damaged: ${messageOf(error)}` };
    return { message: `The index ${file} cannot be opened (${messageOf(error)}): it is kept in memory.` };
  }
}

/** SQLite's result codes (https://sqlite.org/rescode.html). */
const BUSY = 5;
const LOCKED = 6;
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

/** Loads the module without the notice that it is experimental, which means nothing to whoever writes a briefing. */
async function withoutWarning<T>(load: () => Promise<T>): Promise<T> {
  const emit = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    if (!/SQLite/.test(String(warning))) Reflect.apply(emit, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return await load();
  } finally {
    process.emitWarning = emit;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
