import type { ParagraphRole } from '../model.ts';
import { bylineOf } from './bylines.ts';
import { dateOfLine } from './dates.ts';
import type { Block } from './extraction.ts';
import { furnitureKind } from './furniture.ts';

/** Longest title: beyond it a first paragraph is a paragraph. Headlines run to some 25 words. */
const LONGEST_TITLE = 220;
/** Longest heading inside an article. */
const LONGEST_HEADING = 110;
/** A paragraph from this length on is body whatever its punctuation. */
const LONG = 240;

const TERMINAL = /[.!?…。！？][\s”’"'»)\]]*$/;

interface Candidate extends Block {
  readonly words: string;
  /** Ends like a sentence. */
  readonly ended: boolean;
  /** A sentence or long: surely content, whatever stands around. */
  readonly prose: boolean;
}

export interface RoledBlock extends Block {
  readonly role: ParagraphRole;
}

/** What the lines around an article state about it. */
export interface TextMetadata {
  readonly title?: string;
  readonly author?: string;
  readonly date?: string;
}

/**
 * Gives each block its role. Titles, date lines and bylines stand before the article's first sentence or after its last
 * one; furniture is a known label or notice anywhere, and after the article ended, whatever is no sentence. In doubt a
 * block is body: too much is quoted rather than a sentence lost.
 */
export function assignRoles(text: string, blocks: readonly Block[]): { blocks: RoledBlock[]; metadata: TextMetadata } {
  const all = blocks.map((block) => candidate(text, block));
  const roles: (ParagraphRole | undefined)[] = all.map((c) => c.role ?? sureRole(c));
  const isBody = (i: number) => roles[i] === 'body' || (roles[i] === undefined && (all[i]?.prose ?? false));
  let first = 0;
  while (first < all.length && !isBody(first)) first++;
  let last = all.length - 1;
  while (last > first && !isBody(last)) last--;
  const metadata: { title?: string; author?: string; date?: string } = {};
  first = pullTitle(all, roles, first);
  // A text without one sentence has no zones: what is not surely something else is its content.
  const zoned = first < all.length;
  let over = false;
  let related = false;
  for (let i = 0; i < all.length; i++) {
    const c = all[i];
    if (!c) continue;
    const zone = !zoned || (i >= first && i <= last) ? 'article' : i < first ? 'head' : 'tail';
    let role = roles[i];
    const date = role === 'dateline' ? dateOfLine(c.words) : undefined;
    if (date !== undefined) metadata.date ??= date;
    if (role === 'title') metadata.title ??= oneLine(c.words);
    if (role === undefined) {
      const byline = zone === 'article' ? undefined : bylineOf(c.words);
      if (byline && (byline.certain || hasBylineNeighbour(all, roles, i, zone))) {
        role = 'byline';
        if (byline.author !== undefined) metadata.author ??= byline.author;
      } else if (related && !c.prose) role = 'furniture';
      else if (zone === 'head' && metadata.title === undefined && isKicker(all, i)) role = 'furniture';
      else if (zone === 'tail' && over && !c.prose && c.item !== true) role = 'furniture';
      else if (zone === 'head' && metadata.title === undefined && isTitle(c)) {
        role = 'title';
        metadata.title = oneLine(c.words);
      } else if (zone === 'head' || (zone === 'article' && zoned)) role = isHeading(all, i) ? 'heading' : 'body';
      else role = 'body';
    }
    if (role === 'furniture') related = furnitureKind(c.words, c.ended) === 'lead' || (related && !c.prose);
    else if (c.prose) related = false;
    // A row of dashes parts what follows from nothing.
    if (zone === 'tail' && (role === 'furniture' || role === 'byline') && /\p{L}/u.test(c.words)) over = true;
    roles[i] = role;
  }
  return { blocks: all.map((c, i) => ({ start: c.start, end: c.end, role: roles[i] ?? 'body' })), metadata };
}

function candidate(text: string, block: Block): Candidate {
  const long = block.end - block.start > LONG * 2;
  const words = text.slice(block.start, block.end);
  const ended = TERMINAL.test(words.slice(-24));
  return { ...block, words, ended, prose: long || words.length > LONG || (ended && hasWords(words, 5)) };
}

/** What a block is by its words alone. */
function sureRole(c: Candidate): ParagraphRole | undefined {
  if (c.words.length > 2 * LONG) return undefined;
  if (furnitureKind(c.words, c.ended) !== undefined) return 'furniture';
  if (c.item !== true && dateOfLine(c.words) !== undefined) return 'dateline';
  return c.prose && /^[([]?(?:reporting|additional reporting|writing|editing|compiled) by /i.test(c.words) ? 'byline' : undefined;
}

/**
 * A headline may end like a sentence ("Will it hold?"): the first block is one all the same, when a date line or a
 * byline follows it before the next sentence. Returns where the article's sentences begin.
 */
function pullTitle(all: readonly Candidate[], roles: (ParagraphRole | undefined)[], first: number): number {
  const c = all[first];
  if (
    !c ||
    roles[first] !== undefined ||
    c.words.length > LONGEST_TITLE ||
    roles.slice(0, first).some((r) => r === 'title' || r === undefined)
  )
    return first;
  let next = first + 1;
  while (next < all.length && (roles[next] === 'furniture' || roles[next] === 'dateline')) next++;
  const follows = roles.slice(first + 1, next).includes('dateline') || bylineOf(all[next]?.words ?? '')?.certain === true;
  const question = /[!?][”’"'»)]*$/.test(c.words) && !hasWords(c.words, 21) && all[first + 1]?.prose === true;
  if (!follows && !question) return first;
  roles[first] = 'title';
  let body = first + 1;
  while (body < all.length && !(roles[body] === 'body' || (roles[body] === undefined && all[body]?.prose === true))) body++;
  return body;
}

function isTitle(c: Candidate): boolean {
  return c.words.length <= LONGEST_TITLE && /\p{L}/u.test(c.words) && !/[,;:]$/.test(c.words) && c.item !== true;
}

/** "World", "Home > News": one word, or breadcrumbs, above a headline. */
function isKicker(all: readonly Candidate[], i: number): boolean {
  const words = all[i]?.words ?? '';
  const next = all[i + 1];
  if (next === undefined || next.prose || !isTitle(next) || !hasWords(next.words, 4)) return false;
  return words.length <= 60 && (!hasWords(words, 2) || /^[\p{L} ]+(?:(?:\s*[>»›]\s*|\s+[/|]\s+)[\p{L} ]+)+$/u.test(words));
}

/** A short line without a full stop that stands before a paragraph; lines in a row are a list. */
function isHeading(all: readonly Candidate[], i: number): boolean {
  const c = all[i];
  const next = all[i + 1];
  const before = all[i - 1];
  if (!c || !next || c.item === true || c.ended || c.words.length > LONGEST_HEADING || /[,;:]$/.test(c.words)) return false;
  if (!/^["“«'‘(]?[\p{Lu}\p{Lo}\p{N}]/u.test(c.words) || !next.prose) return false;
  return before === undefined || (before.prose && !/:$/.test(before.words));
}

/** A bare name is a byline beside a job label or, before the article, beside a date line. */
function hasBylineNeighbour(
  all: readonly Candidate[],
  roles: readonly (ParagraphRole | undefined)[],
  i: number,
  zone: 'head' | 'tail' | 'article',
): boolean {
  for (const k of [i - 1, i + 1]) {
    const c = all[k];
    if (!c) continue;
    if (!c.prose && bylineOf(c.words)?.certain === true) return true;
    if (zone === 'head' && roles[k] === 'dateline' && roles.slice(0, i).includes('title')) return true;
  }
  return false;
}

/** Whether a text has at least so many words; a long one is not read to its end. */
function hasWords(text: string, least: number): boolean {
  let count = 0;
  let inside = false;
  for (let i = 0; i < text.length && i < LONG; i++) {
    const blank = text.charCodeAt(i) <= 32;
    if (!blank && !inside && ++count >= least) return true;
    inside = !blank;
  }
  return false;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
