import type { Entity, EntityKind } from '../model.ts';
import { addWord, EMPTY_KEY } from './key.ts';
import { Gap, Shape, type Tokens } from './tokens.ts';

/** First four bytes of the table ("ATGZ"), and the version of its layout. */
export const MAGIC = 0x5a475441;
export const VERSION = 3;
/** Where the sum of all that follows stands: an index of sources knows by it which table it rests on. */
export const SUM_AT = 8;

/** Bits of an alias. */
export const AliasFlag = {
  demonym: 1,
  /** Written in exactly this case: "WHO", "US". */
  exact: 2,
  /** Every word is also a frequent English word: "Reading", "Nice". */
  common: 4,
  /** Also a given or family name: "Jackson". */
  personal: 8,
  /** Names its place without further evidence. */
  strong: 16,
} as const;

/** Bits of an entity. */
export const EntityFlag = {
  /** Seat of a state's government. */
  capital: 1,
  located: 2,
  /** Stands for a state's government: "the Kremlin". */
  government: 4,
  region: 8,
  /** A region that shares its name with a city of its state. */
  homonym: 16,
} as const;

export const KINDS: readonly EntityKind[] = ['state', 'place', 'organisation', 'person'];
/** Coordinates are kept in 1/180 degree: about 600 m. */
export const DEGREE = 180;

/** Stands before the words of `isClass` in the set of words, which no word of a text can. */
export const CLASS_MARK = '=';

/** A set of word hashes that may err on the side of yes (Bloom 1970): bits and number of probes. */
export interface WordSet {
  readonly bits: Uint8Array;
  readonly probes: number;
}

/** Probes of one hash, by double hashing (Kirsch & Mitzenmacher 2006). */
export function probe(hash: number, k: number, size: number): number {
  const step = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) | 1;
  return ((hash + Math.imul(k, step)) >>> 0) % size;
}

function inSet(set: WordSet, hash: number): boolean {
  const size = set.bits.length * 8;
  if (size === 0) return false;
  for (let k = 0; k < set.probes; k++) {
    const bit = probe(hash, k, size);
    if (((set.bits[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** What `Gazetteer.longest` found: reused between calls. */
export interface Match {
  alias: number;
  /** Index of the word after the match. */
  next: number;
}

/** The table of states, places and organisations that ships with Attest, as it lies in memory: typed arrays and two strings. */
export class Gazetteer {
  readonly aliasCount: number;
  readonly entityCount: number;
  readonly #aliasText: string;
  readonly #aliasAt: Uint32Array;
  readonly #aliasFlags: Uint8Array;
  readonly #refAt: Uint32Array;
  readonly #refs: Uint16Array;
  readonly #kinds: Uint8Array;
  readonly #country: Uint8Array;
  readonly #latitude: Int16Array;
  readonly #longitude: Int16Array;
  readonly #weight: Uint8Array;
  readonly #flags: Uint8Array;
  readonly #name: Uint16Array;
  readonly #countries: readonly string[];
  readonly #frequent: WordSet;
  readonly #words: WordSet;
  readonly #names: WordSet;
  /** Open addressing: alias + 1 by hash of the alias, 0 where free. */
  readonly #slots: Int32Array;
  readonly #hashes: Int32Array;
  /** Keys of the first words of aliases that have more of them. */
  readonly #beginnings: WordSet;
  readonly #states: ReadonlyMap<string, number>;

  /** @throws Error when the bytes are no gazetteer of this version. */
  constructor(bytes: Uint8Array) {
    const reader = new Reader(bytes);
    if (reader.u32() !== MAGIC || reader.u32() !== VERSION) throw new Error('not a gazetteer of this version');
    reader.u32();
    this.#countries = reader.text().split('\n');
    this.entityCount = reader.u32();
    const n = this.entityCount;
    this.#kinds = reader.bytes(n);
    this.#country = reader.bytes(n);
    this.#weight = reader.bytes(n);
    this.#flags = reader.bytes(n);
    this.#latitude = reader.i16(n);
    this.#longitude = reader.i16(n);
    this.#name = reader.u16(n);
    this.aliasCount = reader.u32();
    const m = this.aliasCount;
    const lengths = reader.bytes(m);
    this.#aliasFlags = reader.bytes(m);
    const counts = reader.bytes(m);
    this.#hashes = reader.i32(m);
    this.#refs = reader.u16(reader.u32());
    this.#aliasText = reader.text();
    this.#frequent = { probes: reader.u32(), bits: reader.bytes(reader.u32()) };
    this.#words = { probes: reader.u32(), bits: reader.bytes(reader.u32()) };
    this.#names = { probes: reader.u32(), bits: reader.bytes(reader.u32()) };
    this.#beginnings = { probes: reader.u32(), bits: reader.bytes(reader.u32()) };
    this.#aliasAt = starts(lengths);
    this.#refAt = starts(counts);
    const size = 2 ** Math.ceil(Math.log2(m * 2 + 2));
    this.#slots = new Int32Array(size);
    const mask = size - 1;
    for (let a = 0; a < m; a++) {
      let slot = (this.#hashes[a] ?? 0) & mask;
      while ((this.#slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = a + 1;
    }
    const states = new Map<string, number>();
    for (let e = 0; e < n; e++) if (this.#kinds[e] === 0) states.set(this.#countries[this.#country[e] ?? 0] ?? '', e);
    this.#states = states;
  }

  /**
   * The longest alias that starts at word `i` and fits in case; false when there is none. Words of an alias are joined by
   * blanks, hyphens or a full stop. Takes time in the alias's words, not in the table.
   */
  longest(tokens: Tokens, i: number, limit: number, found: Match, allCaps = false): boolean {
    let key = EMPTY_KEY;
    let hit = false;
    for (let k = i; k < limit; k++) {
      if (k > i && (tokens.gapOf(k) & ~(Gap.space | Gap.hyphen | Gap.newline | Gap.stop)) !== 0) break;
      if (k > i && (tokens.gapOf(k) & Gap.stop) !== 0 && tokens.initial[k] === 1) break;
      key = k === i ? (tokens.hash[i] ?? 0) : addWord(key, tokens.text, tokens.start[k] ?? 0, tokens.end[k] ?? 0);
      const alias = this.#lookup(key, tokens, i, k + 1, allCaps);
      if (alias >= 0) {
        found.alias = alias;
        found.next = k + 1;
        hit = true;
      }
      if (!inSet(this.#beginnings, key)) break;
    }
    return hit;
  }

  #lookup(key: number, tokens: Tokens, from: number, to: number, allCaps: boolean): number {
    const mask = this.#slots.length - 1;
    for (let slot = key & mask; ; slot = (slot + 1) & mask) {
      const alias = (this.#slots[slot] ?? 0) - 1;
      if (alias < 0) return -1;
      if (this.#hashes[alias] === key && this.#fits(alias, tokens, from, to, allCaps)) return alias;
    }
  }

  /** Letters are compared by the hash; here only the case rule: capitals where the alias has them, exactly so for acronyms. */
  #fits(alias: number, tokens: Tokens, from: number, to: number, allCaps: boolean): boolean {
    const exact = ((this.#aliasFlags[alias] ?? 0) & AliasFlag.exact) !== 0;
    let k = from;
    let fits = true;
    forEachWord(this.#aliasText, this.#aliasAt[alias] ?? 0, this.#aliasAt[alias + 1] ?? 0, (start, end) => {
      const shape = tokens.shapeOf(k);
      const capital = isUpperAt(this.#aliasText, start);
      if (k >= to) fits = false;
      else if (exact) {
        if (
          allCaps ||
          (shape !== Shape.upper &&
            !(end - start === 1 && shape === Shape.initial) &&
            !(shape === Shape.mixed && !allUpper(this.#aliasText, start, end)))
        )
          fits = false;
      } else if (capital && (shape === Shape.lower || shape === Shape.digits)) fits = false;
      // An acronym in the text is no ordinary word of an alias ("IT" is not "It"), except in a heading in capitals.
      else if (capital && shape === Shape.upper && !allCaps && to - from === 1 && end - start <= 4) fits = false;
      k++;
    });
    return fits && k === to;
  }

  /** The alias as the table writes it. */
  aliasText(alias: number): string {
    return this.#aliasText.slice(this.#aliasAt[alias] ?? 0, this.#aliasAt[alias + 1] ?? 0);
  }

  aliasFlags(alias: number): number {
    return this.#aliasFlags[alias] ?? 0;
  }

  /** Entities of an alias, weightiest first. */
  entitiesOf(alias: number): readonly number[] {
    return [...this.#refs.subarray(this.#refAt[alias] ?? 0, this.#refAt[alias + 1] ?? 0)];
  }

  /** The alias's weightiest entity. */
  topEntity(alias: number): number {
    return this.#refs[this.#refAt[alias] ?? 0] ?? 0;
  }

  kindOf(entity: number): EntityKind {
    return KINDS[this.#kinds[entity] ?? 1] ?? 'place';
  }

  entityFlags(entity: number): number {
    return this.#flags[entity] ?? 0;
  }

  /** 255 for states; else 10·log2 of the population, or a fixed figure for regions and physical features. */
  weightOf(entity: number): number {
    return this.#weight[entity] ?? 0;
  }

  countryOf(entity: number): string {
    return this.#countries[this.#country[entity] ?? 0] ?? '';
  }

  /** The state of an ISO 3166-1 alpha-2 code. */
  stateOf(country: string): number | undefined {
    return this.#states.get(country);
  }

  nameOf(entity: number): string {
    return this.aliasText(this.#name[entity] ?? 0);
  }

  coordinatesOf(entity: number): Entity['coordinates'] {
    if ((this.entityFlags(entity) & EntityFlag.located) === 0) return undefined;
    return { latitude: (this.#latitude[entity] ?? 0) / DEGREE, longitude: (this.#longitude[entity] ?? 0) / DEGREE };
  }

  /** True for words that English uses often in small letters ("reading", "may"); by hash of the folded word. */
  isFrequent(hash: number): boolean {
    return inSet(this.#frequent, hash);
  }

  /** True for words that an English dictionary has in small letters. */
  isWord(hash: number): boolean {
    return inSet(this.#words, hash);
  }

  /** True for words that English writes with a capital though they name no single thing: peoples, languages, faiths, diseases, devices ("Muslim", "TV"). */
  isClass(word: string): boolean {
    return inSet(this.#words, addWord(addWord(EMPTY_KEY, CLASS_MARK, 0, 1), word, 0, word.length));
  }

  /** True for given and family names. */
  isPersonal(hash: number): boolean {
    return inSet(this.#names, hash);
  }
}

/** Calls back for each word of a name as the table writes it: letters and digits, apostrophes and inner full stops included. */
export function forEachWord(text: string, from: number, to: number, each: (start: number, end: number) => void): void {
  let start = -1;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    const separates = c === 32 || c === 0x2d || c === 44 || c === 47 || c === 40 || c === 41 || c === 38 || c === 0x2013 || c === 34;
    if (separates) {
      if (start >= 0) each(start, i);
      start = -1;
    } else if (start < 0) start = i;
  }
  if (start >= 0) each(start, to);
}

function isUpperAt(text: string, at: number): boolean {
  const c = text.charAt(at);
  return c !== c.toLowerCase();
}

function allUpper(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charAt(i);
    if (c !== c.toUpperCase()) return false;
  }
  return true;
}

function starts(lengths: Uint8Array): Uint32Array {
  const out = new Uint32Array(lengths.length + 1);
  let at = 0;
  for (let i = 0; i < lengths.length; i++) {
    out[i] = at;
    at += lengths[i] ?? 0;
  }
  out[lengths.length] = at;
  return out;
}

/** Reads the table in order; numbers are little-endian. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u32(): number {
    if (this.#at + 4 > this.#bytes.length) throw new Error('the gazetteer ends early');
    const value = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return value;
  }

  bytes(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Error('the gazetteer ends early');
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  text(): string {
    return new TextDecoder().decode(this.bytes(this.u32()));
  }

  u16(length: number): Uint16Array {
    const copy = this.#ordered(this.bytes(length * 2), 2);
    return new Uint16Array(copy.buffer);
  }

  i16(length: number): Int16Array {
    const copy = this.#ordered(this.bytes(length * 2), 2);
    return new Int16Array(copy.buffer);
  }

  i32(length: number): Int32Array {
    const copy = this.#ordered(this.bytes(length * 4), 4);
    return new Int32Array(copy.buffer);
  }

  /** An aligned copy in the machine's byte order. */
  #ordered(part: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
    const copy = new Uint8Array(part);
    if (!LITTLE_ENDIAN) for (let i = 0; i < copy.length; i += width) copy.subarray(i, i + width).reverse();
    return copy;
  }
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
