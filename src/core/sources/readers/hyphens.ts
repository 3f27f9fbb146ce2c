import { words } from '../../text/words.ts';

/**
 * Endings that are no words of their own in English: what stands before a hyphen at a line's end is a part of the same
 * word when one of these follows. From the suffixes that hyphenation dictionaries break before.
 */
const ENDINGS =
  /^(?:tion|sion|tions|sions|tional|tionally|tioned|tioning|ment|ments|mental|ness|nesses|ing|ings|ingly|ity|ities|ated|ates|ating|ation|ations|ally|ously|ous|ively|ive|ives|ative|able|ably|ible|ibly|ance|ances|ence|ences|ency|encies|ical|ically|ized|izing|ised|ising|ization|isation|cial|cially|tial|tially|cian|cians|tive|tively|tor|tors|ture|tures|tary|tory|ered|ering|ly|ed|ers?|est|ful|fully|less)$/;

/** Which words a document holds, and which of them with a hyphen inside. */
export class Vocabulary {
  readonly #seen = new Set<string>();

  /** Takes in the words of a line. Its last word may be cut by the line's end and is left out when a hyphen follows. */
  add(line: string): void {
    const cut = /[-\u00AD\u2010]\s*$/.test(line);
    const found = words(line);
    for (const [i, word] of found.entries()) if (!(cut && i === found.length - 1)) this.#seen.add(word.text.toLowerCase());
  }

  has(word: string): boolean {
    return this.#seen.has(word.toLowerCase());
  }
}

/**
 * How a line goes on from the line before it in the same paragraph: what the earlier line becomes, and what stands
 * between the two. A hyphen at the break goes only where that is safe: a soft hyphen, a word that the document holds
 * unbroken elsewhere, or an ending that is no word of its own. Otherwise it stays ("anti-" + "war" → "anti-war"): the
 * letters are what was printed.
 */
export function joinLines(before: string, line: string, vocabulary: Vocabulary): { readonly before: string; readonly between: '' | ' ' } {
  if (before.endsWith('\u00AD')) return { before: before.slice(0, -1), between: '' };
  const first = /([\p{L}\p{M}]+)[-\u2010]$/u.exec(before.slice(-60))?.[1];
  if (first === undefined) return { before, between: ' ' };
  const second = /^[\p{L}\p{M}]+/u.exec(line.slice(0, 60))?.[0];
  // "pre- and post-war": the hyphen belongs to the first part.
  if (second === undefined || /^(?:and|or|und|oder|bis|et|ou|y|o)$/i.test(second)) return { before, between: ' ' };
  const lower = /^\p{Ll}/u.test(second);
  const safe = lower && !vocabulary.has(`${first}-${second}`) && (vocabulary.has(first + second) || ENDINGS.test(second));
  return { before: safe ? before.slice(0, -1) : before, between: '' };
}
