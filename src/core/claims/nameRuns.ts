import { type Comparison, wordsAt } from './comparison.ts';
import { oppositesOf, synonymsOf } from './lexicon/lexicon.ts';

/** One name of a claim: capitalised words that stand together. */
export interface NameRun {
  /** Indices of the claim's terms. */
  readonly terms: readonly number[];
  /** Indices of the claim's tokens, half-open. */
  readonly first: number;
  readonly last: number;
}

const LINKS = /^(?:of|de|van|von|al|bin|-|&|the)$/;

/** The names of a claim, in order. A word that only opens the sentence counts when the article has it and no dictionary knows it. */
export function namesOf(comparison: Comparison): NameRun[] {
  const { claim, anywhere } = comparison;
  const names: { terms: number[]; first: number; last: number }[] = [];
  claim.terms.forEach((term, t) => {
    const token = claim.tokens[term.first];
    const opens =
      term.kind === 'word' &&
      token?.capital === true &&
      synonymsOf(term.key).size === 0 &&
      oppositesOf(term.key).size === 0 &&
      (anywhere[t] ?? 0) > 0;
    if (term.kind !== 'name' && !opens) return;
    const open = names.at(-1);
    const possessive = open !== undefined && /['’]s$/.test(wordsAt(claim, open.last - 1));
    const linked =
      open !== undefined && (open.last === term.first || (open.last === term.first - 1 && LINKS.test(claim.tokens[open.last]?.text ?? '')));
    if (open && linked && !possessive) {
      open.terms.push(t);
      open.last = term.last;
    } else names.push({ terms: [t], first: term.first, last: term.last });
  });
  return names;
}
