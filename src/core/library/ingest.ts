import { preparePassages } from '../claims/evidence.ts';
import type { Article, NameSpan, SourceProblem } from '../model.ts';
import { type RecogniseContext, recognise } from '../names/recognise.ts';
import type { Register } from '../names/register.ts';
import { type Cancel, neverCancelled, throwIfCancelled } from '../ports.ts';
import type { SourceChange } from '../service.ts';
import { bibliographyKind, parseBibliography } from '../sources/bibliography.ts';
import { fileName, formatOf } from '../sources/formats.ts';
import { readSource } from '../sources/read.ts';
import { signaturesOf, sketchOf } from '../sources/sketch.ts';
import type { ArticleRecord, StoredMention, StoredQuotation } from '../store/store.ts';
import { digestBytes } from '../text/digest.ts';
import { firstEndingAfter } from '../text/ordered.ts';
import type { Span } from '../text/span.ts';
import { spokenQuotations } from './speakers.ts';
import type { Library } from './state.ts';

/** So many articles are stored in one step, so that what is indexed answers questions while the rest is read. */
const BATCH = 64;
/** An article that was read and waits to be stored with its batch. */
interface Taken {
  readonly article: Article;
  readonly file: FileFacts;
  readonly problems: readonly SourceProblem[];
  readonly spans: readonly NameSpan[];
}

export interface FileFacts {
  readonly size: number;
  readonly modified: number;
  readonly fileDigest: string;
}

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
  library.indexing = true;
  let batch: Taken[] = [];
  try {
    const given = new Set(changed.map((change) => change.path));
    const gone = removed.filter((path) => !given.has(path));
    await drop(library, register, gone, cancel);
    let done = 0;
    for (const change of changed) {
      await library.world.breathe?.();
      throwIfCancelled(cancel);
      if (bibliographyKind(change.path) !== undefined) {
        await takeBibliography(library, change, cancel);
        library.world.progress?.(++done, changed.length);
        continue;
      }
      const taken = await read(library, change, context, known.get(change.path)?.fileDigest, cancel);
      throwIfCancelled(cancel);
      done++;
      if (taken === 'unreadable') await drop(library, register, [change.path], cancel, true);
      else if (taken !== 'unchanged') batch.push(taken);
      if (batch.length >= BATCH) {
        await put(library, register, batch);
        batch = [];
      }
      library.world.progress?.(done, changed.length);
    }
  } finally {
    // What was read before a cancellation is kept: it need not be read again.
    await put(library, register, batch).finally(() => {
      library.indexing = false;
    });
  }
}

async function drop(library: Library, register: Register, paths: readonly string[], cancel: Cancel, keepProblems = false): Promise<void> {
  const present = paths.filter((path) => library.catalogue.has(path));
  if (present.length > 0) await library.store.apply([], present, cancel);
  for (const path of paths) {
    if (!keepProblems && library.problems.delete(path)) library.generation++;
    library.setBibliography(path, undefined);
    if (!library.catalogue.has(path)) continue;
    register.removeArticle(path);
    library.catalogue.remove(path);
    library.forget(path);
    library.generation++;
  }
}

async function put(library: Library, register: Register, batch: readonly Taken[]): Promise<void> {
  if (batch.length === 0) return;
  const records = batch.map((taken) => analyse(taken, register));
  try {
    await library.store.apply(records, [], neverCancelled);
  } catch (error) {
    // Names of articles that are not there would name nobody.
    for (const { article } of records) {
      if (library.catalogue.has(article.path)) continue;
      register.removeArticle(article.path);
      report(library, article.path, [
        { path: article.path, severity: 'error', message: `The article could not be stored: ${String(error)}` },
      ]);
    }
    throw error;
  }
  for (const { article } of records) {
    library.catalogue.put(article);
    library.forget(article.path);
  }
  library.generation++;
}

async function read(
  library: Library,
  change: SourceChange,
  context: RecogniseContext,
  knownDigest: string | undefined,
  cancel: Cancel,
): Promise<Taken | 'unchanged' | 'unreadable'> {
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
  if (fileDigest === knownDigest && library.catalogue.has(path)) return 'unchanged';
  const { article, problems } = await readSource({ path, bytes, size }, { maxFileSize });
  throwIfCancelled(cancel);
  report(library, path, problems);
  if (!article) return 'unreadable';
  return { article, problems, file: { size, modified, fileDigest }, spans: recognise(article.text, context) };
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

async function takeBibliography(library: Library, change: SourceChange, cancel: Cancel): Promise<void> {
  const { path } = change;
  const bytes = change.size > library.settings.maxFileSize ? undefined : await bytesOf(library, change, cancel);
  throwIfCancelled(cancel);
  if (bytes === undefined) {
    library.setBibliography(path, undefined);
    return;
  }
  library.problems.delete(path);
  const parsed = await parseBibliography(new TextDecoder().decode(bytes), path);
  throwIfCancelled(cancel);
  library.setBibliography(path, parsed);
}

function report(library: Library, path: string, problems: readonly SourceProblem[]): void {
  if (problems.length > 0) library.problems.set(path, problems);
  else library.problems.delete(path);
  library.generation++;
}

/** Reads the names of all articles again, after the project file changed what is a name. @throws CancelledError */
export async function renameAll(library: Library, cancel: Cancel): Promise<void> {
  const [context, register] = await Promise.all([library.names(), library.register()]);
  let batch: Taken[] = [];
  const all: ArticleRecord[] = [];
  for await (const record of library.store.records(cancel)) all.push(record);
  for (const { article, problems, size, modified, fileDigest } of all) {
    await library.world.breathe?.();
    throwIfCancelled(cancel);
    batch.push({ article, problems, file: { size, modified, fileDigest }, spans: recognise(article.text, context) });
    if (batch.length >= BATCH) {
      await put(library, register, batch);
      batch = [];
    }
  }
  await put(library, register, batch);
}

/** Quotations and search terms of one article; its names go to the register. */
function analyse({ article, file, problems, spans }: Taken, register: Register): ArticleRecord {
  register.addArticle(article.path, article.text, spans);
  const keys = register.keysOfArticle(article.path);
  const at = passageFinder(article);
  const mentions = spans.map((span, i): StoredMention => {
    const passage = at(span);
    return { ...span, key: keys[i] ?? '', ...(passage === undefined ? {} : { passage }) };
  });
  return {
    article,
    ...file,
    problems,
    mentions,
    quotations: spokenQuotations(article.text, spans).map(({ quotation, speaker }): StoredQuotation => {
      const passage = at(quotation.content);
      return {
        ...quotation,
        ...(speaker === undefined ? {} : { speakerMention: speaker, speakerKey: keys[speaker] ?? '' }),
        ...(passage === undefined ? {} : { passage }),
      };
    }),
    terms: searchTerms(article),
    kinship: signaturesOf(sketchOf(article)),
  };
}

/** The keys by which each passage is found: those under which evidence compares it, names of the library aside. */
function searchTerms({ text, passages }: Article): string[][] {
  const { passages: prepared } = preparePassages(passages.map((p) => text.slice(p.start, p.end)));
  return prepared.map((passage) => [...passage.keys.keys()]);
}

/** The passage in which a span begins. */
function passageFinder({ passages }: Article): (span: Span) => number | undefined {
  return (span) => {
    const i = firstEndingAfter(passages, span.start);
    const passage = passages[i];
    return passage && passage.start <= span.start ? i : undefined;
  };
}
