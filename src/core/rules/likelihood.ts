/**
 * The likelihood scale of US Intelligence Community Directive 203 (Analytic Standards, 2 January 2015, section D.6.e(2)(a)):
 * seven bands, each with two terms, one in either row of the directive's table. Analysts are "strongly encouraged not to mix
 * terms from different rows"; products that do are to say that the rows mean the same (same section).
 */
import type { Span } from '../text/span.ts';

export type Row = 0 | 1;

export interface Band {
  /** In per cent, as the directive gives it. */
  readonly percent: string;
  /** The term of the first and of the second row. */
  readonly terms: readonly [string, string];
}

export const BANDS: readonly Band[] = [
  { percent: '1–5 %', terms: ['almost no chance', 'remote'] },
  { percent: '5–20 %', terms: ['very unlikely', 'highly improbable'] },
  { percent: '20–45 %', terms: ['unlikely', 'improbable'] },
  { percent: '45–55 %', terms: ['roughly even chance', 'roughly even odds'] },
  { percent: '55–80 %', terms: ['likely', 'probable'] },
  { percent: '80–95 %', terms: ['very likely', 'highly probable'] },
  { percent: '95–99 %', terms: ['almost certain', 'nearly certain'] },
];

/** A word of likelihood in a text. */
export interface Likelihood extends Span {
  readonly words: string;
  /** Its place in the scale; undefined for words outside. */
  readonly band?: number;
  readonly row?: Row;
  /** The same in the other row's words; undefined where the sentence would have to change. */
  readonly other?: string;
  /** For words outside the scale that mean one of its bands: the scale's words in both rows. */
  readonly instead?: readonly [string, string];
}

/** Terms as they stand in sentences: words, band, row, and the same in the other row's words. */
const TERMS: readonly (readonly [words: string, band: number, row: Row, other: string])[] = [
  ['almost no chance', 0, 0, 'a remote chance'],
  ['a remote chance', 0, 1, 'almost no chance'],
  ['a remote possibility', 0, 1, 'almost no chance'],
  ['very unlikely', 1, 0, 'highly improbable'],
  ['highly improbable', 1, 1, 'very unlikely'],
  ['unlikely', 2, 0, 'improbable'],
  ['improbable', 2, 1, 'unlikely'],
  ['improbably', 2, 1, 'unlikely'],
  ['a roughly even chance', 3, 0, 'roughly even odds'],
  ['roughly even chance', 3, 0, 'roughly even odds'],
  ['roughly even odds', 3, 1, 'a roughly even chance'],
  ['likely', 4, 0, 'probable'],
  ['probable', 4, 1, 'likely'],
  ['probably', 4, 1, 'likely'],
  ['very likely', 5, 0, 'highly probable'],
  ['highly probable', 5, 1, 'very likely'],
  ['almost certain', 6, 0, 'nearly certain'],
  ['almost certainly', 6, 0, ''],
  ['nearly certain', 6, 1, 'almost certain'],
];

/** Words outside the scale that mean one of its bands, and the band's words in either row. */
const SYNONYMS: readonly (readonly [words: string, first: string, second: string])[] = [
  ['highly unlikely', 'very unlikely', 'highly improbable'],
  ['extremely unlikely', 'very unlikely', 'highly improbable'],
  ['most unlikely', 'very unlikely', 'highly improbable'],
  ['very improbable', 'very unlikely', 'highly improbable'],
  ['highly likely', 'very likely', 'highly probable'],
  ['extremely likely', 'very likely', 'highly probable'],
  ['very probable', 'very likely', 'highly probable'],
  ['very probably', 'very likely', ''],
  ['most probably', 'very likely', ''],
  ['in all likelihood', 'very likely', ''],
  ['in all probability', 'very likely', ''],
  ['quite likely', 'likely', 'probable'],
  ['rather likely', 'likely', 'probable'],
  ['quite unlikely', 'unlikely', 'improbable'],
  ['rather unlikely', 'unlikely', 'improbable'],
  ['an even chance', 'a roughly even chance', 'roughly even odds'],
  ['a fifty-fifty chance', 'a roughly even chance', 'roughly even odds'],
  ['virtually certain', 'almost certain', 'nearly certain'],
  ['all but certain', 'almost certain', 'nearly certain'],
  ['next to no chance', 'almost no chance', 'a remote chance'],
];

/**
 * Words of chance that name no band: nobody can say how likely they mean (Kent, Words of Estimative Probability, 1964; the
 * hedges that the directive's scale replaces). Comparisons ("the most likely outcome", "more likely than") place nothing on the scale.
 */
const VAGUE =
  /\b(?:possibly|perhaps|maybe|conceivabl[ye]|presumably|plausibl[ye]|doubtful|(?:may|might|could) (?:well|yet|still)|(?:may|might|could) (?:be|have|become|lead|follow|try|seek|take|make|come|happen|result|prove)|(?:a|some|every|a good|a fair|a strong|a real|a slim|a serious) (?:chance|possibility|likelihood|probability)|(?:good|strong|slim|long) odds|cannot be (?:ruled out|excluded)|(?:we|I) (?:cannot|can't|cannot yet) rule out)\b/gi;
const COMPARED = /\b(?:more|less|most|least|as|so|equally|how)\s+(?:likely|unlikely|probable|improbable)\b/gi;
const SCALED = new RegExp(
  `\\b(?:${[...TERMS.map(([words]) => words), ...SYNONYMS.map(([words]) => words)]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replaceAll(' ', '\\s+')})\\b`,
  'gi',
);

/** A level of confidence, as section D.6.e(2)(b) of the directive means it. */
const CONFIDENCE =
  /\b(?:(?:with|at|have|has|in) (?:very )?(?:high|moderate|medium|low|some|great) confidence|(?:high|moderate|low)[ -]confidence|(?:our|my) confidence (?:in|is|remains))\b/i;

/** Longer sentences are none: only their beginning is read, so that the work stays bounded. */
const LONGEST = 5000;

/** The words of likelihood in a sentence, in order. */
export function likelihoods(sentence: string): Likelihood[] {
  const text = sentence.slice(0, LONGEST);
  const found: Likelihood[] = [];
  const compared = [...text.matchAll(COMPARED)].map((m) => ({ start: m.index, end: m.index + m[0].length, words: m[0] }));
  const free = (start: number, end: number): boolean =>
    !compared.some((c) => c.start < end && start < c.end && !/^most (?:unlikely|probably)/i.test(c.words)) &&
    !found.some((f) => f.start < end && start < f.end);
  for (const m of text.matchAll(SCALED)) {
    const span = { start: m.index, end: m.index + m[0].length, words: m[0] };
    if (free(span.start, span.end)) found.push({ ...span, ...meaningOf(m[0]) });
  }
  for (const m of text.matchAll(VAGUE)) {
    const span = { start: m.index, end: m.index + m[0].length, words: m[0] };
    if (free(span.start, span.end)) found.push(span);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Where a level of confidence stands in a sentence. */
export function confidenceIn(text: string): Span | undefined {
  const m = CONFIDENCE.exec(text.slice(0, LONGEST));
  return m === null ? undefined : { start: m.index, end: m.index + m[0].length };
}

function meaningOf(words: string): Pick<Likelihood, 'band' | 'row' | 'other' | 'instead'> {
  const key = words.toLowerCase().replace(/\s+/g, ' ');
  const term = TERMS.find(([t]) => t === key);
  if (term) return { band: term[1], row: term[2], ...(term[3] === '' ? {} : { other: term[3] }) };
  const synonym = SYNONYMS.find(([t]) => t === key);
  return synonym ? { instead: [synonym[1], synonym[2]] } : {};
}
