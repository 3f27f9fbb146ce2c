import { termsByToken } from './alignment.ts';
import { type Comparison, wordsAt } from './comparison.ts';
import { isNameToken } from './terms.ts';

/** One name of a claim: capitalised words that stand together. */
export interface NameRun {
  /** Indices of the claim's terms that its words say. */
  readonly terms: readonly number[];
  /** Indices of the claim's tokens, half-open. */
  readonly first: number;
  readonly last: number;
  /** True when only the capital of the claim's first word speaks for a name. */
  readonly opening: boolean;
}

/** Little words that stand within names, when another capitalised word follows. */
const LINKS = new Set(['of', 'de', 'van', 'von', 'al', 'bin', '-', '&', 'the']);
const MOST_LINKS = 2;
/** Endings of common nouns, verbs and adverbs that open sentences: such a word is no name by its capital alone. */
const INFLECTED = /(?:s|ing|ed|ly|ion|er|or|ist|ment|ness|ity|ance|ence|age|ure|ism|ship|hood|ful|less|able|ible|ive|al|ic|ous)$/;
const LEAST_LETTERS = 4;

/**
 * The names of a claim, in order, dates and figures left out. A word that only opens the sentence counts when the article has it and
 * no dictionary knows it. A possessive ends a name: "Milwaukee's Arts Board" are two.
 */
export function namesOf(comparison: Comparison): NameRun[] {
  const { claim, anywhere } = comparison;
  const { lexicon } = claim;
  const index = new Map(claim.terms.map((term, t) => [term.key, t] as const));
  const termAt = termsByToken(claim);
  const counted = new Set(
    [...claim.dates, ...claim.figures].flatMap((d) => Array.from({ length: d.last - d.first }, (_, i) => d.first + i)),
  );
  const isName = (i: number): boolean => {
    const token = claim.tokens[i];
    if (token?.kind !== 'word' || !token.capital || counted.has(i)) return false;
    if (isNameToken(claim.tokens, i)) return true;
    const t = index.get(termAt[i]?.key ?? '');
    if (t === undefined) return false;
    const common = lexicon.synonymsOf(token.stem).size > 0 || lexicon.oppositesOf(token.stem).size > 0;
    // A demonym's place is a name though the lexicon has it; a word that the article lacks must not look like a common noun.
    if (lexicon.isPlace(token.text)) return true;
    return !common && ((anywhere[t] ?? 0) > 0 || (token.text.length >= LEAST_LETTERS && !INFLECTED.test(token.text)));
  };
  const names: NameRun[] = [];
  for (let i = 0; i < termAt.length; i++) {
    if (!isName(i)) continue;
    const first = i;
    let last = i + 1;
    while (last < termAt.length && !/['’]s$/.test(wordsAt(claim, last - 1))) {
      let next = last;
      while (next - last < MOST_LINKS && LINKS.has(claim.tokens[next]?.text ?? '')) next++;
      if (!isName(next)) break;
      last = next + 1;
    }
    const terms = new Set<number>();
    for (let k = first; k < last; k++) {
      const t = index.get(termAt[k]?.key ?? '');
      if (t !== undefined) terms.add(t);
    }
    if (terms.size > 0)
      names.push({
        terms: [...terms],
        first,
        last,
        opening: last === first + 1 && !isNameToken(claim.tokens, first) && !lexicon.isPlace(claim.tokens[first]?.text ?? ''),
      });
    i = last - 1;
  }
  return names;
}
