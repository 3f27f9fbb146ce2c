import { i32 } from './columns.ts';
import { mix } from './hash.ts';

const SMALLEST = 1 << 7;

/** Sets of bits by the hash of a word, for one text: open addressing over a part of the columns that fits the text. */
export class WordBits {
  #keys = new Int32Array(SMALLEST);
  #bits = new Int32Array(SMALLEST);
  #mask = SMALLEST - 1;
  #used = 0;

  /** Empties the table and makes sure that `words` of them fit. */
  reset(words: number): void {
    let size = SMALLEST;
    while (size < words * 1.5) size *= 2;
    if (size > this.#keys.length) {
      this.#keys = new Int32Array(size);
      this.#bits = new Int32Array(size);
    } else if (this.#used > 0) {
      const end = Math.max(size, this.#mask + 1);
      this.#keys.fill(0, 0, end);
      this.#bits.fill(0, 0, end);
    }
    this.#mask = size - 1;
    this.#used = 0;
  }

  #slot(key: number): number {
    let slot = mix(key, 1) & this.#mask;
    for (;;) {
      const held = i32(this.#keys, slot);
      if (held === key || held === 0) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Adds bits to a word's. */
  add(word: number, bits: number): void {
    const key = word === 0 ? 1 : word;
    const slot = this.#slot(key);
    if (i32(this.#keys, slot) === 0) {
      this.#keys[slot] = key;
      this.#used++;
    }
    this.#bits[slot] = i32(this.#bits, slot) | bits;
  }

  /** Adds bits to those of a word that has some. */
  addIfKnown(word: number, bits: number): void {
    const key = word === 0 ? 1 : word;
    const slot = this.#slot(key);
    if (i32(this.#keys, slot) === key) this.#bits[slot] = i32(this.#bits, slot) | bits;
  }

  /** The word's bits; 0 for none. */
  get(word: number): number {
    const key = word === 0 ? 1 : word;
    const slot = this.#slot(key);
    return i32(this.#keys, slot) === key ? i32(this.#bits, slot) : 0;
  }
}
