/** Longer keys are not remembered: no name is as long, and what is remembered must stay small. */
const LONGEST = 256;

/** Remembers what a function made of recent keys, up to a number of them: then it forgets all and starts again. */
export class Memo<V> {
  readonly #known = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string, make: (key: string) => V): V {
    if (key.length > LONGEST) return make(key);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(key, made);
    return made;
  }
}
