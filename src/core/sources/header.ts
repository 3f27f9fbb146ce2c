import type { ParagraphRole } from '../model.ts';
import type { Span } from '../text/span.ts';
import type { Block, FoundMetadata } from './extraction.ts';
import { statedMetadata } from './stated.ts';

/** Labels of a header such as scrapers and archives write, in six languages → the name under which the field is stated. */
const LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    title: 'title headline heading заголовок название назва titel überschrift titre título titular',
    outlet: 'outlet publication newspaper publisher site website издание видання medium médium média medio',
    source: 'source источник джерело quelle fuente',
    author: 'author authors by byline reporter автор авторы автори autor autorin auteur autores',
    date: 'date published publication-date posted дата опубликовано опубліковано datum veröffentlicht publié fecha publicado',
    url: 'url link permalink ссылка посилання адрес адреса lien enlace',
    key: 'key citekey citation-key',
    grade: 'grade admiralty grading',
    other:
      'language lang category categories tags section topic id keywords язык мова рубрика теги sprache langue idioma sección word-count words length retrieved accessed',
  }).flatMap(([field, words]) => words.split(' ').map((word) => [word, field] as const)),
);
const LINE = /^([\p{L}][\p{L} _-]{1,24}?)\s*:\s*(\S.*)$/su;
const LONGEST_LINE = 600;
const MOST_LINES = 16;
const ROLES: Readonly<Partial<Record<string, ParagraphRole>>> = { title: 'title', author: 'byline', date: 'dateline' };

/** A header of labelled lines: what it states, and the blocks in their roles. */
export interface Header {
  readonly metadata: FoundMetadata;
  readonly blocks: readonly (Block & { readonly role: ParagraphRole })[];
}

/**
 * Reads the labelled lines ("Title: …", "Source: …", "Date: …") with which a text begins. One such line alone is no
 * header: an article may begin with "Source: …", too. A title's block holds the title without its label.
 */
export function readHeader(text: string, blocks: readonly Block[]): Header | undefined {
  const found: (Block & { readonly role: ParagraphRole })[] = [];
  const data: Record<string, string> = {};
  for (const block of blocks.slice(0, MOST_LINES)) {
    if (block.role !== undefined || block.end - block.start > LONGEST_LINE) break;
    const m = LINE.exec(text.slice(block.start, block.end));
    const label = m?.[1]?.toLowerCase().replace(/[\s_]+/g, '-');
    const field = label === undefined ? undefined : LABELS.get(label);
    const value = m?.[2]?.trim();
    if (field === undefined || value === undefined || field in data) break;
    data[field === 'other' ? `other-${found.length}` : field] = value;
    const span: Span = field === 'title' ? { start: block.end - value.length, end: block.end } : block;
    found.push({ start: span.start, end: span.end, role: ROLES[field] ?? 'furniture' });
  }
  if (found.length < 2 || !('title' in data || 'source' in data || 'url' in data || 'outlet' in data || 'date' in data)) return undefined;
  return { metadata: statedMetadata(data), blocks: found };
}
