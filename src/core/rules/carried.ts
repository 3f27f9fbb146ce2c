import { isTold } from '../claims/support.ts';
import type { Mismatch, MismatchKind, SupportJudgement } from '../claims/types.ts';
import { overlaps, type Span } from '../text/span.ts';
import type { CitedSource, StatementFacts } from './facts.ts';
import type { PlacedStatement } from './rule.ts';

/** What is counted, measured or dated. */
const FIGURES: readonly MismatchKind[] = ['figure', 'unit', 'date'];
const OPPOSITES: readonly MismatchKind[] = ['negation', 'antonym', 'roles'];
/**
 * An opposite is told where the check is so sure and the passage carries so much of the claim: of 101 supported claims of WiCE
 * that are read as claims, each with its whole pages, 1 is then contradicted. Names in each other's place take the higher sureness.
 */
const PLAIN = 0.7;
const RELATED = 0.2;
const CLOSE = 0.35;
/** Below this support an article does not carry a claim: so are under 2 % of the supported and half of the unsupported claims of WiCE's dev set. */
const UNCARRIED = 0.05;

/**
 * Sources of fewer different words are excerpts: a note, a headline with its lead. An article that carries a claim comes back
 * to its words; an excerpt carries it in other words more often than in the same ones, so that it takes more to say that it does
 * not. Of the supported claims of CitInt's train set, each with its one sentence, then with five, these limits say so of about
 * 1 % and 2 %, and of two in three claims that are given another article's sentences.
 */
const ARTICLE = 150;
/**
 * A passage of an excerpt must carry so much of the claim before a figure or an opposite in it speaks against the claim; or so much
 * of what the claim says beside the figure. With this second way, 4 more of the figures that ClimateFEVER refutes are told, and no
 * more of those that it supports.
 */
const EXCERPT_CLOSE = 0.5;
const EXCERPT_BESIDE = 0.55;
/** A name or figure that an excerpt lacks is told where this share of the claim is lacking at most: all else is there. */
const ELSE_THERE = 0.2;
/** So sure is the check that the source has no part of a name. */
const UNKNOWN_NAME = 0.8;
/** Share of the claim's words that a source may lack: this for an article, and the more the fewer words an excerpt has. */
const ABSENT = 0.5;
const WORDS_FOR_ABSENT = 500;

/** How a claim departs from the source that carries it best. One departure is told, the plainest: a figure before an opposite before a lack. */
export interface Departure {
  readonly kind: 'figure' | 'opposite' | 'lack';
  readonly cited: CitedSource;
  /** What shows it; empty for a lack. */
  readonly mismatches: readonly Mismatch[];
}

/** The departure of a claim from what it cites; undefined where a source carries it, or nothing can be said. */
export function departureOf(facts: StatementFacts): Departure | undefined {
  const cited = closest(facts);
  if (!cited?.support) return undefined;
  const judged = cited.support;
  const { support, absent, vocabulary, mismatches } = judged;
  const article = vocabulary >= ARTICLE;
  const sure = mismatches.filter(isTold);
  const figures = sure.filter((m) => FIGURES.includes(m.kind) && (article || isMeant(m, judged)));
  if (figures.length > 0) return { kind: 'figure', cited, mismatches: figures };
  // Only a passage can say the opposite; that none says the same is a lack.
  const opposites = sure.filter((m) => OPPOSITES.includes(m.kind) && m.passageSpan !== undefined && isOpposite(m, article));
  if (opposites.length > 0) return { kind: 'opposite', cited, mismatches: opposites };
  // "Bachelor of Arts", "Comedy Series": what nobody is called, a source may say in other words.
  const [names, titles] = partition(mismatches, facts);
  const carried = titles.reduce((rest, m) => rest / (1 - m.confidence), support);
  const lacks =
    absent >= Math.max(ABSENT, 1 - vocabulary / WORDS_FOR_ABSENT) ||
    (article && carried < UNCARRIED) ||
    (absent <= ELSE_THERE && names.some((m) => m.confidence >= UNKNOWN_NAME));
  return lacks ? { kind: 'lack', cited, mismatches: [] } : undefined;
}

/** A passage that carries little of the claim is about something else, and says the opposite of nothing. */
function isOpposite({ kind, confidence, closeness = 0 }: Mismatch, article: boolean): boolean {
  if (!article) return confidence >= PLAIN && closeness >= EXCERPT_CLOSE;
  if (confidence >= PLAIN) return closeness >= RELATED;
  return kind !== 'roles' && closeness >= CLOSE;
}

/** Names that differ: those that are known to name an actor or a place, and other words with capitals. */
function partition(mismatches: readonly Mismatch[], { names, span }: StatementFacts): [Mismatch[], Mismatch[]] {
  const known: Mismatch[] = [];
  const others: Mismatch[] = [];
  for (const mismatch of mismatches) {
    if (mismatch.kind !== 'name' || !mismatch.claimSpan) continue;
    const place = { start: span.start + mismatch.claimSpan.start, end: span.start + mismatch.claimSpan.end };
    (names.some(({ mention }) => overlaps(mention, place)) ? known : others).push(mismatch);
  }
  return [known, others];
}

/** True when an excerpt is about what the claim says, so that another figure, or none, is a departure. */
function isMeant({ passageSpan, closeness = 0, beside = 0 }: Mismatch, { absent }: SupportJudgement): boolean {
  return passageSpan === undefined ? absent <= ELSE_THERE : closeness >= EXCERPT_CLOSE || beside >= EXCERPT_BESIDE;
}

/** The cited source that supports a claim most; undefined when one supports it whole. */
function closest(facts: StatementFacts): CitedSource | undefined {
  if (facts.kind !== 'claim') return undefined;
  let best: CitedSource | undefined;
  for (const cited of facts.own) {
    if (!cited.support || cited.otherScript || cited.support.verdict === 'supported') return undefined;
    if ((best?.support?.support ?? -1) < cited.support.support) best = cited;
  }
  return best;
}

/** Where a mismatch stands in the briefing: its words, else the whole statement. */
export function placeOf({ place, facts, span }: PlacedStatement, { claimSpan }: Mismatch): Span {
  if (!claimSpan || claimSpan.end <= claimSpan.start) return span;
  return place({ start: facts.span.start + claimSpan.start, end: facts.span.start + claimSpan.end });
}
