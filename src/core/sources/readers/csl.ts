import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { BibliographyItem } from '../bibliography.ts';
import { assemble, dateOfField } from '../dates.ts';
import { gradeInNote, gradeOf } from '../grade.ts';
import { isUrl, people } from '../stated.ts';
import { filesOf } from './file-field.ts';

type Report = (message: string, line?: number) => void;
type Json = Readonly<Record<string, unknown>>;

/**
 * CSL-JSON: an array of items, or an object that holds them under `items` (Zotero with Better BibTeX). What follows a
 * syntax error is read as far as it goes. @throws Error when it is no bibliography at all
 */
export function readCslJson(text: string, report: Report): BibliographyItem[] {
  const data = parseJson(text.replace(/^\uFEFF/, ''), report);
  const list = Array.isArray(data) ? data : isJson(data) && Array.isArray(data['items']) ? data['items'] : undefined;
  if (list === undefined) throw new Error('it is no array of CSL-JSON items.');
  const items: BibliographyItem[] = [];
  for (const [i, raw] of list.entries()) {
    const item = isJson(raw) ? cslItem(raw) : undefined;
    if (item) items.push(item);
    else report(`holds an item without an “id” (number ${i + 1}); it is left out.`);
  }
  return items;
}

function parseJson(text: string, report: Report): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const errors: ParseError[] = [];
    const data: unknown = parse(text, errors, { allowTrailingComma: true });
    const first = errors[0];
    if (first) {
      const line = text.slice(0, first.offset).split('\n').length - 1;
      report(`has a syntax error (${printParseErrorCode(first.error)}); what could be read is used.`, line);
    }
    return data;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One CSL-JSON item; undefined without an id. */
export function cslItem(raw: Json): BibliographyItem | undefined {
  const key = text(raw['citation-key']) ?? text(raw['citationKey']) ?? text(raw['id']);
  if (key === undefined) return undefined;
  const outlet = text(raw['container-title']) ?? text(raw['publicationTitle']) ?? text(raw['websiteTitle']) ?? text(raw['publisher']);
  const title = text(raw['title']);
  const url = text(raw['URL']) ?? text(raw['url']);
  const date = cslDate(raw['issued']) ?? (typeof raw['date'] === 'string' ? dateOfField(raw['date']) : undefined);
  const author = people(raw['author'] ?? raw['creators']);
  const grade = (text(raw['grade']) && gradeOf(text(raw['grade']) ?? '')) || noteGrade(raw);
  return {
    key,
    files: filesOf(raw['file'] ?? raw['files'] ?? attachments(raw['attachments'])),
    ...(title === undefined ? {} : { title }),
    ...(outlet === undefined || outlet === title ? {} : { outlet }),
    ...(author === undefined ? {} : { author }),
    ...(date === undefined ? {} : { date }),
    ...(url === undefined || !isUrl(url) ? {} : { url }),
    ...(grade === undefined ? {} : { grade }),
  };
}

function noteGrade(raw: Json): string | undefined {
  for (const field of ['note', 'extra', 'keyword', 'keywords', 'annote', 'tags']) {
    const value = raw[field];
    const texts: readonly unknown[] = Array.isArray(value) ? value.slice(0, 200) : [value];
    for (const one of texts) {
      const words = typeof one === 'string' ? one : isJson(one) && typeof one['tag'] === 'string' ? one['tag'] : '';
      const grade = gradeInNote(words);
      if (grade !== undefined) return grade;
    }
  }
  return undefined;
}

function attachments(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((a: unknown) => (isJson(a) && typeof a['path'] === 'string' ? [a['path']] : []));
}

/** `{ "date-parts": [[2026, 2, 1]] }`, `{ "raw": "2026-02" }`, `{ "literal": "February 2026" }`, or a string. A range gives its start. */
function cslDate(issued: unknown): string | undefined {
  if (typeof issued === 'string') return dateOfField(issued);
  if (!isJson(issued)) return undefined;
  const parts: unknown = issued['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
  if (Array.isArray(first) && first.length > 0) {
    const [year, month, day] = first.map((part: unknown) => (part === null || part === '' ? Number.NaN : Number(part)));
    // A month that is none leaves the year standing.
    const known = [day, month].map((n) => (n !== undefined && Number.isInteger(n) ? n : undefined));
    if (year !== undefined && Number.isInteger(year))
      return assemble(year, known[1], known[0]) ?? assemble(year, known[1], undefined) ?? assemble(year, undefined, undefined);
  }
  for (const field of ['raw', 'literal', 'year']) {
    const value = issued[field];
    if (typeof value === 'string' || typeof value === 'number') return dateOfField(String(value));
  }
  return undefined;
}

function text(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'number') return String(one);
  if (typeof one !== 'string') return undefined;
  // CSL-JSON allows simple HTML in its strings.
  const plain = one
    .replace(/<\/?(?:i|b|sub|sup|span|sc|em|strong)\b[^<>]{0,100}>/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' || plain.length > 1000 ? undefined : plain;
}
