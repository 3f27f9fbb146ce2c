import { i32, u8 } from './columns.ts';
import { Features } from './features.ts';
import { mix } from './hash.ts';
import { LABELS } from './labels.ts';
import { BIAS, FILTER_WORDS, LANES, type Model } from './model.ts';
import type { Reading } from './reading.ts';
import { IMPURE } from './tokens.ts';

/** Slots of the cache of word scores; a power of two. News repeats its words: 16,384 slots answer nine of ten. */
const SLOTS = 1 << 14;

/** Scores of labels for tokens, in units of the model's weights. What depends on one word alone is kept between texts. */
export class Scorer {
  readonly #model: Model;
  readonly #features = new Features();
  readonly #keys = new Int32Array(SLOTS);
  readonly #sums = new Int32Array(SLOTS * LANES);
  readonly #total = new Int32Array(LANES);

  constructor(model: Model) {
    this.#model = model;
  }

  /** Writes the scores of token `i` into row `row` of `out`. */
  score(text: string, reading: Reading, i: number, out: Int32Array, row: number): void {
    const total = this.#total;
    this.#features.ofPlace(reading, i);
    this.#sum(total, 0);
    this.#addWord(this.#word(text, reading, i, 0));
    this.#addWord(this.#word(text, reading, i - 1, -1));
    this.#addWord(this.#word(text, reading, i + 1, 1));
    this.#addWord(this.#word(text, reading, i - 2, -2));
    this.#addWord(this.#word(text, reading, i + 2, 2));
    const raised = (i32(total, LANES - 1) >>> 16) * BIAS;
    const base = row * LABELS;
    for (let k = 0; k < LANES - 1; k++) {
      const lane = i32(total, k);
      out[base + 2 * k] = (lane & 0xffff) - raised;
      out[base + 2 * k + 1] = (lane >>> 16) - raised;
    }
    out[base + LABELS - 1] = (i32(total, LANES - 1) & 0xffff) - raised;
  }

  #addWord(base: number): void {
    const total = this.#total;
    const sums = this.#sums;
    for (let k = 0; k < LANES; k++) total[k] = i32(total, k) + i32(sums, base + k);
  }

  /** Where in `#sums` the scores for a word in a role stand. */
  #word(text: string, reading: Reading, i: number, role: number): number {
    const { tokens } = reading;
    const inside = i >= 0 && i < tokens.count;
    const known = inside ? mix(i32(tokens.word, i), Features.form(tokens, i) * 8 + role + 3) : role + 3;
    const key = known === 0 ? 1 : known;
    const slot = key & (SLOTS - 1);
    const base = slot * LANES;
    const pure = !inside || (u8(tokens.flags, i) & IMPURE) === 0;
    if (pure && i32(this.#keys, slot) === key) return base;
    this.#features.ofWord(text, reading, i, role);
    this.#sum(this.#sums, base);
    this.#keys[slot] = pure ? key : 0;
    return base;
  }

  /** Writes the sum of the buffer's features into `out`; nine lanes, held in variables while they grow. */
  #sum(out: Int32Array, base: number): void {
    const { buffer, count } = this.#features;
    const { features, filter, lanes } = this.#model;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    let g = 0;
    let h = 0;
    let l = 0;
    for (let k = 0; k < count; k++) {
      const key = i32(buffer, k);
      if (((i32(filter, (key >>> 5) & (FILTER_WORDS - 1)) >>> (key & 31)) & 1) === 0) continue;
      const found = features.get(key);
      if (found === 0) continue;
      const at = (found - 1) * LANES;
      a += i32(lanes, at);
      b += i32(lanes, at + 1);
      c += i32(lanes, at + 2);
      d += i32(lanes, at + 3);
      e += i32(lanes, at + 4);
      f += i32(lanes, at + 5);
      g += i32(lanes, at + 6);
      h += i32(lanes, at + 7);
      l += i32(lanes, at + 8);
    }
    out[base] = a;
    out[base + 1] = b;
    out[base + 2] = c;
    out[base + 3] = d;
    out[base + 4] = e;
    out[base + 5] = f;
    out[base + 6] = g;
    out[base + 7] = h;
    out[base + 8] = l;
  }
}
