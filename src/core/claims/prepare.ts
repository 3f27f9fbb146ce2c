import type { Mention } from '../model.ts';
import { type DateMention, dates } from './dates.ts';
import { figures } from './figures.ts';
import { initialRuns } from './initials.ts';
import { type Lexicon, noLexicon } from './lexicon/lexicon.ts';
import { figureKey, termsOf } from './terms.ts';
import { tokens } from './tokens.ts';
import type { Prepared, PreparedClaim, PreparedPassage, PreparedPassages } from './types.ts';

function read(text: string, mentions: readonly Mention[] | undefined): Prepared {
  const found = tokens(text);
  let read: readonly DateMention[] | undefined;
  return {
    text,
    tokens: found,
    figures: figures(found),
    // Of the passages that are compared few are asked for their dates.
    get dates() {
      read ??= dates(found);
      return read;
    },
    ...(mentions && { mentions }),
  };
}

/**
 * Reads a claim once for all comparisons. `lexicon` is what is known of its words: what is only searched for by its terms does without.
 * `mentions` (offsets into `text`) let names be compared as entities; `date` (EDTF) is the date of the document the claim stands in.
 * Linear in the text.
 */
export function prepareClaim(
  text: string,
  options: { readonly lexicon?: Lexicon; readonly mentions?: readonly Mention[]; readonly date?: string } = {},
): PreparedClaim {
  const prepared = read(text, options.mentions);
  const { lexicon = noLexicon } = options;
  const terms = termsOf(prepared.tokens, prepared.figures, lexicon, options.mentions);
  return Object.assign(prepared, { terms, lexicon, ...(options.date !== undefined && { date: options.date }) });
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
    const prepared = read(text, options.mentions?.[index]);
    const keys = keysOf(prepared);
    for (const key of keys.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
    return Object.assign(prepared, { keys });
  });
  return { passages, frequency, ...(options.articleDate !== undefined && { articleDate: options.articleDate }) };
}

function keysOf(prepared: Prepared): Map<string, number> {
  const keys = new Map<string, number>();
  const add = (key: string, at: number): void => {
    if (!keys.has(key)) keys.set(key, at);
  };
  prepared.tokens.forEach((token, at) => {
    if (!token.content || token.kind === 'number') return;
    add(token.stem, at);
    // "WEF" answers for the initials of "World Economic Forum".
    if (token.upper && token.text.length > 1) add(`^${token.text}`, at);
  });
  for (const figure of prepared.figures) add(figureKey(figure), figure.first);
  for (const run of initialRuns(prepared.tokens)) add(`@${run.initials}`, run.first);
  if (prepared.mentions && prepared.mentions.length > 0) {
    let at = 0;
    for (const mention of prepared.mentions.toSorted((a, b) => a.start - b.start)) {
      while (at < prepared.tokens.length - 1 && (prepared.tokens[at]?.end ?? 0) <= mention.start) at++;
      if (mention.entity !== undefined) add(`&${mention.entity}`, at);
    }
  }
  return keys;
}
