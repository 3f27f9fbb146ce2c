/** Writes the table's fields in order; numbers are little-endian. */
export class Writer {
  readonly #parts: Uint8Array[] = [];

  u32(value: number): void {
    const part = new Uint8Array(4);
    new DataView(part.buffer).setUint32(0, value, true);
    this.#parts.push(part);
  }

  /** @throws Error when a value is no byte. */
  bytes(values: readonly number[] | Uint8Array): void {
    for (const v of values) if (v < 0 || v > 255) throw new Error(`${v} is no byte`);
    this.#parts.push(Uint8Array.from(values));
  }

  /** 16-bit words; negative numbers as two's complement. */
  u16(values: readonly number[]): void {
    const part = new Uint8Array(values.length * 2);
    const view = new DataView(part.buffer);
    for (const [i, v] of values.entries()) {
      if (v < -32768 || v > 65535) throw new Error(`${v} does not fit into 16 bits`);
      view.setUint16(2 * i, v & 0xffff, true);
    }
    this.#parts.push(part);
  }

  /** 32-bit words, signed. */
  i32(values: readonly number[]): void {
    const part = new Uint8Array(values.length * 4);
    const view = new DataView(part.buffer);
    for (const [i, v] of values.entries()) view.setInt32(4 * i, v, true);
    this.#parts.push(part);
  }

  text(value: string): void {
    const part = new TextEncoder().encode(value);
    this.u32(part.length);
    this.#parts.push(part);
  }

  done(): Uint8Array {
    const out = new Uint8Array(this.#parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }
}
