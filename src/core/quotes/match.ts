import type { Gap, Quoted, QuotedWord } from './quoted.ts';

/** A quotation found word for word: indices of the source's words, one entry a run, half-open. */
export interface RunMatch {
  readonly runs: readonly { readonly from: number; readonly to: number }[];
}

/** An ellipsis may leave out at most this many words: a longer leap joins words that were never one statement. */
export const MAX_ELLIPSIS = 150;
/** A bracket stands for at most this many of the source's words ("[the minister]" for "he"). */
const MAX_BRACKET = 6;
/** Places that are followed up; a phrase that stands more often than this is no quotation of one place. */
const MAX_PLACES = 50;
/** Steps after which a search gives up: lost is better than slow. */
const BUDGET = 5_000_000;

/** Numbers for the words of a quotation, so that sources are compared by integers. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();

  constructor(words: readonly QuotedWord[]) {
    for (const w of words) if (!this.#ids.has(w.key)) this.#ids.set(w.key, this.#ids.size);
  }

  /** The number of each word; -1 for words that the quotation does not have. */
  encode(words: readonly QuotedWord[]): Int32Array {
    const out = new Int32Array(words.length);
    for (let i = 0; i < words.length; i++) out[i] = this.#ids.get(words[i]?.key ?? '') ?? -1;
    return out;
  }
}

/**
 * The places where the source has the runs of the quotation in order, with at most what an ellipsis or a bracket may stand
 * for in between. Word search by Knuth, Morris and Pratt, so that no repetition in either makes it more than linear.
 */
export function matchRuns(quoted: Quoted, vocabulary: Vocabulary, source: Int32Array): RunMatch[] {
  const runs = quoted.runs.map((r) => vocabulary.encode(r));
  const first = runs[0];
  if (!first || first.length === 0 || first.length > source.length) return [];
  const tables = runs.map(failure);
  const out: RunMatch[] = [];
  let budget = BUDGET;
  for (let from = 0; out.length < MAX_PLACES; ) {
    const start = find(source, first, tables[0] ?? new Int32Array(0), from, source.length);
    if (start < 0) break;
    const match = follow(start);
    if (match) out.push(match);
    if (budget < 0) break;
    from = start + 1;
    budget -= start - from + first.length;
  }
  return out;

  function follow(start: number): RunMatch | undefined {
    const found = [{ from: start, to: start + (first?.length ?? 0) }];
    for (let i = 1; i < runs.length; i++) {
      const run = runs[i];
      const table = tables[i];
      const gap = quoted.gaps[i - 1];
      if (!run || !table || !gap) return undefined;
      const after = found.at(-1)?.to ?? 0;
      const reach = reachOf(gap);
      budget -= reach + run.length;
      if (budget < 0) return undefined;
      const at = find(source, run, table, after, Math.min(source.length, after + reach + run.length));
      if (at < 0) return undefined;
      found.push({ from: at, to: at + run.length });
    }
    return { runs: found };
  }
}

function reachOf(gap: Gap): number {
  return gap.kind === 'ellipsis' ? MAX_ELLIPSIS : MAX_BRACKET;
}

function failure(run: Int32Array): Int32Array {
  const table = new Int32Array(run.length);
  for (let i = 1, k = 0; i < run.length; i++) {
    while (k > 0 && run[i] !== run[k]) k = table[k - 1] ?? 0;
    if (run[i] === run[k]) k++;
    table[i] = k;
  }
  return table;
}

/** Index of the first occurrence of `run` that lies within `from`…`to`, or -1. */
function find(source: Int32Array, run: Int32Array, table: Int32Array, from: number, to: number): number {
  for (let i = from, k = 0; i < to; i++) {
    while (k > 0 && source[i] !== run[k]) k = table[k - 1] ?? 0;
    if (source[i] === run[k]) k++;
    if (k === run.length) return i - k + 1;
  }
  return -1;
}
