import { countBefore } from '../text/ordered.ts';
import type { Span } from '../text/span.ts';

/** Stands for a citation key that is part of its sentence ("@smith2020 argues …"): a letter that no name holds (U+2135). */
export const NARRATIVE = 'ℵ';

/** Plain prose of one block and the way back to the briefing. */
export interface Prose {
  readonly text: string;
  /** The span of the briefing that a prose span came from. An empty span gives an empty one. */
  toSource(span: Span): Span;
  /** The prose offset of a briefing offset: of the character there, else of the next one after it. */
  fromSource(offset: number): number;
}

interface Piece {
  readonly prose: number;
  readonly source: number;
  readonly length: number;
  /** Length in the source; differs from `length` where something was replaced. */
  readonly sourceLength: number;
}

/** Builds prose from pieces that are copied or replaced, remembering where each stands. */
export class ProseBuilder implements Prose {
  readonly #parts: string[] = [];
  readonly #pieces: Piece[] = [];
  #length = 0;
  #text: string | undefined;

  get length(): number {
    return this.#length;
  }

  get text(): string {
    this.#text ??= this.#parts.join('');
    return this.#text;
  }

  /** Adds text that stands verbatim in the briefing, from the offset `source` on. */
  copy(text: string, source: number): void {
    this.#push(text, source, text.length);
  }

  /** Adds `text` in place of a source span. */
  replace(text: string, source: Span): void {
    this.#push(text, source.start, source.end - source.start);
  }

  toSource(span: Span): Span {
    const start = this.#sourceOf(span.start, false);
    if (span.end <= span.start) return { start, end: start };
    return { start, end: Math.max(start, this.#sourceOf(span.end, true)) };
  }

  fromSource(offset: number): number {
    const pieces = this.#pieces;
    const piece = pieces[countBefore(pieces.length, (i) => (pieces[i]?.source ?? 0) + (pieces[i]?.sourceLength ?? 0) <= offset)];
    if (piece === undefined) return this.#length;
    if (offset <= piece.source) return piece.prose;
    return piece.prose + (piece.length === piece.sourceLength ? offset - piece.source : 0);
  }

  #push(text: string, source: number, sourceLength: number): void {
    if (text === '') return;
    this.#parts.push(text);
    this.#pieces.push({ prose: this.#length, source, length: text.length, sourceLength });
    this.#length += text.length;
    this.#text = undefined;
  }

  /** `end` true: the source offset behind the character before the prose offset. */
  #sourceOf(prose: number, end: boolean): number {
    const wanted = end ? prose - 1 : prose;
    const pieces = this.#pieces;
    const piece = pieces[Math.max(countBefore(pieces.length, (i) => (pieces[i]?.prose ?? 0) <= wanted) - 1, 0)];
    if (piece === undefined) return 0;
    const within = wanted - piece.prose;
    if (piece.length !== piece.sourceLength) {
      // A replaced stretch is one: its start, or its end.
      return end || within >= piece.length ? piece.source + piece.sourceLength : piece.source;
    }
    return piece.source + Math.min(within, piece.length) + (end ? 1 : 0);
  }
}
