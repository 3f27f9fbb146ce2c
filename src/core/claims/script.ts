import type { Prepared, PreparedClaim, PreparedPassages } from './types.ts';

/** So many words show in which script a text is written. */
const MOST_WORDS = 400;

/**
 * True where claim and article are written in different scripts (most words of one in Latin letters, most of the other not):
 * what the article then lacks of the claim's words, or has otherwise, says nothing.
 */
export function isOtherScript(claim: PreparedClaim, { passages }: PreparedPassages): boolean {
  const [own, article] = [latinShare([claim]), latinShare(passages)];
  return own !== undefined && article !== undefined && own >= 0.5 !== article >= 0.5;
}

function latinShare(texts: readonly Prepared[]): number | undefined {
  let words = 0;
  let latin = 0;
  for (const { tokens } of texts) {
    for (const { kind, text } of tokens) {
      if (kind !== 'word') continue;
      words++;
      if (/^[a-z]/.test(text)) latin++;
    }
    if (words >= MOST_WORDS) break;
  }
  return words === 0 ? undefined : latin / words;
}
