import type { Span } from '../text/span.ts';
import type { PreparedClaim, PreparedPassages, RankedPassage } from './types.ts';

/** Ranks every passage of the article for the claim, best first; ties in the order of the article. */
export function rankPassages(claim: PreparedClaim, passages: PreparedPassages): RankedPassage[] {
  const total = passages.passages.length;
  const weights = new Map<string, number>();
  for (const token of claim.tokens)
    if (token.content && !weights.has(token.stem))
      weights.set(token.stem, Math.log(1 + total / (0.5 + (passages.frequency.get(token.stem) ?? 0))));
  let sum = 0;
  for (const w of weights.values()) sum += w;
  const ranked = passages.passages.map((passage, index): RankedPassage => {
    let score = 0;
    const agreeing: Span[] = [];
    for (const [stem, weight] of weights) if (passage.stems.has(stem)) score += weight;
    if (score > 0) for (const t of passage.tokens) if (t.content && weights.has(t.stem)) agreeing.push({ start: t.start, end: t.end });
    const missing: string[] = [];
    const seen = new Set<string>();
    for (const t of claim.tokens)
      if (t.content && !passage.stems.has(t.stem) && !seen.has(t.stem)) {
        seen.add(t.stem);
        missing.push(claim.text.slice(t.start, t.end));
      }
    return { index, score: sum > 0 ? score / sum : 0, agreeing, missing };
  });
  return ranked.sort((a, b) => b.score - a.score || a.index - b.index);
}
