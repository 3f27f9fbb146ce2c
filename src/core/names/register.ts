import type { Entity, EntityId, Mention, NameSpan } from '../model.ts';
import type { Span } from '../text/span.ts';
import type { Cluster } from './clusters.ts';
import { type Contribution, contribution } from './contribution.ts';
import { Entities } from './entities.ts';
import type { Gazetteer } from './gazetteer.ts';
import { Groups } from './groups.ts';
import { KnownNames } from './known.ts';
import type { Project } from './project.ts';
import { Resolver } from './resolver.ts';
import type { Change, Saved } from './shelf.ts';
import { nameWords } from './spelling.ts';

/**
 * Who is named in a library. Articles come and go one by one; what it answers is always what a new register with the same
 * articles, in any order, would answer: entities are functions of counted contributions, never of the order of reading.
 */
export class Register {
  readonly #gazetteer: Gazetteer | undefined;
  readonly #slots = new Map<string, number>();
  readonly #paths: (string | undefined)[] = [];
  readonly #contributions: (Contribution | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #groups: Groups;
  readonly #known: KnownNames;
  /** Clusters that many articles share are kept once. */
  readonly #shared = new Map<string, { readonly cluster: Cluster; uses: number }>();
  readonly #entities: Entities;
  readonly #resolver: Resolver;

  /** @param saved what an earlier session saved of the same gazetteer's register: it counts as if those articles had been added */
  constructor(gazetteer?: Gazetteer, saved?: Saved) {
    this.#gazetteer = gazetteer;
    this.#groups = new Groups(saved);
    this.#known = new KnownNames(gazetteer, saved);
    this.#entities = new Entities(this.#groups, gazetteer, saved);
    this.#resolver = new Resolver(this.#groups, this.#entities, gazetteer);
  }

  get #shelves(): readonly { readonly size: number; changes(): Iterable<Change>; settled(): void }[] {
    return [...this.#groups.shelves, ...this.#known.shelves, ...this.#entities.shelves];
  }

  /** How many values changed since they were saved. */
  get unsaved(): number {
    return this.#shelves.reduce((sum, { size }) => sum + size, 0);
  }

  /** How many names were counted of which it is not found out yet who they are: a question waits for that. */
  get unsettled(): number {
    return this.#groups.dirty.size;
  }

  /** Finds that out of so many of them; says whether any is left. */
  settle(most: number): boolean {
    return this.#entities.settle(most);
  }

  /** Everything that changed since it was last saved. */
  *changes(): Generator<Change> {
    this.#entities.settle();
    for (const shelf of this.#shelves) yield* shelf.changes();
  }

  /** The changes were saved: they need not be held any more. */
  settled(): void {
    for (const shelf of this.#shelves) shelf.settled();
  }

  /**
   * The project file's entities, merges and splits; undefined takes them away. Articles are not read again.
   * @param saved what was saved already counts this project in
   */
  setProject(project: Project | undefined, saved = false): void {
    this.#entities.setProject(project, saved);
  }

  /** A register of one text by itself, whose contribution the caller keeps: it resolves that text, and finds no names in others. */
  static alone(made: Contribution, gazetteer?: Gazetteer): Register {
    const register = new Register(gazetteer);
    register.#groups.count(undefined, made, 1);
    return register;
  }

  /** Adds (1) or takes out (-1) what an article gives, whose contribution the caller keeps. */
  count(made: Contribution, by: 1 | -1): void {
    this.#groups.count(undefined, made, by);
    this.#know(made, by);
  }

  /** The mentions of an article as the library understands them, in order. */
  mentionsOf(made: Contribution): Mention[] {
    return this.#resolver.mentions(made);
  }

  /** Takes in an article, in place of an older one of that path. Reads no other article. */
  addArticle(path: string, text: string, spans: readonly NameSpan[]): void {
    this.add(path, contribution(text, spans, this.#gazetteer));
  }

  /** Takes in what `contribution` made of an article, here or elsewhere. */
  add(path: string, made: Contribution): void {
    this.removeArticle(path);
    const kept = { ...made, clusters: made.clusters.map((c) => this.#share(c, 1)) };
    const slot = this.#free.pop() ?? this.#paths.length;
    this.#slots.set(path, slot);
    this.#paths[slot] = path;
    this.#contributions[slot] = kept;
    this.#groups.count(slot, kept, 1);
    this.#know(kept, 1);
  }

  removeArticle(path: string): void {
    const slot = this.#slots.get(path);
    const kept = slot === undefined ? undefined : this.#contributions[slot];
    if (slot === undefined || !kept) return;
    this.#slots.delete(path);
    this.#paths[slot] = undefined;
    this.#contributions[slot] = undefined;
    this.#free.push(slot);
    this.#groups.count(slot, kept, -1);
    this.#know(kept, -1);
    for (const c of kept.clusters) this.#share(c, -1);
  }

  #share(cluster: Cluster, by: 1 | -1): Cluster {
    const id = `${cluster.key}\n${cluster.kind}\n${cluster.gazetteer.join(' ')}\n${cluster.forms.join('\n')}`;
    const known = this.#shared.get(id) ?? { cluster, uses: 0 };
    known.uses += by;
    if (known.uses > 0) this.#shared.set(id, known);
    else this.#shared.delete(id);
    return known.cluster;
  }

  #know({ clusters }: Contribution, by: 1 | -1): void {
    for (const { key, kind, forms } of clusters)
      for (const form of forms) {
        this.#known.count(form, kind, by);
        const words = nameWords(form);
        // A full name makes its surname known too.
        if (key.startsWith('p:') && words.length > 1) this.#known.count(words.at(-1) ?? '', 'person', by);
      }
  }

  /** How many entities the library names. */
  get entityCount(): number {
    return this.#entities.count;
  }

  /** How many articles name an entity, by its own keys. */
  articlesNaming(keys: readonly string[]): number {
    return keys.reduce((sum, key) => sum + (this.#groups.byKey.get(key)?.articles ?? 0), 0);
  }

  /** How often articles write an entity's names, by its own keys. */
  timesNamed(keys: readonly string[]): number {
    const forms = keys.flatMap((key) => [...(this.#groups.byKey.get(key)?.forms.values() ?? [])]);
    return forms.reduce((sum, n) => sum + n, 0);
  }

  #contribution(path: string): Contribution | undefined {
    const slot = this.#slots.get(path);
    return slot === undefined ? undefined : this.#contributions[slot];
  }

  /** The mentions of an article as the library understands them, in order; empty for an unknown path. */
  resolveArticle(path: string): readonly Mention[] {
    const made = this.#contribution(path);
    return made ? this.#resolver.mentions(made) : [];
  }

  /**
   * The group of each mention of an article, in order. A function of that article alone: a store keeps it, and finds the
   * mentions of an entity by `keysOf` whatever has become known since.
   */
  keysOfArticle(path: string): readonly string[] {
    const made = this.#contribution(path);
    return made ? Array.from(made.of, (c) => made.clusters[c]?.key ?? '') : [];
  }

  /** The groups whose mentions may name the entity; `resolveArticle` tells which of them do. */
  keysOf(id: EntityId): readonly string[] {
    return this.#entities.keysOf(id);
  }

  /** The mentions of a text that is no part of the library. A name that neither the library nor the gazetteer knows has no entity. */
  resolveBriefing(text: string, spans: readonly NameSpan[]): Mention[] {
    return this.#resolver.mentions(contribution(text, spans, this.#gazetteer));
  }

  /** Names that the articles use, wherever they stand in the text: offsets in UTF-16, in order, without overlaps. */
  findKnown(text: string): NameSpan[] {
    return this.#known.find(text);
  }

  /** The entity of an identifier: of the library, or declared by the project file. */
  entity(id: EntityId): Entity | undefined {
    return this.#resolver.entity(id);
  }

  /** The canonical name of an entity: that of `entity(id)`, for less. */
  nameOf(id: EntityId): string | undefined {
    return this.#entities.nameOf(id);
  }

  /** Every entity that the library names, by identifier. */
  entities(): readonly Entity[] {
    return this.#entities.ids().flatMap((id) => this.entity(id) ?? []);
  }

  /** Entities that a name may mean, best first: of the library, of the project file, of the gazetteer. */
  candidates(name: string): readonly Entity[] {
    return this.#resolver.candidates(name);
  }

  /** Where the library mentions an entity ("Moscow" as the government counts for the city and for the state): by path (code-unit order), then by place in the text. */
  references(id: EntityId): readonly { readonly path: string; readonly span: Span }[] {
    const slots = new Set(this.keysOf(id).flatMap((key) => this.#groups.byKey.get(key)?.slots ?? []));
    const paths = [...slots].flatMap((slot) => this.#paths[slot] ?? []).sort();
    const own = new Set(this.#entities.ownKeys(id));
    return paths.flatMap((path) => {
      const keys = this.keysOfArticle(path);
      return this.resolveArticle(path).flatMap(({ entity, candidates, start, end }, i) =>
        entity === id || (entity !== undefined && candidates?.includes(id) && own.has(keys[i] ?? ''))
          ? [{ path, span: { start, end } }]
          : [],
      );
    });
  }
}
