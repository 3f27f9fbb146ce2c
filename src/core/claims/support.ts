import type { PreparedClaim, PreparedPassages, RankedPassage, SupportJudgement } from './types.ts';

/** Judges whether the best passages carry the claim. */
export function judgeSupport(claim: PreparedClaim, passages: PreparedPassages, ranked: readonly RankedPassage[]): SupportJudgement {
  const best = ranked.slice(0, 3);
  const missing: string[] = [];
  let all = 0;
  let found = 0;
  for (const term of claim.terms) {
    all++;
    const holds = (key: string): boolean => best.some((r) => passages.passages[r.index]?.keys.has(key) ?? false);
    const q = holds(term.key) ? 1 : Math.max(0, ...term.variants.filter(([key]) => holds(key)).map(([, x]) => x));
    found += q;
    if (q === 0) missing.push(claim.text.slice(claim.tokens[term.first]?.start ?? 0, claim.tokens[term.last - 1]?.end ?? 0));
  }
  const support = all === 0 ? 0 : found / all;
  const verdict = support > 0.75 ? 'supported' : support > 0.4 ? 'partial' : 'unsupported';
  const explanation =
    missing.length === 0 ? 'The passages hold every word of it.' : `Not in the passages: ${missing.slice(0, 6).join(', ')}.`;
  return { verdict, support, reasons: missing.length === 0 ? ['all words found'] : ['words missing'], explanation, mismatches: [] };
}
