import { compare, type Suspicion, wordsAt } from './comparison.ts';
import { dateSuspicions } from './mismatch/dates.ts';
import { figureSuspicions } from './mismatch/figures.ts';
import { nameSuspicions } from './mismatch/names.ts';
import { negationSuspicions } from './mismatch/negation.ts';
import { oppositeSuspicions } from './mismatch/opposites.ts';
import { roleSuspicions } from './mismatch/roles.ts';
import { unsupportedChances } from './termModel.ts';
import type { PreparedClaim, PreparedPassages, RankedPassage, SupportJudgement } from './types.ts';

/** Longer claims have more words to lack: between the mean (1) and the sum (0) of the terms' log-chances. */
const LENGTH_POWER = 0.75;

/** Judges whether the best passages carry the claim. */
export function judgeSupport(claim: PreparedClaim, passages: PreparedPassages, ranked: readonly RankedPassage[]): SupportJudgement {
  const comparison = compare(claim, passages, ranked);
  const chances = unsupportedChances(comparison);
  let log = 0;
  for (const p of chances) log += Math.log(1 - p);
  const base = chances.length === 0 ? 0 : Math.exp(log / chances.length ** LENGTH_POWER);
  const suspicions: Suspicion[] = [
    negationSuspicions,
    oppositeSuspicions,
    figureSuspicions,
    dateSuspicions,
    nameSuspicions,
    roleSuspicions,
  ].flatMap((find) => find(comparison));
  const support = suspicions.reduce((s, m) => s * (1 - m.confidence), base);
  const missing = claim.terms.filter((_, t) => (comparison.anywhere[t] ?? 0) === 0).map((term) => wordsAt(claim, term.first, term.last));
  const verdict = suspicions.some((s) => s.confidence >= 0.6)
    ? 'contradicted'
    : support > 0.75
      ? 'supported'
      : support > 0.4
        ? 'partial'
        : 'unsupported';
  const explanation =
    missing.length === 0 ? 'The passages hold every word of it.' : `Not in the passages: ${missing.slice(0, 6).join(', ')}.`;
  return {
    verdict,
    support,
    reasons: missing.length === 0 ? ['all words found'] : ['words missing'],
    explanation,
    mismatches: suspicions,
  };
}
