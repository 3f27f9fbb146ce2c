import type { Span } from '../text/span.ts';
import { foldedWords, type QuotedWord } from './quoted.ts';

/**
 * Words that turn a statement round or take it back (Huddleston & Pullum, The Cambridge Grammar of the English Language,
 * ch. 9: clausal negators, approximate negators, and verbs and prepositions of denial).
 */
const NEGATORS = new Set(
  `not no never none nobody nothing neither nor nowhere cannot without hardly barely scarcely rarely seldom unless except
   deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting fail fails failed failing
   false falsely untrue unlikely impossible lack lacks lacked`.split(/\s+/),
);

/** True for a folded word that negates. */
export function negates(key: string): boolean {
  return NEGATORS.has(key) || key.endsWith("n't");
}

/** True when one of the words `from`…`to` negates. */
export function anyNegation(words: readonly QuotedWord[], from: number, to: number): boolean {
  for (let i = Math.max(from, 0); i < to && i < words.length; i++) if (negates(words[i]?.key ?? '')) return true;
  return false;
}

/** True when the text has a word that negates. */
export function hasNegation(text: string): boolean {
  return foldedWords(text.slice(-2000)).some((w) => negates(w.key));
}

/**
 * True when leaving out the words `from`…`to` drops a negation of what is kept. Whole sentences in between may go; what is
 * cut from the sentences that stay may not negate.
 */
export function dropsNegation(text: string, words: readonly QuotedWord[], from: number, to: number): boolean {
  let firstEnd = to;
  let lastStart = from;
  for (let i = from; i <= to; i++) {
    const before = words[i - 1];
    const after = words[i];
    if (!before || !after) continue;
    if (endsSentence(text, { start: before.end, end: after.start })) {
      if (firstEnd === to) firstEnd = i;
      lastStart = i;
    }
  }
  if (firstEnd === to && lastStart === from) return anyNegation(words, from, to);
  return anyNegation(words, from, firstEnd) || anyNegation(words, lastStart, to);
}

/** True when what stands between two words ends a sentence. */
export function endsSentence(text: string, between: Span): boolean {
  const marks = text.slice(between.start, Math.min(between.end, between.start + 40));
  return /[.!?…](?:["'”’»)\]]*\s|$)|\n\s*\n/.test(marks);
}
