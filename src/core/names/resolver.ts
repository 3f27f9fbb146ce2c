import type { Entity, EntityId, EntityKind, Mention, NameSpan } from '../model.ts';
import { type Cluster, firstNameOf, gazetteerEntities, surnameOf } from './clusters.ts';
import { type Contribution, contribution, governsAt, NO_FORM, spanOf } from './contribution.ts';
import type { Entities } from './entities.ts';
import { EntityFlag, type Gazetteer } from './gazetteer.ts';
import type { Groups } from './groups.ts';
import { gazetteerEntity, idOf } from './naming.ts';
import { acrossScripts, nameWords } from './spelling.ts';

/** Short names of short names are followed this far: Путин, Putin, Vladimir Putin. */
const DEEPEST = 3;

/** Keys of which it is remembered what they stand for. */
const MOST_KNOWN = 20_000;

/** What a mention stands for. */
interface Resolution {
  readonly entity?: EntityId;
  readonly candidates?: readonly EntityId[];
}

/** Says whom a name means in the library as it is: one entity, several that fit, or none. */
export class Resolver {
  readonly #gazetteer: Gazetteer | undefined;
  readonly #groups: Groups;
  readonly #entities: Entities;
  /** What keys stand for in the library as it is: a surname that many bear is asked for by article after article. */
  readonly #known = new Map<string, Resolution | undefined>();
  #version = 0;

  constructor(groups: Groups, entities: Entities, gazetteer?: Gazetteer) {
    this.#groups = groups;
    this.#entities = entities;
    this.#gazetteer = gazetteer;
  }

  /** What a mention stands for in the library as it is. */
  #resolve(cluster: Cluster, form: number, asGovernment: boolean): Resolution {
    this.#entities.settle();
    const { key } = cluster;
    const { declared } = this.#entities;
    if (!declared.isEmpty) {
      const written = form < 0 || form === NO_FORM ? undefined : cluster.forms[form];
      const split = written === undefined ? undefined : declared.splitEntity(written, cluster.kind);
      if (split) return { entity: split.id };
      const own = this.#entities.declaredOf(byLength(cluster.forms));
      if (own) return { entity: own.id };
    }
    if (key.startsWith('g:') && (declared.isEmpty || cluster.forms.every((f) => declared.mergedName(f) === undefined)))
      return this.#place(cluster, asGovernment);
    const standsFor = this.#standsFor(key);
    if (standsFor) return standsFor;
    // The library may know it in Cyrillic alone.
    const entity = this.#entities.idOfKey(key) ?? this.#entities.idOfKey(cyrillicKey(key));
    return entity === undefined ? {} : { entity };
  }

  /** What a short name's key stands for. A surname that is also somebody's first name ("Charles") may mean him. */
  #standsFor(key: string): Resolution | undefined {
    const version = this.#groups.version + this.#entities.version;
    if (version !== this.#version || this.#known.size >= MOST_KNOWN) {
      this.#known.clear();
      this.#version = version;
    }
    let known = this.#known.get(key);
    if (known === undefined && !this.#known.has(key)) {
      known = this.#standsForAnew(key);
      this.#known.set(key, known);
    }
    return known;
  }

  #standsForAnew(key: string): Resolution | undefined {
    if (key.startsWith('a:')) return this.#oneOf(key.slice(2).split('|'));
    const owners = this.#groups.ownersOf(key);
    return owners.length === 0 ? undefined : this.#oneOf([...owners, ...this.#groups.namesakesOf(key)]);
  }

  /** One entity when all keys lead to it; otherwise candidates, those that the library mentions most first. */
  #oneOf(keys: readonly string[]): Resolution {
    const weights = new Map<EntityId, number>();
    for (const key of keys)
      for (const end of this.#ends(key, 0)) {
        const id = this.#entities.idOfKey(end) ?? idOf('person', `${firstNameOf(end)} ${surnameOf(end)}`);
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
    const flags = g.entityFlags(top);
    const seat = (flags & (EntityFlag.capital | EntityFlag.government)) === 0 ? undefined : g.stateOf(g.countryOf(top));
    if (seat === undefined && cluster.gazetteer.length === 1) return { entity: gazetteerEntity(g, top).id };
    const readings = cluster.gazetteer.map((e) => gazetteerEntity(g, e).id);
    if (seat !== undefined) readings.splice(asGovernment && (flags & EntityFlag.capital) !== 0 ? 0 : 1, 0, gazetteerEntity(g, seat).id);
    const ids = [...new Set(readings)];
    const [first] = ids;
    return first === undefined ? {} : { entity: first, ...(ids.length > 1 ? { candidates: ids } : {}) };
  }

  /** The mentions of a text, in order. */
  mentions(made: Contribution): Mention[] {
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
      out.push(mentionOf(span, resolution));
    }
    return out;
  }

  /** The entity of an identifier: of the library, or declared by the project file. */
  entity(id: EntityId): Entity | undefined {
    const keys = this.#entities.ownKeys(id);
    if (!keys) return this.#entities.declared.entities.find((e) => e.id === id);
    const parts = keys.flatMap((k) => this.#entities.ofKey(k) ?? []);
    const [first] = parts;
    if (!first) return undefined;
    const shorts = new Set(keys.flatMap((k) => this.#entities.shortsOf(k)).filter((short) => this.#standsFor(short)?.entity === id));
    const single = [...shorts].flatMap((short) => [...(this.#groups.byKey.get(short)?.forms.keys() ?? [])].sort());
    return { ...first, aliases: [...new Set([...parts.flatMap((p) => p.aliases), ...single])] };
  }

  /** Entities that a name may mean, best first: of the library, of the project file, of the gazetteer. */
  candidates(name: string): readonly Entity[] {
    const found = new Map<EntityId, Entity>();
    for (const kind of ['person', 'organisation', 'place'] as const) {
      const [mention] = this.mentions(
        contribution(name, [{ start: 0, end: name.length, kind, form: 'name', confidence: 1 }], this.#gazetteer),
      );
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
}

/** Property by property: spreading two objects costs several times as much, and every mention comes through here. */
function mentionOf({ start, end, kind, form, confidence }: NameSpan, { entity, candidates }: Resolution): Mention {
  if (candidates === undefined)
    return entity === undefined ? { start, end, kind, form, confidence } : { start, end, kind, form, confidence, entity };
  return entity === undefined
    ? { start, end, kind, form, confidence, candidates }
    : { start, end, kind, form, confidence, entity, candidates };
}

/** The key of a person's name as Cyrillic articles would have it. */
function cyrillicKey(key: string): string {
  if (key.startsWith('s:')) return `s:${acrossScripts(key.slice(2))}`;
  return key.startsWith('p:') ? `p:${acrossScripts(firstNameOf(key))} ${acrossScripts(surnameOf(key))}` : key;
}

function byLength(forms: readonly string[]): readonly string[] {
  return [...forms].sort((a, b) => nameWords(b).length - nameWords(a).length || b.length - a.length || (a < b ? -1 : 1));
}
