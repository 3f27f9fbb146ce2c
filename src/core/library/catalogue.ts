import type { Article, MetadataOrigin, SourceCard, SourceProblem } from '../model.ts';
import type { Bibliography } from '../sources/bibliography.ts';
import { sourceCard } from '../sources/card.ts';
import { assignKeys } from '../sources/keys.ts';
import { nearest } from './nearest.ts';

interface Settled {
  readonly cards: ReadonlyMap<string, SourceCard>;
  readonly paths: ReadonlyMap<string, string>;
  readonly problems: readonly SourceProblem[];
}

/**
 * Which sources there are and under which key each is cited. That depends on the set of sources and the bibliographies alone,
 * never on the order of reading.
 */
export class Catalogue {
  /** Cards as the articles state them. */
  readonly #stated = new Map<string, { readonly card: SourceCard; readonly origin: MetadataOrigin | undefined }>();
  #bibliography: Bibliography | undefined;
  #settled: Settled | undefined;

  /** What a bibliography says of a source goes before what the source says of itself. */
  setBibliography(bibliography: Bibliography | undefined): void {
    this.#bibliography = bibliography;
    this.#settled = undefined;
  }

  put(article: Article): void {
    this.#stated.set(article.path, { card: sourceCard(article), origin: article.metadata.origins.key });
    this.#settled = undefined;
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
    return [...this.#settle().cards.values()];
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

  /** Keys that more than one source claims, shown on the sources that lost it. */
  problems(): readonly SourceProblem[] {
    return this.#settle().problems;
  }

  #settle(): Settled {
    if (this.#settled) return this.#settled;
    const described = [...this.#stated.keys()].sort().flatMap((path) => this.#described(path) ?? []);
    const { keys, problems } = assignKeys(described.map(({ card, origin }) => ({ path: card.path, key: card.key, origin })));
    const cards = new Map<string, SourceCard>();
    const paths = new Map<string, string>();
    for (const { card } of described) {
      const key = keys.get(card.path) ?? card.key;
      cards.set(card.path, { ...card, key });
      paths.set(key, card.path);
    }
    this.#settled = { cards, paths, problems };
    return this.#settled;
  }

  #described(path: string): { readonly card: SourceCard; readonly origin: MetadataOrigin | undefined } | undefined {
    const known = this.#stated.get(path);
    if (known === undefined) return undefined;
    const { card: stated } = known;
    const item = this.#bibliography?.find(path, stated.url);
    if (item === undefined) return known;
    const { key, title, outlet, author, date, url, grade } = item;
    const card = {
      ...stated,
      key,
      ...(title === undefined ? {} : { title }),
      ...(outlet === undefined ? {} : { outlet }),
      ...(author === undefined ? {} : { author }),
      ...(date === undefined ? {} : { date }),
      ...(url === undefined ? {} : { url }),
      ...(grade === undefined ? {} : { grade }),
    };
    return { card, origin: 'bibliography' };
  }
}
