import type { Entity, EntityId, EntityKind } from '../model.ts';
import { gazetteerEntities } from './clusters.ts';
import { EntityFlag, type Gazetteer } from './gazetteer.ts';
import type { Group, Groups } from './groups.ts';
import { Declarations, fullestForm, gazetteerEntity, idOf, orderedForms } from './naming.ts';
import { emptyProject, type Project } from './project.ts';
import { listCodec, numberCodec, type Saved, Shelf, textCodec } from './shelf.ts';
import { nameWords } from './spelling.ts';

/** Entities that are remembered. */
const MOST_MADE = 50_000;

/** Who a group of names is; the entity with all its spellings is made when somebody asks for it. */
interface Known {
  readonly id: EntityId;
  readonly name: string;
  readonly forms: readonly string[];
  /** What is known apart from these names: a declared entity, one of the gazetteer. */
  readonly from: Entity;
  entity: Entity | undefined;
}

/**
 * The entities of a library: functions of the counted groups of names and of the project file, made when they are asked for
 * and made again when their group has changed.
 */
export class Entities {
  readonly #gazetteer: Gazetteer | undefined;
  readonly #groups: Groups;
  readonly #idOfKey: Shelf<EntityId>;
  /** Sorted. */
  readonly #keysOfEntity: Shelf<string[]>;
  readonly #numbers: Shelf<number>;
  /** Entities that were asked for, by key. */
  readonly #made = new Map<string, Known>();
  #declared = new Declarations(emptyProject);
  /** Counts up with every project file. */
  version = 0;
  #seatsOf: ReadonlyMap<EntityId, readonly string[]> | undefined;

  constructor(groups: Groups, gazetteer?: Gazetteer, saved?: Saved) {
    this.#groups = groups;
    this.#gazetteer = gazetteer;
    this.#idOfKey = new Shelf('entity', textCodec, saved);
    this.#keysOfEntity = new Shelf('keys', listCodec, saved);
    this.#numbers = new Shelf('number', numberCodec, saved);
  }

  get shelves() {
    return [this.#idOfKey, this.#keysOfEntity, this.#numbers] as const;
  }

  /** What the project file declares. */
  get declared(): Declarations {
    return this.#declared;
  }

  /** @param saved what was saved already counts this project in */
  setProject(project: Project | undefined, saved: boolean): void {
    this.#declared = new Declarations(project ?? emptyProject);
    this.version++;
    this.#made.clear();
    if (!saved) for (const key of this.#groups.byKey.keys()) this.#groups.dirty.add(key);
  }

  /** Brings the entities of changed keys up to date: of all, or of so many; says whether any is left. */
  settle(most = Number.POSITIVE_INFINITY): boolean {
    const { dirty } = this.#groups;
    let left = most;
    for (const key of dirty) {
      if (left-- <= 0) return true;
      dirty.delete(key);
      this.#made.delete(key);
      const id = this.#idNow(key);
      const old = this.#idOfKey.get(key);
      if (id === old) continue;
      if (old !== undefined) this.#belongs(old, key, false);
      if (id === undefined) this.#idOfKey.delete(key);
      else {
        this.#idOfKey.set(key, id);
        this.#belongs(id, key, true);
      }
    }
    return false;
  }

  /** Notes that a key belongs to an entity, or does not any more. */
  #belongs(id: EntityId, key: string, yes: boolean): void {
    const keys = this.#keysOfEntity.edit(id, () => []);
    const before = keys.length;
    const at = keys.indexOf(key);
    if (yes && at < 0) {
      keys.push(key);
      if (before > 0) keys.sort();
    } else if (!yes && at >= 0) keys.splice(at, 1);
    if (keys.length === 0) this.#keysOfEntity.delete(id);
    const more = Math.sign(keys.length) - Math.sign(before);
    if (more !== 0) this.#numbers.set('entities', (this.#numbers.get('entities') ?? 0) + more);
  }

  /** How many entities the library names. */
  get count(): number {
    this.settle();
    return this.#numbers.get('entities') ?? 0;
  }

  /** The entity of a key; undefined for one that has none of its own. */
  ofKey(key: string): Entity | undefined {
    const known = this.#known(key);
    if (known) known.entity ??= asSourcesSay(known);
    return known?.entity;
  }

  /** The identifier of a key's entity: that of `ofKey(key)`, for less. */
  idOfKey(key: string): EntityId | undefined {
    return this.#known(key)?.id;
  }

  #known(key: string): Known | undefined {
    let known = this.#made.get(key);
    if (known === undefined) {
      known = this.#make(key);
      if (known === undefined) return undefined;
      if (this.#made.size >= MOST_MADE) this.#made.clear();
      this.#made.set(key, known);
    }
    return known;
  }

  /** A short name that stands for longer ones has no entity of its own; nor has one that fits several persons of its text. */
  #make(key: string): Known | undefined {
    const group = this.#groupOf(key);
    return group && this.#makeOf(key, group);
  }

  /** The group of a key that has an entity of its own. */
  #groupOf(key: string): Group | undefined {
    const group = key.startsWith('a:') ? undefined : this.#groups.byKey.get(key);
    return group === undefined || this.#groups.hasOwners(key) ? undefined : group;
  }

  /** The identifier of `#make(key)`, for less: each article changes some dozen groups. */
  #idNow(key: string): EntityId | undefined {
    const group = this.#groupOf(key);
    if (group === undefined) return undefined;
    if (!this.#declared.isEmpty) return this.#makeOf(key, group).id;
    if (key.startsWith('g:') && this.#gazetteer) return gazetteerEntity(this.#gazetteer, Number(key.slice(2))).id;
    return idOf(kindOf(key, group), fullestForm(group) ?? key.slice(2));
  }

  /** The entity of a group, from its counted forms alone. */
  #makeOf(key: string, group: Group): Known {
    const forms = orderedForms(group);
    const declared = this.declaredOf(forms);
    if (declared) return { id: declared.id, name: declared.name, forms, from: declared, entity: undefined };
    const kind = kindOf(key, group);
    const merged = this.#declared.isEmpty ? undefined : forms.map((f) => this.#declared.mergedName(f)).find((n) => n !== undefined);
    const listed = merged === undefined ? [] : gazetteerEntities(merged, this.#gazetteer, kind);
    const index = key.startsWith('g:') && merged === undefined ? Number(key.slice(2)) : listed[0];
    if (index !== undefined && this.#gazetteer) {
      const from = gazetteerEntity(this.#gazetteer, index);
      return { id: from.id, name: nameInSources(from, forms), forms, from, entity: undefined };
    }
    const name = merged ?? forms[0] ?? key.slice(2);
    const entity: Entity = {
      id: idOf(kind, name),
      name,
      kind,
      aliases: name === forms[0] ? forms : [...new Set([name, ...forms])],
      origin: merged === undefined ? 'library' : 'project',
    };
    return { id: entity.id, name, forms, from: entity, entity };
  }

  /** The declared entity of a cluster: by its fullest form; a short form declares nothing of a longer name that is not declared. */
  declaredOf(forms: readonly string[]): Entity | undefined {
    const [fullest] = forms;
    if (fullest === undefined || this.#declared.isEmpty) return undefined;
    const found = this.#declared.entityOf(fullest);
    if (found || nameWords(fullest).length > 1) return found;
    return forms.map((f) => this.#declared.entityOf(f)).find((e) => e !== undefined);
  }

  /** The groups whose mentions may name the entity; `resolveArticle` tells which of them do. */
  keysOf(id: EntityId): readonly string[] {
    this.settle();
    const keys = new Set(this.#keysOfEntity.get(id));
    // Mentions of a seat of government may mean the state.
    if (id.startsWith('state/')) for (const seat of this.#seats(id)) if (this.#groups.byKey.has(seat)) keys.add(seat);
    for (const key of [...keys]) for (const short of this.shortsOf(key)) keys.add(short);
    return [...keys].sort();
  }

  /** Keys in use that may stand for a full name's key, and those that may stand for them. */
  shortsOf(key: string): readonly string[] {
    const near = this.#groups.shortsOf(key).filter((short) => this.#groups.byKey.has(short));
    return [...near, ...near.flatMap((short) => this.#groups.shortsOf(short).filter((s) => this.#groups.byKey.has(s)))];
  }

  /** Keys of the capitals and government buildings of a state. */
  #seats(id: EntityId): readonly string[] {
    this.#seatsOf ??= seatsByState(this.#gazetteer);
    return this.#seatsOf.get(id) ?? [];
  }

  /** The keys that belong to an entity, sorted; undefined when the library does not name it. */
  ownKeys(id: EntityId): readonly string[] | undefined {
    this.settle();
    return this.#keysOfEntity.get(id);
  }

  /** Identifiers of all entities that the library names, sorted. */
  ids(): readonly EntityId[] {
    this.settle();
    return [...this.#keysOfEntity.keys()].sort();
  }

  /** The canonical name of an entity: that of `entity(id)`, for less. */
  nameOf(id: EntityId): string | undefined {
    const keys = this.ownKeys(id);
    if (!keys) return this.#declared.entities.find((e) => e.id === id)?.name;
    let first: string | undefined;
    for (const key of keys) if (first === undefined || key < first) first = key;
    return first === undefined ? undefined : this.#known(first)?.name;
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
function nameInSources(entity: Entity, forms: readonly string[]): string {
  const [name] = forms;
  const own = entity.kind === 'state' || name === undefined || isAcronym(name) || forms.some((f) => entity.name.startsWith(f));
  return own ? entity.name : name;
}

/** The entity by the name, and with the spellings, that sources use. */
function asSourcesSay({ name, forms, from }: Known): Entity {
  return withForms(name === from.name ? from : { ...from, name, aliases: [name, ...from.aliases] }, forms);
}

function isAcronym(name: string): boolean {
  return /^(?:\p{Lu}\.?){2,}$/u.test(name);
}

/** An entity with the spellings that sources use behind its own. */
function withForms(entity: Entity, forms: readonly string[]): Entity {
  if (forms.length === 1 && forms[0] === entity.aliases[0]) return entity;
  return { ...entity, aliases: [...new Set([...entity.aliases, ...forms])] };
}

/** The kind of a group: what its key says; of others, what most articles say. */
function kindOf(key: string, group: Group): EntityKind {
  const sort = key.charAt(0);
  if (sort === 'p' || sort === 's') return 'person';
  if (sort === 'o') return 'organisation';
  const [top] = [...group.kinds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return top?.[0] ?? 'place';
}
