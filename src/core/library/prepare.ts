import type { Article, NameSpan, SourceProblem } from '../model.ts';
import { type Contribution, contribution } from '../names/contribution.ts';
import { recognise } from '../names/recognise.ts';
import { type Breathe, type Cancel, type Files, throwIfCancelled } from '../ports.ts';
import type { SourceChange } from '../service.ts';
import { fileName, formatOf } from '../sources/formats.ts';
import { readSource } from '../sources/read.ts';
import type { IndexedArticle } from '../store/store.ts';
import { digestBytes } from '../text/digest.ts';
import { indexArticle } from './index.ts';
import { quotationsOf } from './kept.ts';
import type { SpokenQuotation } from './speakers.ts';
import type { Tables } from './tables.ts';

/** What became of a file: everything about it that can be found out without the library. Plain data: it may come from another thread. */
export type Prepared =
  | { readonly state: 'unchanged' }
  | { readonly state: 'unreadable'; readonly problems: readonly SourceProblem[] }
  | { readonly state: 'read'; readonly article: IndexedArticle; readonly problems: readonly SourceProblem[] };

/** A source to be read. */
export interface Asked {
  readonly change: SourceChange;
  /** Digest of the bytes that were read last, where the article is stored. */
  readonly known: string | undefined;
  /** Bytes. */
  readonly maxFileSize: number;
}

/** What reading rests on. */
export interface ReadingIn {
  readonly files: Files | undefined;
  readonly context: Tables;
  readonly breathe?: Breathe | undefined;
}

/** Sources are read together up to so many bytes: enough to meet the same words and tables again, and little to hold. */
const TOGETHER = 128_000;
const MOST_TOGETHER = 64;

/** How many of the sources that wait are read together, from `first` on: one at least, and `most` at the most. */
export function together(waiting: readonly SourceChange[], first = 0, most = MOST_TOGETHER): number {
  let bytes = 0;
  let end = first;
  for (; end < waiting.length && end - first < Math.min(most, MOST_TOGETHER); end++) {
    bytes += waiting[end]?.size ?? 0;
    if (bytes > TOGETHER && end > first) break;
  }
  return end - first;
}

/** A source between two steps; `done` as soon as it is known what becomes of it. */
interface Step {
  readonly asked: Asked;
  done?: Prepared;
  read?: { readonly article: Article; readonly problems: readonly SourceProblem[]; readonly fileDigest: string };
  /** What the tagger alone finds, whose weights are the largest of all tables. */
  tagged?: readonly NameSpan[];
  spans?: readonly NameSpan[];
  names?: Contribution;
  quotations?: readonly SpokenQuotation[];
}

/**
 * Reads sources, finds their names, and by what they are found; gives what became of each, in order. All of them take a step before one
 * takes the next: each step has tables of its own, which do not fit in a processor's cache side by side. Article by article the same work
 * takes a third longer. Never throws but for cancellation: what is wrong is a problem of one file.
 */
export async function prepareSources(asked: readonly Asked[], reading: ReadingIn, cancel: Cancel): Promise<Prepared[]> {
  const { files, context, breathe } = reading;
  const sources = asked.map((one): Step => ({ asked: one }));
  const each = async (step: (source: Step) => Promise<void> | void): Promise<void> => {
    for (const source of sources) {
      if (source.done) continue;
      try {
        await step(source);
      } catch (error) {
        throwIfCancelled(cancel);
        source.done = unreadable(source.asked, error instanceof Error ? error.message : String(error));
      }
      await breathe?.();
      throwIfCancelled(cancel);
    }
  };
  await each((source) => readInto(source, files, cancel));
  const { tagger } = context;
  if (tagger)
    await each((source) => {
      if (source.read) source.tagged = tagger.tag(source.read.article.text);
    });
  await each((source) => {
    const { read, tagged } = source;
    if (read) source.spans = recognise(read.article.text, tagged ? { ...context, tagger: { tag: () => tagged } } : context);
  });
  await each((source) => {
    if (source.read && source.spans) source.names = contribution(source.read.article.text, source.spans, context.gazetteer);
  });
  await each((source) => {
    if (source.read && source.names) source.quotations = quotationsOf(source.read.article, source.names, context.genderOf);
  });
  await each((source) => {
    const { read, names, quotations } = source;
    if (!read || !names || !quotations) return;
    const { size, modified } = source.asked.change;
    source.done = { state: 'read', article: indexArticle({ ...read, size, modified, names }, quotations), problems: read.problems };
  });
  return sources.map((source) => source.done ?? unreadable(source.asked, 'unknown reason'));
}

/** The first step: the file's text, with its paragraphs and passages. */
async function readInto(source: Step, files: Files | undefined, cancel: Cancel): Promise<void> {
  const { change, known, maxFileSize } = source.asked;
  const { path, size } = change;
  if (formatOf(path) === undefined) {
    // Pictures and the like beside the articles: said once in the status, and never read.
    const message = `${fileName(path)} is of a kind that is not read. Sources are .txt, .md, .html, .pdf and .docx.`;
    source.done = { state: 'unreadable', problems: [{ path, severity: 'information', message }] };
    return;
  }
  const bytes = size > maxFileSize ? new Uint8Array() : await bytesOf(change, files, cancel);
  throwIfCancelled(cancel);
  if (typeof bytes === 'string') {
    source.done = { state: 'unreadable', problems: [{ path, severity: 'error', message: bytes }] };
    return;
  }
  const fileDigest = `${size}-${digestBytes(bytes)}`;
  if (fileDigest === known) {
    source.done = { state: 'unchanged' };
    return;
  }
  const { article, problems } = await readSource({ path, bytes, size }, { maxFileSize, plain: true });
  throwIfCancelled(cancel);
  if (article) source.read = { article, problems, fileDigest };
  else source.done = { state: 'unreadable', problems };
}

function unreadable({ change: { path } }: Asked, why: string): Prepared {
  return { state: 'unreadable', problems: [{ path, severity: 'error', message: `${fileName(path)} could not be read: ${why}` }] };
}

/** The file's bytes, or a message that says why they cannot be had. @throws CancelledError */
export async function bytesOf({ path, bytes }: SourceChange, files: Files | undefined, cancel: Cancel): Promise<Uint8Array | string> {
  if (bytes !== undefined) return bytes;
  if (files === undefined) return `${fileName(path)} was handed over without its content.`;
  try {
    return await files.read(path, cancel);
  } catch (error) {
    throwIfCancelled(cancel);
    return `${fileName(path)} could not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
