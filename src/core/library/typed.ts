/** What sources are looked for by (see `wordsOf`), as one text: one search through it costs a fraction of a hundred thousand short ones. */
export class ListedWords {
  /** Until somebody types: most sessions never do. */
  #words: (() => readonly string[]) | undefined;
  #text = '';
  /** Where each source's words end. */
  #ends = new Uint32Array(0);

  /** `words` is asked once, for those of each source, in order. */
  constructor(words: () => readonly string[]) {
    this.#words = words;
  }

  /** Tells the index of every source that fits what is typed (folded, not empty), in order, and how well: see `fitOf`. */
  fitting(typed: string, take: (index: number, fit: number) => void): void {
    if (this.#words) this.#join(this.#words());
    const [text, ends] = [this.#text, this.#ends];
    let i = 0;
    for (let at = text.indexOf(typed); at >= 0; ) {
      while ((ends[i] ?? Number.POSITIVE_INFINITY) <= at) i++;
      const end = ends[i] ?? text.length;
      // What runs on into the next source's words fits neither.
      if (at + typed.length > end) {
        at = text.indexOf(typed, at + 1);
        continue;
      }
      take(i, at === (i === 0 ? 0 : ends[i - 1]) ? 2 : 1);
      at = text.indexOf(typed, end);
    }
  }

  #join(words: readonly string[]): void {
    this.#text = words.join('');
    this.#ends = new Uint32Array(words.length);
    let end = 0;
    for (let i = 0; i < words.length; i++) {
      end += words[i]?.length ?? 0;
      this.#ends[i] = end;
    }
    this.#words = undefined;
  }
}

/** 2: the key begins with what was typed; 1: key, title, outlet or author holds it; 0: it does not fit. */
export function fitOf(words: string, typed: string): number {
  if (words.startsWith(typed)) return 2;
  return words.includes(typed) ? 1 : 0;
}
