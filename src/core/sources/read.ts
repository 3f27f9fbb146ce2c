import type { Article, SourceProblem } from '../model.ts';
import { plainArticle, told, wireOf } from './article.ts';
import type { Bibliography } from './bibliography.ts';
import { type Extraction, UnreadableError } from './extraction.ts';
import { fileName, formatOf } from './formats.ts';
import { readHeader } from './header.ts';
import { mergeMetadata, type Stated } from './metadata.ts';
import { ownOutlet } from './provenance.ts';
import { readMarkdown } from './readers/markdown.ts';
import { readText } from './readers/text.ts';
import { numberParagraphs } from './repeats.ts';
import { assignRoles } from './roles.ts';

export interface SourceInput {
  /** Relative to the library's root, forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Bytes of the file, where they are known without reading it; `bytes` may then be empty for a file that is too large. */
  readonly size?: number;
}

export interface ReadOptions {
  readonly bibliography?: Bibliography;
  /** Bytes. */
  readonly maxFileSize: number;
  /** Leaves out who carries the passages: `told` finds it out when it is asked for. */
  readonly plain?: boolean;
}

export interface ReadResult {
  /** Undefined when the file could not be read: `problems` says why. */
  readonly article?: Article;
  readonly problems: readonly SourceProblem[];
}

/**
 * Reads one source of any format. Never throws: a file that cannot be read gives a problem on its own path, which says
 * what is wrong and what to do.
 */
export async function readSource(input: SourceInput, options: ReadOptions): Promise<ReadResult> {
  const { path } = input;
  try {
    const size = Math.max(input.size ?? 0, input.bytes.length);
    if (size > options.maxFileSize) {
      const hint = `Raise “attest.maxFileSize” or split the file.`;
      throw new UnreadableError(`is ${megabytes(size)}, more than the ${megabytes(options.maxFileSize)} that are read. ${hint}`);
    }
    if (size === 0) throw new UnreadableError('is empty.');
    const extraction = await extract(path, input.bytes);
    if (extraction.blocks.length === 0) throw new UnreadableError('holds no text.');
    return finish(path, extraction, options);
  } catch (error) {
    const what = error instanceof UnreadableError ? error.message : `could not be read: ${describe(error)}`;
    return { problems: [{ path, severity: 'error', message: `${fileName(path)} ${what}` }] };
  }
}

async function extract(path: string, bytes: Uint8Array): Promise<Extraction> {
  switch (formatOf(path)) {
    case 'txt':
      return readText(bytes);
    case 'md':
      return readMarkdown(bytes);
    // Heavy readers load when the first file of their kind comes along.
    case 'html':
      return (await import('./readers/html.ts')).readHtml(bytes);
    case 'pdf':
      return (await import('./readers/pdf.ts')).readPdf(bytes);
    case 'docx':
      return (await import('./readers/docx.ts')).readDocx(bytes);
    default:
      throw new UnreadableError('is of a kind that is not read. Sources are .txt, .md, .html, .pdf and .docx.');
  }
}

function finish(path: string, extraction: Extraction, { bibliography, plain = false }: ReadOptions): ReadResult {
  const { text, notes } = extraction;
  const header = readHeader(text, extraction.blocks);
  const roled = assignRoles(text, header ? [...header.blocks, ...extraction.blocks.slice(header.blocks.length)] : extraction.blocks);
  const paragraphs = numberParagraphs(text, roled.blocks);
  const format = formatOf(path) ?? 'txt';
  const item = bibliography?.find(path, extraction.metadata.url ?? header?.metadata.url);
  const wire = wireOf(text, paragraphs);
  const outlet = ownOutlet(text, paragraphs);
  const stated: Stated[] = [
    ...(item ? [{ origin: 'bibliography', metadata: item } as const] : []),
    { origin: format === 'html' ? 'html' : 'front-matter', metadata: extraction.metadata },
    ...(header ? [{ origin: 'text', metadata: header.metadata } as const] : []),
    { origin: 'text', metadata: { ...roled.metadata, ...(outlet === undefined ? {} : { outlet }) } },
    ...(wire
      ? [{ origin: 'text', metadata: { outlet: wire.agency, ...(wire.date === undefined ? {} : { date: wire.date }) } } as const]
      : []),
  ];
  const article = plainArticle(path, format, text, paragraphs, mergeMetadata(path, stated));
  const problems = notes.map(
    (note): SourceProblem => ({
      path,
      severity: note.severity,
      message: `${fileName(path)} ${note.text}`,
      ...(note.line === undefined ? {} : { line: note.line }),
    }),
  );
  return { article: plain ? article : told(article), problems };
}

function megabytes(bytes: number): string {
  if (bytes < 100_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : 'unknown reason';
}
