import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { loadSqlite } from './open.ts';
import { claim } from './owner.ts';
import { INDEX, indexFiles } from './stamp.ts';

/** An index that nobody opened for so many milliseconds, three months, is of a folder that was moved or is done with. */
const UNUSED = 90 * 24 * 3600 * 1000;

/**
 * Notes that an index is in use, and deletes those beside it that are not any more: what a large library needs on the disk is given back.
 * Never throws: what cannot be deleted stays until the next time.
 * @param file the index, absolute
 * @param now milliseconds since the epoch
 * @returns the deleted ones, absolute
 */
export async function forgetUnused(file: string, now: number): Promise<string[]> {
  const gone: string[] = [];
  try {
    utimesSync(file, now / 1000, now / 1000);
    const sqlite = await loadSqlite();
    const folder = path.dirname(file);
    for (const name of readdirSync(folder)) {
      const other = path.join(folder, name);
      if (!name.endsWith(INDEX) || other === file || statSync(other).mtimeMs > now - UNUSED) continue;
      // A window may have been open all the time.
      const lock = claim(sqlite, other);
      if (lock === undefined) continue;
      lock.close();
      for (const one of indexFiles(other)) rmSync(one, { force: true });
      gone.push(other);
    }
  } catch {
    // A folder that cannot be read or written to is told by whoever opens the index in it.
  }
  return gone;
}
