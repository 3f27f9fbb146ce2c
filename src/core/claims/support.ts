import { compare, wordsAt } from './comparison.ts';
import { dateSuspicions } from './mismatch/dates.ts';
import { displacedSuspicions } from './mismatch/displaced.ts';
import { figureSuspicions } from './mismatch/figures.ts';
import { nameSuspicions } from './mismatch/names.ts';
import { negationSuspicions } from './mismatch/negation.ts';
import { oppositeSuspicions } from './mismatch/opposites.ts';
import { ownerSuspicions } from './mismatch/owners.ts';
import { roleSuspicions } from './mismatch/roles.ts';
import { attributionSuspicions, modalitySuspicions } from './mismatch/stance.ts';
import { unsupportedChances } from './termModel.ts';
import type {
  Mismatch,
  MismatchKind,
  Prepared,
  PreparedClaim,
  PreparedPassages,
  RankedPassage,
  SupportJudgement,
  Verdict,
} from './types.ts';

/** Longer claims have more words to lack: between the mean (1) and the sum (0) of the terms' log-chances. */
const LENGTH_POWER = 0.75;
/** From this confidence on a mismatch is told as such. */
const TOLD = 0.6;
/** Fainter ones keep a claim from counting as supported. */
const DOUBTED = 0.3;
/** Support from which on a claim counts as carried, and below which nothing carries it. */
const CARRIED = 0.45;
const UNCARRIED = 0.08;
/** Of fewer words a share says little. */
const LEAST_TERMS = 4;
/** Mismatches beyond these are of a text that is no sentence. */
const MOST = 20;
/** Words that an explanation lists at most. */
const LISTED = 6;

const CHECKS = [
  negationSuspicions,
  oppositeSuspicions,
  figureSuspicions,
  dateSuspicions,
  nameSuspicions,
  roleSuspicions,
  displacedSuspicions,
  ownerSuspicions,
  modalitySuspicions,
  attributionSuspicions,
];
/** Mismatches by which a passage says something else than the claim, not merely less. */
const CONTRADICTING: ReadonlySet<MismatchKind> = new Set(['figure', 'date', 'unit', 'negation', 'antonym', 'roles']);

/**
 * Judges whether the article carries the claim. `support` is the chance, by a model of the claim's words, that the best
 * passages hold them, lowered for each mismatch by its confidence; it is comparable between claims. The verdict:
 * `contradicted` where a passage says otherwise, `unsupported` where a name is unknown to the article or too little is
 * carried, `supported` where nothing is in doubt, else `partial`.
 */
export function judgeSupport(claim: PreparedClaim, passages: PreparedPassages, ranked: readonly RankedPassage[]): SupportJudgement {
  const comparison = compare(claim, passages, ranked);
  const chances = unsupportedChances(comparison);
  let log = 0;
  for (const p of chances) log += Math.log(1 - p);
  const base = chances.length === 0 ? 0 : Math.exp(log / chances.length ** LENGTH_POWER);
  // What is written word for word contradicts nothing, however odd it reads to the checks.
  const found = comparison.alignments.some((a) => sameWords(claim, a.passage)) ? [] : CHECKS.flatMap((check) => check(comparison));
  const scores = new Map(ranked.map(({ index, score }) => [index, score]));
  const mismatches = found
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MOST)
    .map((m) => (m.passageIndex === undefined ? m : { ...m, closeness: scores.get(m.passageIndex) ?? 0 }));
  const support = mismatches.reduce((s, m) => s * (1 - m.confidence), base);
  const missing = claim.terms.filter((_, t) => (comparison.anywhere[t] ?? 0) === 0).map((term) => wordsAt(claim, term.first, term.last));
  const absent = claim.terms.length < LEAST_TERMS ? 0 : missing.length / claim.terms.length;
  const told = mismatches.filter((m) => m.confidence >= TOLD);
  const verdict = verdictOf(support, told, mismatches);
  return { verdict, support, absent, reasons: reasonsOf(told, missing), explanation: explain(verdict, told, missing), mismatches };
}

/** True when both have the same words and figures in the same order; marks aside. */
function sameWords(a: Prepared, b: Prepared): boolean {
  const words = (p: Prepared): string[] => p.tokens.flatMap((t) => (t.kind === 'mark' && !/^[%$€£¥]$/.test(t.text) ? [] : [t.text]));
  const [own, other] = [words(a), words(b)];
  return own.length === other.length && own.every((w, i) => w === other[i]);
}

function verdictOf(support: number, told: readonly Mismatch[], all: readonly Mismatch[]): Verdict {
  if (told.some((m) => CONTRADICTING.has(m.kind) && m.passageSpan)) return 'contradicted';
  if (told.length > 0 || support < UNCARRIED) return 'unsupported';
  return support >= CARRIED && all.every((m) => m.confidence < DOUBTED) ? 'supported' : 'partial';
}

function reasonsOf(told: readonly Mismatch[], missing: readonly string[]): string[] {
  const kinds = [...new Set(told.map((m) => m.kind))];
  return [...kinds, missing.length === 0 ? 'all words found' : 'words missing'];
}

function explain(verdict: Verdict, told: readonly Mismatch[], missing: readonly string[]): string {
  const [first] = told;
  if (first) return sentence(first.detail);
  if (missing.length === 0)
    return verdict === 'supported' ? 'The source holds every word of it.' : 'The source holds its words, but not together.';
  const more = missing.length > LISTED ? ` and ${missing.length - LISTED} more` : '';
  return `Not in the source: ${missing.slice(0, LISTED).join(', ')}${more}.`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
