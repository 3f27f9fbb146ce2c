import { type Spelt, soundKey } from './spelt.ts';

/** A name of an organisation with what it stands for. */
export interface NamedOrganisation {
  readonly name: Spelt;
  readonly key: string;
}

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
    for (const [at, named] of long.entries()) {
      const { text, words, acronyms, beginnings } = named.name;
      if (!this.#byText.has(text)) this.#byText.set(text, named);
      for (const short of acronyms) put(this.#byInitials, short, named, at);
      for (const short of beginnings) put(this.#byWords, short, named, at);
      // "Synthetic Fuels Corp" for "U.S. Synthetic Fuels Corp": the state is understood.
      if (words.length > 2 && ofState(words[0] ?? '')) put(this.#byWords, words.slice(1).map(soundKey).join(''), named, at);
    }
  }

  /** The one long name that a short one stands for; `beside` is the name that stands with it in brackets. */
  expand({ text, words }: Spelt, beside: string | undefined): N | undefined {
    const written = beside === undefined ? undefined : this.#byText.get(beside);
    if (written) return written;
    const letters = text.includes('.') ? text.replace(/\./g, '') : text;
    const spelt = ACRONYM.test(letters) ? this.#byInitials.get(letters) : undefined;
    const begun = this.#byWords.size === 0 ? undefined : this.#byWords.get(words.map(soundKey).join(''));
    if (spelt?.several || begun?.several) return undefined;
    if (!spelt || !begun) return (spelt ?? begun)?.first;
    if (spelt.first.key !== begun.first.key) return undefined;
    return spelt.at < begun.at ? spelt.first : begun.first;
  }
}

const ACRONYM = /^\p{Lu}{2,8}$/u;

function put<N extends NamedOrganisation>(answers: Map<string, Answer<N>>, short: string, named: N, at: number): void {
  const known = answers.get(short);
  if (!known) answers.set(short, { first: named, at, several: false });
  else if (known.first.key !== named.key) known.several = true;
}
