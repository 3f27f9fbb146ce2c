import type { PreparedClaim, PreparedPassages } from './types.ts';

export interface CoverageRow {
  /** For each term of the claim how much of it the passage holds, 0…1. */
  readonly quality: Float32Array;
  /** Share of the claim's weight that the passage holds, 0…1. */
  readonly share: number;
}

/** What each passage of an article holds of a claim. */
export interface Coverage {
  /** Weights of the claim's terms; their sum is 1 (0 when the claim has no terms). */
  readonly weights: Float64Array;
  readonly rows: readonly CoverageRow[];
}

/** Figures tell more than words of the same rarity, since they are seldom there by chance; names tell a little less, since the article is about them. Set by hand. */
const FIGURE = 1.5;
const NAME = 0.85;

/** Compares every passage with the claim. Work: one look-up for each term, variant and passage. */
export function coverageOf(claim: PreparedClaim, passages: PreparedPassages): Coverage {
  const { terms } = claim;
  const total = passages.passages.length;
  const weights = new Float64Array(terms.length);
  let sum = 0;
  terms.forEach((term, t) => {
    // Rarity within the article, not in the language: what every sentence of the article says tells none of them apart.
    const weight =
      Math.log(1 + total / (0.5 + (passages.frequency.get(term.key) ?? 0))) *
      (term.kind === 'figure' ? FIGURE : term.kind === 'name' ? NAME : 1);
    weights[t] = weight;
    sum += weight;
  });
  if (sum > 0) for (let t = 0; t < weights.length; t++) weights[t] = (weights[t] ?? 0) / sum;
  // Variants that the whole article lacks need no second look.
  const alive = terms.map((term) => term.variants.filter(([key]) => passages.frequency.has(key)));
  const rows = passages.passages.map((passage): CoverageRow => {
    const quality = new Float32Array(terms.length);
    let share = 0;
    for (let t = 0; t < terms.length; t++) {
      let best = passage.keys.has(terms[t]?.key ?? '') ? 1 : 0;
      if (best < 1) for (const [key, q] of alive[t] ?? []) if (q > best && passage.keys.has(key)) best = q;
      quality[t] = best;
      share += best * (weights[t] ?? 0);
    }
    return { quality, share };
  });
  return { weights, rows };
}
