import type { Span } from '../text/span.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import type { DateMention } from './dates.ts';
import { readTokens } from './tokens.ts';
import type { PreparedClaim, PreparedPassage, PreparedPassages, RankedPassage } from './types.ts';
import { words } from './words.ts';

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
/** What a passage adds that has a date of the claim which the chosen ones lack, as a share of the best passage's score. */
const DATED = 0.25;
/** What the claim's pairs of neighbouring words add where a passage has them side by side too: set phrases, titles, quoted words. */
const PAIRS = 0.06;
/**
 * Long passages hold words by chance, the more the longer they are (length normalisation: Robertson & Zaragoza 2009, § 3.4), and
 * articles put first what matters. By how much a passage of e times as many different words as usual scores less, as the first
 * and as one that completes it; and by how much the last of the article does. A passage of USUAL different words is neither.
 */
const LONG = 0.08;
const LONG_AFTER = 0.03;
const USUAL = 12;
/** Still shorter ones are fragments, which are no better as the first; what completes it may well be one: a date line, a caption. */
const FRAGMENT = -0.4;
const LAST = 0.05;
/** Passages that share this part of their words say the same again: the second adds nothing. */
const REPEATED = 0.8;
/** How many passages are chosen that way, and out of how many. */
const CHOSEN = 10;
const OUT_OF = 40;

/**
 * Ranks every passage of the article for the claim, best first; ties in the order of the article. A passage scores the
 * share of the claim that it carries (words weighted by how rare they are within the article), and a part of what its
 * neighbours carry, and a little for words that stand side by side in both; short and early ones come first among those that
 * score alike. From the second on, passages that complete the first, by words or by a date of the claim, come before those that
 * repeat it.
 * @param most only so many, the best, are made ready to be shown
 */
export function rankPassages(claim: PreparedClaim, passages: PreparedPassages, most = Number.POSITIVE_INFINITY): RankedPassage[] {
  const coverage = coverageOf(claim, passages);
  const pairs = pairsOf(claim);
  const scores = passages.passages.map((passage, index) => {
    const score = scoreOf(coverage, index);
    return score === 0 ? 0 : score + PAIRS * sharedPairs(pairs, passage);
  });
  const first = scores.map((score, index) => score * fitness(passages, index, LONG, FRAGMENT));
  const order = [...scores.keys()].sort((a, b) => (first[b] ?? 0) - (first[a] ?? 0) || a - b);
  const best = complete(claim, passages, coverage, scores, order, Math.min(most, CHOSEN));
  return best.slice(0, most).map((index) => ({
    index,
    score: Math.min(1, scores[index] ?? 0),
    agreeing: agreeing(claim, passages, coverage, index),
    missing: missing(claim, coverage, index),
  }));
}

/** What a passage's length (beyond or below the usual, from `least` on) and place leave of its score, about 1. */
function fitness({ passages }: PreparedPassages, index: number, long: number, least: number): number {
  const length = Math.max(least, Math.log((1 + (passages[index]?.keys.size ?? 0)) / USUAL));
  return (1 - long * length) * (1 - (LAST * index) / passages.length);
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

/** Moves forward, one by one until `count` are chosen, the passage that together with those already chosen carries most. */
function complete(
  claim: PreparedClaim,
  passages: PreparedPassages,
  coverage: Coverage,
  scores: readonly number[],
  order: readonly number[],
  count: number,
): number[] {
  const [first, ...rest] = order;
  if (first === undefined) return [];
  const pool = rest.slice(0, OUT_OF);
  const dated = new Map([first, ...pool].map((index) => [index, datesMet(claim, passages.passages[index])]));
  const plain = new Map(
    pool.map((index) => [index, (scores[index] ?? 0) * fitness(passages, index, LONG_AFTER, Number.NEGATIVE_INFINITY)]),
  );
  const top = scores[first] ?? 0;
  const met = new Set<number>();
  const chosen: number[] = [];
  const repeats = new Set<number>();
  const held = new Float64Array(coverage.weights.length);
  const choose = (index: number): void => {
    chosen.push(index);
    for (const date of dated.get(index) ?? []) met.add(date);
    coverage.rows[index]?.quality.forEach((q, t) => {
      held[t] = Math.max(held[t] ?? 0, q);
    });
    for (const other of pool) if (isRepeated(passages.passages[index], passages.passages[other])) repeats.add(other);
  };
  choose(first);
  while (chosen.length < count && pool.length > 0) {
    let best = 0;
    let bestValue = Number.NEGATIVE_INFINITY;
    pool.forEach((index, at) => {
      const quality = coverage.rows[index]?.quality;
      let gain = 0;
      if (quality)
        for (let t = 0; t < held.length; t++) gain += Math.max(0, (quality[t] ?? 0) - (held[t] ?? 0)) * (coverage.weights[t] ?? 0);
      const dates = dated.get(index)?.filter((d) => !met.has(d)).length ?? 0;
      const again = repeats.has(index) ? (scores[index] ?? 0) : 0;
      const value = (plain.get(index) ?? 0) - again + ADDS * gain + (dates > 0 ? DATED * top : 0);
      if (value > bestValue) {
        best = at;
        bestValue = value;
      }
    });
    for (const index of pool.splice(best, 1)) choose(index);
  }
  return [...chosen, ...pool, ...rest.slice(OUT_OF)];
}

/** True when most words of both are the same: a headline that stands twice, a caption that repeats its sentence. */
function isRepeated(a: PreparedPassage | undefined, b: PreparedPassage | undefined): boolean {
  const [few, many] = (a?.keys.size ?? 0) < (b?.keys.size ?? 0) ? [a?.keys, b?.keys] : [b?.keys, a?.keys];
  if (!few || !many || few.size === 0 || few.size < REPEATED * many.size) return false;
  let shared = 0;
  for (const key of few.keys()) if (many.has(key)) shared++;
  return shared >= REPEATED * (few.size + many.size - shared);
}

/** Longer texts are no sentences: only their beginning is read for pairs, as for alignment. */
const MOST_TOKENS = 400;

/** For each word of the claim the words that follow it, by their stems; pairs of function words say nothing. */
interface Pairs {
  readonly after: ReadonlyMap<string, ReadonlySet<string>>;
  readonly count: number;
}

/** A claim is held against many articles. */
const pairsByClaim = new WeakMap<PreparedClaim, Pairs>();

function pairsOf(claim: PreparedClaim): Pairs {
  const known = pairsByClaim.get(claim);
  if (known) return known;
  const after = new Map<string, Set<string>>();
  let count = 0;
  eachPair(claim.text, (first, second, telling) => {
    if (!telling) return;
    const next = after.get(first);
    if (next?.has(second)) return;
    if (next) next.add(second);
    else after.set(first, new Set([second]));
    count++;
  });
  const pairs = { after, count };
  pairsByClaim.set(claim, pairs);
  return pairs;
}

/** The share of the claim's pairs that the passage has, 0…1. */
function sharedPairs({ after, count }: Pairs, passage: PreparedPassage): number {
  if (count === 0) return 0;
  const found = new Set<string>();
  eachPair(passage.text, (first, second) => {
    if (after.get(first)?.has(second)) found.add(`${first} ${second}`);
  });
  return found.size / count;
}

/** Tells the stems of neighbouring words and figures, marks left out, and whether one of them is no function word. Keeps nothing of them. */
function eachPair(text: string, take: (first: string, second: string, telling: boolean) => void): void {
  let before: string | undefined;
  let told = false;
  let left = MOST_TOKENS;
  const next = (stem: string, content: boolean): void => {
    if (left-- <= 0) return;
    if (before !== undefined) take(before, stem, told || content);
    before = stem;
    told = content;
  };
  readTokens(
    text,
    { start: 0, end: text.length },
    {
      word(number) {
        const { stem, content, negated } = words.word(number);
        next(stem, content);
        if (negated) next('not', false);
      },
      figure(figure) {
        next(figure, true);
      },
      mark() {
        left--;
      },
    },
  );
}

/** More dates are those of a list, no sentence's. */
const MOST_DATES = 20;

/** Which of the claim's dates a passage has, by index: "Mar. 27, 2018" has "in March" as well as "March 2018". */
function datesMet(claim: PreparedClaim, passage: PreparedPassage | undefined): number[] {
  return claim.dates
    .slice(0, MOST_DATES)
    .flatMap((date, i) => (passage?.dates.slice(0, MOST_DATES).some((other) => isSameDate(date, other)) === true ? [i] : []));
}

function isSameDate(a: DateMention, b: DateMention): boolean {
  const parts = [
    [a.year, b.year],
    [a.month, b.month],
    [a.day, b.day],
  ] as const;
  const stated = parts.filter(([x, y]) => x !== undefined && y !== undefined);
  return stated.length > 0 && stated.every(([x, y]) => x === y) && (a.month === undefined || b.month !== undefined);
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
