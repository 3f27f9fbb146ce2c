import type { Citation } from '../model.ts';
import { type Span, shift } from '../text/span.ts';
import type { Prose } from './builder.ts';
import { type Chunk, type ChunkBlock, type ChunkTokens, chunkTokens, readChunk } from './chunk.ts';
import { chunkStarts } from './chunks.ts';
import type { AttestComment } from './comments.ts';
import { type FrontMatter, readFrontMatter } from './frontmatter.ts';
import type { Definitions } from './inline.ts';

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
  /** How its first line ends, as a new one should. */
  readonly newline: string;
  readonly blocks: readonly ProseBlock[];
  readonly citations: readonly Citation[];
  readonly comments: readonly AttestComment[];
  readonly frontMatter?: FrontMatter;
}

/** A chunk at its place in a briefing. */
export interface PlacedChunk {
  readonly chunk: Chunk;
  /** Offset of its text. */
  readonly start: number;
  /** Index of its first block. */
  readonly block: number;
}

/** A briefing that was read chunk by chunk: what an edit leaves alone is the same object as before, at another place. */
export interface ReadBriefing extends ParsedBriefing {
  readonly chunks: readonly PlacedChunk[];
}

/** How many citations of its note a footnote mark carries: more would let marks times keys outgrow the text. */
const CARRIED_BY_A_MARK = 50;

/**
 * Reads a briefing: markdown-it's tokens become prose with exact offsets. Emphasis and link syntax vanish, code, HTML,
 * images and front matter are left out, bracketed citations and footnote marks leave no trace, a key in running text stands
 * as one letter (see `NARRATIVE`). Linear; any text is Markdown, so nothing throws.
 */
export function parseBriefing(text: string, part: typeof chunkStarts = chunkStarts): ReadBriefing {
  const frontMatter = readFrontMatter(text);
  const placed = readTokens(text, part(text, frontMatter?.span.end ?? 0));
  const all = definitionsOf(placed.map(({ tokens }) => tokens.defines));
  const defined = keyOf(all);
  let block = 0;
  const chunks = placed.map(({ tokens, start }): PlacedChunk => {
    const chunk = readChunk(tokens, all, defined);
    block += chunk.blocks.length;
    return { chunk, start, block: block - chunk.blocks.length };
  });
  return assemble(text, chunks, frontMatter);
}

interface PlacedTokens {
  readonly tokens: ChunkTokens;
  readonly start: number;
}

/** What is open at a blank line takes in the next chunk; what is open still, twice as many each time: linear but for a logarithm. */
function readTokens(text: string, starts: readonly number[]): PlacedTokens[] {
  const out: PlacedTokens[] = [];
  for (let at = 0; at < starts.length; ) {
    const start = starts[at] ?? 0;
    for (let count = 1; ; count *= 2) {
      const tokens = chunkTokens(text.slice(start, starts[at + count] ?? text.length));
      if (tokens.open && at + count < starts.length) continue;
      out.push({ tokens, start });
      at += count;
      break;
    }
  }
  return out;
}

/** What all chunks define: of links the first that is written, as CommonMark has it. */
function definitionsOf(parts: readonly Definitions[]): Definitions {
  const references: Definitions['references'] = {};
  const notes = new Set<string>();
  for (const part of parts) {
    for (const [label, target] of Object.entries(part.references)) if (!Object.hasOwn(references, label)) references[label] = target;
    for (const note of part.notes) notes.add(note);
  }
  return { references, notes: [...notes] };
}

let lastKey = '';

/** Says the same as the definitions: mostly the very string of the version before, which is then compared without a look at it. */
function keyOf({ references, notes }: Definitions): string {
  const key = notes.length === 0 && Object.keys(references).length === 0 ? '' : JSON.stringify([references, notes]);
  if (key !== lastKey) lastKey = key;
  return lastKey;
}

/** A chunk's prose at its place. */
class PlacedProse implements Prose {
  readonly #prose: Prose;
  readonly #start: number;

  constructor(prose: Prose, start: number) {
    this.#prose = prose;
    this.#start = start;
  }

  get text(): string {
    return this.#prose.text;
  }

  toSource(span: Span): Span {
    return shift(this.#prose.toSource(span), this.#start);
  }

  fromSource(offset: number): number {
    return this.#prose.fromSource(offset - this.#start);
  }
}

function placed(citation: Citation, by: number): Citation {
  return { ...shift(citation, by), targetSpan: shift(citation.targetSpan, by), group: shift(citation.group, by) };
}

/** Puts citations in order of the text and gives each footnote mark the citations of its note. */
function assemble(text: string, chunks: readonly PlacedChunk[], frontMatter: FrontMatter | undefined): ReadBriefing {
  const ofNote = new Map<string, Citation[]>();
  for (const { chunk, start } of chunks)
    for (const { footnote, cites } of chunk.blocks)
      if (footnote !== undefined) {
        const list = ofNote.get(footnote) ?? [];
        for (const { citation } of cites) list.push(placed(citation, start));
        ofNote.set(footnote, list);
      }
  const citations: Citation[] = [];
  const comments: AttestComment[] = [];
  const blockOf = ({ kind, span, prose, level, footnote, cites: own, notes }: ChunkBlock, start: number): ProseBlock => {
    if (own.length + notes.length === 0)
      return { kind, span: shift(span, start), prose: new PlacedProse(prose, start), ...ofKind(level, footnote), citations: UNCITED };
    const cites = own.map(({ citation, at }) => ({ citation: placed(citation, start), at }));
    // A note that refers to itself, or to a note that does, carries what it holds and nothing more: no recursion.
    for (const { label, span: mark, at } of notes)
      for (const held of (ofNote.get(label) ?? []).slice(0, CARRIED_BY_A_MARK)) {
        const note = shift(mark, start);
        cites.push({ citation: { ...held, ...note, form: 'footnote', group: note }, at });
      }
    if (cites.length > 1) cites.sort((a, b) => a.citation.start - b.citation.start);
    return {
      kind,
      span: shift(span, start),
      prose: new PlacedProse(prose, start),
      ...ofKind(level, footnote),
      citations: cites.map(({ citation, at }) => ({ index: citations.push(citation) - 1, at })),
    };
  };
  const blocks = chunks.flatMap(({ chunk, start }) => {
    for (const comment of chunk.comments) comments.push({ ...comment, span: shift(comment.span, start) });
    return chunk.blocks.map((block) => blockOf(block, start));
  });
  return { text, newline: newlineOf(text), blocks, citations, comments, chunks, ...(frontMatter === undefined ? {} : { frontMatter }) };
}

const UNCITED: ProseBlock['citations'] = [];
const PLAIN = {};

/** What only headings and footnotes have. */
function ofKind(level: number | undefined, footnote: string | undefined): Pick<ProseBlock, 'level' | 'footnote'> {
  if (level === undefined) return footnote === undefined ? PLAIN : { footnote };
  return footnote === undefined ? { level } : { level, footnote };
}

/** How the first line ends; as in most files where there is one line alone. */
export function newlineOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
