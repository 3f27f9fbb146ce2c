import type { Span } from '../text/span.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { PreparedClaim, PreparedPassages, RankedPassage } from './types.ts';

/**
 * Weights of the ranking: few and coarse, set by hand, since no labelled training set for ranking is at hand. On WiCE's dev
 * set each may be half or one and a half times as large without moving a figure by more than a point.
 * `near`, `nextBut`: how much of what only the sentences beside (one and two away) hold counts for a passage.
 */
const NEAR = 0.45;
const NEXT_BUT_ONE = 0.5;
/** A passage must itself carry this share of the claim before its neighbours count in full. */
const OWN_SHARE = 0.08;
/** After the first passage those are preferred that add what the chosen ones lack. */
const ADDS = 0.3;
/** How many passages are chosen that way, and out of how many. */
const CHOSEN = 10;
const OUT_OF = 40;

/**
 * Ranks every passage of the article for the claim, best first; ties in the order of the article. A passage scores the
 * share of the claim that it carries (words weighted by how rare they are within the article), and a part of what its
 * neighbours carry; from the second on, passages that complete the first come before those that repeat it.
 */
export function rankPassages(claim: PreparedClaim, passages: PreparedPassages): RankedPassage[] {
  const coverage = coverageOf(claim, passages);
  const scores = passages.passages.map((_, index) => scoreOf(coverage, index));
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  return complete(coverage, scores, order).map((index) => ({
    index,
    score: Math.min(1, scores[index] ?? 0),
    agreeing: agreeing(claim, passages, coverage, index),
    missing: missing(claim, coverage, index),
  }));
}

function scoreOf(coverage: Coverage, index: number): number {
  const own = coverage.rows[index];
  if (own === undefined || own.share === 0) return 0;
  const [a, b, c, d] = [coverage.rows[index - 1], coverage.rows[index + 1], coverage.rows[index - 2], coverage.rows[index + 2]];
  let extra = 0;
  for (let t = 0; t < coverage.weights.length; t++) {
    const here = own.quality[t] ?? 0;
    const near = Math.max(a?.quality[t] ?? 0, b?.quality[t] ?? 0, NEXT_BUT_ONE * (c?.quality[t] ?? 0), NEXT_BUT_ONE * (d?.quality[t] ?? 0));
    if (near > here) extra += (near - here) * (coverage.weights[t] ?? 0);
  }
  return own.share + NEAR * extra * Math.min(1, own.share / OWN_SHARE);
}

/** Moves forward, one by one, the passage that together with those already chosen carries most. */
function complete(coverage: Coverage, scores: readonly number[], order: readonly number[]): number[] {
  const pool = order.slice(0, OUT_OF);
  const chosen: number[] = [];
  const held = new Float64Array(coverage.weights.length);
  while (chosen.length < CHOSEN && pool.length > 0) {
    let best = 0;
    let bestValue = -1;
    pool.forEach((index, at) => {
      const quality = coverage.rows[index]?.quality;
      let gain = 0;
      if (chosen.length > 0 && quality)
        for (let t = 0; t < held.length; t++) gain += Math.max(0, (quality[t] ?? 0) - (held[t] ?? 0)) * (coverage.weights[t] ?? 0);
      const value = (scores[index] ?? 0) + ADDS * gain;
      if (value > bestValue) {
        best = at;
        bestValue = value;
      }
    });
    const [index = 0] = pool.splice(best, 1);
    chosen.push(index);
    coverage.rows[index]?.quality.forEach((q, t) => {
      held[t] = Math.max(held[t] ?? 0, q);
    });
  }
  return [...chosen, ...pool, ...order.slice(OUT_OF)];
}

function agreeing(claim: PreparedClaim, passages: PreparedPassages, coverage: Coverage, index: number): Span[] {
  const passage = passages.passages[index];
  const row = coverage.rows[index];
  if (!passage || !row || row.share === 0) return [];
  const keys = new Set<string>();
  claim.terms.forEach((term, t) => {
    if ((row.quality[t] ?? 0) === 0) return;
    keys.add(term.key);
    for (const [variant] of term.variants) keys.add(variant);
  });
  const spans: Span[] = [];
  for (const figure of passage.figures) if (keys.has(`#${figure.value}`)) spans.push({ start: figure.start, end: figure.end });
  for (const token of passage.tokens)
    if (token.content && token.kind === 'word' && keys.has(token.stem)) spans.push({ start: token.start, end: token.end });
  spans.sort((a, b) => a.start - b.start);
  return spans.filter((s, i) => i === 0 || s.start >= (spans[i - 1]?.end ?? 0));
}

/** Listing more than this helps nobody. */
const MOST_MISSING = 20;

function missing(claim: PreparedClaim, coverage: Coverage, index: number): string[] {
  const row = coverage.rows[index];
  const out: string[] = [];
  claim.terms.forEach((term, t) => {
    if (out.length >= MOST_MISSING || (row?.quality[t] ?? 0) > 0) return;
    out.push(claim.text.slice(claim.tokens[term.first]?.start ?? 0, claim.tokens[term.last - 1]?.end ?? 0));
  });
  return out;
}
