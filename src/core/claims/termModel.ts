import type { Comparison } from './comparison.ts';
import weights from './model/terms.json' with { type: 'json' };
import type { PreparedPassage, Term } from './types.ts';

/** What the model looks at, for each term of a claim; all between 0 and 1. */
export const TERM_FEATURES = [
  'always',
  'in the best passage',
  'in the best three',
  'in the best five',
  'beside the best passage',
  'anywhere in the article',
  'is a figure',
  'is a name',
  'figure nowhere in the article',
  'figure not in the best five',
  'name nowhere in the article',
  'name not in the best five',
  'its neighbours stand in the same passage',
  'its neighbours stand close by',
] as const;

/** How far apart, in tokens, the answers of two neighbouring terms may stand to count as close. */
const CLOSE = 4;

/** For each term of the claim its features, in the order of TERM_FEATURES. */
export function termFeatures(comparison: Comparison): number[][] {
  const { claim, passages, coverage, alignments, anywhere } = comparison;
  const rows = alignments.map((a) => coverage.rows[a.index]);
  const best = alignments[0]?.index ?? -9;
  const beside = [-2, -1, 1, 2].map((d) => coverage.rows[best + d]);
  const most = (list: readonly ((typeof rows)[number] | undefined)[], t: number): number => {
    let q = 0;
    for (const row of list) q = Math.max(q, row?.quality[t] ?? 0);
    return q;
  };
  const yes = (condition: boolean): number => (condition ? 1 : 0);
  return claim.terms.map((term, t) => {
    const five = most(rows, t);
    const any = anywhere[t] ?? 0;
    const figure = term.kind === 'figure';
    const name = term.kind === 'name';
    let together = 0;
    let close = 0;
    rows.forEach((row, r) => {
      if (!row || (row.quality[t] ?? 0) === 0) return;
      const before = t > 0 ? (row.quality[t - 1] ?? 0) : 0.5;
      const after = t < claim.terms.length - 1 ? (row.quality[t + 1] ?? 0) : 0.5;
      together = Math.max(together, (before + after) / 2);
      const passage = passages.passages[alignments[r]?.index ?? -1];
      const place = placeOf(passage, term);
      const near = (other: Term | undefined): number => {
        const at = other && placeOf(passage, other);
        return at !== undefined && place !== undefined && Math.abs(at - place) <= CLOSE ? 0.5 : 0;
      };
      close = Math.max(close, near(claim.terms[t - 1]) + near(claim.terms[t + 1]));
    });
    return [
      1,
      most(rows.slice(0, 1), t),
      most(rows.slice(0, 3), t),
      five,
      most(beside, t),
      any,
      yes(figure),
      yes(name),
      yes(figure && any === 0),
      yes(figure && five === 0),
      yes(name && any === 0),
      yes(name && five === 0),
      together,
      close,
    ];
  });
}

function placeOf(passage: PreparedPassage | undefined, term: Term): number | undefined {
  const own = passage?.keys.get(term.key);
  if (own !== undefined) return own;
  for (const [key] of term.variants) {
    const at = passage?.keys.get(key);
    if (at !== undefined) return at;
  }
  return undefined;
}

/**
 * For each term the chance, as a logistic regression trained on WiCE's token labels sees it, that the article does not carry it.
 * `model` are weights in the order of TERM_FEATURES (default: the shipped ones, see src/tools/train-evidence.ts).
 */
export function unsupportedChances(comparison: Comparison, model: readonly number[] = weights.weights): number[] {
  return termFeatures(comparison).map((features) => 1 / (1 + Math.exp(-features.reduce((sum, x, i) => sum + x * (model[i] ?? 0), 0))));
}
