import type { Span } from './span.ts';

/**
 * How many of the first `count` indices `before` holds for, when it holds for a beginning of them and for none after that:
 * the place at which something belongs in an ordered list. Asks `before` a logarithmic number of times.
 */
export function countBefore(count: number, before: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (before(mid)) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** How many of the sorted numbers are less than `value`. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  return countBefore(sorted.length, (i) => (sorted[i] ?? 0) < value);
}

/** How many of the sorted numbers are not greater than `value`. */
export function upperBound(sorted: readonly number[], value: number): number {
  return countBefore(sorted.length, (i) => (sorted[i] ?? 0) <= value);
}

/** Index of the first of the spans (in order, without overlaps) that ends after the offset. */
export function firstEndingAfter(spans: readonly Span[], offset: number): number {
  return countBefore(spans.length, (i) => (spans[i]?.end ?? 0) <= offset);
}

/**
 * What stands behind a key and a tab in the line that begins with them; undefined where none does. The lines are in the order of code
 * units; a tab comes before whatever a key is made of, so that this is the order of their keys.
 */
export function lineOf(lines: readonly string[], key: string): string | undefined {
  const wanted = `${key}\t`;
  const line = lines[countBefore(lines.length, (i) => (lines[i] ?? '') < wanted)];
  return line?.startsWith(wanted) === true ? line.slice(wanted.length) : undefined;
}
