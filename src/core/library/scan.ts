import { type Breathe, type Cancel, type FileEntry, throwIfCancelled } from '../ports.ts';
import { bibliographyKind } from '../sources/bibliography.ts';
import { fileName, formatOf } from '../sources/formats.ts';
import type { FileTime } from '../store/store.ts';
import { READING, takeIn } from './ingest.ts';
import { recount } from './recount.ts';
import type { Library } from './state.ts';

/**
 * Lists the sources and takes in what is new or changed by size or time; what is gone is dropped. Files of kinds that are not
 * read are passed over; bibliographies, and files that could not be read, are tried again.
 * @throws Error where the library has no files of its own, CancelledError
 */
export async function scanFiles(library: Library, cancel: Cancel): Promise<void> {
  const { files } = library.world;
  if (files === undefined) throw new Error('This library cannot list files: they must be handed over.');
  const { maxFileSize, plainOnly = false } = library.settings;
  const { breathe } = library.world;
  const listed = await those(await files.list(library.settings.sources, cancel), ({ path }) => isTaken(path, plainOnly), breathe);
  throwIfCancelled(cancel);
  const known = await library.store.times(cancel, breathe);
  throwIfCancelled(cancel);
  // What is larger than the limit is handed on too, to be reported as such.
  const changed = await those(listed, (f) => f.size > maxFileSize || !isSame(f, known.get(f.path)), breathe);
  const there = new Set(listed.map((file) => file.path));
  const { closed = [] } = files;
  const unseen = (path: string): boolean => closed.some((folder) => path === folder.path || path.startsWith(`${folder.path}/`));
  const before = [...known.keys(), ...library.problems.keys(), ...library.bibliographyPaths];
  const removed = new Set(await those(before, (path) => !there.has(path) && !unseen(path), breathe));
  // What can be looked at again has no problem but its own.
  for (const path of library.unseen) library.report(path, (await library.store.file(path, cancel))?.problems ?? []);
  library.unseen = closed.map(({ path }) => path);
  for (const { path, reason, file = false } of closed) {
    const what = file ? `${fileName(path)} could not be looked at` : `The folder ${path} could not be looked into`;
    const message = `${what}: ${reason} What was read of it before stays.`;
    library.report(path, [{ path, severity: 'warning', message }]);
  }
  if (!library.isOwn) {
    const others = (path: string): boolean => bibliographyKind(path) === undefined;
    library.behind = changed.filter(({ path }) => others(path)).length + [...removed].filter((path) => known.has(path)).length;
  }
  await takeIn(library, changed, [...removed], cancel);
  const { index } = library.world;
  if (index === undefined || !library.isOwn) return;
  // A reading that was stopped has left its note.
  if (index.fact(READING)) index.setFact(READING, 0);
  // What lies in folders that cannot be looked into now is read again when they are open.
  if (index.outdated === 0) await recount(library, cancel);
}

/** Items that are looked at in one go: a millisecond's work. */
const LOOKED_AT = 4000;

/** The items for which `is` holds; `breathe` is called now and then. */
async function those<T>(all: readonly T[], is: (item: T) => boolean, breathe: Breathe | undefined): Promise<T[]> {
  const out: T[] = [];
  for (let from = 0; from < all.length; from += LOOKED_AT) {
    for (const item of all.slice(from, from + LOOKED_AT)) if (is(item)) out.push(item);
    await breathe?.();
  }
  return out;
}

function isTaken(path: string, plainOnly: boolean): boolean {
  const format = formatOf(path);
  return bibliographyKind(path) !== undefined || (plainOnly ? format === 'txt' || format === 'md' : format !== undefined);
}

function isSame(file: FileEntry, known: FileTime | undefined): boolean {
  return known?.size === file.size && known.modified === file.modified;
}
