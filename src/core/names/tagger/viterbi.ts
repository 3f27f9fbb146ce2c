import { f32, i32 } from './columns.ts';
import { follows, LABELS, mayEnd, mayStart } from './labels.ts';

const IMPOSSIBLE = -1e30;

/** The best sequence of labels under the rules of BILOU (Viterbi 1967). Buffers are reused between calls. */
export class Viterbi {
  readonly #before: readonly Int32Array[] = Array.from({ length: LABELS }, (_, y) =>
    Int32Array.from(Array.from({ length: LABELS }, (_, x) => x).filter((x) => follows(x, y))),
  );
  readonly #transitions: Float32Array;
  #best = new Float32Array(64 * LABELS);
  #back = new Int32Array(64 * LABELS);

  /** `transitions[a × LABELS + b]` in the same unit as the scores. */
  constructor(transitions: Float32Array) {
    this.#transitions = transitions;
  }

  /** Writes the labels of `n` tokens, whose scores are rows of LABELS, into `out`. */
  decode(scores: Float32Array, n: number, out: Int32Array): void {
    if (n === 0) return;
    if (n * LABELS > this.#best.length) {
      this.#best = new Float32Array(n * LABELS * 2);
      this.#back = new Int32Array(n * LABELS * 2);
    }
    const best = this.#best;
    const back = this.#back;
    for (let y = 0; y < LABELS; y++) best[y] = mayStart(y) ? f32(scores, y) : IMPOSSIBLE;
    for (let t = 1; t < n; t++) {
      const row = t * LABELS;
      for (let y = 0; y < LABELS; y++) {
        const before = this.#before[y];
        if (before === undefined) continue;
        let top = IMPOSSIBLE;
        let from = 0;
        for (let k = 0; k < before.length; k++) {
          const x = i32(before, k);
          const s = f32(best, row - LABELS + x) + f32(this.#transitions, x * LABELS + y);
          if (s > top) {
            top = s;
            from = x;
          }
        }
        best[row + y] = top + f32(scores, row + y);
        back[row + y] = from;
      }
    }
    let label = 0;
    let top = -Infinity;
    const last = (n - 1) * LABELS;
    for (let y = 0; y < LABELS; y++)
      if (mayEnd(y) && f32(best, last + y) > top) {
        top = f32(best, last + y);
        label = y;
      }
    for (let t = n - 1; t >= 0; t--) {
      out[t] = label;
      label = i32(back, t * LABELS + label);
    }
  }
}
