import { f32 } from '../../core/names/tagger/columns.ts';
import { KINDS, LABELS, labelOf } from '../../core/names/tagger/labels.ts';
import type { TokenName } from './clean.ts';
import { type CrfOptions, Lattice, trainCrf } from './crf.ts';
import { ANY, type Dataset } from './dataset.ts';

const L = LABELS;

/** What models that have not seen a document say of its tokens: the probability of each label, a row a token of the data. */
export function heldOut(data: Dataset, ids: Int32Array, featureCount: number, folds: number, options: CrfOptions): Float32Array {
  const out = new Float32Array(data.labels.length * L);
  const lattice = new Lattice();
  for (let fold = 0; fold < folds; fold++) {
    const weights = trainCrf(data, ids, featureCount, { ...options, use: (k) => (data.documents[k] ?? 0) % folds !== fold });
    for (let k = 0; k < data.weights.length; k++) {
      if ((data.documents[k] ?? 0) % folds !== fold) continue;
      const from = data.islands[k] ?? 0;
      const n = Math.min(4096, (data.islands[k + 1] ?? 0) - from);
      lattice.reset(n);
      for (let t = 0; t < n; t++)
        for (let f = data.offsets[from + t] ?? 0; f < (data.offsets[from + t + 1] ?? 0); f++) {
          const id = ids[f] ?? -1;
          if (id >= 0)
            for (let y = 0; y < L; y++) lattice.scores[t * L + y] = f32(lattice.scores, t * L + y) + f32(weights.rows, id * L + y);
        }
      lattice.marginals(n, weights.transitions);
      out.set(lattice.slopes.subarray(0, n * L), from * L);
    }
  }
  return out;
}

/** The share of each kind in what is believed of a name's tokens. */
export function belief(marginals: Float32Array, from: number, to: number): number[] {
  const out = KINDS.map(() => 0);
  for (let t = from; t < to; t++)
    KINDS.forEach((_, kind) => {
      for (let place = 0; place < 4; place++) out[kind] = (out[kind] ?? 0) + f32(marginals, t * L + labelOf(kind, place)) / (to - from);
    });
  return out;
}

/**
 * Hides labels of silver documents that models which have not seen them hold for nearly impossible. Returns how many.
 */
export function mask(data: Dataset, marginals: Float32Array, threshold: number, silver: (document: number) => boolean): number {
  let hidden = 0;
  for (let k = 0; k < data.weights.length; k++) {
    if (!silver(data.documents[k] ?? 0)) continue;
    for (let t = data.islands[k] ?? 0; t < (data.islands[k + 1] ?? 0); t++) {
      const label = data.labels[t] ?? 0;
      if (label === ANY || f32(marginals, t * L + label) >= threshold) continue;
      data.labels[t] = ANY;
      hidden++;
    }
  }
  return hidden;
}

/** Token rows of the data, by document and token; −1 outside islands. */
export function rowsOf(data: Dataset, documents: number): Map<number, number>[] {
  const rows: Map<number, number>[] = Array.from({ length: documents }, () => new Map());
  for (let k = 0; k < data.weights.length; k++) {
    const from = data.islands[k] ?? 0;
    const place = data.places[k] ?? 0;
    const map = rows[data.documents[k] ?? 0];
    for (let t = from; t < (data.islands[k + 1] ?? 0); t++) if (map?.has(place + t - from) === false) map.set(place + t - from, t);
  }
  return rows;
}

/** What is believed of each name, in the order given; nothing for names outside islands. */
export function beliefs(names: readonly TokenName[], rows: ReadonlyMap<number, number>, marginals: Float32Array): (number[] | undefined)[] {
  return names.map((name) => {
    const from = rows.get(name.from);
    return from === undefined || rows.get(name.to - 1) !== from + (name.to - 1 - name.from)
      ? undefined
      : belief(marginals, from, from + (name.to - name.from));
  });
}
