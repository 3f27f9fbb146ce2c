import type { SourceProblem } from '../model.ts';
import { contribution } from '../names/contribution.ts';
import { type RecogniseContext, recognise } from '../names/recognise.ts';
import { type Cancel, type Files, throwIfCancelled } from '../ports.ts';
import type { SourceChange } from '../service.ts';
import { fileName, formatOf } from '../sources/formats.ts';
import { readSource } from '../sources/read.ts';
import type { IndexedArticle } from '../store/store.ts';
import { digestBytes } from '../text/digest.ts';
import { indexArticle } from './index.ts';

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

/** Reads one source, finds its names, and by what it is found. Never throws but for cancellation: what is wrong is a problem of that file. */
export async function prepareSource(
  { change, known, maxFileSize }: Asked,
  files: Files | undefined,
  context: RecogniseContext,
  cancel: Cancel,
): Promise<Prepared> {
  const { path, size, modified } = change;
  if (formatOf(path) === undefined) {
    // Pictures and the like beside the articles: said once in the status, and never read.
    const message = `${fileName(path)} is of a kind that is not read. Sources are .txt, .md, .html, .pdf and .docx.`;
    return { state: 'unreadable', problems: [{ path, severity: 'information', message }] };
  }
  const bytes = size > maxFileSize ? new Uint8Array() : await bytesOf(change, files, cancel);
  throwIfCancelled(cancel);
  if (typeof bytes === 'string') return { state: 'unreadable', problems: [{ path, severity: 'error', message: bytes }] };
  const fileDigest = `${size}-${digestBytes(bytes)}`;
  if (fileDigest === known) return { state: 'unchanged' };
  const { article, problems } = await readSource({ path, bytes, size }, { maxFileSize, plain: true });
  throwIfCancelled(cancel);
  if (!article) return { state: 'unreadable', problems };
  const names = contribution(article.text, recognise(article.text, context), context.gazetteer);
  return { state: 'read', article: indexArticle({ article, problems, size, modified, fileDigest, names }), problems };
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
