/** Ascending lists of whole numbers, joined. */
import { countBefore } from '../core/text/ordered.ts';

/** All numbers of the lists, ascending, each once. Takes the lists two by two: as many passes as the logarithm of their number. */
export function union(lists: readonly Float64Array[]): Float64Array {
  let runs = lists.filter((list) => list.length > 0).sort((a, b) => a.length - b.length);
  while (runs.length > 1) {
    const joined: Float64Array[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const [one, two] = [runs[i], runs[i + 1]];
      if (one) joined.push(two ? unionOfTwo(one, two) : one);
    }
    runs = joined;
  }
  return runs[0] ?? new Float64Array(0);
}

function unionOfTwo(one: Float64Array, two: Float64Array): Float64Array {
  const out = new Float64Array(one.length + two.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < one.length && j < two.length) {
    const a = one[i] ?? 0;
    const b = two[j] ?? 0;
    out[count++] = a < b ? a : b;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  while (i < one.length) out[count++] = one[i++] ?? 0;
  while (j < two.length) out[count++] = two[j++] ?? 0;
  return out.subarray(0, count);
}

/** The numbers that stand in both lists. */
export function intersection(one: Float64Array, two: Float64Array): Float64Array {
  const out = new Float64Array(Math.min(one.length, two.length));
  let count = 0;
  let j = 0;
  for (let i = 0; i < one.length && j < two.length; i++) {
    const a = one[i] ?? 0;
    while (j < two.length && (two[j] ?? 0) < a) j++;
    if (two[j] === a) out[count++] = a;
  }
  return out.subarray(0, count);
}

/** Room that grows, for numbers of which it is not known how many there will be. */
export class Growing {
  #numbers = new Float64Array(64);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const more = new Float64Array(2 * this.length);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers[this.length++] = number;
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  /** The last that was pushed. */
  get last(): number {
    return this.#numbers[this.length - 1] ?? 0;
  }

  /** Those that were pushed up to `bound`, where they ascend: a view that the next change overwrites. */
  upTo(bound: number): Float64Array {
    return this.#numbers.subarray(0, this.countTo(bound));
  }

  /** Drops those up to `bound`, where they ascend. */
  drop(bound: number): void {
    const count = this.countTo(bound);
    this.#numbers.copyWithin(0, count, this.length);
    this.length -= count;
  }

  /** How many were pushed up to `bound`, where they ascend. */
  countTo(bound: number): number {
    if (this.length === 0) return 0;
    return this.last <= bound ? this.length : countBefore(this.length, (i) => (this.#numbers[i] ?? 0) <= bound);
  }
}
