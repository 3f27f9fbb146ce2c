import { i32 } from './columns.ts';
import { follows, LABELS, mayEnd, mayStart } from './labels.ts';

const IMPOSSIBLE = -(1 << 29);

/** The best sequence of labels under the rules of BILOU (Viterbi 1967). Buffers are reused between calls. */
export class Viterbi {
  /** Labels that may stand before each label, one label's after another's; where each one's begin; the transitions from them. */
  readonly #before: Int32Array;
  readonly #from = new Int32Array(LABELS + 1);
  readonly #steps: Int32Array;
  #best = new Int32Array(64 * LABELS);
  #back = new Int32Array(64 * LABELS);

  /** `transitions[a × LABELS + b]` in the same unit as the scores; whole numbers, so that a text of any length sums exactly. */
  constructor(transitions: Int32Array) {
    const before: number[] = [];
    const steps: number[] = [];
    for (let y = 0; y < LABELS; y++) {
      this.#from[y] = before.length;
      for (let x = 0; x < LABELS; x++)
        if (follows(x, y)) {
          before.push(x);
          steps.push(i32(transitions, x * LABELS + y));
        }
    }
    this.#from[LABELS] = before.length;
    this.#before = Int32Array.from(before);
    this.#steps = Int32Array.from(steps);
  }

  /** Writes the labels of `n` tokens, whose scores are rows of LABELS, into `out`. */
  decode(scores: Int32Array, n: number, out: Int32Array): void {
    if (n === 0) return;
    if (n === 1) {
      out[0] = bestAlone(scores);
      return;
    }
    if (n * LABELS > this.#best.length) {
      this.#best = new Int32Array(n * LABELS * 2);
      this.#back = new Int32Array(n * LABELS * 2);
    }
    const best = this.#best;
    const back = this.#back;
    for (let y = 0; y < LABELS; y++) best[y] = mayStart(y) ? i32(scores, y) : IMPOSSIBLE;
    const labels = this.#before;
    const steps = this.#steps;
    for (let t = 1; t < n; t++) {
      const row = t * LABELS;
      let k = 0;
      for (let y = 0; y < LABELS; y++) {
        const end = i32(this.#from, y + 1);
        let top = IMPOSSIBLE;
        let from = 0;
        for (; k < end; k++) {
          const x = labels[k] ?? 0;
          const s = (best[row - LABELS + x] ?? 0) + (steps[k] ?? 0);
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

/** The best label of a token by itself. */
function bestAlone(scores: Int32Array): number {
  let label = 0;
  let top = -Infinity;
  for (let y = 0; y < LABELS; y++)
    if (ALONE[y] === true && i32(scores, y) > top) {
      top = i32(scores, y);
      label = y;
    }
  return label;
}

const ALONE: readonly boolean[] = Array.from({ length: LABELS }, (_, y) => mayStart(y) && mayEnd(y));
