import { type Cancel, throwIfCancelled } from '../ports.ts';
import { Postings, placeOf, slotOf } from './postings.ts';
import type { ArticleRecord, MentionHit, PassageHit, QuotationHit, Store, StoreCounts, StoredFile } from './store.ts';
import { rarity } from './store.ts';

interface Slot {
  readonly record: ArticleRecord;
}

/** The reference store: everything in memory, gone with the process. */
export class MemoryStore implements Store {
  readonly #slots: (Slot | undefined)[] = [];
  readonly #byPath = new Map<string, number>();
  readonly #terms = new Postings((slot) => this.#slots[slot] === undefined);
  readonly #mentions = new Postings((slot) => this.#slots[slot] === undefined);
  readonly #quotations = new Postings((slot) => this.#slots[slot] === undefined);
  readonly #kinship = new Postings((slot) => this.#slots[slot] === undefined);
  #sorted: readonly string[] | undefined;
  #passages = 0;
  #characters = 0;
  /** Slots whose article is gone: with entries still in the lists, and free to be used again. */
  #dead: number[] = [];
  #free: number[] = [];

  async apply(put: readonly ArticleRecord[], removed: readonly string[], cancel: Cancel): Promise<void> {
    throwIfCancelled(cancel);
    const kept = new Set(put.map((record) => record.article.path));
    for (const path of removed) if (!kept.has(path)) this.#drop(path);
    // The last record of a path wins, as if they were put one after the other.
    for (const record of new Map(put.map((r) => [r.article.path, r])).values()) this.#put(record);
    if (this.#dead.length > 16 && this.#dead.length > this.#byPath.size) this.#compact();
  }

  async files(cancel: Cancel): Promise<readonly StoredFile[]> {
    throwIfCancelled(cancel);
    return this.#inOrder().map(({ article, size, modified, fileDigest }) => ({ path: article.path, size, modified, fileDigest }));
  }

  async record(path: string, cancel: Cancel): Promise<ArticleRecord | undefined> {
    throwIfCancelled(cancel);
    return this.#at(path);
  }

  async *records(cancel: Cancel): AsyncGenerator<ArticleRecord> {
    for (const path of this.#paths()) {
      throwIfCancelled(cancel);
      const record = this.#at(path);
      if (record) yield record;
    }
  }

  async mentionsByKey(keys: readonly string[], cancel: Cancel): Promise<readonly MentionHit[]> {
    throwIfCancelled(cancel);
    const places = this.#places(this.#mentions, keys);
    return places.flatMap(({ record, place }) => {
      const mention = record.mentions[place];
      return mention ? [{ path: record.article.path, mention }] : [];
    });
  }

  async quotationsByKey(keys: readonly string[], cancel: Cancel): Promise<readonly QuotationHit[]> {
    throwIfCancelled(cancel);
    const places = this.#places(this.#quotations, keys);
    return places.flatMap(({ record, place }) => {
      const quotation = record.quotations[place];
      return quotation ? [{ path: record.article.path, quotation }] : [];
    });
  }

  async search(terms: readonly string[], limit: number, cancel: Cancel): Promise<readonly PassageHit[]> {
    throwIfCancelled(cancel);
    const wanted = [...new Set(terms)]
      .map((term) => ({ term, entries: this.#terms.entries(term) }))
      .filter(({ entries }) => entries.length > 0)
      .map(({ term, entries }) => ({ term, entries, weight: rarity(this.#passages, entries.length) }))
      // The rarest first; equal questions are summed in one order, and so give equal floating-point sums.
      .sort((x, y) => y.weight - x.weight || compare(x.term, y.term));
    let left = wanted.reduce((sum, { weight }) => sum + weight, 0);
    const scores = new Map<number, number>();
    let closed = false;
    for (const { entries, weight } of wanted) {
      // A passage that holds none of the terms so far cannot come up to the best any more: from here on that stays so.
      closed ||= scores.size >= limit && entries.length > limit && left + ROUNDING < atRank(scores, limit);
      for (const packed of entries) {
        const known = scores.get(packed);
        if (known !== undefined) scores.set(packed, known + weight);
        else if (!closed) scores.set(packed, weight);
      }
      left -= weight;
    }
    const least = scores.size > limit ? atRank(scores, limit) : 0;
    const hits: PassageHit[] = [];
    for (const [packed, score] of scores) {
      const path = score < least ? undefined : this.#slots[slotOf(packed)]?.record.article.path;
      if (path !== undefined) hits.push({ path, passage: placeOf(packed), score });
    }
    hits.sort((a, b) => b.score - a.score || compare(a.path, b.path) || a.passage - b.passage);
    return hits.slice(0, Math.max(limit, 0));
  }

  async frequencies(terms: readonly string[], cancel: Cancel): Promise<readonly number[]> {
    throwIfCancelled(cancel);
    return terms.map((term) => this.#terms.count(term));
  }

  async kin(path: string, cancel: Cancel): Promise<readonly string[]> {
    throwIfCancelled(cancel);
    const found = new Set<string>();
    for (const signature of this.#at(path)?.kinship ?? [])
      this.#kinship.each(signature, (slot) => {
        const other = this.#slots[slot]?.record.article.path;
        if (other !== undefined && other !== path) found.add(other);
      });
    return [...found].sort();
  }

  async counts(cancel: Cancel): Promise<StoreCounts> {
    throwIfCancelled(cancel);
    return { sources: this.#byPath.size, passages: this.#passages, characters: this.#characters };
  }

  async close(): Promise<void> {
    for (const path of [...this.#byPath.keys()]) this.#drop(path);
    this.#compact();
  }

  #put(record: ArticleRecord): void {
    const { article } = record;
    this.#drop(article.path);
    const slot = this.#free.pop() ?? this.#slots.length;
    this.#slots[slot] = { record };
    this.#byPath.set(article.path, slot);
    this.#sorted = undefined;
    this.#passages += article.passages.length;
    this.#characters += article.text.length;
    record.terms.forEach((terms, passage) => {
      for (const term of new Set(terms)) this.#terms.add(term, slot, passage);
    });
    record.mentions.forEach(({ key }, index) => {
      this.#mentions.add(key, slot, index);
    });
    record.quotations.forEach(({ speakerKey }, index) => {
      if (speakerKey !== undefined) this.#quotations.add(speakerKey, slot, index);
    });
    for (const signature of new Set(record.kinship)) this.#kinship.add(signature, slot, 0);
  }

  #drop(path: string): void {
    const slot = this.#byPath.get(path);
    const record = slot === undefined ? undefined : this.#slots[slot]?.record;
    if (slot === undefined || record === undefined) return;
    this.#slots[slot] = undefined;
    this.#byPath.delete(path);
    this.#sorted = undefined;
    this.#dead.push(slot);
    this.#passages -= record.article.passages.length;
    this.#characters -= record.article.text.length;
  }

  /** Drops dead entries from the lists, after which their slots may be used again. */
  #compact(): void {
    for (const postings of [this.#terms, this.#mentions, this.#quotations, this.#kinship]) postings.compact();
    this.#free.push(...this.#dead);
    this.#dead = [];
  }

  #at(path: string): ArticleRecord | undefined {
    const slot = this.#byPath.get(path);
    return slot === undefined ? undefined : this.#slots[slot]?.record;
  }

  #paths(): readonly string[] {
    this.#sorted ??= [...this.#byPath.keys()].sort();
    return this.#sorted;
  }

  #inOrder(): ArticleRecord[] {
    return this.#paths().flatMap((path) => this.#at(path) ?? []);
  }

  #places(postings: Postings, keys: readonly string[]): { record: ArticleRecord; place: number }[] {
    const found: { record: ArticleRecord; place: number }[] = [];
    for (const key of new Set(keys))
      postings.each(key, (slot, place) => {
        const record = this.#slots[slot]?.record;
        if (record) found.push({ record, place });
      });
    return found.sort((a, b) => compare(a.record.article.path, b.record.article.path) || a.place - b.place);
  }
}

/** More than floating-point sums of a few hundred weights can be off. */
const ROUNDING = 1e-6;

/** The score at a rank (from 1) among all; the least when there are fewer. Expected linear: Hoare's selection (1961). */
function atRank(scores: ReadonlyMap<number, number>, rank: number): number {
  const values = Float64Array.from(scores.values());
  const wanted = Math.max(0, values.length - Math.max(rank, 1));
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++;
      while ((values[j] ?? 0) > pivot) j--;
      if (i > j) break;
      const held = values[i] ?? 0;
      values[i++] = values[j] ?? 0;
      values[j--] = held;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return values[wanted] ?? 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
