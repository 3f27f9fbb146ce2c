import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { digest, digestBytes } from '../core/text/digest.ts';
import { OWNER } from './owner.ts';

/** So many bytes of a binary table hold the sum of all the others: reading these too would take a tenth of the time to the first hover. */
const HEAD = 64;
/** Tables of no more bytes are texts, which hold no sum, and are read whole; their sum is taken by native code, where there is some. */
const SMALL = 256_000;

/**
 * A stamp of the program and its tables: an index with another stamp was made by another program, and may say other things of
 * the same sources. Behind its point stands the part on which the keys of names rest, which number what the gazetteer holds.
 * @param entry path or URL of the running bundle: the names of its chunks, which stand in it, change with what they hold
 * @param assets absolute path of the folder of the tables
 */
export function stampOf(entry: string | URL, assets: string): string {
  const sumIn = (name: string): string => sumOf(path.join(assets, name));
  const program = [digestBytes(readFileSync(entry)), sumIn('names.bin'), sumIn('first-names.txt')];
  return `${digest(program.join(' '))}.${digest(sumIn('gazetteer.bin'))}`;
}

/** The digest of a file, or of its beginning, and its size. */
function sumOf(file: string): string {
  if (!existsSync(file)) return 'none';
  const opened = openSync(file, 'r');
  try {
    const { size } = fstatSync(opened);
    const bytes = new Uint8Array(size <= SMALL ? size : HEAD);
    readSync(opened, bytes);
    return `${size <= SMALL && typeof crc32 === 'function' ? crc32(bytes).toString(16) : digestBytes(bytes)} ${size}`;
  } finally {
    closeSync(opened);
  }
}

/** How the names of indexes end. */
export const INDEX = '.index.db';

/** The file of a library's index in a folder that holds those of several. */
export function indexFile(folder: string, root: string): string {
  return path.join(folder, `${digest(root)}${INDEX}`);
}

/** Behind the database's name: itself, and what SQLite keeps beside it. */
export const ENDINGS: readonly string[] = ['', '-wal', '-shm'];

/** Everything that may lie on the disk of an index: the database, one that was set aside, the note that it is damaged, and the lock of who writes it. */
export function indexFiles(file: string): string[] {
  return [...ENDINGS, ...ENDINGS.map((ending) => `.set-aside${ending}`), '.damaged', OWNER].map((ending) => file + ending);
}
