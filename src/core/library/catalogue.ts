import type { Article, MetadataOrigin, SourceCard, SourceProblem } from '../model.ts';
import type { Bibliography } from '../sources/bibliography.ts';
import { description, sourceCard } from '../sources/card.ts';
import { assignKeys, type KeyClaim, madeFrom } from '../sources/keys.ts';
import { wordsOf } from '../store/listing.ts';
import type { DirectListing, Listing } from '../store/store.ts';
import { countBefore } from '../text/ordered.ts';
import { Labels } from './labels.ts';
import { nearest } from './nearest.ts';
import { fitOf, ListedWords } from './typed.ts';

/** What a source states of itself. */
export type Stated = Pick<Article, 'path' | 'format' | 'extracted' | 'metadata' | 'digest'>;

type Item = NonNullable<ReturnType<Bibliography['find']>>;

/** Who is cited by which key: of the sources and the bibliographies together. */
interface Settled {
  readonly holders: Map<string, string>;
  /** Keys of those sources that are not cited by the key that they claim, by path. */
  readonly assigned: ReadonlyMap<string, string>;
  /** What a bibliography says of a source, in place of what the source says. */
  readonly described: ReadonlyMap<string, Item>;
  readonly problems: readonly SourceProblem[];
}

/** A card as the source states it. */
interface Known {
  readonly card: SourceCard;
  readonly origin: MetadataOrigin | undefined;
  readonly digest: string;
  words: string | undefined;
}

/** A source and the key by which it is cited. */
export interface Cited {
  readonly path: string;
  readonly key: string;
}

/** Cards that are remembered: those of a whole briefing, and not those of a whole library. */
const MOST_CARDS = 5000;

/**
 * Which sources there are and under which key each is cited. That depends on the set of sources and the bibliographies alone,
 * never on the order of reading. It rests on the listing of a store; what came, changed or went since is held beside it.
 */
export class Catalogue {
  #listing: Listing | undefined;
  /** Index in the listing of each source that is as it was listed; undefined until somebody asks for more than single sources. */
  #places: Map<string, number> | undefined;
  readonly #changed = new Map<string, Known>();
  /** Undefined until somebody asks: most sessions never do. */
  #labels: Labels | undefined;
  #bibliography: Bibliography | undefined;
  #settled: Settled | undefined;
  readonly #cards = new Map<string, SourceCard>();
  #list: readonly SourceCard[] | undefined;
  #first: { readonly count: number; readonly cited: readonly Cited[] } | undefined;
  #words = new ListedWords(() => []);

  /** Takes up what a store lists, in place of everything that is known. */
  open(listing: Listing): void {
    this.#listing = listing;
    this.#words = new ListedWords(() => listing.words);
    this.#places = undefined;
    this.#changed.clear();
    this.#labels = undefined;
    this.#unsettle();
  }

  get #listed(): Map<string, number> {
    this.#places ??= new Map(this.#listing?.paths.map((path, i) => [path, i]));
    return this.#places;
  }

  /**
   * The store, as long as nothing else is said of the sources and nobody has asked for all of them: then it is asked for single ones, and
   * a question need not wait until all are listed. What changes is in the store already.
   */
  get #direct(): DirectListing | undefined {
    return this.#places === undefined && this.#bibliography === undefined ? this.#listing?.direct : undefined;
  }

  /** How many sources are held one by one, beside the listing. */
  get changes(): number {
    return this.#changed.size;
  }

  /** What a bibliography says of a source goes before what the source says of itself. */
  setBibliography(bibliography: Bibliography | undefined): void {
    this.#bibliography = bibliography;
    this.#unsettle();
  }

  #unsettle(): void {
    this.#settled = undefined;
    this.#labels = undefined;
    this.#forget();
  }

  #forget(): void {
    this.#cards.clear();
    this.#list = undefined;
    this.#first = undefined;
  }

  /** Takes in a source that the store has put. */
  put(article: Stated): void {
    if (this.#direct) this.#forget();
    else this.#put(article);
  }

  #put(article: Stated): void {
    const { path } = article;
    const before = this.#claimOf(path);
    const now: Known = { card: sourceCard(article), origin: article.metadata.origins.key, digest: article.digest, words: undefined };
    this.#leave(path);
    this.#changed.set(path, now);
    if (!this.#bibliography) this.#countLabels(path, 1);
    if (this.#settled && !this.#joins(this.#settled, before, { path, key: now.card.key, origin: now.origin })) this.#settled = undefined;
    this.#forget();
  }

  /** Takes one source in where that changes nothing for the others; says whether it did. A library that grows is not settled anew each time. */
  #joins(settled: Settled, before: KeyClaim | undefined, now: KeyClaim): boolean {
    if (this.#bibliography) return false;
    if (before) return before.key === now.key && before.origin === now.origin;
    if (settled.holders.has(now.key)) return false;
    settled.holders.set(now.key, now.path);
    return true;
  }

  /** Takes out a source that the store has removed. */
  remove(path: string): void {
    const direct = this.#direct !== undefined;
    this.#forget();
    if (direct) return;
    const before = this.#claimOf(path);
    // The store may have forgotten it before it was listed here.
    if (before === undefined) return;
    this.#leave(path);
    // Where no key is claimed twice, nobody takes over the key of one that goes.
    if (this.#bibliography || (this.#settled && this.#settled.problems.length > 0)) this.#settled = undefined;
    else this.#settled?.holders.delete(before.key);
  }

  #leave(path: string): void {
    if (this.#bibliography) this.#labels = undefined;
    this.#countLabels(path, -1);
    this.#listed.delete(path);
    this.#changed.delete(path);
  }

  has(path: string): boolean {
    const direct = this.#direct;
    if (direct) return direct.file(path) !== undefined;
    return this.#listed.has(path) || this.#changed.has(path);
  }

  get size(): number {
    return this.#direct?.size() ?? this.#listed.size + this.#changed.size;
  }

  /** All sources by path, code-unit order. */
  all(): readonly SourceCard[] {
    this.#list ??= [...this.#paths()].sort().flatMap((path) => this.#card(path) ?? []);
    return this.#list;
  }

  card(path: string): SourceCard | undefined {
    let card = this.#cards.get(path);
    if (card === undefined) {
      card = this.#card(path);
      if (card === undefined) return undefined;
      if (this.#cards.size >= MOST_CARDS) this.#cards.clear();
      this.#cards.set(path, card);
    }
    return card;
  }

  #card(path: string): SourceCard | undefined {
    const direct = this.#direct;
    const file = direct?.file(path);
    if (direct) {
      if (file === undefined) return undefined;
      const card = sourceCard(file);
      // A key that no other source claims is its own (see `assignKeys`).
      if (direct.claimants(card.key).length === 1) return card;
    }
    const stated = this.#statedCard(path);
    if (stated === undefined) return undefined;
    const { assigned, described } = this.#settle();
    const item = described.get(path);
    const card: SourceCard = item ? { ...stated, key: item.key, ...description(item) } : stated;
    const key = assigned.get(path) ?? card.key;
    return key === card.key ? card : { ...card, key };
  }

  #statedCard(path: string): SourceCard | undefined {
    const known = this.#changed.get(path);
    if (known) return known.card;
    const index = this.#listed.get(path);
    const file = index === undefined ? undefined : this.#listing?.at(index);
    return file && sourceCard(file);
  }

  /** Every source that fits what is typed (folded), once, in no order: its path, the key by which it is cited, and how well it fits. */
  fitting(typed: string, take: (path: string, key: string, fit: number) => void): void {
    const { assigned, described } = this.#settle();
    const plain = assigned.size === 0 && described.size === 0;
    const { paths = [], keys = [] } = this.#listing ?? {};
    const whole = this.#listed.size === paths.length;
    const listed = (i: number, fit: number): void => {
      const path = paths[i] ?? '';
      if (!whole && !this.#listed.has(path)) return;
      if (plain || !(assigned.has(path) || described.has(path))) take(path, keys[i] ?? '', fit);
    };
    if (typed !== '') this.#words.fitting(typed, listed);
    else for (let i = 0; i < paths.length; i++) listed(i, 2);
    const told = (path: string, key: string, words: string): void => {
      const fit = fitOf(words, typed);
      if (fit > 0) take(path, key, fit);
    };
    for (const [path, known] of this.#changed) {
      if (assigned.has(path) || described.has(path)) continue;
      known.words ??= wordsOf(known.card);
      told(path, known.card.key, known.words);
    }
    for (const path of plain ? [] : new Set([...assigned.keys(), ...described.keys()])) {
      const card = this.card(path);
      if (card) told(path, card.key, wordsOf(card));
    }
  }

  /** The first sources by the key under which each is cited: at least so many, where there are as many. */
  first(count: number): readonly Cited[] {
    if (this.#first && this.#first.count >= count) return this.#first.cited;
    const cited: Cited[] = [];
    this.fitting('', (path, key) => {
      const last = cited.length < count ? undefined : cited.at(-1);
      if (last && key >= last.key) return;
      cited.splice(
        countBefore(cited.length, (k) => (cited[k]?.key ?? '') <= key),
        0,
        { path, key },
      );
      if (cited.length > count) cited.pop();
    });
    this.#first = { count, cited };
    return cited;
  }

  /** Every source's path and the address that it states, in order of the paths. */
  addresses(): (readonly [path: string, url: string | undefined])[] {
    return [...this.#paths()].sort().map((path) => [path, this.#urlOf(path)]);
  }

  /** The source that is cited by a key. Keys differ by case, as Pandoc's do. */
  pathOf(key: string): string | undefined {
    return this.#holderOf(key) ?? this.#holderOf(key.normalize('NFC'));
  }

  #holderOf(key: string): string | undefined {
    const direct = this.#direct;
    const [holder, other] = direct?.claimants(key) ?? [];
    if (direct && other === undefined && (holder !== undefined || !mayBeAssigned(key, direct))) return holder;
    return this.#settle().holders.get(key);
  }

  nearestKeys(key: string, limit: number): string[] {
    return nearest(key, this.#settle().holders.keys(), limit);
  }

  /** The digest of a source's text. */
  digest(path: string): string | undefined {
    const direct = this.#direct;
    if (direct) return direct.file(path)?.digest;
    const index = this.#listed.get(path);
    return index === undefined ? this.#changed.get(path)?.digest : this.#listing?.at(index)?.digest;
  }

  /** True for a name that sources carry as outlet or author, whole or in part ("Komersant" for "Komersant Ukrainian"). */
  isLabel(name: string): boolean {
    if (this.#labels === undefined) {
      this.#labels = new Labels();
      for (const path of this.#paths()) this.#countLabels(path, 1);
    }
    return this.#labels.has(name);
  }

  /** Keys that more than one source claims, shown on the sources that lost it. */
  problems(): readonly SourceProblem[] {
    const direct = this.#direct;
    if (direct && !direct.contested()) return [];
    return this.#settle().problems;
  }

  *#paths(): Generator<string> {
    yield* this.#listed.keys();
    yield* this.#changed.keys();
  }

  /** Counts the labels of a source in (1) or out (-1), once they are counted at all. */
  #countLabels(path: string, by: 1 | -1): void {
    if (this.#labels === undefined) return;
    const index = this.#listed.get(path);
    const described = this.#bibliography !== undefined && this.#settle().described.has(path);
    const card = described ? this.#card(path) : this.#changed.get(path)?.card;
    this.#labels.count(card || index === undefined ? card?.outlet : this.#listing?.outlets[index], by);
    this.#labels.count(card || index === undefined ? card?.author : this.#listing?.authors[index], by);
  }

  /** What a source claims by itself. */
  #claimOf(path: string): KeyClaim | undefined {
    const known = this.#changed.get(path);
    if (known) return { path, key: known.card.key, origin: known.origin };
    const index = this.#listed.get(path);
    return index === undefined ? undefined : { path, key: this.#listing?.keys[index] ?? '', origin: this.#listing?.origins[index] };
  }

  #urlOf(path: string): string | undefined {
    const index = this.#listed.get(path);
    return index === undefined ? this.#changed.get(path)?.card.url : this.#listing?.urls[index];
  }

  #settle(): Settled {
    if (this.#settled) return this.#settled;
    const described = new Map<string, Item>();
    const holders = new Map<string, string>();
    const claims: KeyClaim[] = [];
    let contested = false;
    for (const path of this.#paths()) {
      const stated = this.#claimOf(path);
      if (stated === undefined) continue;
      const item = this.#bibliography?.find(path, this.#urlOf(path));
      if (item) described.set(path, item);
      const claim: KeyClaim = item ? { path, key: item.key, origin: 'bibliography' } : stated;
      contested ||= holders.has(claim.key);
      holders.set(claim.key, path);
      claims.push(claim);
    }
    this.#settled = contested ? contestedKeys(claims, described) : { holders, assigned: new Map(), described, problems: [] };
    return this.#settled;
  }
}

/** True for a key that may be one of those that are made for sources whose own is another's (see `assignKeys`). */
function mayBeAssigned(key: string, { claimants }: DirectListing): boolean {
  return madeFrom(key).some((own) => claimants(own).length > 1);
}

/** Settles sources of which several claim one key. */
function contestedKeys(claims: readonly KeyClaim[], described: Settled['described']): Settled {
  const { keys, problems } = assignKeys(claims);
  const holders = new Map<string, string>();
  const assigned = new Map<string, string>();
  for (const { path, key } of claims) {
    const own = keys.get(path) ?? key;
    holders.set(own, path);
    if (own !== key) assigned.set(path, own);
  }
  return { holders, assigned, described, problems };
}
