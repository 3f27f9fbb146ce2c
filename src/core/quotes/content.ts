import { stemOf } from '../claims/stems.ts';
import { foldedWords } from './quoted.ts';

/** Words that carry no content of their own (function words of English; Quirk et al., A Comprehensive Grammar, § 2.34 ff.). */
const EMPTY = new Set(
  `a an the and or but nor so yet for of in on at to from by with about as into over under after before between among during without within
   is are was were be been being am has have had having do does did will would shall should can could may might must not no
   he she it they we i you him her them us me his its their our your my this that these those there here who which what whose whom when where
   why how if than then also just only very more most much many some any all both each other such own same too up down out off again further once
   s t said says say mr mrs ms`.split(/\s+/),
);

/** The stems of a text's content words, folded; figures are kept whole. */
export function contentStems(text: string): Set<string> {
  const out = new Set<string>();
  for (const w of foldedWords(text)) if (!EMPTY.has(w.key) && (w.key.length > 1 || /\p{N}/u.test(w.key))) out.add(stemOf(w.key));
  return out;
}

/** True for a folded word without content of its own. */
export function isEmptyWord(key: string): boolean {
  return EMPTY.has(key);
}
