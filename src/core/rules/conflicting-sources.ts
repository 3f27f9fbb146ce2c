import type { Conflict } from './facts.ts';
import type { Draft, PartRule, PlacedStatement } from './rule.ts';
import { keys, passagePlace, sentence } from './say.ts';

/** Another source disagrees with those that are cited, on a figure, a date or a role that the statement uses. */
export const conflictingSources: PartRule = {
  code: 'conflicting-sources',
  scope: 'part',
  check: ({ statements }) =>
    statements.flatMap((statement) => statement.facts.conflicts.map((conflict): Draft => draft(statement, conflict))),
};

function draft({ facts, place, span }: PlacedStatement, { about, detail, evidence, span: at }: Conflict): Draft {
  const own = facts.own.filter(({ support }) => support?.verdict === 'supported').map(({ card }) => card);
  return {
    ...(at && at.end > at.start ? place({ start: facts.span.start + at.start, end: facts.span.start + at.end }) : span),
    message: `${keys(own)} ${own.length > 1 ? 'carry' : 'carries'} this, but ${passagePlace(evidence.passage)} disagrees: ${sentence(detail).replace(/^./u, (c) => c.toLowerCase())}`,
    reason: `another ${about}`,
    evidence: [evidence],
    words: `${facts.text} ${detail}`,
  };
}
