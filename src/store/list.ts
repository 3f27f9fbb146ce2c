import type { DatabaseSync } from 'node:sqlite';
import type { MetadataOrigin, SourceProblem } from '../core/model.ts';
import type { Listing, StoredFile } from '../core/store/store.ts';

const COLUMNS = ['number', 'path', 'key', 'origin', 'outlet', 'author', 'url', 'words'] as const;

/**
 * The sources in columns. Each column comes as one text: rows one by one would cost ten times as much, and a library of a hundred
 * thousand sources is listed before its first question is answered.
 */
export function listingOf(
  db: DatabaseSync,
  fileAt: (path: string) => StoredFile | undefined,
): { readonly listing: Listing /** Of each source, in the same order. */; readonly numbers: Float64Array } {
  const row = db.prepare(`SELECT ${COLUMNS.map((name) => `json_group_array(${name}) AS ${name}`).join(', ')} FROM articles`).get();
  const column = (name: (typeof COLUMNS)[number]): (string | null)[] => JSON.parse(String(row?.[name] ?? '[]')) as (string | null)[];
  const paths = column('path');
  const order = Uint32Array.from(paths.keys());
  order.sort((a, b) => ((paths[a] ?? '') < (paths[b] ?? '') ? -1 : 1));
  const sorted = (list: readonly (string | null)[]): string[] => Array.from(order, (i) => list[i] ?? '');
  const optional = <T extends string>(name: (typeof COLUMNS)[number]): (T | undefined)[] => {
    const list = column(name) as (T | null)[];
    return Array.from(order, (i) => list[i] ?? undefined);
  };
  const ordered = sorted(paths);
  const numbered = JSON.parse(String(row?.['number'] ?? '[]')) as number[];
  const listing: Listing = {
    paths: ordered,
    keys: sorted(column('key')),
    origins: optional<MetadataOrigin>('origin'),
    outlets: optional('outlet'),
    authors: optional('author'),
    urls: optional('url'),
    words: sorted(column('words')),
    problems: problemsIn(db),
    at: (index) => fileAt(ordered[index] ?? ''),
  };
  return { listing, numbers: Float64Array.from(order, (i) => numbered[i] ?? 0) };
}

function problemsIn(db: DatabaseSync): SourceProblem[] {
  const rows = db.prepare('SELECT path, problems FROM articles WHERE problems NOT NULL').all();
  return rows
    .sort((a, b) => (String(a['path']) < String(b['path']) ? -1 : 1))
    .flatMap((row) => JSON.parse(String(row['problems'])) as SourceProblem[]);
}
