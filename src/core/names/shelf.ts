/** What an earlier session saved of the register, by space and key. It is asked for single values: nothing is read that is not needed. */
export interface Saved {
  saved(space: string, key: string): string | undefined;
  savedKeys(space: string): Iterable<string>;
}

/** A value that changed since it was saved; undefined: it is gone. */
export type Change = readonly [space: string, key: string, value: string | undefined];

export interface Codec<V> {
  readonly encode: (value: V) => string;
  readonly decode: (text: string) => V;
}

/** Values that were read and are remembered, those that are missing included. */
const MOST_READ = 20_000;

/** A map that may rest on saved values: it holds what changed since then, and what was read last. Without saved values it holds all. */
export class Shelf<V> {
  readonly #space: string;
  readonly #codec: Codec<V>;
  readonly #saved: Saved | undefined;
  #changed = new Map<string, V | undefined>();
  readonly #read = new Map<string, V | undefined>();

  constructor(space: string, codec: Codec<V>, saved: Saved | undefined) {
    this.#space = space;
    this.#codec = codec;
    this.#saved = saved;
  }

  /** The value of a key, to be looked at. What is to be changed is got by `edit`. */
  get(key: string): V | undefined {
    const changed = this.#changed.get(key);
    if (changed !== undefined || this.#saved === undefined || this.#changed.has(key)) return changed;
    const read = this.#read.get(key);
    if (read !== undefined || this.#read.has(key)) return read;
    const text = this.#saved.saved(this.#space, key);
    const value = text === undefined ? undefined : this.#codec.decode(text);
    if (this.#read.size >= MOST_READ) this.#read.clear();
    this.#read.set(key, value);
    return value;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** The value of a key, to be changed in place; made where there is none. */
  edit(key: string, make: () => V): V {
    const known = this.editKnown(key);
    if (known !== undefined) return known;
    const value = make();
    this.set(key, value);
    return value;
  }

  /** The value of a key, to be changed in place, where there is one. */
  editKnown(key: string): V | undefined {
    const changed = this.#changed.get(key);
    if (changed !== undefined) return changed;
    const value = this.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#read.delete(key);
    this.#changed.set(key, value);
  }

  delete(key: string): void {
    if (this.#saved === undefined) {
      this.#changed.delete(key);
      return;
    }
    if (this.get(key) === undefined) return;
    this.#read.delete(key);
    this.#changed.set(key, undefined);
  }

  /** All keys, in no order. */
  *keys(): Generator<string> {
    for (const [key, value] of this.#changed) if (value !== undefined) yield key;
    if (this.#saved) for (const key of this.#saved.savedKeys(this.#space)) if (!this.#changed.has(key)) yield key;
  }

  /** How many values changed since they were saved. */
  get size(): number {
    return this.#changed.size;
  }

  *changes(): Generator<Change> {
    for (const [key, value] of this.#changed) yield [this.#space, key, value === undefined ? undefined : this.#codec.encode(value)];
  }

  /** All changes were saved. */
  settled(): void {
    if (this.#saved) this.#changed = new Map();
  }
}

/** Counts by key. */
export const countsCodec: Codec<Map<string, number>> = {
  encode: (counts) => JSON.stringify([...counts]),
  decode: (text) => new Map(JSON.parse(text) as [string, number][]),
};

/** A list of texts. */
export const listCodec: Codec<string[]> = { encode: (list) => JSON.stringify(list), decode: (text) => JSON.parse(text) as string[] };

export const numberCodec: Codec<number> = { encode: String, decode: Number };
export const textCodec: Codec<string> = { encode: (text) => text, decode: (text) => text };
