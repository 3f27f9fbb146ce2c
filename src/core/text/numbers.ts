/** Whole numbers as few bytes (LEB128: seven bits a byte, the last byte below 128), for what is kept of many articles. */

/** Writes numbers one after the other. */
export class NumberWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** @param value a whole number from 0 to 2^32 - 1 */
  add(value: number): void {
    this.#makeRoom(5);
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

  /** How many numbers there are, and each of them. */
  addArray(all: Uint16Array | Uint32Array): void {
    this.add(all.length);
    for (const value of all) this.add(value);
  }

  /** Bytes as they are: how many there are is for the reader to know. */
  addBytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const more = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + bytes));
    more.set(this.#bytes);
    this.#bytes = more;
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

  /** So many numbers as are told before them, in the room that is made for them. @throws RangeError where there cannot be so many */
  nextArray<T extends Uint16Array | Uint32Array>(room: (length: number) => T): T {
    const length = this.next();
    if (length > this.#bytes.length - this.#at) throw new RangeError('malformed: kept numbers end too soon');
    const all = room(length);
    for (let i = 0; i < length; i++) all[i] = this.next();
    return all;
  }

  /** The next bytes as they are, in place. @throws RangeError where there are fewer left */
  nextBytes(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('malformed: kept bytes end too soon');
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }
}
