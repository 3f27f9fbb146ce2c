/** Edits that put a citation, a quotation or an Attest comment where it belongs in a briefing's Markdown. */

import type { TextEdit } from '../model.ts';
import { countBefore } from '../text/ordered.ts';
import type { Span } from '../text/span.ts';
import { findCitations, writeCitation } from './citations.ts';
import { type ParsedBriefing, parseBriefing } from './prose.ts';

const CLOSING = /[.!?…]+$/;
/** "U.S.", "a.m.": the last full stop belongs to the word. */
const ABBREVIATED = /(?:^|[^\p{L}\p{N}])(?:\p{L}\.){2,}$/u;

/**
 * Cites a source for a statement: before its full stop, as Pandoc's manual places citations, or in the bracket that stands
 * there already. `statement` is a span of `text`.
 */
export function citeEdit(text: string, statement: Span, key: string, paragraph?: number): TextEdit {
  const sentence = text.slice(statement.start, statement.end).trimEnd();
  const end = ABBREVIATED.test(sentence) ? sentence.length : sentence.replace(CLOSING, '').trimEnd().length;
  const at = statement.start + end;
  const bracket = findCitations(sentence).findLast((c) => c.bracketed && c.group.end === end);
  const following = bracket ?? citationBehind(text, statement.start + sentence.length);
  if (following !== undefined) {
    const inside =
      (bracket === undefined ? statement.start + sentence.length + following.group.end : statement.start + following.group.end) - 1;
    return { start: inside, end: inside, newText: `; ${writeCitation(key, paragraph).slice(1, -1)}` };
  }
  return { start: at, end: at, newText: ` ${writeCitation(key, paragraph)}` };
}

/** A bracketed citation that follows the statement's full stop, as some styles write it: "It happened. [@key]" */
function citationBehind(text: string, from: number): { readonly group: Span } | undefined {
  const rest = text.slice(from, from + 400);
  const gap = /^ ?(?=\[)/.exec(rest);
  if (gap === null) return undefined;
  return findCitations(rest).find((c) => c.bracketed && c.group.start === gap[0].length);
}

/** Characters that Markdown would read as syntax inside a sentence. */
const ACTIVE = /[\\`*_[\]<>&#|~$@]/g;

/** Words as Markdown that reads as these words. */
export function escapeMarkdown(words: string): string {
  return words.replace(ACTIVE, '\\$&');
}

/** A source's words as a quotation with its citation, safe as Markdown: “Words ‘inside’ words” [@key, para. 3]. */
export function writeQuotation(
  words: string,
  key: string,
  paragraph?: number,
  [open, close]: readonly [string, string] = ['“', '”'],
): string {
  const line = words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[“«„]/g, '‘')
    .replace(/[”»]/g, '’')
    .replace(/"([^"]*)"/g, '‘$1’');
  return `${open}${escapeMarkdown(line)}${close} ${writeCitation(key, paragraph)}`;
}

/** Adds a quotation as a sentence of its own behind a statement and what cites it. */
export function quoteEdit(text: string, statement: Span, words: string, key: string, paragraph?: number): TextEdit {
  const end = statement.start + text.slice(statement.start, statement.end).trimEnd().length;
  const behind = citationBehind(text, end);
  const at = end + (behind?.group.end ?? 0);
  return { start: at, end: at, newText: ` ${writeQuotation(words, key, paragraph)}.` };
}

/** The comment that marks the next sentence as the author's own assessment. */
export const JUDGEMENT = '<!-- attest-judgement -->';

/**
 * Puts an Attest comment before a statement so that the Markdown around it reads as before: within a line as inline HTML; at
 * the start of a paragraph on a line of its own, since a line that begins with a comment is not prose (CommonMark 0.31, section 4.6).
 * `parsed` spares reading the text again where it was read.
 */
export function commentEdit(
  text: string,
  statement: Span,
  comment: string,
  parsed: Pick<ParsedBriefing, 'blocks' | 'newline'> = parseBriefing(text),
): TextEdit {
  const { start } = statement;
  const block = blockAt(parsed.blocks, start);
  // Only blanks stand between the statement and the start of its line or block, or else it stands within a line.
  let blank = start;
  while (blank > (block?.span.start ?? 0) && /[^\S\r\n]/.test(text.charAt(blank - 1))) blank--;
  const opens = blank === 0 || /[\r\n]/.test(text.charAt(blank - 1));
  const within = block !== undefined && !opens && blank > block.span.start;
  if (within || block?.kind === 'heading' || block?.kind === 'cell') return { start, end: start, newText: `${comment} ` };
  if (block !== undefined && opens && blank > block.span.start) {
    // A later line of its paragraph: the comment goes to the end of the line before.
    let at = blank;
    while (at > 0 && /\s/.test(text.charAt(at - 1))) at--;
    return { start: at, end: at, newText: ` ${comment}` };
  }
  const at = block === undefined ? start : Math.min(start, block.span.start);
  let lineStart = at;
  while (lineStart > 0 && !/[\r\n]/.test(text.charAt(lineStart - 1))) lineStart--;
  return { start: at, end: at, newText: `${comment}${parsed.newline}${continuation(text.slice(lineStart, at))}` };
}

/** The block in which an offset lies. Blocks come in order of the text. */
function blockAt(blocks: ParsedBriefing['blocks'], offset: number): ParsedBriefing['blocks'][number] | undefined {
  const block = blocks[countBefore(blocks.length, (i) => (blocks[i]?.span.end ?? 0) <= offset)];
  return block && block.span.start <= offset ? block : undefined;
}

/** What a line must begin with to belong to the same list item, block quote or footnote: markers become blanks, `>` stays. */
function continuation(prefix: string): string {
  return prefix.replace(/\[\^[^\]]*\]:[ \t]*$/, '    ').replace(/[^>\s]/g, ' ');
}
