import { isBlank } from '../text/blanks.ts';
import type { Span } from '../text/span.ts';
import type { Block } from './extraction.ts';

/** A line without the white space around it; empty lines have `start === end`. */
interface Line extends Span {
  /** Columns of white space before the first visible character (a tab counts as 4). */
  readonly indent: number;
  readonly blank: boolean;
  /** Length of the first word: what would have to fit on the line above. */
  readonly firstWord: number;
}

/** Longer lines are paragraphs of their own: nobody wraps beyond this (e-mail wraps at 72–78, the widest wires at 132). */
const WIDEST_WRAP = 140;
/** Narrower columns leave too ragged an edge to tell wrapping from verse and lists. */
const NARROWEST_WRAP = 40;
/** Share of the lines inside a block that must be full for the text to count as wrapped. */
const FULL_LINES = 0.7;
/** Share of them that must break off inside a sentence: sentences of like length, one a line, are full lines, too. */
const BROKEN_SENTENCES = 0.34;

/**
 * Paragraphs of plain text. Blank lines always part them. A single line break parts them too, unless the text is
 * wrapped: then the first word of a line would not have fitted on the line above, which is what a wrapping program
 * leaves behind and nothing else does. Linear.
 */
export function textBlocks(text: string, within: Span = { start: 0, end: text.length }): Block[] {
  const lines = splitLines(text, within);
  const width = wrapWidth(text, lines);
  const blocks: Block[] = [];
  let open: { start: number; end: number } | undefined;
  let previous: Line | undefined;
  for (const line of lines) {
    if (line.blank) {
      open = undefined;
      previous = undefined;
      continue;
    }
    if (open && previous && width > 0 && joins(text, previous, line, width)) open.end = line.end;
    else {
      open = { start: line.start, end: line.end };
      blocks.push(open);
    }
    previous = line;
  }
  return blocks;
}

/** True when `line` goes on with the paragraph of `previous` in text wrapped at `width`. */
function joins(text: string, previous: Line, line: Line, width: number): boolean {
  if (line.indent >= previous.indent + 2 || isBullet(text, line)) return false;
  const full = previous.end - previous.start + previous.indent + 1 + line.firstWord > width;
  // A line that had room left ends its paragraph only where a sentence ends: wires leave ragged lines, too.
  return full || !endsSentence(text, previous);
}

function endsSentence(text: string, line: Line): boolean {
  return /[.!?…:;]["”’»)\]]*$/.test(text.slice(Math.max(line.start, line.end - 6), line.end));
}

function isBullet(text: string, line: Line): boolean {
  return /^(?:[-*•‣–—·]|\(?\d{1,3}[.)])\s/.test(text.slice(line.start, line.start + 8));
}

/** The column at which the text is wrapped, or 0 when its lines are paragraphs of their own. */
function wrapWidth(text: string, lines: readonly Line[]): number {
  let widest = 0;
  for (const line of lines) {
    const width = line.end - line.start + line.indent;
    if (width > WIDEST_WRAP) return 0;
    if (width > widest) widest = width;
  }
  if (widest < NARROWEST_WRAP) return 0;
  let inner = 0;
  let full = 0;
  let broken = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i];
    const next = lines[i + 1];
    if (!line || !next || line.blank || next.blank) continue;
    inner++;
    if (!endsSentence(text, line)) broken++;
    if (line.end - line.start + line.indent + 1 + next.firstWord > widest * 0.94) full++;
  }
  return inner > 0 && full / inner >= FULL_LINES && broken / inner >= BROKEN_SENTENCES ? widest : 0;
}

/** Lines end at `\n`, `\r\n`, `\r` and at the Unicode line and paragraph separators. */
function splitLines(text: string, within: Span): Line[] {
  const lines: Line[] = [];
  let start = within.start;
  for (let i = within.start; i <= within.end; i++) {
    const c = i === within.end ? 10 : text.charCodeAt(i);
    if (c > 13 && c < 0x85) continue;
    if (c !== 10 && c !== 13 && c !== 0x2028 && c !== 0x2029 && c !== 0x85) continue;
    lines.push(lineOf(text, start, i));
    if (c === 13 && text.charCodeAt(i + 1) === 10 && i + 1 < within.end) i++;
    start = i + 1;
  }
  return lines;
}

function lineOf(text: string, from: number, to: number): Line {
  let start = from;
  let indent = 0;
  while (start < to && isBlank(text.charCodeAt(start))) {
    indent += text.charCodeAt(start) === 9 ? 4 : 1;
    start++;
  }
  let end = to;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  let word = start;
  while (word < end && word - start < WIDEST_WRAP && !isBlank(text.charCodeAt(word))) word++;
  return { start, end, indent, blank: start === end, firstWord: word - start };
}
