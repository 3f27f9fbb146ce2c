import { type Cancel, type FileEntry, throwIfCancelled } from '../ports.ts';
import { bibliographyKind } from '../sources/bibliography.ts';
import { fileName, formatOf } from '../sources/formats.ts';
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
  const listed = (await files.list(library.settings.sources, cancel)).filter(({ path }) => isTaken(path, plainOnly));
  throwIfCancelled(cancel);
  const known = new Map((await library.store.files(cancel)).map((file) => [file.path, file]));
  throwIfCancelled(cancel);
  // What is larger than the limit is handed on too, to be reported as such.
  const changed = listed.filter((f) => f.size > maxFileSize || !isSame(f, known.get(f.path)));
  const there = new Set(listed.map((file) => file.path));
  const { closed = [] } = files;
  const unseen = (path: string): boolean => closed.some((folder) => path === folder.path || path.startsWith(`${folder.path}/`));
  const before = [...known.keys(), ...library.problems.keys(), ...library.bibliographyPaths];
  const removed = new Set(before.filter((path) => !there.has(path) && !unseen(path)));
  // What can be looked at again has no problem but its own.
  for (const path of library.unseen) library.report(path, known.get(path)?.problems ?? []);
  library.unseen = closed.map(({ path }) => path);
  for (const { path, reason, file = false } of closed) {
    const what = file ? `${fileName(path)} could not be looked at` : `The folder ${path} could not be looked into`;
    const message = `${what}: ${reason} What was read of it before stays.`;
    library.report(path, [{ path, severity: 'warning', message }]);
  }
  if (!library.isOwn) {
    const others = (path: string): boolean => bibliographyKind(path) === undefined;
    library.behind = changed.filter(({ path }) => others(path)).length + [...known.keys()].filter((path) => removed.has(path)).length;
  }
  await takeIn(library, changed, [...removed], cancel);
  const { index } = library.world;
  if (index === undefined || !library.isOwn) return;
  // A reading that was stopped has left its note.
  if (index.fact(READING)) index.setFact(READING, 0);
  // What lies in folders that cannot be looked into now is read again when they are open.
  if (index.outdated === 0) await recount(library, cancel);
}

function isTaken(path: string, plainOnly: boolean): boolean {
  const format = formatOf(path);
  return bibliographyKind(path) !== undefined || (plainOnly ? format === 'txt' || format === 'md' : format !== undefined);
}

function isSame(file: FileEntry, known: { readonly size: number; readonly modified: number } | undefined): boolean {
  return known?.size === file.size && known.modified === file.modified;
}
