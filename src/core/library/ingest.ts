import type { SourceProblem } from '../model.ts';
import { type Contribution, contribution } from '../names/contribution.ts';
import { type RecogniseContext, recognise } from '../names/recognise.ts';
import type { Register } from '../names/register.ts';
import { type Cancel, neverCancelled, throwIfCancelled } from '../ports.ts';
import type { SourceChange } from '../service.ts';
import { bibliographyKind, parseBibliography } from '../sources/bibliography.ts';
import { fileName, formatOf } from '../sources/formats.ts';
import { readSource } from '../sources/read.ts';
import type { ArticleRecord } from '../store/store.ts';
import { digestBytes } from '../text/digest.ts';
import { indexArticle } from './index.ts';
import type { Library } from './state.ts';

/** So many articles are stored in one step, so that what is indexed answers questions while the rest is read. */
const BATCH = 256;
/** So many changed values of the register are held before they are saved: some ten megabytes. */
const MOST_UNSAVED = 150_000;

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
  const [context, register] = await Promise.all([library.names(), library.register()]);
  throwIfCancelled(cancel);
  const known = new Map((await library.store.files(cancel)).map((file) => [file.path, file]));
  const given = new Set(changed.map((change) => change.path));
  const gone = removed.filter((path) => !given.has(path));
  const reading = library.beginReading(changed, gone.length);
  let batch: ArticleRecord[] = [];
  try {
    await drop(library, register, gone, cancel);
    for (const change of changed) {
      await library.world.breathe?.();
      throwIfCancelled(cancel);
      const taken =
        bibliographyKind(change.path) === undefined
          ? await read(library, change, context, known.get(change.path)?.fileDigest, cancel)
          : await takeBibliography(library, change, cancel);
      throwIfCancelled(cancel);
      if (taken === 'unreadable') await drop(library, register, [change.path], cancel, true);
      else if (typeof taken === 'object') batch.push(taken);
      if (batch.length >= BATCH) {
        await put(library, register, batch);
        batch = [];
      }
      reading.did(typeof taken === 'object' ? 'read' : taken, change.size);
    }
  } finally {
    // What was read before a cancellation is kept: it need not be read again.
    await put(library, register, batch).finally(() => {
      library.endReading();
      library.saveRegister(register);
    });
  }
}

async function drop(library: Library, register: Register, paths: readonly string[], cancel: Cancel, keepProblems = false): Promise<void> {
  const present = paths.filter((path) => library.catalogue.has(path));
  if (present.length > 0) {
    const names = await namesStored(library, present, cancel);
    await library.store.apply([], present, cancel);
    for (const made of names.values()) register.count(made, -1);
  }
  for (const path of paths) {
    if (!keepProblems && library.problems.delete(path)) library.generation++;
    library.setBibliography(path, undefined);
    if (!library.catalogue.has(path)) continue;
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
  }
  return names;
}

async function put(library: Library, register: Register, batch: readonly ArticleRecord[]): Promise<void> {
  if (batch.length === 0) return;
  // The last record of a path wins.
  const records = [...new Map(batch.map((record) => [record.article.path, record])).values()];
  const paths = records.map(({ article }) => article.path);
  const before = await namesStored(library, paths, neverCancelled);
  try {
    await library.store.apply(records.map(indexArticle), [], neverCancelled);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    for (const path of paths)
      if (!library.catalogue.has(path))
        report(library, path, [{ path, severity: 'error', message: `The article could not be stored: ${why}` }]);
    throw error;
  }
  for (const made of before.values()) register.count(made, -1);
  for (const { article, names } of records) {
    register.count(names, 1);
    library.catalogue.put(article);
    library.forget(article.path);
  }
  library.generation++;
  if (register.unsaved > MOST_UNSAVED) library.saveRegister(register);
}

async function read(
  library: Library,
  change: SourceChange,
  context: RecogniseContext,
  knownDigest: string | undefined,
  cancel: Cancel,
): Promise<ArticleRecord | 'unchanged' | 'unreadable'> {
  const { path, size, modified } = change;
  const { maxFileSize } = library.settings;
  if (formatOf(path) === undefined) {
    // Pictures and the like beside the articles: said once in the status, and never read.
    const message = `${fileName(path)} is of a kind that is not read. Sources are .txt, .md, .html, .pdf and .docx.`;
    report(library, path, [{ path, severity: 'information', message }]);
    return 'unreadable';
  }
  const bytes = size > maxFileSize ? new Uint8Array() : await bytesOf(library, change, cancel);
  if (bytes === undefined) return 'unreadable';
  const fileDigest = `${size}-${digestBytes(bytes)}`;
  if (fileDigest === knownDigest && library.catalogue.has(path)) {
    await library.store.touch(path, modified, cancel);
    return 'unchanged';
  }
  const { article, problems } = await readSource({ path, bytes, size }, { maxFileSize, plain: true });
  throwIfCancelled(cancel);
  report(library, path, problems);
  if (!article) return 'unreadable';
  return { article, problems, size, modified, fileDigest, names: namesOf(article.text, context) };
}

/** The file's bytes; undefined, with the problem told, when it cannot be read. */
async function bytesOf(library: Library, { path, bytes }: SourceChange, cancel: Cancel): Promise<Uint8Array | undefined> {
  if (bytes !== undefined) return bytes;
  try {
    const read = await library.world.files?.read(path, cancel);
    if (read !== undefined) return read;
    report(library, path, [{ path, severity: 'error', message: `${fileName(path)} was handed over without its content.` }]);
  } catch (error) {
    throwIfCancelled(cancel);
    const message = `${fileName(path)} could not be read: ${error instanceof Error ? error.message : String(error)}`;
    report(library, path, [{ path, severity: 'error', message }]);
  }
  return undefined;
}

async function takeBibliography(library: Library, change: SourceChange, cancel: Cancel): Promise<'bibliography'> {
  const { path } = change;
  const bytes = change.size > library.settings.maxFileSize ? undefined : await bytesOf(library, change, cancel);
  throwIfCancelled(cancel);
  if (bytes === undefined) {
    library.setBibliography(path, undefined);
    return 'bibliography';
  }
  library.problems.delete(path);
  const parsed = await parseBibliography(new TextDecoder().decode(bytes), path);
  throwIfCancelled(cancel);
  library.setBibliography(path, parsed);
  return 'bibliography';
}

function report(library: Library, path: string, problems: readonly SourceProblem[]): void {
  // Nothing changes for a file that was and is in order: what rests on the library need not be made again.
  if (problems.length === 0 && !library.problems.delete(path)) return;
  if (problems.length > 0) library.problems.set(path, problems);
  library.generation++;
}

/** Reads the names of all articles again, after the project file changed what is a name. @throws CancelledError */
export async function renameAll(library: Library, cancel: Cancel): Promise<void> {
  const [context, register] = await Promise.all([library.names(), library.register()]);
  let batch: ArticleRecord[] = [];
  for await (const record of library.store.records(cancel)) {
    await library.world.breathe?.();
    throwIfCancelled(cancel);
    batch.push({ ...record, names: namesOf(record.article.text, context) });
    if (batch.length >= BATCH) {
      await put(library, register, batch);
      batch = [];
    }
  }
  await put(library, register, batch);
}

function namesOf(text: string, context: RecogniseContext): Contribution {
  return contribution(text, recognise(text, context), context.gazetteer);
}
