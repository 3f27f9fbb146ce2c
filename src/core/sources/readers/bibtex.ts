import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import type { BibliographyItem } from '../bibliography.ts';
import { dateOfField } from '../dates.ts';
import { gradeOf } from '../grade.ts';
import { cslItem } from './csl.ts';
import { filesOf } from './file-field.ts';

type Report = (message: string, line?: number) => void;

interface Entry {
  readonly type: string;
  readonly label: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An entry's stretch of the file. */
interface Piece {
  readonly text: string;
  readonly line: number;
  readonly kind: string;
}

/** Fields whose LaTeX is worth reading; abstracts and the like are not looked at. */
const FIELDS = new Set(
  `title subtitle author date year month day journaltitle journal booktitle maintitle publisher organization institution howpublished url note keywords
  annote annotation`.split(/\s+/),
);
/** Citation.js gives the name of its BibLaTeX dialect to what both programs read. */
const TEXT = '@biblatex/text';
const ENTRIES = '@biblatex/entries+list';

/**
 * BibTeX and BibLaTeX through Citation.js. The whole file is parsed at once; where that fails, entry by entry, so that a
 * broken one costs itself. Nothing here makes Citation.js fetch: the input's kind is forced.
 */
export function readBibtex(text: string, report: Report): BibliographyItem[] {
  const pieces = split(text);
  const lines = new Map<string, number>();
  for (const piece of pieces) {
    const key = /^@\w+\s*[{(]\s*([^,\s{}()]+)\s*,/.exec(piece.text.slice(0, 500))?.[1];
    if (key !== undefined && !lines.has(key)) lines.set(key, piece.line);
  }
  const items: BibliographyItem[] = [];
  const seen = new Map<string, number>();
  for (const entry of entriesOf(text, pieces, report)) {
    // The same key again: its line is that of the next piece with the key.
    const count = seen.get(entry.label) ?? 0;
    seen.set(entry.label, count + 1);
    const line = count === 0 ? lines.get(entry.label) : undefined;
    const item = itemOf(entry, line, report);
    if (item) items.push(line === undefined ? item : { ...item, line });
  }
  return items;
}

function entriesOf(text: string, pieces: readonly Piece[], report: Report): Entry[] {
  if (pieces.length === 0) {
    if (text.trim() !== '') report('holds no BibTeX entry.');
    return [];
  }
  try {
    return parseEntries(text);
  } catch {
    const strings = pieces.filter((p) => p.kind === 'string').map((p) => p.text);
    const known = strings.filter((s) => reads(s)).join('\n');
    const entries: Entry[] = [];
    for (const { text: one, line, kind } of pieces) {
      if (kind === 'string' || kind === 'comment' || kind === 'preamble') continue;
      try {
        entries.push(...parseEntries(`${known}\n${one}`));
      } catch (error) {
        report(`has an entry that could not be read and is left out (${firstLine(error)}).`, line);
      }
    }
    return entries;
  }
}

function reads(text: string): boolean {
  try {
    parseEntries(`${text}\n@misc{x, title = {x}}`);
    return true;
  } catch {
    return false;
  }
}

function parseEntries(text: string): Entry[] {
  return plugins.input.chain(text, { forceType: TEXT, target: ENTRIES, generateGraph: false }) as Entry[];
}

function itemOf(entry: Entry, line: number | undefined, report: Report): BibliographyItem | undefined {
  const { label, properties } = entry;
  if (label === '') return undefined;
  const fields = Object.fromEntries(Object.entries(properties).filter(([name]) => FIELDS.has(name.toLowerCase())));
  let csl: Readonly<Record<string, unknown>> = {};
  try {
    const list = plugins.input.chain([{ ...entry, properties: fields }], { forceType: ENTRIES, generateGraph: false });
    csl = (list as readonly Readonly<Record<string, unknown>>[])[0] ?? {};
  } catch (error) {
    report(`has an entry “${label}” whose fields could not be read (${firstLine(error)}); its key and files are used.`, line);
  }
  const item = cslItem({ ...csl, id: label, 'citation-key': label });
  if (!item) return undefined;
  // An EDTF date is taken as it is written: CSL knows no unspecified day.
  const date = typeof properties['date'] === 'string' ? dateOfField(properties['date']) : undefined;
  const stated = properties['grade'] ?? properties['admiralty'];
  const grade = typeof stated === 'string' ? gradeOf(stated) : undefined;
  return {
    ...item,
    files: filesOf(properties['file']),
    ...(date === undefined ? {} : { date }),
    ...(grade === undefined ? {} : { grade }),
  };
}

/** Cuts the file where a line begins with "@word{": after a broken entry the next one starts anew. */
function split(text: string): Piece[] {
  const pieces: Piece[] = [];
  const starts = [...text.matchAll(/(?:^|\n)[ \t]*(@([A-Za-z]+)\s*[{(])/g)];
  let line = 0;
  let counted = 0;
  for (const [i, m] of starts.entries()) {
    const start = m.index + m[0].length - (m[1]?.length ?? 0);
    for (let k = text.indexOf('\n', counted); k >= 0 && k < start; k = text.indexOf('\n', k + 1)) line++;
    counted = start;
    pieces.push({ text: text.slice(start, starts[i + 1]?.index ?? text.length), line, kind: (m[2] ?? '').toLowerCase() });
  }
  return pieces;
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '').replace(/:$/, '').slice(0, 120) : 'unknown reason';
}
