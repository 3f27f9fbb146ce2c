import type { Entity, EntityId, EntityKind } from '../model.ts';
import { EntityFlag, type Gazetteer } from './gazetteer.ts';
import type { Group } from './groups.ts';
import type { Project } from './project.ts';
import { nameWords, slug, sound } from './spelling.ts';

/** Identifier of an entity by kind and name: `person/vladimir-putin`. */
export function idOf(kind: EntityKind, name: string): EntityId {
  return `${kind}/${slug(name)}`;
}

/** The key under which names of the project file and of the sources meet. */
function spellingKey(name: string): string {
  return nameWords(name).map(sound).join(' ');
}

/** An entity of the gazetteer: `state/ru`, `place/abu-dhabi-ae`, `organisation/european-union`. Made once and shared. */
export function gazetteerEntity(gazetteer: Gazetteer, index: number): Entity {
  let known = listed.get(gazetteer);
  if (!known) {
    known = new Map();
    listed.set(gazetteer, known);
  }
  let entity = known.get(index);
  if (!entity) {
    entity = makeEntity(gazetteer, index);
    known.set(index, entity);
  }
  return entity;
}

/** Entities that were asked for; at most as many as the gazetteer has. */
const listed = new WeakMap<Gazetteer, Map<number, Entity>>();

function makeEntity(gazetteer: Gazetteer, index: number): Entity {
  const kind = gazetteer.kindOf(index);
  const country = gazetteer.countryOf(index);
  const plain = gazetteer.nameOf(index);
  const name = (gazetteer.entityFlags(index) & EntityFlag.homonym) !== 0 ? `${plain} region` : plain;
  const coordinates = gazetteer.coordinatesOf(index);
  const id =
    kind === 'state'
      ? `state/${country.toLowerCase()}`
      : kind === 'place' && country !== ''
        ? `${idOf(kind, name)}-${country.toLowerCase()}`
        : idOf(kind, name);
  return {
    id,
    name,
    kind,
    aliases: [name],
    origin: 'gazetteer',
    ...(coordinates ? { coordinates } : {}),
    ...(country === '' ? {} : { country }),
  };
}

/** Forms of a group, the fullest first: most whole words, then most mentions, then code-unit order. */
export function orderedForms(group: Group): string[] {
  if (group.forms.size < 2) return [...group.forms.keys()];
  return [...group.forms].sort(byFullness).map(([form]) => form);
}

/** The first of `orderedForms`, for less. */
export function fullestForm({ forms }: Group): string | undefined {
  let best: Counted | undefined;
  for (const form of forms) if (best === undefined || byFullness(form, best) < 0) best = form;
  return best?.[0];
}

type Counted = readonly [form: string, mentions: number];

function byFullness([a, n]: Counted, [b, m]: Counted): number {
  return fullness(b) - fullness(a) || m - n || (a < b ? -1 : 1);
}

/** Words of a name that are more than initials. */
function fullness(form: string): number {
  return nameWords(form).filter((w) => w.replace(/\./g, '').length > 1).length;
}

interface DeclaredName {
  readonly text: string;
  readonly exact: boolean;
  readonly entity: Entity;
}

/** What the project file says about names: declared entities, merged and split ones. Built once a project. */
export class Declarations {
  readonly #names = new Map<string, DeclaredName[]>();
  readonly #merged = new Map<string, readonly string[]>();
  readonly #split = new Map<string, Entity>();
  readonly entities: readonly Entity[];
  /** True when the project file says nothing of names. */
  readonly isEmpty: boolean;

  constructor(project: Project) {
    this.isEmpty = project.entities.length + project.merge.length + project.split.length === 0;
    const entities: Entity[] = [];
    for (const { name, kind, aliases, caseSensitive, note } of project.entities) {
      const entity: Entity = {
        id: idOf(kind, name),
        name,
        kind,
        aliases: [...new Set([name, ...aliases.map((a) => a.text)])],
        origin: 'project',
        ...(note === undefined ? {} : { note }),
      };
      entities.push(entity);
      this.#declare(name, caseSensitive, entity);
      for (const alias of aliases) this.#declare(alias.text, alias.caseSensitive, entity);
    }
    this.entities = entities;
    for (const names of project.merge)
      for (const name of names) if (!this.#merged.has(spellingKey(name))) this.#merged.set(spellingKey(name), names);
    for (const names of project.split)
      for (const name of names) {
        // Identifiers come from the exact name; where letters fold together, the place in the list tells them apart.
        const others = names.filter((n) => n !== name && slug(n) === slug(name));
        const suffix = others.length === 0 ? '' : `-${names.indexOf(name) + 1}`;
        this.#split.set(name, { id: `${idOf('person', name)}${suffix}`, name, kind: 'person', aliases: [name], origin: 'project' });
      }
  }

  #declare(text: string, exact: boolean, entity: Entity): void {
    const key = spellingKey(text);
    this.#names.set(key, [...(this.#names.get(key) ?? []), { text, exact, entity }]);
  }

  /** The declared entity of a name, directly or by a merge. */
  entityOf(name: string): Entity | undefined {
    const direct = this.#direct(name);
    if (direct) return direct;
    for (const other of this.#merged.get(spellingKey(name)) ?? []) {
      const found = this.#direct(other);
      if (found) return found;
    }
    return undefined;
  }

  #direct(name: string): Entity | undefined {
    return this.#names.get(spellingKey(name))?.find((d) => !d.exact || d.text === name)?.entity;
  }

  /** The name that a merge gives to this one. */
  mergedName(name: string): string | undefined {
    return this.#merged.get(spellingKey(name))?.[0];
  }

  /** The entity that a split gives to exactly this name. */
  splitEntity(name: string, kind: EntityKind): Entity | undefined {
    const found = this.#split.get(name);
    return found && { ...found, kind, id: `${kind}/${found.id.slice(found.id.indexOf('/') + 1)}` };
  }
}
