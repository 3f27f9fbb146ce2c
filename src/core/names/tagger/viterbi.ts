import { i32 } from './columns.ts';
import { follows, LABELS, mayEnd, mayStart } from './labels.ts';

const IMPOSSIBLE = -(1 << 29);

/** The best sequence of labels under the rules of BILOU (Viterbi 1967). Buffers are reused between calls. */
export class Viterbi {
  readonly #before: readonly Int32Array[] = Array.from({ length: LABELS }, (_, y) =>
    Int32Array.from(Array.from({ length: LABELS }, (_, x) => x).filter((x) => follows(x, y))),
  );
  readonly #transitions: Int32Array;
  #best = new Int32Array(64 * LABELS);
  #back = new Int32Array(64 * LABELS);

  /** `transitions[a × LABELS + b]` in the same unit as the scores; whole numbers, so that a text of any length sums exactly. */
  constructor(transitions: Int32Array) {
    this.#transitions = transitions;
  }

  /** Writes the labels of `n` tokens, whose scores are rows of LABELS, into `out`. */
  decode(scores: Int32Array, n: number, out: Int32Array): void {
    if (n === 0) return;
    if (n * LABELS > this.#best.length) {
      this.#best = new Int32Array(n * LABELS * 2);
      this.#back = new Int32Array(n * LABELS * 2);
    }
    const best = this.#best;
    const back = this.#back;
    for (let y = 0; y < LABELS; y++) best[y] = mayStart(y) ? i32(scores, y) : IMPOSSIBLE;
    for (let t = 1; t < n; t++) {
      const row = t * LABELS;
      for (let y = 0; y < LABELS; y++) {
        const before = this.#before[y];
        if (before === undefined) continue;
        let top = IMPOSSIBLE;
        let from = 0;
        for (let k = 0; k < before.length; k++) {
          const x = i32(before, k);
          const s = i32(best, row - LABELS + x) + i32(this.#transitions, x * LABELS + y);
          if (s > top) {
            top = s;
            from = x;
          }
        }
        best[row + y] = top + i32(scores, row + y);
        back[row + y] = from;
      }
      // Scores count from the row's best: an island of any length stays within 32 bits.
      let lead = IMPOSSIBLE;
      for (let y = 0; y < LABELS; y++) lead = Math.max(lead, i32(best, row + y));
      for (let y = 0; y < LABELS; y++) best[row + y] = Math.max(IMPOSSIBLE, i32(best, row + y) - lead);
    }
    let label = 0;
    let top = -Infinity;
    const last = (n - 1) * LABELS;
    for (let y = 0; y < LABELS; y++)
      if (mayEnd(y) && i32(best, last + y) > top) {
        top = i32(best, last + y);
        label = y;
      }
    for (let t = n - 1; t >= 0; t--) {
      out[t] = label;
      label = i32(back, t * LABELS + label);
    }
  }
}
