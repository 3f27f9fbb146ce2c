/** Reads a stretch of Markdown that stands by itself between blank lines: blocks as markdown-it has them, their prose with exact offsets. */
import type { Token } from 'markdown-it';
import type { Citation } from '../model.ts';
import { upperBound } from '../text/ordered.ts';
import { ownCopy } from '../text/own.ts';
import { Recent } from '../text/recent.ts';
import { type Span, shift } from '../text/span.ts';
import { type Alignment, alignLines } from './align.ts';
import { NARRATIVE, type Prose, ProseBuilder } from './builder.ts';
import { type CitationSyntax, findCitations } from './citations.ts';
import { type AttestComment, findComments } from './comments.ts';
import { type Definitions, type Env, inlineTokens, markdownParser, placeOf } from './inline.ts';
import type { BlockKind } from './prose.ts';

/** A block of a chunk. Offsets are into the chunk's text. */
export interface ChunkBlock {
  readonly kind: BlockKind;
  readonly span: Span;
  readonly prose: Prose;
  readonly level?: number;
  readonly footnote?: string;
  readonly cites: readonly { readonly citation: Citation; readonly at: number }[];
  /** Footnote marks, which carry what their notes cite. */
  readonly notes: readonly { readonly label: string; readonly span: Span; readonly at: number }[];
}

/** A chunk as it reads in a briefing that defines these links and notes. The same object while neither changes. */
export interface Chunk {
  readonly text: string;
  readonly blocks: readonly ChunkBlock[];
  readonly comments: readonly AttestComment[];
}

/** A chunk before its inline content is read, which takes what the whole briefing defines. */
export interface ChunkTokens {
  /** NUL is replaced, as markdown-it does it. */
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly defines: Definitions;
  /** True where a code block or HTML reaches its end, and may go on behind the blank line. */
  readonly open: boolean;
}

interface Remembered extends ChunkTokens {
  read?: { readonly defined: string; readonly chunk: Chunk };
}

interface Draft extends ChunkBlock {
  readonly cites: { citation: Citation; at: number }[];
  readonly notes: { label: string; span: Span; at: number }[];
}

/** Text of a few long briefings, in UTF-16 units: a key changes one paragraph of one. */
const REMEMBERED = 1_000_000;
const known = new Recent<string, Remembered>(REMEMBERED);

/** The blocks of a chunk of a briefing. */
export function chunkTokens(written: string): ChunkTokens {
  let tokens = known.get(written);
  if (tokens === undefined) {
    const own = ownCopy(written);
    tokens = blockTokens(own.replaceAll('\0', '\uFFFD'));
    known.set(own, tokens, own.length);
  }
  return tokens;
}

function blockTokens(text: string): Remembered {
  const md = markdownParser();
  const env: Env = {};
  const tokens: Token[] = [];
  md.block.parse(text.replace(/\r\n?/g, '\n'), md, env, tokens);
  const last = tokens.at(-1);
  const open = last !== undefined && last.level === 0 && (last.type === 'fence' || last.type === 'html_block');
  return { text, tokens, defines: { references: env.references ?? {}, notes: Object.keys(env.footnotes?.refs ?? {}) }, open };
}

/**
 * Reads what stands in the blocks.
 * @param all what the whole briefing defines; `defined` says the same as a string
 */
export function readChunk(tokens: ChunkTokens, all: Definitions, defined: string): Chunk {
  const remembered: Remembered = tokens;
  if (remembered.read?.defined === defined) return remembered.read.chunk;
  const chunk = read(tokens, all, defined);
  remembered.read = { defined, chunk };
  return chunk;
}

function read({ text, tokens }: ChunkTokens, all: Definitions, defined: string): Chunk {
  const lines = splitLines(text);
  const blocks: ChunkBlock[] = [];
  const comments: AttestComment[] = [];
  const open: Token[] = [];
  let row: { line: number; from: number } | undefined;
  let footnote: string | undefined;
  for (const token of tokens) {
    if (token.type === 'footnote_reference_open') footnote = String((token.meta as { label?: unknown } | null)?.label ?? '');
    else if (token.type === 'footnote_reference_close') footnote = undefined;
    if (token.nesting === 1) open.push(token);
    else if (token.nesting === -1) open.pop();
    if (token.type === 'tr_open' && token.map) row = { line: token.map[0], from: lines[token.map[0]]?.start ?? 0 };
    if (token.type === 'html_block' && token.map) {
      const start = lines[token.map[0]]?.start ?? 0;
      const end = lines[token.map[1] - 1]?.end ?? text.length;
      comments.push(...findComments(text.slice(start, end), start));
    }
    if (token.type !== 'inline') continue;
    const parent = open.at(-1);
    const cell = parent?.type === 'td_open' || parent?.type === 'th_open';
    const first = cell ? row?.line : token.map?.[0];
    if (first === undefined) continue;
    const map = alignLines(text, lines, token.content, first, cell ? row?.from : undefined);
    if (cell && row !== undefined) row.from = map.end;
    const children = inlineTokens(token.content, all, defined);
    blocks.push(readInline(token.content, children, kindOf(open, cell, footnote), map, comments, footnote, parent));
  }
  // Inline comments of a table's cells and of what stands around them may come in another order.
  comments.sort((a, b) => a.span.start - b.span.start);
  return { text, blocks, comments };
}

function kindOf(open: readonly Token[], cell: boolean, footnote: string | undefined): BlockKind {
  if (cell) return 'cell';
  if (open.at(-1)?.type === 'heading_open') return 'heading';
  if (footnote !== undefined) return 'footnote';
  for (let i = open.length - 1; i >= 0; i--) {
    if (open[i]?.type === 'blockquote_open') return 'quote';
    if (open[i]?.type === 'list_item_open') return 'list-item';
  }
  return 'paragraph';
}

function readInline(
  content: string,
  children: readonly Token[],
  kind: BlockKind,
  { at, breaks }: Alignment,
  comments: AttestComment[],
  footnote: string | undefined,
  parent: Token | undefined,
): Draft {
  const builder = new ProseBuilder();
  const keys = findCitations(content, mask(content, children));
  const draft: Draft = {
    kind,
    span: { start: at(0), end: content.length === 0 ? at(0) : at(content.length - 1) + 1 },
    prose: builder,
    ...(parent?.type === 'heading_open' ? { level: Number(parent.tag.slice(1)) } : {}),
    ...(footnote === undefined ? {} : { footnote }),
    cites: [],
    notes: [],
  };
  const toSource = (span: Span): Span => ({ start: at(span.start), end: span.end > span.start ? at(span.end - 1) + 1 : at(span.start) });
  const linkStarts: { start: number; href: string }[] = [];
  /** Content up to here is taken, and the next of `keys` that is not. */
  let cursor = 0;
  let next = 0;
  for (const child of children) {
    const place = placeOf(child);
    // What lies inside a citation bracket leaves no prose.
    if (place === undefined || (place.start < cursor && place.end <= cursor)) continue;
    // What emphasis took its marks from stays as an empty token.
    if (child.type === 'text') {
      if (child.content !== '') takeText(place);
    } else if (child.type === 'text_special') builder.replace(child.content, toSource(place));
    else if (child.type === 'softbreak' || child.type === 'hardbreak')
      builder.replace(child.type === 'hardbreak' ? '\n' : ' ', toSource(place));
    else if (child.type === 'html_inline') comments.push(...findComments(content.slice(place.start, place.end), at(place.start)));
    else if (child.type === 'footnote_ref') noteCitation(child, place);
    else if (child.type === 'link_open') linkStarts.push({ start: place.start, href: String(child.attrGet('href') ?? '') });
    else if (child.type === 'link_close') linkCitation(place.end);
  }
  return draft;

  function takeText(place: Span): void {
    let from = Math.max(place.start, cursor);
    for (let key = keys[next]; key !== undefined && key.group.start < place.end; key = keys[next]) {
      if (key.group.start > from) copy(from, key.group.start);
      const { start, end } = key.group;
      // A key in running text is a word of its sentence: it is noted behind its letter, a bracket where it stood.
      if (!key.bracketed) builder.replace(NARRATIVE, toSource(key.group));
      for (; keys[next]?.group.start === start; next++) takeCitation(keys[next]);
      from = Math.max(from, end);
      cursor = Math.max(cursor, end);
    }
    if (from < place.end) copy(from, place.end);
  }

  function copy(start: number, end: number): void {
    let from = start;
    for (let i = upperBound(breaks, start); (breaks[i] ?? end) < end; i++) {
      const to = breaks[i] ?? end;
      builder.copy(content.slice(from, to), at(from));
      from = to;
    }
    builder.copy(content.slice(from, end), at(from));
  }

  function takeCitation(key: CitationSyntax | undefined): void {
    if (key !== undefined) cite(key, toSource);
  }

  /** Notes a citation at the prose's present end; `lift` brings the spans of its syntax to the briefing. */
  function cite(key: CitationSyntax, lift: (span: Span) => Span): void {
    const citation: Citation = {
      ...lift(key),
      form: 'pandoc',
      target: key.key,
      targetSpan: lift(key.keySpan),
      group: lift(key.group),
      ...(key.locator === undefined ? {} : { locator: key.locator }),
    };
    draft.cites.push({ citation, at: builder.length });
  }

  function noteCitation(child: Token, place: Span): void {
    const label = (child.meta as { label?: unknown } | null)?.label;
    if (typeof label === 'string') draft.notes.push({ label, span: toSource(place), at: builder.length });
    else {
      // An inline note `^[…]` is read where it stands.
      const inner = { start: place.start + 2, end: place.end - 1 };
      for (const key of findCitations(content.slice(inner.start, inner.end))) cite(key, (span) => toSource(shift(span, inner.start)));
    }
  }

  function linkCitation(end: number): void {
    const link = linkStarts.pop();
    if (link === undefined || !/^(?![a-z][a-z0-9+.-]*:|#|\/\/)./i.test(link.href)) return;
    const written = content.slice(link.start, end);
    const tail = written.lastIndexOf('](');
    const from = tail < 0 ? link.start : link.start + tail + 2;
    const bare = /^<?([^\s>)]*)/.exec(content.slice(from, end));
    const target = decode(link.href);
    draft.cites.push({
      citation: {
        ...toSource({ start: link.start, end }),
        form: 'link',
        target,
        targetSpan: toSource({ start: from, end: from + (bare?.[0].length ?? 0) }),
        group: toSource({ start: link.start, end }),
      },
      at: builder.length,
    });
  }
}

/** The content with everything blanked that holds no citation: code, HTML, images, link targets, escapes. */
function mask(content: string, children: readonly Token[]): string {
  if (!content.includes('@')) return content;
  const out: string[] = [];
  let at = 0;
  for (const child of children) {
    const place = placeOf(child);
    if (place === undefined || place.start < at) continue;
    if (child.type === 'text' || child.type === 'link_open' || child.type === 'link_close') {
      // Between tokens stands syntax: brackets of links are blanked, so that a link's text is no citation bracket.
      out.push(content.slice(at, place.start).replace(/[^\s]/g, ' '));
      out.push(content.slice(place.start, place.end));
      at = place.end;
    }
  }
  out.push(content.slice(at).replace(/[^\s]/g, ' '));
  return out.join('');
}

function decode(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

function splitLines(text: string): Span[] {
  const lines: Span[] = [];
  const end = /\r\n|\n|\r/g;
  let start = 0;
  for (const m of text.matchAll(end)) {
    lines.push({ start, end: m.index });
    start = m.index + m[0].length;
  }
  lines.push({ start, end: text.length });
  return lines;
}
