import { foldKey } from '../text/fold.ts';

/** Labels of more words are no names. */
const LABEL_WORDS = 8;

/** The outlets and authors that sources state, counted, so that sources may come and go. */
export class Labels {
  /** As they are written. */
  readonly #counts = new Map<string, number>();
  /** Folded: each whole and each of its runs of words. Undefined until it is asked for, and after a label went. */
  #runs: Set<string> | undefined;

  /** Counts one source more (1) or less (-1) that states it. */
  count(label: string | undefined, by: 1 | -1): void {
    if (label === undefined) return;
    const before = this.#counts.get(label) ?? 0;
    if (before + by > 0) this.#counts.set(label, before + by);
    else this.#counts.delete(label);
    if (before === 0 && this.#runs) addRuns(this.#runs, label);
    if (before + by <= 0) this.#runs = undefined;
  }

  /** True for a name that is a label, whole or in part. */
  has(name: string): boolean {
    if (this.#runs === undefined) {
      this.#runs = new Set();
      for (const label of this.#counts.keys()) addRuns(this.#runs, label);
    }
    return this.#runs.has(foldKey(name));
  }
}

function addRuns(runs: Set<string>, label: string): void {
  const words = foldKey(label)
    .split(/[\s,]+/)
    .slice(0, LABEL_WORDS);
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= words.length; to++) runs.add(words.slice(from, to).join(' '));
}
