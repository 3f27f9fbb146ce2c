import { departureOf } from './carried.ts';
import type { Draft, PartRule } from './rule.ts';
import { keys } from './say.ts';

/** Cited, but no cited source carries it: which words or names are missing. */
export const unsupportedClaim: PartRule = {
  code: 'unsupported-claim',
  scope: 'part',
  check: ({ statements }) =>
    statements.flatMap((statement): Draft[] => {
      const { facts, span } = statement;
      const departure = departureOf(facts);
      if (departure?.kind !== 'lack') return [];
      const { best, support } = departure.cited;
      const cards = facts.own.map(({ card }) => card);
      return [
        {
          ...span,
          message: `${keys(cards)} ${cards.length === 1 ? 'does' : 'do'} not carry this. ${support?.explanation ?? ''}`.trim(),
          reason: support?.reasons.join('; ') ?? '',
          evidence: best ? [best] : [],
          words: facts.text,
        },
      ];
    }),
};
