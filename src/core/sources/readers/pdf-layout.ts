import type { ParagraphRole } from '../../model.ts';
import type { Block } from '../extraction.ts';
import { FlowBuilder } from './dom.ts';
import { joinLines, Vocabulary } from './hyphens.ts';

/** A run of text on a page, in points. `along` runs with the words, `across` grows upwards from line to line. */
export interface Piece {
  readonly text: string;
  readonly along: number;
  readonly across: number;
  readonly width: number;
  readonly size: number;
  /** Quarter turns of the text. */
  readonly turn: number;
  /** True where the PDF says that the line ends here. */
  readonly ends: boolean;
}

export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly across: number;
  readonly size: number;
  readonly turn: number;
}

/** A gap of this share of the font size between two runs is a blank (a blank is about 0.25 em wide, kerning below 0.1). */
const BLANK = 0.17;
/** Runs on one line lie within this share of the font size of each other: superscripts rise by a third. */
const SAME_LINE = 0.5;
/** A line step beyond the usual one by this factor parts paragraphs. */
const WIDER_STEP = 1.35;
/** Fonts that differ by more than this belong to different paragraphs; larger by this share, to a heading. */
const OTHER_SIZE = 0.12;
const TITLE_SIZE = 1.3;
/** How many lines at the top and at the bottom of a page may be running heads, page numbers and the like. */
const MARGIN_LINES = 3;

/** Puts the runs of a page together to lines, in the order of the page's content. */
export function toLines(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let open: { parts: string[]; left: number; right: number; across: number; size: number; turn: number } | undefined;
  const close = (): void => {
    const text = open?.parts.join('').replace(/\s+/g, ' ').trim();
    if (open && text) lines.push({ text, left: open.left, right: open.right, across: open.across, size: open.size, turn: open.turn });
    open = undefined;
  };
  for (const piece of pieces) {
    const size = piece.size > 0 ? piece.size : (open?.size ?? 10);
    if (open && piece.text.trim() !== '') {
      const sameLine = open.turn === piece.turn && Math.abs(piece.across - open.across) <= SAME_LINE * Math.max(size, open.size);
      if (!sameLine || piece.along < open.right - Math.max(size, open.size) * 2) close();
    }
    if (open) {
      if (piece.along - open.right > BLANK * size && piece.text !== '') open.parts.push(' ');
      open.parts.push(piece.text);
      if (piece.text.trim() !== '') {
        open.right = Math.max(open.right, piece.along + piece.width);
        // The larger font carries the line; a superscript does not change it.
        open.size = Math.max(open.size, size);
      }
    } else if (piece.text.trim() !== '') {
      open = { parts: [piece.text], left: piece.along, right: piece.along + piece.width, across: piece.across, size, turn: piece.turn };
    }
    if (piece.ends) close();
  }
  close();
  return lines;
}

interface Paragraph {
  /** Its lines with what stands between them; kept apart, since gluing a growing text would copy it again and again. */
  readonly parts: string[];
  readonly role: ParagraphRole | undefined;
  /** The font size of its first line. */
  readonly size: number;
}

/**
 * Joins the lines of all pages to paragraphs. A paragraph ends at a wider step, another font size, an indented line, a
 * line that ends early with a full stop, a bullet; a page break ends it only after a full stop. Lines that several pages
 * repeat at their edges (running heads, page numbers) are furniture and shown once.
 */
export function layOut(pages: readonly (readonly Line[])[]): { text: string; blocks: readonly Block[] } {
  const repeated = repeatedLines(pages);
  const size = usualSize(pages);
  const vocabulary = new Vocabulary();
  for (const page of pages) for (const line of page) vocabulary.add(line.text);
  const shown = new Set<string>();
  const paragraphs: Paragraph[] = [];
  const heads: Paragraph[] = [];
  let open: Paragraph | undefined;
  let previous: Line | undefined;
  let turnedPage = false;
  for (const page of pages) {
    const step = usualStep(page);
    const right = rightEdge(page);
    const furniture = edgeLines(page, repeated, step);
    turnedPage = true;
    for (const [i, line] of page.entries()) {
      if (furniture.has(i)) {
        if (!shown.has(pattern(line))) heads.push({ parts: [line.text], role: 'furniture', size: line.size });
        shown.add(pattern(line));
        continue;
      }
      const goesOn = open !== undefined && previous !== undefined && continues(previous, line, turnedPage, step, right);
      if (goesOn && open) {
        const { before, between } = joinLines(open.parts.pop() ?? '', line.text, vocabulary);
        open.parts.push(before, between, line.text);
      } else {
        open = { parts: [line.text], role: line.size > size * (1 + OTHER_SIZE) ? 'heading' : undefined, size: line.size };
        // What stands at the edges of pages comes before the paragraph that follows it.
        paragraphs.push(...heads.splice(0), open);
      }
      previous = line;
      turnedPage = false;
    }
  }
  paragraphs.push(...heads);
  const flow = new FlowBuilder();
  const title = paragraphs.findIndex((p) => p.role === 'heading');
  const largest = paragraphs.reduce((most, p) => Math.max(most, p.size), 0);
  for (const [i, { parts, role, size: own }] of paragraphs.entries()) {
    const text = parts.join('');
    const isTitle = i === title && own >= largest * 0.999 && own >= size * TITLE_SIZE && text.length < 300;
    // Large print that runs long is no heading.
    flow.add(text, isTitle ? 'title' : role === 'heading' && text.length > 200 ? undefined : role, /^[•‣▪●◦]/.test(text));
  }
  return flow.build();
}

function continues(previous: Line, line: Line, turnedPage: boolean, step: number, right: number): boolean {
  if (line.turn !== previous.turn || Math.abs(line.size - previous.size) > OTHER_SIZE * previous.size) return false;
  if (/^[•‣▪●◦]/.test(line.text)) return false;
  const ended = /[.!?:…]["”’»)\]\d]*$/.test(previous.text.slice(-8));
  if (ended && /^(?:[–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)])\s/i.test(line.text)) return false;
  const gap = previous.across - line.across;
  // A new page or column: the paragraph goes on unless its sentence had ended.
  if (turnedPage || gap < 0) return !ended && /^["“(]?[\p{Ll}\p{N}]/u.test(line.text);
  if (gap > step * WIDER_STEP) return false;
  if (line.left > previous.left + 0.8 * line.size && ended) return false;
  const early = previous.right < right - 0.15 * (right - previous.left);
  return !(early && ended);
}

/** The font size in which most characters are set. */
function usualSize(pages: readonly (readonly Line[])[]): number {
  const counts = new Map<number, number>();
  for (const page of pages) for (const line of page) counts.set(round(line.size), (counts.get(round(line.size)) ?? 0) + line.text.length);
  let best = 0;
  let most = -1;
  for (const [size, count] of counts) {
    if (count > most || (count === most && size < best)) {
      most = count;
      best = size;
    }
  }
  return best;
}

/** The commonest distance from one line of a page to the next; infinite for pages of one line. */
function usualStep(page: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < page.length; i++) {
    const gap = (page[i - 1]?.across ?? 0) - (page[i]?.across ?? 0);
    if (gap > 0) counts.set(round(gap), (counts.get(round(gap)) ?? 0) + 1);
  }
  let best = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const [gap, count] of counts) {
    if (count > most || (count === most && gap < best)) {
      most = count;
      best = gap;
    }
  }
  return best;
}

/** Where full lines end: nine tenths of the lines end at or before it. */
function rightEdge(page: readonly Line[]): number {
  const edges = page.map((line) => line.right).sort((a, b) => a - b);
  return edges[Math.floor(edges.length * 0.9)] ?? 0;
}

/** Patterns of lines that stand at the edge of several pages: on two of five at least (left and right pages differ), on two at the very least. */
function repeatedLines(pages: readonly (readonly Line[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const edge = new Set([...page.slice(0, MARGIN_LINES), ...page.slice(-MARGIN_LINES)].map(pattern));
    for (const p of edge) counts.set(p, (counts.get(p) ?? 0) + 1);
  }
  const least = Math.max(2, Math.ceil(pages.length * 0.4));
  return new Set([...counts].filter(([, count]) => count >= least).map(([p]) => p));
}

/**
 * Indices of the lines of a page that are repeated, from each edge inwards up to the first that is not, and set off from
 * what follows by a wider step or another font size: pages that happen to begin with the same sentence keep it.
 */
function edgeLines(page: readonly Line[], repeated: ReadonlySet<string>, step: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [first, by] of [
    [0, 1],
    [page.length - 1, -1],
  ] as const) {
    const taken: number[] = [];
    for (let i = first; taken.length < MARGIN_LINES; i += by) {
      const line = page[i];
      if (!line || !repeated.has(pattern(line))) break;
      taken.push(i);
      const next = page[i + by];
      const apart = !next || Math.abs(next.across - line.across) > step * 1.2 || Math.abs(next.size - line.size) > OTHER_SIZE * line.size;
      if (apart) for (const index of taken) found.add(index);
    }
  }
  return found;
}

/** A running head without its page number, with its height on the page. */
function pattern(line: Line): string {
  return `${Math.round(line.across / 6)} ${line.text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ')}`;
}

function round(n: number): number {
  return Math.round(n * 2) / 2;
}
