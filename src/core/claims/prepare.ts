import type { Mention } from '../model.ts';
import { tokens } from './tokens.ts';
import type { PreparedClaim, PreparedPassage, PreparedPassages } from './types.ts';

/**
 * Reads a claim once for all comparisons. `mentions` (offsets into `text`) let names be compared as entities;
 * `date` (EDTF) is the date of the document the claim stands in. Linear in the text.
 */
export function prepareClaim(
  text: string,
  options: { readonly mentions?: readonly Mention[]; readonly date?: string } = {},
): PreparedClaim {
  return {
    text,
    tokens: tokens(text),
    ...(options.mentions && { mentions: options.mentions }),
    ...(options.date !== undefined && { date: options.date }),
  };
}

/**
 * Reads the sentences of one article, in order, once for all claims. `mentions[i]` holds the names of sentence i
 * (offsets into that sentence); `articleDate` (EDTF) anchors "on Wednesday". Linear in the texts.
 */
export function preparePassages(
  texts: readonly string[],
  options: { readonly mentions?: readonly (readonly Mention[])[]; readonly articleDate?: string } = {},
): PreparedPassages {
  const frequency = new Map<string, number>();
  const passages = texts.map((text, index): PreparedPassage => {
    const found = tokens(text);
    const stems = new Map<string, number>();
    found.forEach((token, at) => {
      if (token.content && !stems.has(token.stem)) stems.set(token.stem, at);
    });
    for (const stem of stems.keys()) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
    const mentions = options.mentions?.[index];
    return { text, tokens: found, stems, ...(mentions && { mentions }) };
  });
  return { passages, frequency, ...(options.articleDate !== undefined && { articleDate: options.articleDate }) };
}
