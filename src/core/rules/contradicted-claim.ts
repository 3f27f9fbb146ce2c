import { excerpt } from '../reports/printable.ts';
import { departureOf } from './carried.ts';
import { otherSpeaker } from './misattributed-quotation.ts';
import type { Draft, PartRule } from './rule.ts';
import { passagePlace, quoted, sentence } from './say.ts';

const EXCERPT = 120;

/** The closest passage says the opposite: a negation, an opposite word. */
export const contradictedClaim: PartRule = {
  code: 'contradicted-claim',
  scope: 'part',
  check: ({ statements }) =>
    statements.flatMap((statement): Draft[] => {
      const departure = departureOf(statement.facts);
      const [first] = departure?.mismatches ?? [];
      if (departure?.kind !== 'opposite' || !first) return [];
      // That another speaks the quoted words is told of the quotation.
      if (first.kind === 'roles' && statement.facts.quotations.some((quotation) => otherSpeaker(quotation) !== undefined)) return [];
      const { best } = departure.cited;
      const where = best ? ` ${quoted(excerpt(best.passage.text, EXCERPT))} ${passagePlace(best.passage)}.` : '';
      return [
        {
          ...statement.span,
          message: `The source says otherwise. ${sentence(first.detail)}${where}`,
          reason: first.kind,
          evidence: best ? [best] : [],
          words: statement.facts.text,
        },
      ];
    }),
};
