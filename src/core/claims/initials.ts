import type { Token } from './tokens.ts';

/** Small words that stand inside names but not in their initials. */
const INSIDE_NAMES = new Set(['of', 'the', 'and', 'for', 'on', 'in']);
/** Names of fewer words have no initials worth a comparison, and of more there are none. */
const LEAST_INITIALS = 2;
const MOST_INITIALS = 7;

/** Follows the words of a text and tells the initials of its runs of capitalised ones: "World Economic Forum" → "wef". */
export class Initials {
  #run = '';

  /** How many initials the run has that goes on. */
  get length(): number {
    return this.#run.length;
  }

  /** Takes the next word; gives the initials of the run that ends before it. */
  word(word: Pick<Token, 'text' | 'capital' | 'upper' | 'content'>): string | undefined {
    if (word.capital && !word.upper && word.content) this.#run += word.text.charAt(0);
    else if (this.#run !== '' && !INSIDE_NAMES.has(word.text)) return this.end();
    return undefined;
  }

  /** What is no word, or the end of the text: gives the initials of the run that ends here. */
  end(): string | undefined {
    const run = this.#run;
    this.#run = '';
    return run.length >= LEAST_INITIALS && run.length <= MOST_INITIALS ? run : undefined;
  }
}

/** Runs of capitalised words as [first, last) with their initials. */
export function initialRuns(tokens: readonly Token[]): { first: number; last: number; initials: string }[] {
  const runs: { first: number; last: number; initials: string }[] = [];
  const run = new Initials();
  let first = 0;
  let last = 0;
  const note = (initials: string | undefined): void => {
    if (initials !== undefined) runs.push({ first, last, initials });
  };
  tokens.forEach((token, i) => {
    const before = run.length;
    note(token.kind === 'word' ? run.word(token) : run.end());
    if (run.length <= before) return;
    if (before === 0) first = i;
    last = i + 1;
  });
  note(run.end());
  return runs;
}
