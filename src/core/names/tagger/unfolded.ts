import { LABELS } from './labels.ts';
import { HashTable } from './lexicon.ts';
import type { Model } from './model.ts';
import { FILTER_WORDS, ROW, Weights } from './weights.ts';

/**
 * A model as it lies in memory: three times the size of the model file, and nothing has to be made of it before the first text is read.
 * The build writes it; a program opens it by looking at it.
 *
 * | 32-bit words | what |
 * | --- | --- |
 * | 1 | "ATNU" |
 * | 1 | version of this layout |
 * | 1 | FNV-1a of the words behind this one |
 * | 1 | labels |
 * | 1 | the weights' unit (float) |
 * | 3 | words of the lexicon's tables of words and of phrases, and of the weights' rows |
 * | 8 | unused |
 * | … | transitions (floats, LABELS²), words, phrases, rows, filter |
 *
 * Numbers are little-endian.
 */

const MAGIC = 0x554e5441;
const UNFOLDED_VERSION = 1;
const HEAD = 16;
const SUM = 2;

export function isUnfolded(bytes: Uint8Array): boolean {
  return bytes.length >= 4 * HEAD && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) === MAGIC;
}

/** The file of an unfolded model. */
export function unfold({ lexicon, weights, unit, transitions }: Model): Uint8Array {
  const { rows, filter } = weights.tables;
  const tables = [lexicon.words.cells, lexicon.phrases.cells, rows];
  const parts = [new Int32Array(transitions.buffer, transitions.byteOffset, transitions.length), ...tables, filter];
  const words = new Int32Array(HEAD + parts.reduce((sum, part) => sum + part.length, 0));
  const [own = 0] = new Int32Array(Float32Array.of(unit).buffer);
  words.set([MAGIC, UNFOLDED_VERSION, 0, LABELS, own, ...tables.map((table) => table.length)]);
  let at = HEAD;
  for (const part of parts) {
    words.set(part, at);
    at += part.length;
  }
  words[SUM] = checksum(words);
  return new Uint8Array(littleEndian(words).buffer);
}

/**
 * Opens an unfolded model: it rests on the bytes, which must not change. Their sum is not taken at each start, which would take longer
 * than all else: they are a part of the program, and `isWhole` is for the build's test.
 * @throws Error when the bytes are not of this version or not all there.
 */
export function openModel(bytes: Uint8Array): Model {
  const words = wordsOf(bytes);
  const version = words[1] ?? 0;
  if (version !== UNFOLDED_VERSION)
    throw new Error(`The name model was unfolded in version ${version}, this program reads version ${UNFOLDED_VERSION}. Build it anew.`);
  if (words[3] !== LABELS) throw new Error('The name model has other labels than this program. Build it anew: npm run train:names.');
  const [wordCells = 0, phraseCells = 0, rowWords = 0] = words.subarray(5, 8);
  const whole = HEAD + LABELS * LABELS + wordCells + phraseCells + rowWords + FILTER_WORDS;
  if (![wordCells / 2, phraseCells / 2, rowWords / ROW].every(isPowerOfTwo) || words.length !== whole || bytes.length !== 4 * whole)
    throw new Error('The name model is damaged (its tables are not all there). Reinstall the extension.');
  let at = HEAD;
  const next = (length: number): Int32Array => {
    at += length;
    return words.subarray(at - length, at);
  };
  const floats = (part: Int32Array): Float32Array => new Float32Array(part.buffer, part.byteOffset, part.length);
  const transitions = floats(next(LABELS * LABELS));
  const lexicon = { words: new HashTable(next(wordCells)), phrases: new HashTable(next(phraseCells)) };
  const weights = new Weights({ rows: next(rowWords), filter: next(FILTER_WORDS) });
  return { lexicon, weights, unit: floats(words.subarray(4, 5))[0] ?? 0, transitions };
}

/** True when every word is as it was written. */
export function isWhole(bytes: Uint8Array): boolean {
  const words = wordsOf(bytes);
  return words[SUM] === checksum(words);
}

/** FNV-1a, a word at a time. */
function checksum(words: Int32Array): number {
  let h = 0x811c9dc5 | 0;
  for (let i = SUM + 1; i < words.length; i++) h = Math.imul(h ^ (words[i] ?? 0), 0x01000193);
  return h;
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(n) && n >= 16 && n <= 2 ** 24 && 2 ** Math.round(Math.log2(n)) === n;
}

/** The words of a file, where they lie if that can be. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const length = bytes.length >> 2;
  if (LITTLE_ENDIAN && bytes.byteOffset % 4 === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, length);
  return littleEndian(new Int32Array(bytes.slice(0, 4 * length).buffer));
}

/** From the machine's order of bytes to that of the file, and back; a copy where they differ. */
function littleEndian(words: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  if (LITTLE_ENDIAN) return words;
  const view = new DataView(words.buffer);
  return Int32Array.from(words, (_, i) => view.getInt32(4 * i, true));
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
