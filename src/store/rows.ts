import type { Article, SourceFormat, SourceMetadata, SourceProblem } from '../core/model.ts';
import type { ArticleRecord, StoredFile } from '../core/store/store.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a source's row holds besides its columns. */
interface Head {
  readonly format: SourceFormat;
  readonly extracted: boolean;
  readonly metadata: SourceMetadata;
  readonly problems: readonly SourceProblem[];
  readonly digest: string;
}

export function headOf({ article, problems }: ArticleRecord): string {
  const { format, extracted, metadata, digest } = article;
  const head: Head = { format, extracted, metadata, problems, digest };
  return JSON.stringify(head);
}

/** A row of `articles` as a stored file. @throws SyntaxError for a damaged row */
export function storedFile(row: Row): StoredFile {
  const { format, extracted, metadata, digest, problems } = JSON.parse(String(row['head'])) as Head;
  return {
    path: String(row['path']),
    size: Number(row['size']),
    modified: Number(row['modified']),
    fileDigest: String(row['file_digest']),
    format,
    extracted,
    metadata,
    digest,
    problems,
  };
}

export function articleOf(row: Row, text: string, { paragraphs, passages }: Pick<Article, 'paragraphs' | 'passages'>): Article {
  const { format, extracted, metadata, digest } = JSON.parse(String(row['head'])) as Head;
  return { path: String(row['path']), format, text, extracted, digest, metadata, paragraphs, passages };
}
