import type { Mismatch } from '../claims/types.ts';
import { escapeMarkdown } from '../markdown/insert.ts';
import type { Fix } from '../model.ts';
import { departureOf, placeOf } from './carried.ts';
import type { CitedSource } from './facts.ts';
import type { Draft, PartRule, PlacedStatement } from './rule.ts';
import { passagePlace, sentence } from './say.ts';

/** A number, amount or date that differs from the cited passage. */
export const figureMismatch: PartRule = {
  code: 'figure-mismatch',
  scope: 'part',
  check: ({ statements }) =>
    statements.flatMap((statement) => {
      const departure = departureOf(statement.facts);
      if (departure?.kind !== 'figure') return [];
      const { best } = departure.cited;
      return departure.mismatches.map(
        (mismatch): Draft => ({
          ...placeOf(statement, mismatch),
          message: sentence(`${mismatch.detail}${best ? ` (${passagePlace(best.passage)})` : ''}`),
          reason: mismatch.kind,
          evidence: best ? [best] : [],
          words: `${statement.facts.text} ${mismatch.detail}`,
          fixes: correction(statement, departure.cited, mismatch),
        }),
      );
    }),
};

/** The source's figure in place of the claim's, where both are known. */
function correction(statement: PlacedStatement, { best, bestIndex }: CitedSource, mismatch: Mismatch): Fix[] {
  const { claimSpan, passageSpan, passageIndex } = mismatch;
  if (!best || !claimSpan || !passageSpan || passageIndex !== bestIndex || passageSpan.end <= passageSpan.start) return [];
  const words = best.passage.text.slice(passageSpan.start, passageSpan.end).replace(/\s+/g, ' ');
  return [{ title: `Write “${words}”`, edits: [{ ...placeOf(statement, mismatch), newText: escapeMarkdown(words) }] }];
}
