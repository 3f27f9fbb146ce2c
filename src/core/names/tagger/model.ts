import { LABELS } from './labels.ts';
import { HashTable, type Lexicon } from './lexicon.ts';
import { Weights, weightTables } from './weights.ts';

/**
 * The model file: lexicon and weights as sorted columns, as it is kept in the repository. A build unfolds it (`unfolded.ts`).
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | "ATNM" |
 * | 4 | version of this layout |
 * | 4 | FNV-1a of all that follows |
 * | 4 × 5 | counts of words, phrases, features, labels; the weights' unit (float) |
 * | … | transitions (floats, LABELS²) |
 * | … | words: keys as differences (LEB128), then values' low bytes, middle bytes, high bytes |
 * | … | phrases: keys likewise, then kinds |
 * | … | features: keys likewise, then weights (signed bytes), one column a label |
 *
 * Numbers are little-endian. Columns, because like beside like compresses.
 */

const MAGIC = 0x4d4e5441;
const MODEL_VERSION = 1;

/** The contents of a model file. Keys are 32-bit hashes. */
export interface ModelColumns {
  readonly words: ReadonlyMap<number, number>;
  readonly phrases: ReadonlyMap<number, number>;
  /** Feature hashes, ascending as unsigned numbers. */
  readonly features: Int32Array;
  /** A row of LABELS for each feature. */
  readonly weights: Int8Array;
  /** What a weight of 1 stands for. */
  readonly unit: number;
  readonly transitions: Float32Array;
}

/** A model ready to run. */
export interface Model {
  readonly lexicon: Lexicon;
  readonly weights: Weights;
  readonly unit: number;
  /** transitions[a × LABELS + b]: from label a to label b. */
  readonly transitions: Float32Array;
}

export function encodeModel(model: ModelColumns): Uint8Array {
  const body: number[] = [];
  const pushKeys = (keys: Iterable<number>): void => {
    let previous = 0;
    for (const key of keys) {
      let gap = (key >>> 0) - previous;
      previous = key >>> 0;
      while (gap >= 128) {
        body.push((gap % 128) | 128);
        gap = Math.floor(gap / 128);
      }
      body.push(gap);
    }
  };
  const sorted = (map: ReadonlyMap<number, number>): [number, number][] => [...map].sort((a, b) => (a[0] >>> 0) - (b[0] >>> 0));
  const words = sorted(model.words);
  const phrases = sorted(model.phrases);
  pushKeys(words.map(([key]) => key));
  for (const shift of [0, 8, 16, 24]) for (const [, value] of words) body.push((value >>> shift) & 255);
  pushKeys(phrases.map(([key]) => key));
  for (const [, kinds] of phrases) body.push(kinds & 255);
  pushKeys(model.features);
  for (let y = 0; y < LABELS; y++) for (let f = 0; f < model.features.length; f++) body.push((model.weights[f * LABELS + y] ?? 0) & 255);
  const head = 12 + 20 + LABELS * LABELS * 4;
  const bytes = new Uint8Array(head + body.length);
  bytes.set(body, head);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, MODEL_VERSION, true);
  view.setUint32(12, words.length, true);
  view.setUint32(16, phrases.length, true);
  view.setUint32(20, model.features.length, true);
  view.setUint32(24, LABELS, true);
  view.setFloat32(28, model.unit, true);
  for (let p = 0; p < LABELS * LABELS; p++) view.setFloat32(32 + p * 4, model.transitions[p] ?? 0, true);
  view.setUint32(8, checksum(bytes), true);
  return bytes;
}

/** @throws Error when the bytes are not a model of this version, or damaged. */
export function decodeModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 32 || view.getUint32(0, true) !== MAGIC)
    throw new Error('The name model is not a model file of Attest. Reinstall the extension.');
  const version = view.getUint32(4, true);
  if (version !== MODEL_VERSION)
    throw new Error(
      `The name model has version ${version}, this program reads version ${MODEL_VERSION}. Build it anew: npm run train:names.`,
    );
  if (view.getUint32(8, true) !== checksum(bytes))
    throw new Error('The name model is damaged (its checksum differs). Reinstall the extension.');
  const wordCount = view.getUint32(12, true);
  const phraseCount = view.getUint32(16, true);
  const featureCount = view.getUint32(20, true);
  if (view.getUint32(24, true) !== LABELS)
    throw new Error('The name model has other labels than this program. Build it anew: npm run train:names.');
  const transitions = new Float32Array(LABELS * LABELS);
  for (let p = 0; p < transitions.length; p++) transitions[p] = view.getFloat32(32 + p * 4, true);
  const reader = new Reader(bytes, 32 + transitions.length * 4);
  const wordKeys = reader.keys(wordCount);
  const words = new HashTable(wordCount);
  const [low, middle, high, top] = [reader.take(wordCount), reader.take(wordCount), reader.take(wordCount), reader.take(wordCount)];
  for (let i = 0; i < wordCount; i++) {
    const packed = (low[i] ?? 0) | ((middle[i] ?? 0) << 8) | ((high[i] ?? 0) << 16) | ((top[i] ?? 0) << 24);
    words.set(wordKeys[i] ?? 0, packed);
  }
  const phraseKeys = reader.keys(phraseCount);
  const kinds = reader.take(phraseCount);
  const phrases = new HashTable(phraseCount);
  for (let i = 0; i < phraseCount; i++) phrases.set(phraseKeys[i] ?? 0, kinds[i] ?? 0);
  const featureKeys = reader.keys(featureCount);
  const columns = Array.from({ length: LABELS }, () => reader.take(featureCount));
  const weights = new Weights(weightTables(featureKeys, columns));
  return { lexicon: { words, phrases }, weights, unit: view.getFloat32(28, true), transitions };
}

/** FNV-1a over the bytes after the checksum itself. */
function checksum(bytes: Uint8Array): number {
  let h = 0x811c9dc5;
  for (let i = 12; i < bytes.length; i++) h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193);
  return h >>> 0;
}

class Reader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The next `count` bytes, not copied. */
  take(count: number): Uint8Array {
    const part = this.#bytes.subarray(this.#at, this.#at + count);
    this.#at += count;
    return part;
  }

  keys(count: number): Int32Array {
    const out = new Int32Array(count);
    const bytes = this.#bytes;
    let at = this.#at;
    let key = 0;
    for (let i = 0; i < count; i++) {
      let byte = bytes[at++] ?? 0;
      let gap = byte & 127;
      for (let shift = 7; byte >= 128; shift += 7) {
        byte = bytes[at++] ?? 0;
        gap |= (byte & 127) << shift;
      }
      // Modulo 2³², as keys are.
      key = (key + gap) | 0;
      out[i] = key;
    }
    this.#at = at;
    return out;
  }
}
