import { type Alignment, align, termsByToken } from './alignment.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { type Negation, negations, polarity } from './polarity.ts';
import type { Mismatch, Prepared, PreparedClaim, PreparedPassages, RankedPassage } from './types.ts';

/** Passages that may carry the claim together: beyond the fifth hardly any does (3 in 100 claims of WiCE need one). */
const CONSIDERED = 5;

export interface Polarity {
  readonly negations: readonly Negation[];
  /** For each token 1 where it is negated. */
  readonly odd: Uint8Array;
}

/** All that the checks of one claim against one article look at. */
export interface Comparison {
  readonly claim: PreparedClaim;
  readonly passages: PreparedPassages;
  readonly coverage: Coverage;
  /** The best passages, best first. */
  readonly alignments: readonly Alignment[];
  /** For each term how well the article holds it anywhere, 0…1. */
  readonly anywhere: Float32Array;
  /** For each token of the claim the index of its term, or -1. */
  readonly termOf: Int32Array;
  polarityOf(prepared: Prepared): Polarity;
}

/** A mismatch with how sure the check is of it, 0…1. */
export type Suspicion = Mismatch;

export function compare(claim: PreparedClaim, passages: PreparedPassages, ranked: readonly RankedPassage[]): Comparison {
  const coverage = coverageOf(claim, passages);
  const alignments: Alignment[] = [];
  for (const { index } of ranked.slice(0, CONSIDERED)) {
    const passage = passages.passages[index];
    if (passage && (coverage.rows[index]?.share ?? 0) > 0) alignments.push(align(claim, passage, index));
  }
  const anywhere = new Float32Array(claim.terms.length);
  for (const { quality } of coverage.rows)
    for (let t = 0; t < anywhere.length; t++) if ((quality[t] ?? 0) > (anywhere[t] ?? 0)) anywhere[t] = quality[t] ?? 0;
  const index = new Map(claim.terms.map((term, t) => [term, t] as const));
  const termOf = new Int32Array(claim.tokens.length).fill(-1);
  termsByToken(claim).forEach((term, i) => {
    if (term) termOf[i] = index.get(term) ?? -1;
  });
  return { claim, passages, coverage, alignments, anywhere, termOf, polarityOf };
}

const polarities = new WeakMap<Prepared, Polarity>();

function polarityOf(prepared: Prepared): Polarity {
  const known = polarities.get(prepared);
  if (known) return known;
  const found = negations(prepared.tokens);
  const read = { negations: found, odd: polarity(prepared.tokens, found) };
  polarities.set(prepared, read);
  return read;
}

/** Share of the claim, without the word at a token, that the passage carries, 0…1: the larger, the more its departure in that word counts. */
export function restCarried({ coverage, termOf }: Comparison, alignment: Alignment, token: number): number {
  const row = coverage.rows[alignment.index];
  const term = termOf[token] ?? -1;
  const own = term < 0 ? 0 : (coverage.weights[term] ?? 0);
  if (!row || own >= 1) return 0;
  return Math.min(1, (row.share - own * (term < 0 ? 0 : (row.quality[term] ?? 0))) / (1 - own));
}

/** Share of the claim, without what stands in a span, that a passage carries, 0…1. */
export function carriedBeside(
  { claim, coverage }: Comparison,
  passage: number,
  span: { readonly start: number; readonly end: number },
): number {
  const row = coverage.rows[passage];
  let all = 0;
  let carried = 0;
  claim.terms.forEach(({ first }, t) => {
    const token = claim.tokens[first];
    if (token === undefined || (token.start >= span.start && token.end <= span.end)) return;
    all += coverage.weights[t] ?? 0;
    carried += (coverage.weights[t] ?? 0) * (row?.quality[t] ?? 0);
  });
  return all === 0 ? 0 : carried / all;
}

/** What is written at a token or a run of tokens. */
export function wordsAt(prepared: Prepared, first: number, last = first + 1): string {
  return prepared.text.slice(prepared.tokens[first]?.start ?? 0, prepared.tokens[last - 1]?.end ?? 0);
}

export function spanAt(prepared: Prepared, first: number, last = first + 1): { start: number; end: number } {
  return { start: prepared.tokens[first]?.start ?? 0, end: prepared.tokens[last - 1]?.end ?? 0 };
}
