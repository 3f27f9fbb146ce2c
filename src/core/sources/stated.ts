import { dateOfField } from './dates.ts';
import type { FoundMetadata } from './extraction.ts';
import { gradeOf } from './grade.ts';

/** Names under which front matter states each field, most specific first; compared in lower case, "_" and blanks as "-". */
const NAMES: Readonly<Record<keyof FoundMetadata, readonly string[]>> = {
  key: ['key', 'citation-key', 'citekey', 'cite-key', 'id'],
  title: ['title', 'headline'],
  outlet: [
    'outlet',
    'publication',
    'container-title',
    'publisher',
    'newspaper',
    'journal',
    'magazine',
    'site',
    'site-name',
    'website',
    'source',
  ],
  author: ['author', 'authors', 'byline', 'creator'],
  date: ['date', 'published', 'date-published', 'pubdate', 'publication-date', 'publish-date', 'issued', 'created'],
  url: ['url', 'source-url', 'canonical-url', 'canonical', 'link', 'permalink', 'source'],
  grade: ['grade', 'admiralty', 'admiralty-grade', 'admiralty-code', 'grading'],
};
const FIELDS = Object.keys(NAMES) as readonly (keyof FoundMetadata)[];
const LONGEST_VALUE = 1000;

/** What data made for machines (front matter, JSON) states under the usual names. Values of unexpected types are left out. */
export function statedMetadata(data: Readonly<Record<string, unknown>>): FoundMetadata {
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(data)) {
    const plain = name.toLowerCase().replace(/[_\s]+/g, '-');
    if (!values.has(plain)) values.set(plain, value);
  }
  const found: Partial<Record<keyof FoundMetadata, string>> = {};
  for (const field of FIELDS) {
    for (const name of NAMES[field]) {
      const value = read(field, values.get(name));
      if (value === undefined) continue;
      found[field] = value;
      break;
    }
  }
  return found;
}

function read(field: keyof FoundMetadata, value: unknown): string | undefined {
  const text = field === 'author' ? people(value) : plain(value);
  if (text === undefined) return undefined;
  switch (field) {
    case 'date':
      return dateOfField(text);
    case 'grade':
      return gradeOf(text);
    case 'url':
      return isUrl(text) ? text : undefined;
    case 'outlet':
      return isUrl(text) ? undefined : text;
    case 'key':
      return /\s/.test(text) ? undefined : text;
    default:
      return text;
  }
}

/** An address of the web: a source's URL is one, its outlet is none. */
export function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text);
}

function plain(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'name' in value) return plain(value.name);
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replace(/\s+/g, ' ');
  return text === '' || text.length > LONGEST_VALUE ? undefined : text;
}

/** "Jane Roe", ["Jane Roe", { name: "John Smith" }, { family: "Roe", given: "Jane" }] → "Jane Roe, John Smith, …". */
export function people(value: unknown): string | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names: string[] = [];
  for (const one of list.slice(0, 50)) {
    const name =
      plain(one)?.replace(/^(?:by|von|par|por) (?=\p{Lu})/iu, '') ??
      (typeof one === 'object' && one !== null ? structured(one as Readonly<Record<string, unknown>>) : undefined);
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names.length === 0 ? undefined : names.join(', ');
}

function structured(name: Readonly<Record<string, unknown>>): string | undefined {
  const literal = plain(name['literal']);
  if (literal !== undefined) return literal;
  const parts = ['given', 'non-dropping-particle', 'dropping-particle', 'family', 'suffix'].map((part) => plain(name[part]));
  return parts.filter((part) => part !== undefined).join(' ') || undefined;
}
