/** Whole numbers as few bytes (LEB128: seven bits a byte, the last byte below 128), for what is kept of many articles. */

/** Writes numbers one after the other. */
export class NumberWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** @param value a whole number from 0 to 2^32 - 1 */
  add(value: number): void {
    if (this.#length + 5 > this.#bytes.length) {
      const more = new Uint8Array(2 * this.#bytes.length);
      more.set(this.#bytes);
      this.#bytes = more;
    }
    let left = value;
    while (left > 127) {
      this.#bytes[this.#length++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.#bytes[this.#length++] = left;
  }

  /** A number that may be below zero: small ones of either sign take one byte. @param value from -2^31 to 2^31 - 1 */
  addSigned(value: number): void {
    this.add(((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** What was written. */
  taken(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

/** Reads what a `NumberWriter` wrote. */
export class NumberReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws RangeError behind the end */
  next(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError('malformed: kept numbers end too soon');
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  /** @throws RangeError behind the end */
  nextSigned(): number {
    const value = this.next();
    return (value >>> 1) ^ -(value & 1);
  }
}
