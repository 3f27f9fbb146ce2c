import type { Mention } from '../model.ts';
import { type DateMention, dates } from './dates.ts';
import { type Figure, figures } from './figures.ts';
import { initialRuns } from './initials.ts';
import { type Lexicon, noLexicon } from './lexicon/lexicon.ts';
import { figureKey, termsOf } from './terms.ts';
import { type Token, tokens } from './tokens.ts';
import type { Prepared, PreparedClaim, PreparedPassage, PreparedPassages } from './types.ts';

/** A text that is read when it is asked what it holds. */
class ReadText implements Prepared {
  readonly text: string;
  readonly mentions?: readonly Mention[];
  #tokens: readonly Token[] | undefined;
  #figures: readonly Figure[] | undefined;
  #dates: readonly DateMention[] | undefined;

  constructor(text: string, mentions: readonly Mention[] | undefined) {
    this.text = text;
    if (mentions) this.mentions = mentions;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= tokens(this.text);
    return this.#tokens;
  }

  get figures(): readonly Figure[] {
    this.#figures ??= figures(this.tokens);
    return this.#figures;
  }

  get dates(): readonly DateMention[] {
    this.#dates ??= dates(this.tokens);
    return this.#dates;
  }
}

/** Of the passages of an article few are looked at beyond their keys: what else they hold would take ten times the room. */
class ReadPassage extends ReadText implements PreparedPassage {
  readonly keys: ReadonlyMap<string, number>;

  constructor(text: string, mentions: readonly Mention[] | undefined) {
    super(text, mentions);
    const found = tokens(text);
    this.keys = keysOf(found, figures(found), mentions);
  }
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
  const prepared = new ReadText(text, options.mentions);
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
    const passage = new ReadPassage(text, options.mentions?.[index]);
    for (const key of passage.keys.keys()) frequency.set(key, (frequency.get(key) ?? 0) + 1);
    return passage;
  });
  return { passages, frequency, ...(options.articleDate !== undefined && { articleDate: options.articleDate }) };
}

function keysOf(found: readonly Token[], amounts: readonly Figure[], mentions: readonly Mention[] = []): Map<string, number> {
  const keys = new Map<string, number>();
  const add = (key: string, at: number): void => {
    if (!keys.has(key)) keys.set(key, at);
  };
  found.forEach((token, at) => {
    if (!token.content || token.kind === 'number') return;
    add(token.stem, at);
    // "WEF" answers for the initials of "World Economic Forum".
    if (token.upper && token.text.length > 1) add(`^${token.text}`, at);
  });
  for (const figure of amounts) add(figureKey(figure), figure.first);
  for (const run of initialRuns(found)) add(`@${run.initials}`, run.first);
  let at = 0;
  for (const mention of mentions.length > 1 ? mentions.toSorted((a, b) => a.start - b.start) : mentions) {
    while (at < found.length - 1 && (found[at]?.end ?? 0) <= mention.start) at++;
    if (mention.entity !== undefined) add(`&${mention.entity}`, at);
  }
  return keys;
}
