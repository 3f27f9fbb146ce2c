import { LABELS } from '../../core/names/tagger/labels.ts';
import type { ModelColumns } from '../../core/names/tagger/model.ts';
import type { CrfWeights } from './crf.ts';
import type { LexiconColumns } from './lexicon-build.ts';

/** Weights beyond this many units are cut: one byte holds them. */
const TOP = 127;

/**
 * Keeps the `keep` features that matter most (largest weight times the root of their count) and rounds the weights to
 * one byte. The unit leaves the largest thousandth of the weights cut, so that the many small ones keep their detail.
 */
export function pack(lexicon: LexiconColumns, hashes: Int32Array, counts: Int32Array, weights: CrfWeights, keep: number): ModelColumns {
  const worth = new Float64Array(hashes.length);
  for (let f = 0; f < hashes.length; f++) {
    let top = 0;
    for (let y = 0; y < LABELS; y++) top = Math.max(top, Math.abs(weights.rows[f * LABELS + y] ?? 0));
    worth[f] = top * Math.sqrt(counts[f] ?? 0);
  }
  const chosen = Array.from(hashes.keys())
    .sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b)
    .slice(0, keep)
    .sort((a, b) => ((hashes[a] ?? 0) >>> 0) - ((hashes[b] ?? 0) >>> 0));
  const sizes = Float32Array.from(chosen.flatMap((f) => Array.from(weights.rows.subarray(f * LABELS, (f + 1) * LABELS), Math.abs))).sort();
  const unit = Math.fround((sizes[Math.floor(sizes.length * 0.999)] ?? 1) / TOP);
  const rows = new Int8Array(chosen.length * LABELS);
  chosen.forEach((f, k) => {
    for (let y = 0; y < LABELS; y++)
      rows[k * LABELS + y] = Math.max(-TOP, Math.min(TOP, Math.round((weights.rows[f * LABELS + y] ?? 0) / unit)));
  });
  return {
    words: lexicon.words,
    phrases: lexicon.phrases,
    features: Int32Array.from(chosen, (f) => hashes[f] ?? 0),
    weights: rows,
    unit,
    transitions: weights.transitions,
  };
}
