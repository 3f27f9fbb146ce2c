import { LEGAL_FORMS, ORG_HEADS } from './lexicon.ts';
import { sound } from './spelling.ts';

/** A name of an organisation with what it stands for. */
export interface NamedOrganisation {
  readonly form: { readonly text: string; readonly words: readonly string[] };
  readonly key: string;
}

/** Short names of more words are no beginnings of longer ones: official names have at most about a dozen. */
const LONGEST_BEGINNING = 16;

/** The long names that answer to one short name: the first in the text, and whether others mean something else. */
interface Answer<N> {
  readonly first: N;
  readonly at: number;
  several: boolean;
}

/**
 * The long names of organisations in one text, by the short names that each may have there: its initials, the words that it
 * begins with, itself without the state before it. Asking takes the same time however many there are.
 */
export class LongNames<N extends NamedOrganisation> {
  readonly #byText = new Map<string, N>();
  readonly #byInitials = new Map<string, Answer<N>>();
  readonly #byWords = new Map<string, Answer<N>>();

  /** `ofState` tells whether a word names a state. */
  constructor(long: readonly N[], ofState: (word: string) => boolean) {
    for (const [at, name] of long.entries()) {
      const { text, words } = name.form;
      if (!this.#byText.has(text)) this.#byText.set(text, name);
      const plain = withoutLegalForm(words);
      const letters = new Set([initials(words, false), initials(words, true), initials(plain, false), initials(plain, true)]);
      for (const short of letters) put(this.#byInitials, short, name, at);
      // "Carnegie" for "Carnegie Russia Eurasia Center": the first words of a name that ends in a head word.
      if (ORG_HEADS.has((words.at(-1) ?? '').toLowerCase())) {
        let beginning = '';
        for (let n = 0; n < words.length && n <= LONGEST_BEGINNING; n++) {
          put(this.#byWords, beginning, name, at);
          beginning += soundKey(words[n] ?? '');
        }
      }
      // "Synthetic Fuels Corp" for "U.S. Synthetic Fuels Corp": the state is understood.
      if (words.length > 2 && ofState(words[0] ?? '')) put(this.#byWords, words.slice(1).map(soundKey).join(''), name, at);
    }
  }

  /** The one long name that a short one stands for; `beside` is the name that stands with it in brackets. */
  expand({ text, words }: NamedOrganisation['form'], beside: string | undefined): N | undefined {
    const written = beside === undefined ? undefined : this.#byText.get(beside);
    if (written) return written;
    const letters = text.replace(/\./g, '');
    const spelt = /^\p{Lu}{2,8}$/u.test(letters) ? this.#byInitials.get(letters) : undefined;
    const begun = this.#byWords.get(words.map(soundKey).join(''));
    if (spelt?.several || begun?.several) return undefined;
    if (!spelt || !begun) return (spelt ?? begun)?.first;
    if (spelt.first.key !== begun.first.key) return undefined;
    return spelt.at < begun.at ? spelt.first : begun.first;
  }
}

function put<N extends NamedOrganisation>(answers: Map<string, Answer<N>>, short: string, name: N, at: number): void {
  const known = answers.get(short);
  if (!known) answers.set(short, { first: name, at, several: false });
  else if (known.first.key !== name.key) known.several = true;
}

function soundKey(word: string): string {
  return `\n${sound(word)}`;
}

/** First letters of a name's words; with or without those in small letters ("of", "and", "the"). */
function initials(words: readonly string[], all: boolean): string {
  let out = '';
  for (const word of words)
    for (const part of word.includes('-') ? word.split('-') : [word]) {
      const c = part.charAt(0);
      if (all || c !== c.toLowerCase()) out += c.toUpperCase();
    }
  return out;
}

/** "IBM" stands for "International Business Machines Corp" as well. */
function withoutLegalForm(words: readonly string[]): readonly string[] {
  return LEGAL_FORMS.has((words.at(-1) ?? '').toLowerCase().replace(/[.,]/g, '')) ? words.slice(0, -1) : words;
}
