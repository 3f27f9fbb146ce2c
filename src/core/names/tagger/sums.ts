import { i32 } from './columns.ts';
import { KEY } from './place.ts';
import { LANES } from './weights.ts';

/** Rows of the cache; a power of two. News repeats itself: so many answer nine of ten questions. */
const ROW_BITS = 15;
const ROWS = 1 << ROW_BITS;
/** Numbers of a row: its key, then a sum. Key and sum lie together, where one glance of the processor finds both. */
const WIDTH = KEY + LANES;
/** Rows beyond the cache for sums that may not be kept. */
const SPARE = 32;

/**
 * Sums of features that were asked for before, by keys of three numbers: direct-mapped, so that it is bounded and a sum is
 * only ever forgotten. Keys are whole: what is found is what was kept, whatever was read before.
 */
export class Sums {
  readonly #rows = new Int32Array((ROWS + SPARE) * WIDTH);
  /** Where the sums asked for since `begin` stand in the rows. */
  readonly #asked = new Int32Array(SPARE);
  #count = 0;
  /** Where to write a sum that was not found. */
  readonly target = this.#rows;

  /** Forgets what was asked for; the sums stay. */
  begin(): void {
    this.#count = 0;
  }

  /**
   * Asks for the sum under a key; the third number may not be 0. Returns -1 when it is there, else where in `target` the
   * caller has to write it.
   */
  ask(a: number, b: number, c: number): number {
    const base = rowOf(a, b, c) * WIDTH;
    const rows = this.#rows;
    if (i32(rows, base) === a && i32(rows, base + 1) === b && i32(rows, base + 2) === c) {
      this.#asked[this.#count++] = base + KEY;
      return -1;
    }
    // A row that is part of this very total stays.
    for (let k = 0; k < this.#count; k++) if (i32(this.#asked, k) === base + KEY) return this.spare();
    rows[base] = a;
    rows[base + 1] = b;
    rows[base + 2] = c;
    this.#asked[this.#count++] = base + KEY;
    return base + KEY;
  }

  /** Where to write a sum that is not kept. */
  spare(): number {
    const base = (ROWS + this.#count) * WIDTH + KEY;
    this.#asked[this.#count++] = base;
    return base;
  }

  /** Adds up the sums asked for since `begin`: LANES numbers. */
  total(out: Int32Array): void {
    const rows = this.#rows;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    let g = 0;
    let h = 0;
    let l = 0;
    for (let k = 0; k < this.#count; k++) {
      const at = i32(this.#asked, k);
      a += i32(rows, at);
      b += i32(rows, at + 1);
      c += i32(rows, at + 2);
      d += i32(rows, at + 3);
      e += i32(rows, at + 4);
      f += i32(rows, at + 5);
      g += i32(rows, at + 6);
      h += i32(rows, at + 7);
      l += i32(rows, at + 8);
    }
    out[0] = a;
    out[1] = b;
    out[2] = c;
    out[3] = d;
    out[4] = e;
    out[5] = f;
    out[6] = g;
    out[7] = h;
    out[8] = l;
  }
}

/** The row of a key. It decides what is forgotten and nothing else: a lighter hash than those of features will do. Odd constants of xxHash32. */
function rowOf(a: number, b: number, c: number): number {
  const h = Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca77) + Math.imul(c, 0xc2b2ae3d);
  return Math.imul(h ^ (h >>> 15), 0x27d4eb2f) >>> (32 - ROW_BITS);
}
