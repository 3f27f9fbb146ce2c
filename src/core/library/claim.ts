import { type PreparedClaim, prepareClaim } from '../claims/evidence.ts';
import type { Lexicon } from '../claims/lexicon/lexicon.ts';
import type { Mention } from '../model.ts';
import { type Span, shift } from '../text/span.ts';

/** A sentence of a paragraph, made ready for comparison with its names as they are resolved. Spans are in the paragraph's prose. */
export function claimOf(text: string, span: Span, mentions: readonly Mention[], lexicon: Lexicon): PreparedClaim {
  const own = mentions.filter((m) => span.start <= m.start && m.end <= span.end);
  return prepareClaim(text, { lexicon, mentions: own.map((m) => shift(m, -span.start)) });
}
