import { join } from 'node:path';
import { LABELS } from '../../core/names/tagger/labels.ts';
import type { ModelColumns } from '../../core/names/tagger/model.ts';
import { Cleaner, type TokenName, vote } from './clean.ts';
import { type GoldDocument, readCorpus } from './corpus.ts';
import { type CrfWeights, trainCrf } from './crf.ts';
import { ANY, Dataset, FeatureIndex } from './dataset.ts';
import { beliefs, heldOut, mask, rowsOf } from './denoise.ts';
import { type LexiconColumns, toLexicon } from './lexicon-build.ts';
import type { Lists } from './lists.ts';
import { pack } from './pack.ts';
import { shout } from './shout.ts';
import { sportsReports } from './sports.ts';
import { sportsWords } from './sports-words.ts';
import { veil } from './veil.ts';

/** The sets that may train, and how much an island of each counts. Gold counts more than silver. */
export const TRAINING_SETS: Readonly<Record<string, number>> = { 'gmb-train': 1, 'wnut17-train': 0.5, 'wikigold-train': 3, 'gum-train': 1 };
/** Sets whose labels a program made: odd labels there are outvoted or hidden. */
const SILVER: ReadonlySet<string> = new Set(['gmb', 'gum']);

/** Every so many documents are read a second time, partly in capitals. */
const LOUD_EVERY = 6;
/** Every so many are read once more with unknown names. */
const VEILED_EVERY = 3;

export interface TrainOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly dropout: number;
  readonly decay: number;
  /** Rounds of denoising with models that have not seen a document. */
  readonly rounds: number;
  /** Labels of silver documents less probable than this are hidden. */
  readonly doubt: number;
  /** A feature counts from so many occurrences. */
  readonly atLeast: number;
  /** How many features the model keeps. */
  readonly keep: number;
  /** Weight of copies in capitals; 0: none. */
  readonly loud: number;
  /** Weight of copies in which some names are words that nobody knows; 0: none. */
  readonly veiled: number;
  /** Made-up reports of sport, and their weight. */
  readonly reports: number;
  readonly reported: number;
  /** Models with different seeds whose mean is kept. */
  readonly models: number;
  readonly seed: number;
  /** Reads every nth document of the large set only: for trying things out. */
  readonly stride: number;
}

export const DEFAULTS: TrainOptions = {
  epochs: 5,
  rate: 0.1,
  dropout: 0.5,
  decay: 0,
  rounds: 2,
  doubt: 0.08,
  atLeast: 2,
  keep: 80_000,
  loud: 0.5,
  veiled: 0.5,
  reports: 400,
  reported: 0.5,
  models: 4,
  seed: 1,
  stride: 1,
};

/** The training sets after cleaning and denoising, with their features numbered. */
export interface Prepared {
  readonly set: Dataset;
  /** Dense number of each feature occurrence; −1: too rare. */
  readonly ids: Int32Array;
  /** Hash and count of each number. */
  readonly hashes: Int32Array;
  readonly counts: Int32Array;
}

/** Trains the whole model from the data folder's training sets. Deterministic: equal inputs and options, equal model. */
export function trainModel(
  data: string,
  lists: Lists,
  columns: LexiconColumns,
  options: TrainOptions,
  log: (message: string) => void,
): ModelColumns {
  return finish(prepare(data, lists, columns, options, log), columns, options, log);
}

/** Trains on what was prepared, once a seed; a mean of linear models is one again. */
export function finish(prepared: Prepared, columns: LexiconColumns, options: TrainOptions, log: (message: string) => void): ModelColumns {
  const { set, ids, hashes, counts } = prepared;
  const mean: CrfWeights = { rows: new Float32Array(hashes.length * LABELS), transitions: new Float32Array(LABELS * LABELS) };
  for (let k = 0; k < options.models; k++) {
    const weights = trainCrf(set, ids, hashes.length, { ...options, seed: options.seed + k, log });
    include(mean.rows, weights.rows, k);
    include(mean.transitions, weights.transitions, k);
  }
  return pack(columns, hashes, counts, mean, options.keep);
}

/** Makes the mean of `count` models that of one more. */
function include(mean: Float32Array, next: Float32Array, count: number): void {
  for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) * (count / (count + 1)) + (next[i] ?? 0) / (count + 1);
}

/** Reads, cleans and denoises the training sets, and adds what they lack. */
export function prepare(
  data: string,
  lists: Lists,
  columns: LexiconColumns,
  options: TrainOptions,
  log: (message: string) => void,
): Prepared {
  const lexicon = toLexicon(columns);
  const documents: GoldDocument[] = [];
  const weights: number[] = [];
  for (const [set, weight] of Object.entries(TRAINING_SETS))
    readCorpus(join(data, 'names', `${set}.jsonl`)).forEach((document, i) => {
      if (options.stride > 1 && set === 'gmb-train' && i % options.stride !== 0) return;
      documents.push(document);
      weights.push(weight);
    });
  const cleaner = new Cleaner(lexicon);
  const cleaned = documents.map((document) => cleaner.clean(document));
  const voting = documents.flatMap((document, d) => (document.set === 'gmb' ? [d] : []));
  const settle = (believed?: (d: number) => (number[] | undefined)[]): TokenName[][] => {
    const settled = [...cleaned];
    const rows = vote(
      voting.map((d) => documents[d] as GoldDocument),
      voting.map((d) => cleaned[d] ?? []),
      cleaner,
      believed && voting.map((d) => believed(d)),
    );
    voting.forEach((d, k) => {
      settled[d] = rows[k] ?? [];
    });
    return settled;
  };
  /** First token row of each document. */
  const rowOf: number[] = [];
  const build = (names: readonly (readonly TokenName[])[]): Dataset => {
    const set = new Dataset(lexicon);
    documents.forEach((document, d) => {
      rowOf[d] = set.labels.length;
      set.add(document.text, names[d] ?? [], weights[d] ?? 1, d);
      // Some again as headlines and datelines are written.
      if (options.loud === 0 || d % LOUD_EVERY !== 0) return;
      const louder = shout(document.text, names[d] ?? [], options.seed + d);
      if (louder !== undefined) set.add(louder, names[d] ?? [], options.loud * (weights[d] ?? 1), d);
    });
    return set;
  };
  let names = settle();
  const set = build(names);
  log(
    `${documents.length} documents, ${set.labels.length} tokens in ${set.weights.length} islands, ${set.lost} of ${set.held} names outside them`,
  );
  const plain = number(set, options.atLeast);
  const crf = { rate: options.rate, dropout: options.dropout, decay: options.decay, log };
  for (let round = 0; round < options.rounds; round++) {
    const marginals = heldOut(set, plain.ids, plain.hashes.length, 2, { ...crf, epochs: 3, seed: options.seed + 7 + round });
    const rows = rowsOf(set, documents.length);
    names = settle((d) => beliefs(cleaned[d] ?? [], rows[d] ?? new Map(), marginals));
    set.labels = build(names).labels;
    const hidden = mask(set, marginals, options.doubt, (d) => SILVER.has(documents[d]?.set ?? ''));
    log(`round ${round + 1} of denoising: ${hidden} labels hidden`);
  }
  if (options.veiled > 0)
    documents.forEach((document, d) => {
      if (d % VEILED_EVERY !== 1) return;
      const text = veil(document.text, names[d] ?? [], lexicon, options.seed + d);
      if (text !== undefined) copy(set, rowOf[d] ?? 0, () => set.add(text, names[d] ?? [], options.veiled * (weights[d] ?? 1), d));
    });
  if (options.reports > 0) {
    const words = sportsWords(lists, columns, documents, cleaned);
    sportsReports(words, options.reports, options.seed).forEach((report, k) => {
      set.add(report.text, cleaner.clean(report), options.reported, documents.length + k);
    });
  }
  log(`${set.labels.length} tokens with copies and made-up reports`);
  const numbered = number(set, options.atLeast);
  log(`${set.featureCount} feature occurrences, ${numbered.hashes.length} kinds of at least ${options.atLeast}`);
  return { set, ...numbered };
}

/** Numbers the features of a set. */
function number(set: Dataset, atLeast: number): Omit<Prepared, 'set'> {
  const index = new FeatureIndex(set, atLeast);
  const ids = new Int32Array(set.featureCount);
  const counts = new Int32Array(index.hashes.length);
  for (let f = 0; f < ids.length; f++) {
    const id = index.of(set.features[f] ?? 0);
    ids[f] = id;
    if (id >= 0) counts[id] = (counts[id] ?? 0) + 1;
  }
  return { ids, counts, hashes: index.hashes };
}

/** Adds a copy of a document whose islands are the same, and gives it the labels that stand from `row` on: what is hidden there is hidden here. */
function copy(set: Dataset, row: number, add: () => void): void {
  const from = set.labels.length;
  add();
  for (let i = from; i < set.labels.length; i++) set.labels[i] = set.labels[row + i - from] ?? ANY;
}
