import { countBefore } from '../text/ordered.ts';
import { Numbers } from './numbers.ts';
import type { PreparedClaim, PreparedPassages } from './types.ts';

export interface Candidate {
  readonly path: string;
  /** Index into the article's passages. */
  readonly passage: number;
  /** Sum of the rarity of the claim's terms that the passage holds; comparable within one answer. */
  readonly score: number;
}

/** Finds the passages of many articles that may carry a claim. A full-text table can implement it as well as memory does. */
export interface CandidateIndex {
  /** Puts an article; one that is there under the path is replaced. */
  add(path: string, passages: PreparedPassages): void;
  remove(path: string): void;
  /** At most `limit` passages, best first, then by path and place. The answer depends on what is there, not on how it came. */
  candidates(claim: PreparedClaim, limit: number): Candidate[];
}

/**
 * Places that one question looks at: its rarest keys first, until so many are counted. Common words tell no passage from
 * another, and this bounds the time whatever the library's size.
 */
const PLACES = 40_000;
/** Dead places are dropped once they are more than the living, and not worth it below this. */
const LEAST_DEAD = 10_000;

interface Slot {
  readonly path: string;
  readonly first: number;
  readonly count: number;
  /** Keys of the article, by number, each as often as passages hold it. */
  readonly keys: Uint32Array;
}

/** The index in memory: for each key the passages that hold it, numbered through, in typed arrays. */
export class MemoryCandidates implements CandidateIndex {
  #numberOf = new Map<string, number>();
  #places: Numbers[] = [];
  /** How many living passages hold each key. */
  #living = new Numbers();
  /** For each passage its slot. */
  #slotOf = new Numbers();
  #slots: (Slot | undefined)[] = [];
  #byPath = new Map<string, number>();
  #passages = 0;
  #dead = 0;
  #scores = new Float64Array(0);
  #seen = new Int32Array(0);

  add(path: string, passages: PreparedPassages): void {
    this.remove(path);
    const slot = this.#slots.length;
    const first = this.#slotOf.length;
    const keys = new Numbers();
    passages.passages.forEach((passage, i) => {
      this.#slotOf.push(slot);
      for (const key of passage.keys.keys()) {
        // Entities change their meaning with the register: they are no part of the index.
        if (key.startsWith('&')) continue;
        const number = this.#number(key);
        this.#places[number]?.push(first + i);
        this.#living.set(number, this.#living.at(number) + 1);
        keys.push(number);
      }
    });
    this.#slots.push({ path, first, count: passages.passages.length, keys: keys.trimmed() });
    this.#byPath.set(path, slot);
    this.#passages += passages.passages.length;
  }

  remove(path: string): void {
    const at = this.#byPath.get(path);
    const slot = at === undefined ? undefined : this.#slots[at];
    if (at === undefined || slot === undefined) return;
    this.#slots[at] = undefined;
    this.#byPath.delete(path);
    this.#passages -= slot.count;
    this.#dead += slot.count;
    for (const number of slot.keys) this.#living.set(number, this.#living.at(number) - 1);
    if (this.#dead > Math.max(this.#passages, LEAST_DEAD)) this.#compact();
  }

  candidates(claim: PreparedClaim, limit: number): Candidate[] {
    if (limit <= 0 || this.#passages === 0) return [];
    this.#grow();
    const touched: number[] = [];
    for (const { number, weight, term } of this.#asked(claim)) {
      const gain = weight * Math.log(1 + this.#passages / this.#living.at(number));
      const places = this.#places[number];
      for (let i = 0; places && i < places.length; i++) {
        const place = places.at(i);
        const known = this.#scores[place] ?? 0;
        // Of a term and its variants a passage is credited with one.
        if (known > 0 && this.#seen[place] === term) continue;
        if (known === 0) touched.push(place);
        this.#scores[place] = known + gain;
        this.#seen[place] = term;
      }
    }
    const best = this.#best(touched, limit);
    for (const place of touched) {
      this.#scores[place] = 0;
      this.#seen[place] = 0;
    }
    return best;
  }

  /** The claim's keys that the library has: each term with its variants at a time, the rarest terms first, within the bound. */
  #asked(claim: PreparedClaim): { number: number; weight: number; term: number }[] {
    const terms = claim.terms.map((term, t) => {
      const keys = [[term.key, 1] as const, ...term.variants].flatMap(([key, weight]) => {
        const number = this.#numberOf.get(key);
        return number === undefined || this.#living.at(number) === 0 ? [] : [{ number, weight, term: t + 1 }];
      });
      return { key: term.key, keys, places: keys.reduce((sum, { number }) => sum + this.#living.at(number), 0) };
    });
    const rarest = terms.filter((t) => t.keys.length > 0).sort((a, b) => a.places - b.places || (a.key < b.key ? -1 : 1));
    const out: { number: number; weight: number; term: number }[] = [];
    let places = 0;
    for (const term of rarest) {
      places += term.places;
      if (places > PLACES && out.length > 0) break;
      out.push(...term.keys);
    }
    return out;
  }

  #best(touched: readonly number[], limit: number): Candidate[] {
    const best: Candidate[] = [];
    for (const place of touched) {
      const score = this.#scores[place] ?? 0;
      const worst = best.at(-1);
      if (best.length >= limit && worst && score < worst.score) continue;
      const slot = this.#slots[this.#slotOf.at(place)];
      if (!slot) continue;
      const candidate = { path: slot.path, passage: place - slot.first, score };
      const rank = countBefore(best.length, (i) => {
        const other = best[i];
        return other !== undefined && before(other, candidate);
      });
      if (rank >= limit) continue;
      best.splice(rank, 0, candidate);
      if (best.length > limit) best.pop();
    }
    return best;
  }

  #number(key: string): number {
    const known = this.#numberOf.get(key);
    if (known !== undefined) return known;
    const number = this.#places.length;
    this.#numberOf.set(key, number);
    this.#places.push(new Numbers());
    this.#living.push(0);
    return number;
  }

  #grow(): void {
    if (this.#scores.length >= this.#slotOf.length) return;
    const size = Math.ceil(this.#slotOf.length * 1.25);
    this.#scores = new Float64Array(size);
    this.#seen = new Int32Array(size);
  }

  /** Numbers the living passages anew and drops all else. */
  #compact(): void {
    const moved = new Int32Array(this.#slotOf.length).fill(-1);
    const slots: Slot[] = [];
    const slotOf = new Numbers();
    this.#byPath.clear();
    for (const slot of this.#slots) {
      if (slot === undefined) continue;
      const first = slotOf.length;
      for (let i = 0; i < slot.count; i++) {
        moved[slot.first + i] = first + i;
        slotOf.push(slots.length);
      }
      this.#byPath.set(slot.path, slots.length);
      slots.push({ ...slot, first });
    }
    for (const places of this.#places) places.rewrite((place) => moved[place] ?? -1);
    this.#slots = slots;
    this.#slotOf = slotOf;
    this.#dead = 0;
  }
}

function before(a: Candidate, b: Candidate): boolean {
  if (a.score !== b.score) return a.score > b.score;
  return a.path < b.path || (a.path === b.path && a.passage < b.passage);
}
