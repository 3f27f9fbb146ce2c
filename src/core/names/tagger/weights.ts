import { i32 } from './columns.ts';
import { LABELS } from './labels.ts';

/**
 * Weights add two at a time: lanes of 16 bits in words of 32. Raised weights are 1 … 255, so that the sums of fewer than
 * 128 features stay apart (128 × 255 < 2¹⁵, and the upper lane keeps its sign).
 */
export const LANES = 9;
const BIAS = 128;
/** Words of a row: the key, then four labels' weights a word; the third byte of the last word counts features. */
const WORDS = 5;
export const ROW = 1 + WORDS;
const COUNT_SHIFT = 16;
/** Two bytes of a word of four, each in 16 bits. */
const PAIR = 0x00ff00ff;
/** Words of the filter; a power of two. 128 KB stay in a core's own cache, where the table does not. */
export const FILTER_WORDS = 1 << 15;

/** What `Weights` consist of: a power of two of rows of ROW words, and FILTER_WORDS. */
export interface WeightTables {
  readonly rows: Int32Array;
  readonly filter: Int32Array;
}

/** Makes the tables; `columns` holds a column of signed bytes for each label, in the order of the keys. */
export function weightTables(keys: Int32Array, columns: readonly Uint8Array[]): WeightTables {
  let size = 16;
  while (size < keys.length * 1.25) size *= 2;
  const rows = new Int32Array(size * ROW);
  const filter = new Int32Array(FILTER_WORDS);
  const places = placed(keys, rows, filter);
  for (let word = 0; word < WORDS; word++) fill(rows, places, word, columns);
  return { rows, filter };
}

/** Gives each key its row; returns where the rows begin. */
function placed(keys: Int32Array, rows: Int32Array, filter: Int32Array): Int32Array {
  const size = rows.length / ROW;
  const shift = Math.clz32(size) + 1;
  const places = new Int32Array(keys.length);
  for (let f = 0; f < keys.length; f++) {
    const hash = keys[f] ?? 0;
    const key = hash === 0 ? 1 : hash;
    const word = (key >>> 5) & (FILTER_WORDS - 1);
    filter[word] = (filter[word] ?? 0) | (1 << (key & 31));
    let slot = key >>> shift;
    while ((rows[slot * ROW] ?? 0) !== 0) slot = (slot + 1) & (size - 1);
    rows[slot * ROW] = key;
    places[f] = slot * ROW;
  }
  return places;
}

/** Writes one word of all rows: the weights of up to four labels, and in the last word the count of one. */
function fill(rows: Int32Array, places: Int32Array, word: number, columns: readonly Uint8Array[]): void {
  const [a, b, c, d] = columns.slice(4 * word, 4 * word + 4);
  for (let f = 0; f < places.length; f++) {
    // Signed bytes, raised: 0x80 turns around the sign bit.
    const rest = b && c && d ? (((b[f] ?? 0) ^ 0x80) << 8) | (((c[f] ?? 0) ^ 0x80) << 16) | (((d[f] ?? 0) ^ 0x80) << 24) : 1 << COUNT_SHIFT;
    rows[(places[f] ?? 0) + 1 + word] = ((a?.[f] ?? 0) ^ 0x80) | rest;
  }
}

/**
 * The weights of a model's features for all labels, by the features' hashes: open addressing, key and weights side by side,
 * so that a feature costs one or two lines of memory. A filter of bits tells most hashes that are no feature.
 */
export class Weights {
  readonly #rows: Int32Array;
  readonly #filter: Int32Array;
  readonly #mask: number;
  /** A feature's place follows the order of the hashes as unsigned numbers: ascending keys are stored in one sweep. */
  readonly #shift: number;

  /** Rests on the tables, which are not copied. */
  constructor({ rows, filter }: WeightTables) {
    const size = rows.length / ROW;
    this.#rows = rows;
    this.#filter = filter;
    this.#mask = size - 1;
    this.#shift = Math.clz32(size) + 1;
  }

  get tables(): WeightTables {
    return { rows: this.#rows, filter: this.#filter };
  }

  /** Writes the sum of the weights of `count` features into LANES numbers of `out`, held in variables while they grow. */
  sum(features: Int32Array, count: number, out: Int32Array, base: number): void {
    const rows = this.#rows;
    const filter = this.#filter;
    const mask = this.#mask;
    const shift = this.#shift;
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
      const hash = features[k] ?? 0;
      const key = hash === 0 ? 1 : hash;
      if ((((filter[(key >>> 5) & (FILTER_WORDS - 1)] ?? 0) >>> (key & 31)) & 1) === 0) continue;
      let slot = key >>> shift;
      let held = rows[slot * ROW] ?? 0;
      while (held !== key && held !== 0) {
        slot = (slot + 1) & mask;
        held = rows[slot * ROW] ?? 0;
      }
      if (held === 0) continue;
      const at = slot * ROW;
      const p = rows[at + 1] ?? 0;
      const q = rows[at + 2] ?? 0;
      const r = rows[at + 3] ?? 0;
      const s = rows[at + 4] ?? 0;
      a += p & PAIR;
      b += (p >>> 8) & PAIR;
      c += q & PAIR;
      d += (q >>> 8) & PAIR;
      e += r & PAIR;
      f += (r >>> 8) & PAIR;
      g += s & PAIR;
      h += (s >>> 8) & PAIR;
      l += rows[at + 5] ?? 0;
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

  /** The weights of one feature, by label; undefined for a hash that is none. */
  of(feature: number): number[] | undefined {
    const sum = new Int32Array(LANES);
    this.sum(Int32Array.of(feature), 1, sum, 0);
    if (sum[LANES - 1] === 0) return undefined;
    const out = new Int32Array(LABELS);
    unpack(sum, out, 0);
    return [...out];
  }
}

/** Writes the labels' scores that the lanes of a sum hold into `out`, from `base` on. */
export function unpack(lanes: Int32Array, out: Int32Array, base: number): void {
  const last = i32(lanes, LANES - 1);
  const raised = (last >>> COUNT_SHIFT) * BIAS;
  for (let word = 0; word < WORDS - 1; word++) {
    const even = i32(lanes, 2 * word);
    const odd = i32(lanes, 2 * word + 1);
    const at = base + 4 * word;
    out[at] = (even & 0xffff) - raised;
    out[at + 1] = (odd & 0xffff) - raised;
    out[at + 2] = (even >>> 16) - raised;
    out[at + 3] = (odd >>> 16) - raised;
  }
  out[base + LABELS - 1] = (last & 0xffff) - raised;
}
