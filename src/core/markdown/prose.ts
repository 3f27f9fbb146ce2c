import type { Token } from 'markdown-it';
import type { Citation } from '../model.ts';
import { upperBound } from '../text/ordered.ts';
import { type Span, shift } from '../text/span.ts';
import { type Alignment, alignLines } from './align.ts';
import { NARRATIVE, type Prose, ProseBuilder } from './builder.ts';
import { type CitationSyntax, findCitations } from './citations.ts';
import { type AttestComment, findComments } from './comments.ts';
import { type FrontMatter, readFrontMatter } from './frontmatter.ts';
import { markdownParser, placeOf } from './inline.ts';

export type BlockKind = 'paragraph' | 'heading' | 'quote' | 'list-item' | 'cell' | 'footnote';

/** A stretch of prose that a person reads as one: a paragraph, a heading, a table cell. */
export interface ProseBlock {
  readonly kind: BlockKind;
  /** Where its inline content stands in the briefing. */
  readonly span: Span;
  readonly prose: Prose;
  /** 1–6 for headings. */
  readonly level?: number;
  /** The label of the footnote it belongs to. */
  readonly footnote?: string;
  /** Indices into `ParsedBriefing.citations` of what is cited here, with the prose offset at which each stands. */
  readonly citations: readonly { readonly index: number; readonly at: number }[];
}

/** A briefing as its Markdown reads. All spans are offsets into `text`. */
export interface ParsedBriefing {
  readonly text: string;
  readonly blocks: readonly ProseBlock[];
  readonly citations: readonly Citation[];
  readonly comments: readonly AttestComment[];
  readonly frontMatter?: FrontMatter;
}

/** How many citations of its note a footnote mark carries: more would let marks times keys outgrow the text. */
const CARRIED_BY_A_MARK = 50;

interface Draft {
  kind: BlockKind;
  span: Span;
  prose: Prose;
  level?: number;
  footnote?: string;
  cites: { citation: Citation; at: number }[];
  notes: { label: string; span: Span; at: number }[];
}

/**
 * Reads a briefing: markdown-it's tokens become prose with exact offsets. Emphasis and link syntax vanish, code, HTML,
 * images and front matter are left out, bracketed citations and footnote marks leave no trace, a key in running text stands
 * as one letter (see `NARRATIVE`). Linear; any text is Markdown, so nothing throws.
 */
export function parseBriefing(text: string): ParsedBriefing {
  const frontMatter = readFrontMatter(text);
  const body =
    frontMatter === undefined ? text : text.slice(0, frontMatter.span.end).replace(/[^\r\n]/g, ' ') + text.slice(frontMatter.span.end);
  // markdown-it replaces NUL by itself; doing it first keeps its lines equal to ours.
  const source = body.replaceAll('\0', '\uFFFD');
  const lines = splitLines(source);
  const drafts: Draft[] = [];
  const comments: AttestComment[] = [];
  const open: Token[] = [];
  let row: { line: number; from: number } | undefined;
  let footnote: string | undefined;
  for (const token of markdownParser().parse(source, {})) {
    if (token.type === 'footnote_reference_open') footnote = String((token.meta as { label?: unknown } | null)?.label ?? '');
    else if (token.type === 'footnote_reference_close') footnote = undefined;
    if (token.nesting === 1) open.push(token);
    else if (token.nesting === -1) open.pop();
    if (token.type === 'tr_open' && token.map) row = { line: token.map[0], from: lines[token.map[0]]?.start ?? 0 };
    if (token.type === 'html_block' && token.map) {
      const start = lines[token.map[0]]?.start ?? 0;
      const end = lines[token.map[1] - 1]?.end ?? source.length;
      comments.push(...findComments(source.slice(start, end), start));
    }
    if (token.type !== 'inline') continue;
    const parent = open.at(-1);
    const cell = parent?.type === 'td_open' || parent?.type === 'th_open';
    const first = cell ? row?.line : token.map?.[0];
    if (first === undefined) continue;
    const map = alignLines(source, lines, token.content, first, cell ? row?.from : undefined);
    if (cell && row !== undefined) row.from = map.end;
    drafts.push(readInline(token, kindOf(open, cell, footnote), map, comments, footnote, parent));
  }
  return assemble(text, drafts, comments, frontMatter);
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
  token: Token,
  kind: BlockKind,
  { at, breaks }: Alignment,
  comments: AttestComment[],
  footnote: string | undefined,
  parent: Token | undefined,
): Draft {
  const content = token.content;
  const children = token.children ?? [];
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

/** Puts citations in order of the text and gives each footnote mark the citations of its note. */
function assemble(text: string, drafts: readonly Draft[], comments: AttestComment[], frontMatter: FrontMatter | undefined): ParsedBriefing {
  const ofNote = new Map<string, Citation[]>();
  for (const draft of drafts)
    if (draft.footnote !== undefined) {
      const list = ofNote.get(draft.footnote) ?? [];
      list.push(...draft.cites.map((c) => c.citation));
      ofNote.set(draft.footnote, list);
    }
  const citations: Citation[] = [];
  const blocks = drafts.map((draft): ProseBlock => {
    const cites = [...draft.cites];
    // A note that refers to itself, or to a note that does, carries what it holds and nothing more: no recursion.
    for (const note of draft.notes)
      for (const held of (ofNote.get(note.label) ?? []).slice(0, CARRIED_BY_A_MARK))
        cites.push({ citation: { ...held, ...note.span, form: 'footnote', group: note.span }, at: note.at });
    cites.sort((a, b) => a.citation.start - b.citation.start);
    const indices = cites.map(({ citation, at }) => ({ index: citations.push(citation) - 1, at }));
    return {
      kind: draft.kind,
      span: draft.span,
      prose: draft.prose,
      ...(draft.level === undefined ? {} : { level: draft.level }),
      ...(draft.footnote === undefined ? {} : { footnote: draft.footnote }),
      citations: indices,
    };
  });
  comments.sort((a, b) => a.span.start - b.span.start);
  return { text, blocks, citations, comments, ...(frontMatter === undefined ? {} : { frontMatter }) };
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
