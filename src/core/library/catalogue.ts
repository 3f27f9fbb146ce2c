import type { Article, MetadataOrigin, SourceCard, SourceProblem } from '../model.ts';
import type { Bibliography } from '../sources/bibliography.ts';
import { description, sourceCard } from '../sources/card.ts';
import { assignKeys } from '../sources/keys.ts';
import { foldKey } from '../text/fold.ts';
import { nearest } from './nearest.ts';

/** What a source states of itself. */
export type Stated = Pick<Article, 'path' | 'format' | 'extracted' | 'metadata' | 'digest'>;

interface Settled {
  readonly cards: Map<string, SourceCard>;
  readonly paths: Map<string, string>;
  readonly problems: readonly SourceProblem[];
  /** Outlets and authors, folded: each whole and each of its runs of words. */
  readonly labels: Set<string>;
  /** All cards by path; made when it is asked for. */
  list: readonly SourceCard[] | undefined;
}

/** A card as the source states it. */
interface Known {
  readonly card: SourceCard;
  readonly origin: MetadataOrigin | undefined;
  readonly digest: string;
}

/**
 * Which sources there are and under which key each is cited. That depends on the set of sources and the bibliographies alone,
 * never on the order of reading.
 */
export class Catalogue {
  /** Cards as the articles state them. */
  readonly #stated = new Map<string, Known>();
  #bibliography: Bibliography | undefined;
  #settled: Settled | undefined;

  /** What a bibliography says of a source goes before what the source says of itself. */
  setBibliography(bibliography: Bibliography | undefined): void {
    this.#bibliography = bibliography;
    this.#settled = undefined;
  }

  put(article: Stated): void {
    const before = this.#stated.get(article.path);
    const now: Known = { card: sourceCard(article), origin: article.metadata.origins.key, digest: article.digest };
    this.#stated.set(article.path, now);
    if (this.#settled && !this.#joins(this.#settled, before, now)) this.#settled = undefined;
  }

  /** Takes one card in where that changes nothing for the others; says whether it did. A library that grows is not settled anew each time. */
  #joins(settled: Settled, before: Known | undefined, { card, origin }: Known): boolean {
    if (this.#bibliography) return false;
    const shown = settled.cards.get(card.path);
    if (before === undefined) {
      if (shown || settled.paths.has(card.key)) return false;
      settled.cards.set(card.path, card);
      settled.paths.set(card.key, card.path);
      for (const label of labelsOf([card])) settled.labels.add(label);
    } else {
      const old = before.card;
      const same = old.key === card.key && before.origin === origin && old.outlet === card.outlet && old.author === card.author;
      if (!same || !shown) return false;
      settled.cards.set(card.path, { ...card, key: shown.key });
    }
    settled.list = undefined;
    return true;
  }

  remove(path: string): void {
    if (this.#stated.delete(path)) this.#settled = undefined;
  }

  has(path: string): boolean {
    return this.#stated.has(path);
  }

  get size(): number {
    return this.#stated.size;
  }

  /** All sources by path, code-unit order. */
  all(): readonly SourceCard[] {
    const settled = this.#settle();
    settled.list ??= [...settled.cards.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return settled.list;
  }

  card(path: string): SourceCard | undefined {
    return this.#settle().cards.get(path);
  }

  /** The source that is cited by a key. Keys differ by case, as Pandoc's do. */
  pathOf(key: string): string | undefined {
    return this.#settle().paths.get(key);
  }

  nearestKeys(key: string, limit: number): string[] {
    return nearest(key, this.#settle().paths.keys(), limit);
  }

  /** The digest of a source's text. */
  digest(path: string): string | undefined {
    return this.#stated.get(path)?.digest;
  }

  /** True for a name that sources carry as outlet or author, whole or in part ("Komersant" for "Komersant Ukrainian"). */
  isLabel(name: string): boolean {
    const { labels } = this.#settle();
    return labels.has(foldKey(name));
  }

  /** Keys that more than one source claims, shown on the sources that lost it. */
  problems(): readonly SourceProblem[] {
    return this.#settle().problems;
  }

  #settle(): Settled {
    if (this.#settled) return this.#settled;
    const described = [...this.#stated.keys()].flatMap((path) => this.#described(path) ?? []);
    const { keys, problems } = assignKeys(described.map(({ card, origin }) => ({ path: card.path, key: card.key, origin })));
    const cards = new Map<string, SourceCard>();
    const paths = new Map<string, string>();
    for (const { card } of described) {
      const key = keys.get(card.path) ?? card.key;
      cards.set(card.path, key === card.key ? card : { ...card, key });
      paths.set(key, card.path);
    }
    this.#settled = { cards, paths, problems, labels: labelsOf(cards.values()), list: undefined };
    return this.#settled;
  }

  #described(path: string): Pick<Known, 'card' | 'origin'> | undefined {
    const known = this.#stated.get(path);
    if (known === undefined) return undefined;
    const { card: stated } = known;
    const item = this.#bibliography?.find(path, stated.url);
    if (item === undefined) return known;
    return { card: { ...stated, key: item.key, ...description(item) }, origin: 'bibliography' };
  }
}

/** Labels of more words are no names. */
const LABEL_WORDS = 8;

function labelsOf(cards: Iterable<SourceCard>): Set<string> {
  const whole = new Set<string>();
  for (const { outlet, author } of cards) for (const label of [outlet, author]) if (label !== undefined) whole.add(foldKey(label));
  const labels = new Set<string>();
  for (const label of whole) {
    const words = label.split(/[\s,]+/).slice(0, LABEL_WORDS);
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= words.length; to++) labels.add(words.slice(from, to).join(' '));
  }
  return labels;
}
