import type { Article, SourceFormat, SourceMetadata, SourceProblem } from '../core/model.ts';
import type { StoredFile } from '../core/store/store.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a source's row holds besides its columns. */
interface Head {
  readonly format: SourceFormat;
  readonly extracted: boolean;
  readonly metadata: SourceMetadata;
  readonly digest: string;
}

/** The columns that every question for a stored file names. */
export const FILE_COLUMNS = 'path, size, modified, file_digest, head, problems, change';

export function headOf({ format, extracted, metadata, digest }: Article): string {
  const head: Head = { format, extracted, metadata, digest };
  return JSON.stringify(head);
}

/** The problems of a source as a column: null for none, as almost always. */
export function problemsColumn(problems: readonly SourceProblem[]): string | null {
  return problems.length === 0 ? null : JSON.stringify(problems);
}

function problemsOf(row: Row): readonly SourceProblem[] {
  return typeof row['problems'] === 'string' ? (JSON.parse(row['problems']) as SourceProblem[]) : [];
}

/**
 * A row of `articles` as a stored file. @throws SyntaxError for a damaged row
 * @param outdated changes up to this number are another program's: such a file is as changed
 */
export function storedFile(row: Row, outdated = 0): StoredFile {
  const old = Number(row['change']) <= outdated;
  const { format, extracted, metadata, digest } = JSON.parse(String(row['head'])) as Head;
  return {
    path: String(row['path']),
    size: Number(row['size']),
    modified: old ? Number.NaN : Number(row['modified']),
    fileDigest: old ? '' : String(row['file_digest']),
    format,
    extracted,
    metadata,
    digest,
    problems: problemsOf(row),
  };
}

export function articleOf(row: Row, text: string, { paragraphs, passages }: Pick<Article, 'paragraphs' | 'passages'>): Article {
  const { format, extracted, metadata, digest } = JSON.parse(String(row['head'])) as Head;
  return { path: String(row['path']), format, text, extracted, digest, metadata, paragraphs, passages };
}
