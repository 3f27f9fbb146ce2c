import type { DatabaseSync } from 'node:sqlite';
import type { MetadataOrigin, SourceProblem } from '../core/model.ts';
import type { DirectListing, Listing } from '../core/store/store.ts';

const COLUMNS = ['number', 'path', 'key', 'origin', 'outlet', 'author', 'url', 'words'] as const;

type Columns = Omit<Listing, 'problems' | 'at' | 'direct'>;

/** Is told the paths of all sources, sorted, and the number of each, when they are read. */
export type Learn = (paths: readonly string[], numbers: Float64Array) => void;

/** The sources of a database. Their columns are read once, when the first of them is asked for. */
export function listingOf(db: DatabaseSync, direct: DirectListing, learnt: Learn): Listing {
  let read: Columns | undefined;
  const columns = (): Columns => {
    read ??= columnsOf(db, learnt);
    return read;
  };
  return {
    get paths() {
      return columns().paths;
    },
    get keys() {
      return columns().keys;
    },
    get origins() {
      return columns().origins;
    },
    get outlets() {
      return columns().outlets;
    },
    get authors() {
      return columns().authors;
    },
    get urls() {
      return columns().urls;
    },
    get words() {
      return columns().words;
    },
    problems: problemsIn(db),
    direct,
    at: (index) => direct.file(columns().paths[index] ?? ''),
  };
}

/** Each column comes as one text: rows one by one would cost ten times as much. */
function columnsOf(db: DatabaseSync, learnt: Learn): Columns {
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
  learnt(
    ordered,
    Float64Array.from(order, (i) => numbered[i] ?? 0),
  );
  return {
    paths: ordered,
    keys: sorted(column('key')),
    origins: optional<MetadataOrigin>('origin'),
    outlets: optional('outlet'),
    authors: optional('author'),
    urls: optional('url'),
    words: sorted(column('words')),
  };
}

function problemsIn(db: DatabaseSync): SourceProblem[] {
  const rows = db.prepare('SELECT path, problems FROM articles WHERE problems NOT NULL').all();
  return rows
    .sort((a, b) => (String(a['path']) < String(b['path']) ? -1 : 1))
    .flatMap((row) => JSON.parse(String(row['problems'])) as SourceProblem[]);
}
