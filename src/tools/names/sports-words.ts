import { CITY, COMMON, COUNTRY, ORGANISATION, PERSON, REGION, rankOf, TOWN } from '../../core/names/tagger/lexicon.ts';
import { hashWord, Tokens, tokenise } from '../../core/names/tagger/tokens.ts';
import { PERSON_KIND, type TokenName } from './clean.ts';
import type { GoldDocument } from './corpus.ts';
import type { LexiconColumns } from './lexicon-build.ts';
import type { Lists } from './lists.ts';
import type { SportsWords } from './sports.ts';

/** Places stand in reports when they are this frequent in the news. */
const KNOWN = 9;

/** Words for made-up reports: places of the lists that the news knows, and parts of the persons' names in the training texts. */
export function sportsWords(
  lists: Lists,
  { words }: LexiconColumns,
  documents: readonly GoldDocument[],
  names: readonly (readonly TokenName[])[],
): SportsWords {
  const known = (word: string): boolean => {
    const rank = rankOf(words.get(hashWord(word)) ?? 0);
    return rank > 0 && rank <= KNOWN;
  };
  const cities: string[] = [];
  const countries: string[] = [];
  for (const [name, kinds] of lists.phrases) {
    if (!/^\p{Lu}[\p{L}' -]+$/u.test(name) || (kinds & (ORGANISATION | PERSON)) !== 0) continue;
    if ((kinds & COUNTRY) !== 0) countries.push(name);
    else if (
      (kinds & (CITY | TOWN | REGION)) !== 0 &&
      ((lists.words.get(name.toLowerCase()) ?? 0) & COMMON) === 0 &&
      name.split(/[ -]/).every(known)
    )
      cities.push(name);
  }
  const first: string[] = [];
  const last: string[] = [];
  const tokens = new Tokens();
  documents.forEach((document, d) => {
    tokenise(document.text, tokens);
    for (const name of names[d] ?? []) {
      if (name.kind !== PERSON_KIND || name.to - name.from !== 2) continue;
      const [a, b] = document.text.slice(tokens.start[name.from] ?? 0, tokens.end[name.to - 1] ?? 0).split(/\s+/);
      if (a === undefined || b === undefined || !/^\p{Lu}\p{L}+$/u.test(a) || !/^\p{Lu}\p{L}+$/u.test(b)) continue;
      first.push(a);
      last.push(b);
    }
  });
  return { cities, countries, first: [...new Set(first)], last: [...new Set(last)] };
}
