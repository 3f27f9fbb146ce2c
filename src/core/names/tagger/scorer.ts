import { i32, u8 } from './columns.ts';
import { Features } from './features.ts';
import { LABELS } from './labels.ts';
import { EDGE, formOf, GROUPS, KEY, NO_FORM, PAIRS, Place } from './place.ts';
import type { Reading } from './reading.ts';
import { Sums } from './sums.ts';
import { IMPURE } from './tokens.ts';
import { LANES, unpack, type Weights } from './weights.ts';

/** Marks keys of words, beside those of the groups of a place. */
const WORD = GROUPS;

/** Scores of labels for tokens, in units of the model's weights. What depends on a word alone, or on a few numbers, is kept between texts. */
export class Scorer {
  readonly #weights: Weights;
  readonly #features = new Features();
  readonly #place = new Place();
  readonly #keys = new Int32Array(GROUPS * KEY);
  readonly #sums = new Sums();
  readonly #total = new Int32Array(LANES);

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  /** Writes the scores of token `i` into row `row` of `out`. */
  score(text: string, reading: Reading, i: number, out: Int32Array, row: number): void {
    const sums = this.#sums;
    sums.begin();
    this.#ofPlace(reading, i);
    this.#ofWord(text, reading, i, 0);
    this.#ofWord(text, reading, i - 1, -1);
    this.#ofWord(text, reading, i + 1, 1);
    this.#ofWord(text, reading, i - 2, -2);
    this.#ofWord(text, reading, i + 2, 2);
    const total = this.#total;
    sums.total(total);
    unpack(total, out, row * LABELS);
  }

  #ofPlace(reading: Reading, i: number): void {
    const place = this.#place;
    const keys = this.#keys;
    const sums = this.#sums;
    place.look(reading, i);
    place.keys(keys);
    for (let group = 0; group < GROUPS; group++) {
      const last = i32(keys, group * KEY + 2);
      if (last === 0) continue;
      const at = sums.ask(i32(keys, group * KEY), i32(keys, group * KEY + 1), last);
      if (at < 0) continue;
      this.#features.ofGroup(place, group);
      this.#sum(at);
    }
    this.#features.ofGroup(place, PAIRS);
    this.#sum(sums.spare());
  }

  /** The scores that the word of token `i` gives to a token `role` places after it. */
  #ofWord(text: string, reading: Reading, i: number, role: number): void {
    const { tokens } = reading;
    const inside = i >= 0 && i < tokens.count;
    // A word with invisible characters is folded unlike its letters: it is none of the words kept.
    const pure = !inside || (u8(tokens.flags, i) & IMPURE) === 0;
    const word = inside ? i32(tokens.word, i) : EDGE;
    const form = inside ? formOf(tokens, i) : NO_FORM;
    const at = pure ? this.#sums.ask(word, form, (role + 3) * 32 + WORD + 1) : this.#sums.spare();
    if (at < 0) return;
    this.#features.ofWord(text, reading, i, role);
    this.#sum(at);
  }

  #sum(at: number): void {
    this.#weights.sum(this.#features.buffer, this.#features.count, this.#sums.target, at);
  }
}
