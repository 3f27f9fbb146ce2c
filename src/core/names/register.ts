import type { Entity, EntityId, EntityKind, Mention, NameSpan } from '../model.ts';
import type { Span } from '../text/span.ts';
import { type Cluster, firstNameOf, gazetteerEntities, surnameOf } from './clusters.ts';
import { type Contribution, contribution, governsAt, NO_FORM, spanOf } from './contribution.ts';
import { EntityFlag, type Gazetteer } from './gazetteer.ts';
import { type Group, Groups } from './groups.ts';
import { KnownNames } from './known.ts';
import { Declarations, gazetteerEntity, idOf, orderedForms } from './naming.ts';
import { emptyProject, type Project } from './project.ts';
import { type Change, listCodec, numberCodec, type Saved, Shelf, textCodec } from './shelf.ts';
import { acrossScripts, nameWords } from './spelling.ts';

/** Short names of short names are followed this far: Путин, Putin, Vladimir Putin. */
const DEEPEST = 3;
/** Entities that are remembered. */
const MOST_MADE = 50_000;

/** What a mention stands for. */
interface Resolution {
  readonly entity?: EntityId;
  readonly candidates?: readonly EntityId[];
}

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
  readonly #idOfKey: Shelf<EntityId>;
  /** Sorted. */
  readonly #keysOfEntity: Shelf<string[]>;
  readonly #numbers: Shelf<number>;
  /** Entities that were asked for, by key. */
  readonly #made = new Map<string, Entity>();
  #declared = new Declarations(emptyProject);
  #seatsOf: ReadonlyMap<EntityId, readonly string[]> | undefined;

  /** @param saved what an earlier session saved of the same gazetteer's register: it counts as if those articles had been added */
  constructor(gazetteer?: Gazetteer, saved?: Saved) {
    this.#gazetteer = gazetteer;
    this.#groups = new Groups(saved);
    this.#known = new KnownNames(gazetteer, saved);
    this.#idOfKey = new Shelf('entity', textCodec, saved);
    this.#keysOfEntity = new Shelf('keys', listCodec, saved);
    this.#numbers = new Shelf('number', numberCodec, saved);
  }

  get #shelves(): readonly { readonly size: number; changes(): Iterable<Change>; settled(): void }[] {
    return [...this.#groups.shelves, ...this.#known.shelves, this.#idOfKey, this.#keysOfEntity, this.#numbers];
  }

  /** How many values changed since they were saved. */
  get unsaved(): number {
    return this.#shelves.reduce((sum, { size }) => sum + size, 0);
  }

  /** Everything that changed since it was last saved. */
  *changes(): Generator<Change> {
    this.#settle();
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
    this.#declared = new Declarations(project ?? emptyProject);
    this.#made.clear();
    if (!saved) for (const key of this.#groups.byKey.keys()) this.#groups.dirty.add(key);
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
    return this.#mentions(made);
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

  /** Brings the entities of changed keys up to date. */
  #settle(): void {
    const { dirty } = this.#groups;
    for (const key of dirty) {
      this.#made.delete(key);
      const id = this.#entityOf(key)?.id;
      const old = this.#idOfKey.get(key);
      if (id === old) continue;
      if (old !== undefined) this.#belongs(old, key, false);
      if (id === undefined) this.#idOfKey.delete(key);
      else {
        this.#idOfKey.set(key, id);
        this.#belongs(id, key, true);
      }
    }
    dirty.clear();
  }

  /** Notes that a key belongs to an entity, or does not any more. */
  #belongs(id: EntityId, key: string, yes: boolean): void {
    const keys = this.#keysOfEntity.edit(id, () => []);
    const before = keys.length;
    const at = keys.indexOf(key);
    if (yes && at < 0) {
      keys.push(key);
      keys.sort();
    } else if (!yes && at >= 0) keys.splice(at, 1);
    if (keys.length === 0) this.#keysOfEntity.delete(id);
    const more = Math.sign(keys.length) - Math.sign(before);
    if (more !== 0) this.#numbers.set('entities', (this.#numbers.get('entities') ?? 0) + more);
  }

  /** How many entities the library names. */
  get entityCount(): number {
    this.#settle();
    return this.#numbers.get('entities') ?? 0;
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

  /** The entity of a key; undefined for one that has none of its own. */
  #entityOf(key: string): Entity | undefined {
    let entity = this.#made.get(key);
    if (entity === undefined) {
      entity = this.#make(key);
      if (entity === undefined) return undefined;
      if (this.#made.size >= MOST_MADE) this.#made.clear();
      this.#made.set(key, entity);
    }
    return entity;
  }

  /** A short name that stands for longer ones has no entity of its own; nor has one that fits several persons of its text. */
  #make(key: string): Entity | undefined {
    const group = key.startsWith('a:') ? undefined : this.#groups.byKey.get(key);
    return group === undefined || this.#groups.ownersOf(key).length > 0 ? undefined : this.#makeOf(key, group);
  }

  /** The entity of a group, from its counted forms alone. */
  #makeOf(key: string, group: Group): Entity {
    const forms = orderedForms(group);
    const declared = this.#declaredOf(forms);
    if (declared) return withForms(declared, forms);
    const kind = kindOf(key, group);
    const merged = forms.map((f) => this.#declared.mergedName(f)).find((n) => n !== undefined);
    const listed = merged === undefined ? [] : gazetteerEntities(merged, this.#gazetteer, kind);
    const index = key.startsWith('g:') && merged === undefined ? Number(key.slice(2)) : listed[0];
    if (index !== undefined && this.#gazetteer) return asSourcesSay(gazetteerEntity(this.#gazetteer, index), forms);
    const name = merged ?? forms[0] ?? key.slice(2);
    return {
      id: idOf(kind, name),
      name,
      kind,
      aliases: name === forms[0] ? forms : [...new Set([name, ...forms])],
      origin: merged === undefined ? 'library' : 'project',
    };
  }

  /** The declared entity of a cluster: by its fullest form; a short form declares nothing of a longer name that is not declared. */
  #declaredOf(forms: readonly string[]): Entity | undefined {
    const [fullest] = forms;
    if (fullest === undefined || this.#declared.isEmpty) return undefined;
    const found = this.#declared.entityOf(fullest);
    if (found || nameWords(fullest).length > 1) return found;
    return forms.map((f) => this.#declared.entityOf(f)).find((e) => e !== undefined);
  }

  /** What a mention stands for in the library as it is. */
  #resolve(cluster: Cluster, form: number, asGovernment: boolean): Resolution {
    this.#settle();
    const { key } = cluster;
    if (!this.#declared.isEmpty) {
      const written = form < 0 || form === NO_FORM ? undefined : cluster.forms[form];
      const split = written === undefined ? undefined : this.#declared.splitEntity(written, cluster.kind);
      if (split) return { entity: split.id };
      const declared = this.#declaredOf(byLength(cluster.forms));
      if (declared) return { entity: declared.id };
    }
    if (key.startsWith('g:') && cluster.forms.every((f) => this.#declared.mergedName(f) === undefined))
      return this.#place(cluster, asGovernment);
    const standsFor = key.startsWith('a:') ? this.#oneOf(key.slice(2).split('|')) : this.#standsFor(key);
    if (standsFor) return standsFor;
    const entity = this.#entityOf(key);
    if (entity) return { entity: entity.id };
    // The library may know it in Cyrillic alone.
    const across = this.#entityOf(cyrillicKey(key));
    return across ? { entity: across.id } : {};
  }

  /** What a short name's key stands for. A surname that is also somebody's first name ("Charles") may mean him. */
  #standsFor(key: string): Resolution | undefined {
    const owners = this.#groups.ownersOf(key);
    return owners.length === 0 ? undefined : this.#oneOf([...owners, ...this.#groups.namesakesOf(key)]);
  }

  /** One entity when all keys lead to it; otherwise candidates, those that the library mentions most first. */
  #oneOf(keys: readonly string[]): Resolution {
    const weights = new Map<EntityId, number>();
    for (const key of keys)
      for (const end of this.#ends(key, 0)) {
        const id = this.#entityOf(end)?.id ?? idOf('person', `${firstNameOf(end)} ${surnameOf(end)}`);
        weights.set(id, Math.max(weights.get(id) ?? 0, this.#groups.byKey.get(end)?.articles ?? 0));
      }
    const ids = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
    const [only] = ids;
    return only !== undefined && ids.length === 1 ? { entity: only } : { candidates: ids };
  }

  /** The fullest names that a key leads to: Путин → Putin → Vladimir Putin. */
  #ends(key: string, depth: number): readonly string[] {
    const owners = depth < DEEPEST ? this.#groups.ownersOf(key) : [];
    return owners.length === 0 ? [key] : owners.flatMap((o) => this.#ends(o, depth + 1));
  }

  /** Readings of a name of the gazetteer: places of that name, and the government whose seat it is. */
  #place(cluster: Cluster, asGovernment: boolean): Resolution {
    const g = this.#gazetteer;
    const [top] = cluster.gazetteer;
    if (!g || top === undefined) return {};
    const readings = cluster.gazetteer.map((e) => gazetteerEntity(g, e).id);
    const flags = g.entityFlags(top);
    const seat = (flags & (EntityFlag.capital | EntityFlag.government)) === 0 ? undefined : g.stateOf(g.countryOf(top));
    if (seat !== undefined) readings.splice(asGovernment && (flags & EntityFlag.capital) !== 0 ? 0 : 1, 0, gazetteerEntity(g, seat).id);
    const ids = [...new Set(readings)];
    const [first] = ids;
    return first === undefined ? {} : { entity: first, ...(ids.length > 1 ? { candidates: ids } : {}) };
  }

  #mentions(made: Contribution): Mention[] {
    const out: Mention[] = [];
    // Mentions of one cluster, in one form and one sense, stand for the same: each is asked for once.
    const known = new Map<number, Resolution>();
    for (let i = 0; i < made.of.length; i++) {
      const of = made.of[i] ?? 0;
      const cluster = made.clusters[of];
      const span = spanOf(made, i);
      if (!cluster) {
        out.push(span);
        continue;
      }
      const form = made.form[i] ?? NO_FORM;
      const governs = governsAt(made, i);
      const sense = (of * 0x10000 + form) * 2 + (governs ? 1 : 0);
      let resolution = known.get(sense);
      if (!resolution) {
        resolution = this.#resolve(cluster, form, governs);
        known.set(sense, resolution);
      }
      out.push({ ...span, ...resolution });
    }
    return out;
  }

  #contribution(path: string): Contribution | undefined {
    const slot = this.#slots.get(path);
    return slot === undefined ? undefined : this.#contributions[slot];
  }

  /** The mentions of an article as the library understands them, in order; empty for an unknown path. */
  resolveArticle(path: string): readonly Mention[] {
    const made = this.#contribution(path);
    return made ? this.#mentions(made) : [];
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
    this.#settle();
    const keys = new Set(this.#keysOfEntity.get(id));
    // Mentions of a seat of government may mean the state.
    if (id.startsWith('state/')) for (const seat of this.#seats(id)) if (this.#groups.byKey.has(seat)) keys.add(seat);
    for (const key of [...keys]) for (const short of this.#shorts(key)) keys.add(short);
    return [...keys].sort();
  }

  /** Keys in use that may stand for a full name's key, and those that may stand for them. */
  #shorts(key: string): readonly string[] {
    const near = this.#groups.shortsOf(key).filter((short) => this.#groups.byKey.has(short));
    return [...near, ...near.flatMap((short) => this.#groups.shortsOf(short).filter((s) => this.#groups.byKey.has(s)))];
  }

  /** Keys of the capitals and government buildings of a state. */
  #seats(id: EntityId): readonly string[] {
    this.#seatsOf ??= seatsByState(this.#gazetteer);
    return this.#seatsOf.get(id) ?? [];
  }

  /** The mentions of a text that is no part of the library. A name that neither the library nor the gazetteer knows has no entity. */
  resolveBriefing(text: string, spans: readonly NameSpan[]): Mention[] {
    return this.#mentions(contribution(text, spans, this.#gazetteer));
  }

  /** Names that the articles use, wherever they stand in the text: offsets in UTF-16, in order, without overlaps. */
  findKnown(text: string): NameSpan[] {
    return this.#known.find(text);
  }

  /** The entity of an identifier: of the library, or declared by the project file. */
  entity(id: EntityId): Entity | undefined {
    this.#settle();
    const keys = this.#keysOfEntity.get(id);
    if (!keys) return this.#declared.entities.find((e) => e.id === id);
    const sorted = [...keys].sort();
    const parts = sorted.flatMap((k) => this.#entityOf(k) ?? []);
    const [first] = parts;
    if (!first) return undefined;
    const shorts = new Set(sorted.flatMap((k) => this.#shorts(k)).filter((short) => this.#standsFor(short)?.entity === id));
    const single = [...shorts].flatMap((short) => [...(this.#groups.byKey.get(short)?.forms.keys() ?? [])].sort());
    return { ...first, aliases: [...new Set([...parts.flatMap((p) => p.aliases), ...single])] };
  }

  /** The canonical name of an entity: that of `entity(id)`, for less. */
  nameOf(id: EntityId): string | undefined {
    this.#settle();
    const keys = this.#keysOfEntity.get(id);
    if (!keys) return this.#declared.entities.find((e) => e.id === id)?.name;
    let first: string | undefined;
    for (const key of keys) if (first === undefined || key < first) first = key;
    return first === undefined ? undefined : this.#entityOf(first)?.name;
  }

  /** Every entity that the library names, by identifier. */
  entities(): readonly Entity[] {
    this.#settle();
    return [...this.#keysOfEntity.keys()].sort().flatMap((id) => this.entity(id) ?? []);
  }

  /** Entities that a name may mean, best first: of the library, of the project file, of the gazetteer. */
  candidates(name: string): readonly Entity[] {
    const found = new Map<EntityId, Entity>();
    for (const kind of ['person', 'organisation', 'place'] as const) {
      const [mention] = this.resolveBriefing(name, [{ start: 0, end: name.length, kind, form: 'name', confidence: 1 }]);
      const ids = [...(mention?.entity === undefined ? [] : [mention.entity]), ...(mention?.candidates ?? [])];
      for (const id of ids) {
        const entity = this.entity(id) ?? this.#listed(name, kind, id);
        if (entity && !found.has(id)) found.set(id, entity);
      }
    }
    return [...found.values()];
  }

  /** An entity that only the gazetteer knows: one of those the name means, or the state whose capital that is. */
  #listed(name: string, kind: EntityKind, id: EntityId): Entity | undefined {
    const g = this.#gazetteer;
    if (!g) return undefined;
    for (const index of gazetteerEntities(name, g, kind)) {
      const state = g.stateOf(g.countryOf(index));
      for (const e of state === undefined ? [index] : [index, state]) {
        const entity = gazetteerEntity(g, e);
        if (entity.id === id) return entity;
      }
    }
    return undefined;
  }

  /** Where the library mentions an entity ("Moscow" as the government counts for the city and for the state): by path (code-unit order), then by place in the text. */
  references(id: EntityId): readonly { readonly path: string; readonly span: Span }[] {
    const slots = new Set(this.keysOf(id).flatMap((key) => this.#groups.byKey.get(key)?.slots ?? []));
    const paths = [...slots].flatMap((slot) => this.#paths[slot] ?? []).sort();
    const own = new Set(this.#keysOfEntity.get(id));
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

function seatsByState(gazetteer: Gazetteer | undefined): ReadonlyMap<EntityId, readonly string[]> {
  const out = new Map<EntityId, string[]>();
  for (let e = 0; gazetteer && e < gazetteer.entityCount; e++) {
    if ((gazetteer.entityFlags(e) & (EntityFlag.capital | EntityFlag.government)) === 0) continue;
    const id = `state/${gazetteer.countryOf(e).toLowerCase()}`;
    out.set(id, [...(out.get(id) ?? []), `g:${e}`]);
  }
  return out;
}

/** Places and bodies go by the name that the sources use where they never use the gazetteer's: Donbas, not Donets Basin. Acronyms stay aliases. */
function asSourcesSay(entity: Entity, forms: readonly string[]): Entity {
  const [name] = forms;
  const own = entity.kind === 'state' || name === undefined || isAcronym(name) || forms.some((f) => entity.name.startsWith(f));
  return own ? withForms(entity, forms) : withForms({ ...entity, name, aliases: [name, ...entity.aliases] }, forms);
}

function isAcronym(name: string): boolean {
  return /^(?:\p{Lu}\.?){2,}$/u.test(name);
}

/** An entity with the spellings that sources use behind its own. */
function withForms(entity: Entity, forms: readonly string[]): Entity {
  if (forms.length === 1 && forms[0] === entity.aliases[0]) return entity;
  return { ...entity, aliases: [...new Set([...entity.aliases, ...forms])] };
}

/** The key of a person's name as Cyrillic articles would have it. */
function cyrillicKey(key: string): string {
  if (key.startsWith('s:')) return `s:${acrossScripts(key.slice(2))}`;
  return key.startsWith('p:') ? `p:${acrossScripts(firstNameOf(key))} ${acrossScripts(surnameOf(key))}` : key;
}

/** The kind of a group: what its key says; of others, what most articles say. */
function kindOf(key: string, group: Group): EntityKind {
  const sort = key.charAt(0);
  if (sort === 'p' || sort === 's') return 'person';
  if (sort === 'o') return 'organisation';
  const [top] = [...group.kinds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return top?.[0] ?? 'place';
}

function byLength(forms: readonly string[]): readonly string[] {
  return [...forms].sort((a, b) => nameWords(b).length - nameWords(a).length || b.length - a.length || (a < b ? -1 : 1));
}
