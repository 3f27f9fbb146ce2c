import { ownCopy } from './own.ts';

/** Numbers of a row: the word's letters, two a number; its length; its number. Two rows fill a line of most processors' caches. */
const ROW = 8;
const LETTERS = ROW - 2;
const LENGTH = LETTERS;
const NUMBER = LETTERS + 1;
/** Longer words are rare: they are found by a string. */
const LONGEST = 2 * LETTERS;
/** Rows in which a word may stand. */
const WAYS = 4;
const NEVER = 1 << 16;

/**
 * Gives words their numbers, and finds them by a stretch of text: most words of a text are met again and again, and neither a string is
 * made for one, nor more than one place in memory looked at. A word may be forgotten and asked for again at any time: the table
 * does not grow, and text that was made to fill one place of it costs what it would cost without.
 */
export class WordTable {
  readonly #number: (word: string) => number;
  readonly #rows: Int32Array;
  readonly #mask: number;
  readonly #most: number;
  readonly #long = new Map<string, number>();
  #turn = 0;

  /**
   * @param number of a word: not negative
   * @param bits the table holds 2^bits words
   */
  constructor(number: (word: string) => number, bits: number) {
    this.#number = number;
    this.#most = 1 << bits;
    this.#rows = new Int32Array(this.#most * ROW);
    this.#mask = this.#most - WAYS;
  }

  clear(): void {
    this.#rows.fill(0);
    this.#long.clear();
  }

  /** The number of the word at [start, end) of the text. */
  get(text: string, start: number, end: number): number {
    const length = end - start;
    if (length > LONGEST || length === 0) return this.#getLong(text.slice(start, end));
    const rows = this.#rows;
    // FNV-1a over UTF-16 code units; its better bits are the upper ones.
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    const first = ((hash ^ (hash >>> 15)) & this.#mask) * ROW;
    let free = first + (this.#turn++ & (WAYS - 1)) * ROW;
    for (let row = first; row < first + WAYS * ROW; row += ROW) {
      const held = rows[row + LENGTH] ?? 0;
      if (held === length && isAt(rows, row, text, start, length)) return rows[row + NUMBER] ?? 0;
      if (held !== 0) continue;
      free = row;
      break;
    }
    const number = this.#number(ownCopy(text.slice(start, end)));
    for (let i = 0; i < LETTERS; i++) rows[free + i] = lettersAt(text, start + 2 * i, end);
    rows[free + LENGTH] = length;
    rows[free + NUMBER] = number;
    return number;
  }

  #getLong(word: string): number {
    const known = this.#long.get(word);
    if (known !== undefined) return known;
    const own = ownCopy(word);
    const number = this.#number(own);
    // A "word" beyond measure is noise, which never comes again.
    if (own.length > NEVER) return number;
    if (this.#long.size >= this.#most) this.#long.clear();
    this.#long.set(own, number);
    return number;
  }
}

function lettersAt(text: string, at: number, end: number): number {
  return at >= end ? 0 : at + 1 >= end ? text.charCodeAt(at) : text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
}

function isAt(rows: Int32Array, row: number, text: string, start: number, length: number): boolean {
  const end = start + length;
  for (let at = start, i = row; at < end; at += 2, i++) if (rows[i] !== lettersAt(text, at, end)) return false;
  return true;
}
