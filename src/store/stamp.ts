import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OWNER } from './owner.ts';

/**
 * A stamp of the program and its tables: an index with another stamp was made by another program, and may say other things of
 * the same sources. Behind its point stands the part on which the keys of names rest, which number what the gazetteer holds.
 * @param entry URL of the running bundle: the names of its chunks, which stand in it, change with what they hold
 * @param assets absolute path of the folder of the tables
 */
export function stampOf(entry: string, assets: string): string {
  const program = [new URL(entry), path.join(assets, 'names.bin')];
  return `${digestOf(program)}.${digestOf([path.join(assets, 'gazetteer.bin')])}`;
}

function digestOf(files: readonly (string | URL)[]): string {
  const hash = createHash('sha1');
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : 'none');
  return hash.digest('hex');
}

/** The file of a library's index in a folder that holds those of several. */
export function indexFile(folder: string, root: string): string {
  return path.join(folder, `${createHash('sha1').update(root).digest('hex').slice(0, 16)}.index.db`);
}

/** Behind the database's name: itself, and what SQLite keeps beside it. */
export const ENDINGS: readonly string[] = ['', '-wal', '-shm'];

/** Everything that may lie on the disk of an index: the database, one that was set aside, the note that it is damaged, and the lock of who writes it. */
export function indexFiles(file: string): string[] {
  return [...ENDINGS, ...ENDINGS.map((ending) => `.set-aside${ending}`), '.damaged', OWNER].map((ending) => file + ending);
}
