import { i32 } from '../../core/names/tagger/columns.ts';
import { Features } from '../../core/names/tagger/features.ts';
import { BEGIN, INSIDE, LAST, labelOf, OUTSIDE, UNIT } from '../../core/names/tagger/labels.ts';
import type { Lexicon } from '../../core/names/tagger/lexicon.ts';
import { Place } from '../../core/names/tagger/place.ts';
import { Reading } from '../../core/names/tagger/reading.ts';
import { Tokens, tokenise } from '../../core/names/tagger/tokens.ts';
import type { TokenName } from './clean.ts';

/** A label of a token that teaches nothing: any label will do. */
export const ANY = 255;

/** Roles whose word features a token takes, in this order. */
export const ROLES = [0, -1, 1, -2, 2] as const;

/** Islands with their features and labels, as flat columns. */
export class Dataset {
  /** Feature hashes (later: dense numbers), token after token. */
  features = new Int32Array(1 << 20);
  /** First feature of each token; one more at the end. */
  offsets: number[] = [0];
  labels: number[] = [];
  /** First token of each island; one more at the end. */
  islands: number[] = [0];
  weights: number[] = [];
  /** Document of each island, as the caller numbers them. */
  documents: number[] = [];
  /** First token of each island in its document. */
  places: number[] = [];
  /** Names that no island holds whole. */
  lost = 0;
  held = 0;
  readonly #tokens = new Tokens();
  readonly #reading: Reading;
  readonly #features = new Features();
  readonly #place = new Place();

  constructor(lexicon: Lexicon) {
    this.#reading = new Reading(this.#tokens, lexicon);
  }

  add(text: string, names: readonly TokenName[], weight: number, number: number): void {
    const tokens = this.#tokens;
    const reading = this.#reading;
    tokenise(text, tokens);
    reading.read();
    const labels = new Uint8Array(tokens.count).fill(OUTSIDE);
    for (const name of names)
      for (let i = name.from; i < name.to; i++) {
        const place = name.to - name.from === 1 ? UNIT : i === name.from ? BEGIN : i === name.to - 1 ? LAST : INSIDE;
        labels[i] = name.kind < 0 ? ANY : labelOf(name.kind, place);
      }
    const { islands } = reading;
    const inside = new Int32Array(tokens.count).fill(-1);
    for (let k = 0; k < islands.count; k++) inside.fill(k, i32(islands.start, k), i32(islands.end, k));
    for (const name of names) {
      const island = i32(inside, name.from);
      this.held++;
      if (island >= 0 && i32(inside, name.to - 1) === island) continue;
      this.lost++;
      for (let i = name.from; i < name.to; i++) labels[i] = ANY;
    }
    for (let k = 0; k < islands.count; k++) {
      const start = i32(islands.start, k);
      const end = i32(islands.end, k);
      for (let i = start; i < end; i++) {
        for (const role of ROLES) {
          this.#features.ofWord(text, reading, i + role, role);
          this.#take();
        }
        this.#place.look(reading, i);
        this.#features.ofPlace(this.#place);
        this.#take();
        this.offsets.push(this.#length);
        this.labels.push(labels[i] ?? 0);
      }
      this.islands.push(this.labels.length);
      this.weights.push(weight);
      this.documents.push(number);
      this.places.push(start);
    }
  }

  #length = 0;

  #take(): void {
    const { buffer, count } = this.#features;
    if (this.#length + count > this.features.length) {
      const wider = new Int32Array(this.features.length * 2);
      wider.set(this.features);
      this.features = wider;
    }
    this.features.set(buffer.subarray(0, count), this.#length);
    this.#length += count;
  }

  get featureCount(): number {
    return this.#length;
  }
}

/** Dense numbers for the hashes that occur at least `atLeast` times in the sets; in order of first use. */
export class FeatureIndex {
  readonly #keys: Int32Array;
  readonly #numbers: Int32Array;
  readonly #mask: number;
  /** Hash of each number. */
  readonly hashes: Int32Array;

  constructor(data: Dataset, atLeast: number) {
    const size = 1 << 24;
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    const counts = new Int32Array(size);
    const n = data.featureCount;
    for (let f = 0; f < n; f++) {
      const slot = this.#slot(i32(data.features, f));
      counts[slot] = i32(counts, slot) + 1;
    }
    this.#numbers = new Int32Array(size).fill(-1);
    const hashes: number[] = [];
    for (let f = 0; f < n; f++) {
      const slot = this.#slot(i32(data.features, f));
      if (i32(counts, slot) >= atLeast && i32(this.#numbers, slot) < 0) {
        this.#numbers[slot] = hashes.length;
        hashes.push(i32(this.#keys, slot));
      }
    }
    this.hashes = Int32Array.from(hashes);
  }

  #slot(hash: number): number {
    const key = hash === 0 ? 1 : hash;
    let slot = (key ^ (key >>> 15)) & this.#mask;
    for (;;) {
      const held = i32(this.#keys, slot);
      if (held === key) return slot;
      if (held === 0) {
        this.#keys[slot] = key;
        return slot;
      }
      slot = (slot + 1) & this.#mask;
    }
  }

  /** The number of a hash, or −1. */
  of(hash: number): number {
    return i32(this.#numbers, this.#slot(hash));
  }
}
