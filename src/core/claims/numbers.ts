/** A growing list of whole numbers from 0 to 2^32 - 1, four bytes each and some room to grow. */
export class Numbers {
  #data = new Uint32Array(2);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const larger = new Uint32Array(Math.ceil(this.#length * 1.5) + 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.#length++] = value;
  }

  /** The number at an index; 0 outside the list. */
  at(index: number): number {
    return this.#data[index] ?? 0;
  }

  /** Sets a number that is there already. */
  set(index: number, value: number): void {
    if (index < this.#length) this.#data[index] = value;
  }

  /** Replaces each number by what it becomes, in order, and drops those that become negative. */
  rewrite(becomes: (value: number) => number): void {
    let kept = 0;
    for (let i = 0; i < this.#length; i++) {
      const value = becomes(this.#data[i] ?? 0);
      if (value >= 0) this.#data[kept++] = value;
    }
    this.#length = kept;
  }

  /** A copy without room to grow. */
  trimmed(): Uint32Array {
    return this.#data.slice(0, this.#length);
  }
}
