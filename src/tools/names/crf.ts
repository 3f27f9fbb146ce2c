import { f32, i32 } from '../../core/names/tagger/columns.ts';
import { follows, LABELS, mayEnd, mayStart } from '../../core/names/tagger/labels.ts';
import { ANY, type Dataset } from './dataset.ts';
import { Random } from './random.ts';

export interface CrfOptions {
  readonly epochs: number;
  /** AdaGrad's step. */
  readonly rate: number;
  /** Share of the features that each step leaves out. */
  readonly dropout: number;
  /** Pull of all weights towards 0, a step. */
  readonly decay: number;
  readonly seed: number;
  /** Islands that train; all without it. */
  readonly use?: (island: number) => boolean;
  readonly log?: (message: string) => void;
}

/** Weights of a linear-chain CRF: a row of LABELS for each feature, and one for each pair of labels. */
export interface CrfWeights {
  readonly rows: Float32Array;
  readonly transitions: Float32Array;
}

const L = LABELS;
/** Labels whose slope at a token is smaller than this learn nothing there: most are, once a model knows a word, and they cost most of the time. */
const NOTHING = 1e-4;

/**
 * Trains a linear-chain CRF (Lafferty, McCallum & Pereira 2001) by stochastic gradient with AdaGrad (Duchi, Hazan &
 * Singer 2011) and feature dropout. Tokens labelled ANY are summed over (partially labelled CRF: Tsuboi et al. 2008).
 * `ids` holds the dense feature numbers of the data (−1: unknown). Deterministic.
 */
export function trainCrf(data: Dataset, ids: Int32Array, featureCount: number, options: CrfOptions): CrfWeights {
  const rows = new Float32Array(featureCount * L);
  const squares = new Float32Array(featureCount * L).fill(1e-6);
  const transitions = new Float32Array(L * L);
  const transitionSquares = new Float32Array(L * L).fill(1e-6);
  const random = new Random(options.seed);
  const chosen: number[] = [];
  for (let k = 0; k + 1 < data.islands.length; k++) if ((data.weights[k] ?? 0) > 0 && (options.use?.(k) ?? true)) chosen.push(k);
  const order = Int32Array.from(chosen);
  const mean = new Float32Array(rows.length);
  let averaged = 0;
  const lattice = new Lattice();
  const keep = 1 - options.dropout;
  const threshold = Math.floor(keep * 4294967296);
  let active = new Int32Array(1024);
  const activeEnd = new Int32Array(4096);
  const moved = new Int32Array(L);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    random.shuffle(order);
    let loss = 0;
    const rate = options.rate * (1 - (0.9 * epoch) / options.epochs);
    for (const island of order) {
      const from = data.islands[island] ?? 0;
      const to = Math.min(data.islands[island + 1] ?? 0, from + 4096);
      const n = to - from;
      const weight = data.weights[island] ?? 1;
      lattice.reset(n);
      let used = 0;
      for (let t = 0; t < n; t++) {
        const f0 = data.offsets[from + t] ?? 0;
        const f1 = data.offsets[from + t + 1] ?? 0;
        if (used + f1 - f0 > active.length) {
          const wider = new Int32Array(active.length * 2 + f1 - f0);
          wider.set(active);
          active = wider;
        }
        const base = t * L;
        for (let f = f0; f < f1; f++) {
          const id = i32(ids, f);
          if (id < 0 || random.bits() >= threshold) continue;
          active[used++] = id;
          const row = id * L;
          for (let y = 0; y < L; y++) lattice.scores[base + y] = f32(lattice.scores, base + y) + f32(rows, row + y);
        }
        activeEnd[t] = used;
        for (let y = 0; y < L; y++) lattice.scores[base + y] = f32(lattice.scores, base + y) / keep;
      }
      loss += weight * lattice.gradient(n, transitions, data.labels, from);
      let a = 0;
      for (let t = 0; t < n; t++) {
        const base = t * L;
        const end = i32(activeEnd, t);
        let labels = 0;
        for (let y = 0; y < L; y++) if (options.decay > 0 || Math.abs(f32(lattice.slopes, base + y)) >= NOTHING) moved[labels++] = y;
        if (labels === 0) a = end;
        for (; a < end; a++) {
          const row = i32(active, a) * L;
          for (let m = 0; m < labels; m++) {
            const y = i32(moved, m);
            const w = f32(rows, row + y);
            const g = weight * (f32(lattice.slopes, base + y) / keep) + options.decay * w;
            const s = f32(squares, row + y) + g * g;
            squares[row + y] = s;
            rows[row + y] = w - (rate * g) / Math.sqrt(s);
          }
        }
      }
      for (let p = 0; p < L * L; p++) {
        const g = weight * f32(lattice.pairSlopes, p);
        if (g === 0) continue;
        const s = f32(transitionSquares, p) + g * g;
        transitionSquares[p] = s;
        transitions[p] = f32(transitions, p) - (rate * g) / Math.sqrt(s);
      }
    }
    // The mean of the later epochs is steadier than the last.
    if (epoch >= options.epochs / 2) {
      averaged++;
      for (let w = 0; w < rows.length; w++) mean[w] = f32(mean, w) + (f32(rows, w) - f32(mean, w)) / averaged;
    }
    options.log?.(`epoch ${epoch + 1}: loss ${(loss / Math.max(1, order.length)).toFixed(4)} an island`);
  }
  return { rows: mean, transitions };
}

/** Forward–backward over one island, in scaled probabilities. */
export class Lattice {
  scores = new Float32Array(4096 * L);
  /** Expected minus observed count of each label at each token. */
  slopes = new Float32Array(4096 * L);
  readonly pairSlopes = new Float32Array(L * L);
  readonly #exp = new Float64Array(L * L);
  readonly #local = new Float64Array(4096 * L);
  readonly #forward = new Float64Array(4096 * L);
  readonly #backward = new Float64Array(4096 * L);
  readonly #scale = new Float64Array(4096);
  readonly #allowed: readonly (readonly number[])[] = Array.from({ length: L }, (_, a) =>
    Array.from({ length: L }, (_, b) => b).filter((b) => follows(a, b)),
  );

  reset(n: number): void {
    this.scores.fill(0, 0, n * L);
  }

  /** Probability of each label at each token, in `slopes`. */
  marginals(n: number, transitions: Float32Array): void {
    this.slopes.fill(0, 0, n * L);
    this.pairSlopes.fill(0);
    this.#pass(n, transitions, undefined, 0, 1);
  }

  /** Leaves the gradient of the negative log-likelihood in `slopes` and `pairSlopes`; returns that value. */
  gradient(n: number, transitions: Float32Array, labels: readonly number[], from: number): number {
    this.slopes.fill(0, 0, n * L);
    this.pairSlopes.fill(0);
    const all = this.#pass(n, transitions, undefined, 0, 1);
    const gold = this.#pass(n, transitions, labels, from, -1);
    return all - gold;
  }

  /** Adds `sign` × expected counts under the labels given (all, without them); returns the log of the sum over paths. */
  #pass(n: number, transitions: Float32Array, labels: readonly number[] | undefined, from: number, sign: number): number {
    for (let p = 0; p < L * L; p++) this.#exp[p] = Math.exp(f32(transitions, p));
    const local = this.#local;
    const alpha = this.#forward;
    const beta = this.#backward;
    let log = 0;
    for (let t = 0; t < n; t++) {
      let top = -Infinity;
      for (let y = 0; y < L; y++) top = Math.max(top, f32(this.scores, t * L + y));
      log += top;
      const gold = labels?.[from + t] ?? ANY;
      for (let y = 0; y < L; y++) {
        let allowed = gold === ANY || gold === y;
        if (t === 0 && !mayStart(y)) allowed = false;
        if (t === n - 1 && !mayEnd(y)) allowed = false;
        local[t * L + y] = allowed ? Math.exp(f32(this.scores, t * L + y) - top) : 0;
      }
    }
    for (let t = 0; t < n; t++) {
      let sum = 0;
      for (let y = 0; y < L; y++) alpha[t * L + y] = t === 0 ? (local[y] ?? 0) : 0;
      if (t > 0)
        for (let x = 0; x < L; x++) {
          const a = alpha[(t - 1) * L + x] ?? 0;
          if (a === 0) continue;
          for (const y of this.#allowed[x] ?? []) alpha[t * L + y] = (alpha[t * L + y] ?? 0) + a * (this.#exp[x * L + y] ?? 0);
        }
      for (let y = 0; y < L; y++) {
        if (t > 0) alpha[t * L + y] = (alpha[t * L + y] ?? 0) * (local[t * L + y] ?? 0);
        sum += alpha[t * L + y] ?? 0;
      }
      // Labels that contradict each other (a mask beside a span's middle) leave no path: such an island teaches nothing.
      if (sum === 0) return 0;
      this.#scale[t] = sum;
      log += Math.log(sum);
      for (let y = 0; y < L; y++) alpha[t * L + y] = (alpha[t * L + y] ?? 0) / sum;
    }
    for (let y = 0; y < L; y++) beta[(n - 1) * L + y] = 1;
    for (let t = n - 1; t >= 0; t--) {
      if (t < n - 1)
        for (let x = 0; x < L; x++) {
          let sum = 0;
          const a = alpha[t * L + x] ?? 0;
          for (const y of this.#allowed[x] ?? []) {
            const step =
              ((this.#exp[x * L + y] ?? 0) * (local[(t + 1) * L + y] ?? 0) * (beta[(t + 1) * L + y] ?? 0)) / (this.#scale[t + 1] ?? 1);
            sum += step;
            const p = a * step;
            if (p > 0) this.pairSlopes[x * L + y] = f32(this.pairSlopes, x * L + y) + sign * p;
          }
          beta[t * L + x] = sum;
        }
      for (let y = 0; y < L; y++) {
        const p = (alpha[t * L + y] ?? 0) * (beta[t * L + y] ?? 0);
        if (p > 0) this.slopes[t * L + y] = f32(this.slopes, t * L + y) + sign * p;
      }
    }
    return log;
  }
}
