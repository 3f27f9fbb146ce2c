/** How far what is shown under limits is what would be shown without them. */

/** A passage as a hover shows it. */
export interface Shown {
  /** The same for the same passage. */
  readonly place: string;
  /** True for words that the name itself speaks. */
  readonly spoken: boolean;
  /** How well it fits the sentence, 0…1. */
  readonly score: number;
}

/** Adds up how the limited hovers fare against the whole ones. */
export class HoverScore {
  hovers = 0;
  #passages = 0;
  #same = 0;
  #sameFirst = 0;
  #spoken = 0;
  #spokenKept = 0;
  #score = 0;
  #scoreKept = 0;

  /** Counts one hover: what it shows under the limits, and what it would show without; best first. Nothing to show is not counted. */
  add(limited: readonly Shown[], whole: readonly Shown[]): void {
    if (whole.length === 0) return;
    const places = new Set(limited.map((s) => s.place));
    const spoken = whole.filter((s) => s.spoken).length;
    this.hovers++;
    this.#passages += whole.length;
    this.#same += whole.filter((s) => places.has(s.place)).length;
    if (limited[0]?.place === whole[0]?.place) this.#sameFirst++;
    this.#spoken += spoken;
    this.#spokenKept += Math.min(spoken, limited.filter((s) => s.spoken).length);
    this.#score += Math.max(0, ...whole.map((s) => s.score));
    this.#scoreKept += Math.max(0, ...limited.map((s) => s.score));
  }

  /** Shares, 0…1; those of nothing are NaN. */
  get figures(): HoverFigures {
    return {
      same: this.#same / this.#passages,
      sameFirst: this.#sameFirst / this.hovers,
      spoken: this.#spokenKept / this.#spoken,
      score: this.#scoreKept / this.#score,
    };
  }
}

export interface HoverFigures {
  /** Of the passages that hovers without limits show, those that are shown. */
  readonly same: number;
  /** Hovers whose first passage is the same. */
  readonly sameFirst: number;
  /** Direct quotations: as many as without limits, whichever they are. */
  readonly spoken: number;
  /** The best score shown, by the best score that could be shown; summed over hovers. */
  readonly score: number;
}

/** Adds up how many of the sources that hold a passage are told. */
export class AlsoInScore {
  told = 0;
  wrong = 0;
  readonly #held = { kept: 0, altered: 0 };
  readonly #found = { kept: 0, altered: 0 };

  /** Counts one passage: the sources told, and those that hold it as it is or altered. */
  add(told: readonly string[], kept: readonly string[], altered: readonly string[]): void {
    const set = new Set(told);
    const right = new Set([...kept, ...altered]);
    this.told += set.size;
    this.wrong += [...set].filter((label) => !right.has(label)).length;
    for (const [fate, labels] of [['kept', kept] as const, ['altered', altered] as const]) {
      this.#held[fate] += labels.length;
      this.#found[fate] += labels.filter((label) => set.has(label)).length;
    }
  }

  /** Shares of those that hold the passage as it is, and altered, 0…1; those of nothing are NaN. */
  get found(): { readonly kept: number; readonly altered: number } {
    return { kept: this.#found.kept / this.#held.kept, altered: this.#found.altered / this.#held.altered };
  }
}
