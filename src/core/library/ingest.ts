import { type Contribution, contribution } from '../names/contribution.ts';
import { recognise } from '../names/recognise.ts';
import type { Register } from '../names/register.ts';
import { type Cancel, neverCancelled, throwIfCancelled } from '../ports.ts';
import type { SourceChange } from '../service.ts';
import { bibliographyKind, parseBibliography } from '../sources/bibliography.ts';
import type { IndexedArticle } from '../store/store.ts';
import { indexArticle } from './index.ts';
import { quotationsOf } from './kept.ts';
import { type Asked, bytesOf, type Prepared, prepareSources, type ReadingIn, together } from './prepare.ts';
import type { Library } from './state.ts';
import type { Readers } from './world.ts';

/** Articles that are stored in one step: a second's work, and few enough steps. */
const BATCH = 256;
/** So many names may wait to be told apart until somebody asks, some ten milliseconds' work; and how many are in one go. */
const MOST_UNSETTLED = 6000;
const SETTLED = 200;
/** For each article of a step so many changed values of the register are held before they are saved: some ten megabytes in all. */
export const UNSAVED = 600;

/** The fact that tells other processes that so many sources are to be read. It stays when the reading ends early. */
export const READING = 'reading';

/** From so many files on it pays to start readers. */
const MANY = 64;
/** Bytes of files that are being read or wait to be taken in. */
const MOST_WAITING_BYTES = 4_000_000;

/**
 * Reads sources and takes them in, batch by batch. A file that cannot be read costs itself alone: its problem is kept, what
 * was known of it goes. What was taken in before a cancellation stays.
 * @throws CancelledError
 */
export async function takeIn(
  library: Library,
  changed: readonly SourceChange[],
  removed: readonly string[],
  cancel: Cancel,
): Promise<void> {
  if (!library.isOwn) return takeInBibliographies(library, changed, removed, cancel);
  const register = await library.register();
  throwIfCancelled(cancel);
  const given = new Set(changed.map((change) => change.path));
  const gone = removed.filter((path) => !given.has(path));
  const reading = library.beginReading(changed, gone.length);
  const readers = changed.length < MANY ? undefined : library.world.readers;
  let batch: IndexedArticle[] = [];
  const { index } = library.world;
  try {
    if (changed.length >= MANY) index?.setFact(READING, changed.length);
    await drop(library, register, gone, cancel);
    for await (const { change, prepared } of ahead(library, changed, readers, cancel)) {
      throwIfCancelled(cancel);
      if (prepared === 'bibliography') reading.did(prepared, change.size);
      else {
        const done = await take(library, register, change, prepared, cancel);
        if (done) batch.push(done);
        if (batch.length >= batchOf(library)) {
          await put(library, register, batch);
          batch = [];
        }
        reading.did(prepared.state, change.size);
      }
      await library.world.breathe?.();
    }
    if (changed.length >= MANY) index?.setFact(READING, 0);
    await tidy(library);
  } finally {
    readers?.rest();
    // What was read before a cancellation is kept: it need not be read again.
    await put(library, register, batch).finally(async () => {
      library.endReading();
      await library.saveRegister(register);
    });
  }
  void rest(library);
}

/** Lets the store make its answers faster, while nothing is read; at once, where nobody can ask meanwhile. */
async function rest(library: Library): Promise<void> {
  const { store, world } = library;
  if (library.resting) return;
  library.resting = true;
  try {
    while (!library.indexing && store.tidy?.(true)) if (world.breathe) await world.breathe();
  } catch (error) {
    // A store that is full goes on as it is; of one that is closed nothing is asked any more.
    world.log.info(`The index was not put in order: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    library.resting = false;
  }
}

/** Where another process takes in the articles, bibliographies alone are read: they are kept by nobody. */
async function takeInBibliographies(
  library: Library,
  changed: readonly SourceChange[],
  removed: readonly string[],
  cancel: Cancel,
): Promise<void> {
  for (const change of changed) if (bibliographyKind(change.path) !== undefined) await takeBibliography(library, change, cancel);
  for (const path of removed) library.setBibliography(path, undefined);
}

interface Ahead {
  readonly change: SourceChange;
  readonly prepared: Prepared | 'bibliography';
}

/** The files as they are read, in order: a few ahead of what is taken in, so that readers have work and no more than that waits. */
async function* ahead(
  library: Library,
  changed: readonly SourceChange[],
  readers: Readers | undefined,
  cancel: Cancel,
): AsyncGenerator<Ahead> {
  const reading = { files: library.world.files, context: await library.names(), breathe: library.world.breathe };
  if (readers === undefined) {
    for (let from = 0; from < changed.length; ) {
      throwIfCancelled(cancel);
      const to = from + together(changed, from, batchOf(library));
      yield* await readHere(library, changed.slice(from, to), reading, cancel);
      from = to;
    }
    return;
  }
  const begin = async (change: SourceChange): Promise<Ahead | undefined> => {
    if (bibliographyKind(change.path) !== undefined) return { change, prepared: await takeBibliography(library, change, cancel) };
    const prepared = await readers.prepare(await askedOf(library, change, cancel), library.project, cancel);
    if (prepared) return { change, prepared };
    const [here] = await readHere(library, [change], reading, cancel);
    return here;
  };
  const waiting: { readonly one: Promise<Ahead | undefined>; readonly size: number }[] = [];
  let bytes = 0;
  for (const change of changed) {
    throwIfCancelled(cancel);
    const one = begin(change);
    // A failure is met where its turn comes.
    one.catch(() => undefined);
    waiting.push({ one, size: change.size });
    bytes += change.size;
    while (waiting.length >= readers.width || (bytes > MOST_WAITING_BYTES && waiting.length > 0)) {
      const first = waiting.shift();
      bytes -= first?.size ?? 0;
      const done = await first?.one;
      if (done) yield done;
    }
  }
  for (const { one } of waiting) {
    const done = await one;
    if (done) yield done;
  }
}

async function askedOf(library: Library, change: SourceChange, cancel: Cancel): Promise<Asked> {
  const known = library.catalogue.has(change.path) ? await library.store.file(change.path, cancel) : undefined;
  return { change, known: known?.fileDigest, maxFileSize: library.settings.maxFileSize };
}

/** Reads files in this thread. */
async function readHere(library: Library, changed: readonly SourceChange[], reading: ReadingIn, cancel: Cancel): Promise<Ahead[]> {
  const asked: Asked[] = [];
  const done = new Map<SourceChange, Ahead['prepared']>();
  for (const change of changed) {
    if (bibliographyKind(change.path) !== undefined) done.set(change, await takeBibliography(library, change, cancel));
    else asked.push(await askedOf(library, change, cancel));
  }
  const prepared = await prepareSources(asked, reading, cancel);
  for (const [i, { change }] of asked.entries()) done.set(change, prepared[i] ?? { state: 'unchanged' });
  return changed.map((change) => ({ change, prepared: done.get(change) ?? { state: 'unchanged' } }));
}

/** Notes what became of a file; gives the article that is to be stored. */
async function take(
  library: Library,
  register: Register,
  { path, modified }: SourceChange,
  prepared: Prepared,
  cancel: Cancel,
): Promise<IndexedArticle | undefined> {
  if (prepared.state === 'unchanged') {
    await library.store.touch(path, modified, cancel);
    return undefined;
  }
  library.report(path, prepared.problems);
  if (prepared.state === 'read') return prepared.article;
  await drop(library, register, [path], cancel, true);
  return undefined;
}

async function drop(library: Library, register: Register, paths: readonly string[], cancel: Cancel, keepProblems = false): Promise<void> {
  const present = new Set(paths.filter((path) => library.catalogue.has(path)));
  if (present.size > 0) {
    const names = await namesStored(library, [...present], cancel);
    await library.store.apply([], [...present], cancel, library.world.breathe);
    for (const made of names.values()) register.count(made, -1);
  }
  for (const path of paths) {
    if (!keepProblems && library.problems.delete(path)) library.generation++;
    library.setBibliography(path, undefined);
    if (!present.has(path)) continue;
    library.catalogue.remove(path);
    library.forget(path);
    library.generation++;
  }
}

/** What the articles that are stored under these paths gave to the register. */
async function namesStored(library: Library, paths: readonly string[], cancel: Cancel): Promise<Map<string, Contribution>> {
  const names = new Map<string, Contribution>();
  for (const path of paths) {
    const record = library.catalogue.has(path) ? await library.store.record(path, cancel) : undefined;
    if (record) names.set(path, record.names);
    await library.world.breathe?.();
  }
  return names;
}

async function put(library: Library, register: Register, batch: readonly IndexedArticle[]): Promise<void> {
  if (batch.length === 0) return;
  // The last record of a path wins.
  const articles = [...new Map(batch.map((one) => [one.record.article.path, one])).values()];
  const paths = articles.map(({ record }) => record.article.path);
  const before = await namesStored(library, paths, neverCancelled);
  try {
    await library.store.apply(articles, [], neverCancelled, library.world.breathe);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    for (const path of paths)
      if (!library.catalogue.has(path))
        library.report(path, [{ path, severity: 'error', message: `The article could not be stored: ${why}` }]);
    throw error;
  }
  // Whatever is asked from now on is asked of these articles.
  for (const { record } of articles) {
    library.catalogue.put(record.article);
    library.forget(record.article.path);
  }
  await count(library, register, before.values(), -1);
  await count(
    library,
    register,
    articles.map(({ record }) => record.names),
    1,
  );
  const { breathe } = library.world;
  if (breathe && register.unsettled > MOST_UNSETTLED) while (register.settle(SETTLED)) await breathe();
  if (register.unsaved > UNSAVED * batchOf(library)) await library.saveRegister(register);
  await tidy(library);
}

/** Counts names in or out, and lets questions be answered meanwhile. What was answered from a part of them does not hold for longer. */
async function count(library: Library, register: Register, all: Iterable<Contribution>, by: 1 | -1): Promise<void> {
  for (const names of all) {
    register.count(names, by);
    library.generation++;
    await library.world.breathe?.();
  }
}

/** Lets the store do what it has put off, and questions be answered meanwhile. */
async function tidy({ store, world }: Library): Promise<void> {
  while (store.tidy?.()) await world.breathe?.();
}

async function takeBibliography(library: Library, change: SourceChange, cancel: Cancel): Promise<'bibliography'> {
  const { path } = change;
  const { settings, world } = library;
  const bytes = change.size > settings.maxFileSize ? 'It is larger than “attest.maxFileSize”.' : await bytesOf(change, world.files, cancel);
  throwIfCancelled(cancel);
  if (typeof bytes === 'string') {
    library.report(path, [{ path, severity: 'error', message: bytes }]);
    library.setBibliography(path, undefined);
    return 'bibliography';
  }
  library.problems.delete(path);
  const parsed = await parseBibliography(new TextDecoder().decode(bytes), path);
  throwIfCancelled(cancel);
  library.setBibliography(path, parsed);
  return 'bibliography';
}

/** Reads the names of all articles again, after the project file changed what is a name. @throws CancelledError */
export async function renameAll(library: Library, cancel: Cancel): Promise<void> {
  const [context, register] = await Promise.all([library.names(), library.register()]);
  let batch: IndexedArticle[] = [];
  for await (const record of library.store.records(cancel)) {
    await library.world.breathe?.();
    throwIfCancelled(cancel);
    const { article } = record;
    const names = contribution(article.text, recognise(article.text, context), context.gazetteer);
    batch.push(indexArticle({ ...record, names }, quotationsOf(article, names, context.genderOf)));
    if (batch.length >= batchOf(library)) {
      await put(library, register, batch);
      batch = [];
    }
  }
  await put(library, register, batch);
}

export function batchOf({ world }: Library): number {
  return world.batch ?? BATCH;
}
