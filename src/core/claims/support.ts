import type { PreparedClaim, PreparedPassages, RankedPassage, SupportJudgement } from './types.ts';

/** Judges whether the best passages carry the claim. */
export function judgeSupport(claim: PreparedClaim, passages: PreparedPassages, ranked: readonly RankedPassage[]): SupportJudgement {
  const best = ranked.slice(0, 3);
  const missing: string[] = [];
  let all = 0;
  let found = 0;
  const seen = new Set<string>();
  for (const t of claim.tokens) {
    if (!t.content || seen.has(t.stem)) continue;
    seen.add(t.stem);
    all++;
    if (best.some((r) => passages.passages[r.index]?.stems.has(t.stem))) found++;
    else missing.push(claim.text.slice(t.start, t.end));
  }
  const support = all === 0 ? 0 : found / all;
  const verdict = support > 0.75 ? 'supported' : support > 0.4 ? 'partial' : 'unsupported';
  const explanation =
    missing.length === 0 ? 'The passages hold every word of it.' : `Not in the passages: ${missing.slice(0, 6).join(', ')}.`;
  return { verdict, support, reasons: missing.length === 0 ? ['all words found'] : ['words missing'], explanation, mismatches: [] };
}
