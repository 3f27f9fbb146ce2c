import type { Position, Range } from '../model.ts';
import { upperBound } from './ordered.ts';
import type { Span } from './span.ts';

/**
 * Offsets ↔ positions as LSP counts them: lines and UTF-16 characters from 0; `\n`, `\r\n` and `\r` end a line.
 * Building is linear in the text, each question logarithmic in its lines.
 */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#starts = starts;
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The position of an offset; offsets outside the text are clamped to its ends. */
  positionAt(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.#length);
    // The first line starts at 0, so that at least one start is never greater.
    const line = upperBound(this.#starts, at) - 1;
    return { line, character: at - (this.#starts[line] ?? 0) };
  }

  /** The offset of a position; a character beyond its line's end gives the start of the next line at most. */
  offsetAt(position: Position): number {
    const start = this.#starts[Math.min(Math.max(position.line, 0), this.#starts.length - 1)] ?? 0;
    const next = this.#starts[position.line + 1] ?? this.#length;
    return Math.min(start + Math.max(position.character, 0), Math.max(next, start));
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }
}
