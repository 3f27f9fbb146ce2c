import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it';
import { alignLines } from '../../markdown/align.ts';
import { readFrontMatter } from '../../markdown/frontmatter.ts';
import type { Span } from '../../text/span.ts';
import type { Block, Extraction, Note } from '../extraction.ts';
import { statedMetadata } from '../stated.ts';
import { decodeText } from './text.ts';

let parser: Parser | undefined;

/**
 * A Markdown source: its text is the whole file, so that every offset is one of the file. Front matter, code, HTML and
 * the syntax of blocks (`#`, `>`, list markers, table pipes) lie outside the blocks; the syntax of emphasis and links
 * inside a sentence stays, since a quote is a slice of the file. @throws UnreadableError
 */
export function readMarkdown(bytes: Uint8Array): Extraction {
  const { text, notes } = decodeText(bytes);
  const front = readFrontMatter(text);
  const problems: Note[] = [...notes];
  for (const { message, line } of front?.problems ?? []) {
    problems.push({ severity: 'warning', text: `has front matter that could not be read: ${message}`, line });
  }
  const blank = front === undefined ? '' : text.slice(0, front.span.end).replace(/[^\r\n]/g, ' ');
  const source = (blank + text.slice(blank.length)).replaceAll('\0', '\uFFFD');
  return { text, blocks: markdownBlocks(source), metadata: front === undefined ? {} : statedMetadata(front.data), notes: problems };
}

function blockParser(): Parser {
  if (parser) return parser;
  parser = new MarkdownIt({ html: true });
  // Blocks are all that is needed here: no inline parsing.
  parser.core.ruler.enableOnly(['normalize', 'block']);
  return parser;
}

function markdownBlocks(source: string): Block[] {
  const lines = splitLines(source);
  const blocks: Block[] = [];
  const open: Token[] = [];
  let row: { readonly line: number; from: number } | undefined;
  let titled = false;
  for (const token of blockParser().parse(source, {})) {
    if (token.nesting === 1) open.push(token);
    else if (token.nesting === -1) open.pop();
    if (token.type === 'tr_open' && token.map) row = { line: token.map[0], from: lines[token.map[0]]?.start ?? 0 };
    if (token.type !== 'inline') continue;
    const parent = open.at(-1);
    const cell = parent?.type === 'td_open' || parent?.type === 'th_open';
    const first = cell ? row?.line : token.map?.[0];
    if (first === undefined || token.content.trim() === '') continue;
    const aligned = alignLines(source, lines, token.content, first, cell ? row?.from : undefined);
    if (cell && row) row.from = aligned.end;
    const span = bareSpan(source, { start: aligned.at(0), end: aligned.at(token.content.length - 1) + 1 });
    if (span === undefined) continue;
    if (parent?.type === 'heading_open') {
      const title: boolean = !titled && parent.tag === 'h1';
      titled ||= title;
      blocks.push({ ...span, role: title ? 'title' : 'heading' });
    } else if (cell || open.some((t) => t.type === 'list_item_open')) blocks.push({ ...span, item: true });
    else blocks.push(span);
  }
  return blocks;
}

/** Without emphasis around the whole block, without a footnote's label; undefined for a lone image. */
function bareSpan(source: string, span: Span): Span | undefined {
  let { start, end } = span;
  const text = source.slice(start, Math.min(end, start + 400));
  if (end - start < 400 && /^(?:!\[[^\]]*\]\([^)]*\)|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|<[^>]*>|\s)+$/.test(text)) return undefined;
  start += /^\[\^[^\]\s]{1,80}\]:[ \t]*/.exec(text)?.[0].length ?? 0;
  for (const mark of ['***', '**', '__', '*', '_']) {
    const inner = source.slice(start + mark.length, Math.min(end - mark.length, start + 300));
    if (
      source.startsWith(mark, start) &&
      source.endsWith(mark, end) &&
      end - start < 300 &&
      inner.length > 0 &&
      !inner.includes(mark.charAt(0))
    ) {
      start += mark.length;
      end -= mark.length;
      break;
    }
  }
  while (start < end && /\s/.test(source.charAt(start))) start++;
  while (end > start && /\s/.test(source.charAt(end - 1))) end--;
  return start < end ? { start, end } : undefined;
}

/** Lines as markdown-it counts them. */
function splitLines(text: string): Span[] {
  const lines: Span[] = [];
  let start = 0;
  for (const m of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: m.index });
    start = m.index + m[0].length;
  }
  lines.push({ start, end: text.length });
  return lines;
}
