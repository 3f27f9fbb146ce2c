/** The results of a bench as a table that a page shows between two marks. */
import type { Row, Verdict } from './harness.ts';
import type { LibraryFigures } from './library.ts';
import type { Quantiles } from './measures.ts';

/** What stands before and behind the table in a page. */
export const BEGIN = '<!-- Written by `npm run bench -- --table`. -->';
export const END = '<!-- End of what the bench wrote. -->';

/** One case as it was measured. */
export interface Measured {
  readonly rows: readonly Row[];
  readonly verdict: Verdict;
  /** "linear" or "flat", where the case has several sizes. */
  readonly grows: string | undefined;
}

/** What the peers are that are no packages. */
const NOTE =
  '“As Vale does” and “as Foam does” are small re-creations of an approach, and not their code: a whole text linted anew by regular expressions; a note parsed anew at each key and the graph of all notes made again, a hover that renders the note linked to. Attest finds the names of the note as well, and the passage that carries the sentence. “All anew” is Attest without what it remembers between keys.';

const number = (x: number): string => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));
const times = ({ p50, p95 }: Quantiles): string => `${number(p50)} / ${number(p95)} ms`;

/** The figures of a library that the table shows, in order. */
export const LIBRARY: readonly (readonly [what: string, figure: (one: LibraryFigures) => string])[] = [
  ['reading and indexing, names included', (one) => `${number(one.rate)} MB/s`],
  ['an article of it, of which storing', (one) => `${number(one.indexing)} ms, ${number(one.storing)} ms`],
  ['start to the first hover', (one) => `${number(one.start)} ms`],
  ['looking whether anything changed', (one) => `${number(one.unchanged)} ms`],
  ['hover, p50 / p95', (one) => times(one.hover)],
  ['a word more in a paragraph, to its findings, p50 / p95', (one) => times(one.edit)],
  ['evidence for a sentence, p50 / p95', (one) => times(one.evidence)],
  ['completion with a key begun, p50 / p95', (one) => times(one.completion)],
  ['completion behind `[@`, p50 / p95', (one) => times(one.bare)],
  ['index on the disk', (one) => `${number(one.disk)} MB`],
  ['memory, after a collection', (one) => `${number(one.memory)} MB`],
];

/** The search libraries that are measured beside it, in order. */
export const PEERS = ['minisearch', 'flexsearch', '@orama/orama'] as const;

/** What one of them needs. */
export interface PeerFigures {
  readonly who: (typeof PEERS)[number];
  readonly size: number;
  readonly indexing: number;
  readonly search: Quantiles;
}

/** The whole table, marks included. The first line tells what it was measured on and with. */
export function tableOf(
  conditions: string,
  measured: readonly Measured[],
  library: readonly LibraryFigures[],
  peers: readonly PeerFigures[],
): string {
  const cases = measured.map(({ rows, verdict, grows }) => {
    const last = rows.filter((row) => row.who === rows[0]?.who).at(-1);
    const growth = grows === undefined ? '–' : `${verdict.growth.toFixed(2)} ${verdict.within ? '' : 'not '}${grows}`;
    const ahead = verdict.ahead.map(({ peer, ratio }) => `${ratio.toFixed(2)} × *${peer}*`).join(', ');
    return line([verdict.case, `${number(last?.rate ?? Number.NaN)} ${last?.unit ?? ''}/s`, growth, ahead === '' ? '–' : ahead]);
  });
  const sizes = library.map(({ size, megabytes }) => `${size.toLocaleString('en')} articles, ${megabytes.toFixed(0)} MB`);
  const figures = LIBRARY.map(([what, figure]) => line([what, ...library.map(figure)]));
  const others = peers.map((p) => line([`*${p.who}*`, p.size.toLocaleString('en'), `${number(p.indexing)} ms`, times(p.search)]));
  return [
    BEGIN,
    '',
    conditions,
    '',
    ...header(['work', 'processor time', 'growth', 'times as fast as']),
    ...cases,
    '',
    NOTE,
    '',
    ...header(['library', ...sizes]),
    ...figures,
    '',
    ...header(['indexing text alone, in memory', 'articles', 'an article', 'a sentence, p50 / p95']),
    ...others,
    '',
    END,
  ].join('\n');
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const header = (cells: readonly string[]): readonly string[] => [line(cells), line(cells.map(() => '---'))];

/** The page with the table in place of the one between the marks, or behind its end where it has none. @throws an Error when one mark is missing */
export function withTable(page: string, table: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 && to < 0) return page === '' ? `${table}\n` : `${page.trimEnd()}\n\n${table}\n`;
  if (from < 0 || to < from) throw new Error(`the page must hold “${BEGIN}” and behind it “${END}”`);
  return page.slice(0, from) + table + page.slice(to + END.length);
}

/** What the rows of the table between the marks are about: the first cell of each, headings left out. */
export function rowsOf(page: string): readonly string[] {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) return [];
  const lines = page.slice(from, to).split(/\r?\n/);
  return lines.flatMap((text, i) => {
    const first = /^\| (.*?) \|/.exec(text)?.[1];
    return first === undefined || first === '---' || lines[i + 1]?.startsWith('| --- |') === true ? [] : [first];
  });
}
