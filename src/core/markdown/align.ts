import { upperBound } from '../text/ordered.ts';
import type { Span } from '../text/span.ts';

export interface Alignment {
  /** Offset in the inline content → offset in the source. */
  readonly at: (offset: number) => number;
  /** Content offsets at which the source has a character more (the backslash of `\\|` in a cell): nothing is contiguous across them. */
  readonly breaks: readonly number[];
  /** Source offset behind the aligned content. */
  readonly end: number;
}

/**
 * Finds where the lines of an inline token's content stand in the source. markdown-it cuts each line's block prefix (list
 * markers, `>`), so a content line is the tail of its source line; headings and table cells are found inside theirs.
 *
 * @param from for table cells: the source offset behind the cell before.
 */
export function alignLines(source: string, lines: readonly Span[], content: string, first: number, from?: number): Alignment {
  const contentStarts: number[] = [];
  const sourceStarts: number[] = [];
  /** Content offsets at which a character (a backslash before `|` in a cell) was dropped. */
  const dropped: number[] = [];
  let offset = 0;
  let end = from ?? lines[first]?.start ?? 0;
  let number = first;
  for (const line of content.split('\n')) {
    const span = lines[number] ?? { start: source.length, end: source.length };
    const bare = line.trim();
    // A line of blanks that are none to Markdown (a form feed) has no words that could be found.
    const lead = bare === '' ? 0 : line.length - line.trimStart().length;
    let at: number;
    if (from !== undefined) {
      const cell = locateCell(source, span, from, bare);
      at = cell.start;
      for (const d of cell.dropped) dropped.push(offset + d);
      end = at + bare.length + cell.dropped.length;
    } else {
      const text = source.slice(span.start, span.end);
      const trimmed = text.trimEnd();
      const tail = trimmed.endsWith(bare) ? trimmed.length - bare.length : text.indexOf(bare);
      at = span.start + Math.max(tail, 0);
      end = at + bare.length;
    }
    contentStarts.push(offset);
    sourceStarts.push(at - lead);
    offset += line.length + 1;
    number++;
  }
  return {
    end,
    breaks: dropped,
    at: (o) => {
      const low = Math.max(upperBound(contentStarts, o) - 1, 0);
      let mapped = (sourceStarts[low] ?? 0) + (o - (contentStarts[low] ?? 0));
      mapped += upperBound(dropped, o);
      // The line break of the content is the line end of the source, whatever stands there before it.
      const lineEnd = (contentStarts[low + 1] ?? Number.POSITIVE_INFINITY) - 1;
      const span = lines[first + low];
      if (o === lineEnd && span !== undefined) mapped = Math.max(mapped, span.end);
      return Math.max(0, Math.min(mapped, source.length));
    },
  };
}

/** A cell's content in its row, at or after `from`; `\|` in the source is `|` in the content. */
function locateCell(source: string, line: Span, from: number, bare: string): { start: number; dropped: number[] } {
  const start = Math.max(from, line.start);
  if (bare === '') return { start, dropped: [] };
  if (!bare.includes('|')) {
    const at = source.indexOf(bare, start);
    return { start: at < 0 || at > line.end ? start : at, dropped: [] };
  }
  const escaped = bare.replaceAll('|', '\\|');
  const at = source.indexOf(escaped, start);
  const dropped: number[] = [];
  for (let i = bare.indexOf('|'); i >= 0; i = bare.indexOf('|', i + 1)) dropped.push(i);
  return { start: at < 0 || at > line.end ? start : at, dropped };
}
