import { WEIGHTS } from './checkworthy.weights.ts';

/**
 * How check-worthy a sentence is by its words alone: logistic regression on hashed word 1- and 2-grams, shapes and a few
 * counts, trained by `src/tools/train-checkworthy.ts` on the public CheckThat 2024 train set (ClaimBuster, CC BY 4.0).
 */
export const BUCKETS = 1 << 14;

interface Model {
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: number;
}

let loaded: Model | undefined;

function model(): Model {
  if (loaded === undefined) {
    const bytes = Uint8Array.from(atob(WEIGHTS.table), (c) => c.charCodeAt(0));
    loaded = { weights: new Int8Array(bytes.buffer), scale: WEIGHTS.scale, bias: WEIGHTS.bias };
  }
  return loaded;
}

/** 0…1; calibrated on political debates, so only its order carries over to other prose. Linear. */
export function checkWorthiness(sentence: string): number {
  const { weights, scale, bias } = model();
  let sum = 0;
  const features = featuresOf(sentence);
  for (const f of features) sum += weights[f] ?? 0;
  return 1 / (1 + Math.exp(-(bias + (sum * scale) / norm(features.size))));
}

/** Long sentences have more features; dividing by the root keeps their sums comparable. */
export function norm(count: number): number {
  return Math.sqrt(Math.max(count, 1));
}

const TOKEN = /\p{N}[\p{N}.,]*|\p{L}[\p{L}\p{M}'’]*|[?!%$€£"“”]/gu;
/** Beyond this the sentence is no sentence; its first words decide. */
const MOST_TOKENS = 400;

/** The set of feature buckets of a sentence. */
export function featuresOf(sentence: string): Set<number> {
  const found = new Set<number>();
  const add = (feature: string): void => {
    found.add(hash(feature));
  };
  let previous = '<s>';
  let figures = 0;
  let names = 0;
  let count = 0;
  let person = '';
  for (const m of sentence.matchAll(TOKEN)) {
    if (count++ >= MOST_TOKENS) break;
    const raw = m[0];
    const number = /^\p{N}/u.test(raw);
    const word = number ? shapeOfNumber(raw) : raw.toLowerCase().replace(/’/g, "'");
    if (number) figures++;
    else if (count > 1 && /^\p{Lu}/u.test(raw) && raw.length > 1) names++;
    if (person === '' && /^(?:i|we|you|he|she|they|it)(?:'|$)/.test(word)) person = word.split("'")[0] ?? '';
    add(`w ${word}`);
    add(`b ${previous} ${word}`);
    if (/ed$/.test(word) && word.length > 4) add('past');
    if (/(?:er|est)$/.test(word) && word.length > 4) add('comparative');
    previous = word;
  }
  add(`b ${previous} </s>`);
  add(`n ${Math.min(figures, 4)}`);
  add(`c ${Math.min(names, 4)}`);
  add(`l ${Math.min(count >> 2, 12)}`);
  add(`p ${person}`);
  if (figures > 0) add(`np ${person}`);
  if (figures > 0 && names > 0) add('figure and name');
  return found;
}

function shapeOfNumber(raw: string): string {
  if (/^(?:19|20)\d\d$/.test(raw)) return '<year>';
  if (/[.,]\d/.test(raw)) return '<decimal>';
  return raw.length > 3 ? '<large>' : raw.length > 1 ? '<number>' : '<digit>';
}

/** FNV-1a over UTF-16 code units. */
function hash(feature: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) h = Math.imul(h ^ feature.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  return h & (BUCKETS - 1);
}
