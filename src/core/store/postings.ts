/** Lists of (article, place) pairs by string key, with cheap removal: the index inside the in-memory store. */

/** Room for places within one article; slots and places pack into one safe integer. */
const PLACES = 2 ** 24;

export function slotOf(packed: number): number {
  return Math.floor(packed / PLACES);
}

export function placeOf(packed: number): number {
  return packed % PLACES;
}

/**
 * Articles have slots. A dead slot's entries stay in the lists until more than half of all entries are dead, and are
 * passed over until then, so that removing costs the article alone and growth stays linear.
 */
export class Postings {
  #lists = new Map<string, number[]>();
  readonly #dead: (slot: number) => boolean;

  /** `dead` tells whether a slot was removed. */
  constructor(dead: (slot: number) => boolean) {
    this.#dead = dead;
  }

  add(key: string, slot: number, place: number): void {
    const packed = slot * PLACES + place;
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, [packed]);
    else if (list.at(-1) !== packed) list.push(packed);
  }

  /** Visits the live entries of a key. */
  each(key: string, visit: (slot: number, place: number) => void): void {
    for (const packed of this.#lists.get(key) ?? []) {
      const slot = slotOf(packed);
      if (!this.#dead(slot)) visit(slot, placeOf(packed));
    }
  }

  /** The live entries of a key as numbers that `slotOf` and `placeOf` take apart. */
  entries(key: string): number[] {
    const list = this.#lists.get(key) ?? [];
    return list.some((packed) => this.#dead(slotOf(packed))) ? list.filter((packed) => !this.#dead(slotOf(packed))) : list;
  }

  count(key: string): number {
    let n = 0;
    for (const packed of this.#lists.get(key) ?? []) if (!this.#dead(slotOf(packed))) n++;
    return n;
  }

  /** Drops the entries of dead slots. */
  compact(): void {
    const kept = new Map<string, number[]>();
    for (const [key, list] of this.#lists) {
      const live = list.filter((packed) => !this.#dead(slotOf(packed)));
      if (live.length > 0) kept.set(key, live);
    }
    this.#lists = kept;
  }
}
