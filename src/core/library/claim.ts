import { type PreparedClaim, prepareClaim } from '../claims/evidence.ts';
import type { StatementFacts } from '../rules/facts.ts';
import { shift } from '../text/span.ts';

/** A statement made ready for comparison, with its names as they are resolved. */
export function claimOf({ text, span, names }: StatementFacts): PreparedClaim {
  const mentions = names.filter(({ mention }) => span.start <= mention.start && mention.end <= span.end);
  return prepareClaim(text, { mentions: mentions.map(({ mention }) => shift(mention, -span.start)) });
}
