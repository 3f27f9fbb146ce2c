/** What is measured inside the extension host, as the runner gets it: one marked console line a figure. */

/** Begins a console line that carries a figure as JSON. */
export const figureMark = '\u0001attest-figure ';

export interface Figure {
  readonly what: string;
  readonly unit: 'ms' | 'MB';
  /** Every measurement of the run, in order. */
  readonly values: readonly number[];
}

/** The value below which a share `p` (0 to 1) of the values lies, nearest rank. NaN for no values. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}
