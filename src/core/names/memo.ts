import { ownCopy } from '../text/own.ts';

/** Longer keys are not remembered: no name is as long, and what is remembered must stay small. */
const LONGEST = 256;

/** Remembers what a function made of recent keys, up to a number of them: then it forgets all and starts again. */
export class Memo<V> {
  readonly #known = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** `make` is given a copy of the key that may be kept: a slice would keep the article that it was cut from. */
  get(key: string, make: (key: string) => V): V {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const own = ownCopy(key);
    const made = make(own);
    if (own.length > LONGEST) return made;
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(own, made);
    return made;
  }
}
