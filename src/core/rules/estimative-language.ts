import type { Fix } from '../model.ts';
import type { StatementFacts } from './facts.ts';
import { BANDS, confidenceIn, type Likelihood, likelihoods, type Row } from './likelihood.ts';
import type { BriefingRule, Draft, StatementContext } from './rule.ts';
import { quoted } from './say.ts';

/** A statement in the author's own voice with its words of likelihood. */
interface Estimate {
  readonly statement: StatementContext;
  readonly found: readonly Likelihood[];
}

/**
 * Likelihood as US ICD 203 (2015), section D.6.e(2), wants it said: in the words of its scale, in those of one row
 * throughout, and never together with a level of confidence in one sentence. Looks at what the author says in their own
 * voice; words of sources and quotations are left as they are.
 */
export const estimativeLanguage: BriefingRule = {
  code: 'estimative-language',
  scope: 'briefing',
  check: ({ statements }) => {
    const estimates = statements
      .filter(({ facts }) => isOwnVoice(facts))
      .map((statement) => ({ statement, found: unquoted(statement.facts) }));
    const house = houseRow(estimates);
    return estimates.flatMap((estimate) => [...together(estimate), ...outside(estimate, house), ...mixed(estimate, house)]);
  },
};

function isOwnVoice({ kind, cites, carriedBy, reasons }: StatementFacts): boolean {
  return kind === 'judgement' || (kind === 'claim' && !cites && carriedBy === undefined && !reasons.includes('reported speech'));
}

function unquoted({ text, span, quotations }: StatementFacts): Likelihood[] {
  return likelihoods(text).filter(
    ({ start, end }) => !quotations.some(({ content }) => content.start < span.start + end && span.start + start < content.end),
  );
}

/** The row of most terms; the first row where both have as many. Undefined where nothing is on the scale. */
function houseRow(estimates: readonly Estimate[]): Row | undefined {
  const count = [0, 0];
  for (const { found } of estimates) for (const { row } of found) if (row !== undefined) count[row] = (count[row] ?? 0) + 1;
  const [first = 0, second = 0] = count;
  return first + second === 0 ? undefined : second > first ? 1 : 0;
}

/** A level of confidence beside a likelihood. */
function together({ statement, found }: Estimate): Draft[] {
  const { facts, place } = statement;
  const confidence = confidenceIn(facts.text);
  const [likelihood] = found;
  if (!confidence || !likelihood) return [];
  const words = facts.text.slice(confidence.start, confidence.end);
  return [
    {
      ...place({ start: facts.span.start + confidence.start, end: facts.span.start + confidence.end }),
      message: `Confidence (${quoted(words)}) and likelihood (${quoted(likelihood.words)}) stand in one sentence; ICD 203 keeps them apart, since each reads as the other.`,
      reason: 'confidence and likelihood in one sentence',
      words: `${words} ${facts.text}`,
    },
  ];
}

function outside({ statement, found }: Estimate, house: Row | undefined): Draft[] {
  const { facts, place } = statement;
  return found.flatMap((likelihood): Draft[] => {
    if (likelihood.band !== undefined) return [];
    const better = likelihood.instead?.[house ?? 0] || likelihood.instead?.[0];
    const span = place({ start: facts.span.start + likelihood.start, end: facts.span.start + likelihood.end });
    return [
      {
        ...span,
        message: `${quoted(likelihood.words)} is not on the scale of ICD 203${better ? `, where ${quoted(better)} is ${percentOf(better)}` : `: how likely is it? Its seven steps go from ${quoted(BANDS[0]?.terms[house ?? 0] ?? '')} to ${quoted(BANDS.at(-1)?.terms[house ?? 0] ?? '')}`}.`,
        reason: 'not on the scale',
        words: `${likelihood.words} ${facts.text}`,
        fixes: better ? [write(likelihood.words, better, span)] : [],
      },
    ];
  });
}

function mixed({ statement, found }: Estimate, house: Row | undefined): Draft[] {
  const { facts, place } = statement;
  return found.flatMap((likelihood): Draft[] => {
    if (likelihood.row === undefined || likelihood.row === house) return [];
    const span = place({ start: facts.span.start + likelihood.start, end: facts.span.start + likelihood.end });
    const here = found.some(({ row }) => row === house);
    const { other } = likelihood;
    return [
      {
        ...span,
        message: `${quoted(likelihood.words)} is of the other row of ICD 203’s scale than the rest of ${here ? 'this sentence' : 'this briefing'}${other === undefined ? '' : `: ${quoted(other)} says the same`}.`,
        reason: here ? 'mixed scales in one sentence' : 'mixed scales',
        words: `${likelihood.words} ${facts.text}`,
        fixes: other === undefined ? [] : [write(likelihood.words, other, span)],
      },
    ];
  });
}

function write(before: string, words: string, span: { readonly start: number; readonly end: number }): Fix {
  const newText = /^\p{Lu}/u.test(before) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  return { title: `Write “${newText}”`, edits: [{ ...span, newText }] };
}

function percentOf(words: string): string {
  const bare = words.replace(/^a /, '');
  return BANDS.find(({ terms }) => terms.some((term) => bare.startsWith(term)))?.percent ?? '';
}
