import { f32, i8, i32, u8 } from './columns.ts';
import { Features } from './features.ts';
import { mix } from './hash.ts';
import { LABELS } from './labels.ts';
import type { Model } from './model.ts';
import type { Reading } from './reading.ts';
import { IMPURE } from './tokens.ts';

/** Slots of the cache of word scores; a power of two. News repeats its words: 16,384 slots answer nine of ten. */
const SLOTS = 1 << 14;
/** Roles whose word features a token takes. */
const ROLES = [0, -1, 1, -2, 2] as const;

/** Scores of labels for tokens, in units of the model's weights. What depends on one word alone is kept between texts. */
export class Scorer {
  readonly #model: Model;
  readonly #features = new Features();
  readonly #keys = new Int32Array(SLOTS);
  readonly #sums = new Float32Array(SLOTS * LABELS);

  constructor(model: Model) {
    this.#model = model;
  }

  /** Writes the scores of token `i` into row `row` of `out`. */
  score(text: string, reading: Reading, i: number, out: Float32Array, row: number): void {
    const base = row * LABELS;
    this.#features.ofPlace(reading, i);
    out.fill(0, base, base + LABELS);
    this.#add(out, base);
    for (const role of ROLES) {
      const at = this.#word(text, reading, i + role, role);
      for (let y = 0; y < LABELS; y++) out[base + y] = f32(out, base + y) + f32(this.#sums, at + y);
    }
  }

  /** Where in `#sums` the scores for a word in a role stand. */
  #word(text: string, reading: Reading, i: number, role: number): number {
    const { tokens } = reading;
    const inside = i >= 0 && i < tokens.count;
    const known = inside ? mix(i32(tokens.word, i), Features.form(tokens, i) * 8 + role + 3) : role + 3;
    const key = known === 0 ? 1 : known;
    const slot = key & (SLOTS - 1);
    const base = slot * LABELS;
    const pure = !inside || (u8(tokens.flags, i) & IMPURE) === 0;
    if (pure && i32(this.#keys, slot) === key) return base;
    this.#features.ofWord(text, reading, i, role);
    this.#sums.fill(0, base, base + LABELS);
    this.#add(this.#sums, base);
    this.#keys[slot] = pure ? key : 0;
    return base;
  }

  #add(out: Float32Array, base: number): void {
    const { buffer, count } = this.#features;
    const { features, weights } = this.#model;
    for (let f = 0; f < count; f++) {
      const found = features.get(i32(buffer, f));
      if (found === 0) continue;
      const row = (found - 1) * LABELS;
      for (let y = 0; y < LABELS; y++) out[base + y] = f32(out, base + y) + i8(weights, row + y);
    }
  }
}
