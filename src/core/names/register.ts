import type { Entity, EntityId, EntityKind, Mention, NameSpan } from '../model.ts';
import type { Span } from '../text/span.ts';
import { type Cluster, cluster, firstNameOf, gazetteerEntities, surnameOf } from './clusters.ts';
import { EntityFlag, type Gazetteer } from './gazetteer.ts';
import { KnownNames } from './known.ts';
import { governs } from './metonym.ts';
import { emptyProject, type Project } from './project.ts';
import { nameWords, slug, sound } from './spelling.ts';

/** What one article contributes: kept so that it can be taken out again. */
interface Stored {
  readonly spans: readonly NameSpan[];
  readonly clusters: readonly Cluster[];
  readonly of: Int32Array;
  /** 1 where a capital stands as its government in the sentence. */
  readonly governs: Uint8Array;
}

/** What a cluster stands for. */
interface Resolution {
  readonly entity?: EntityId;
  readonly candidates?: readonly EntityId[];
}

/**
 * Who is named in a library. Articles come and go one by one; what it answers is always what a new register with the same
 * articles, in any order, would answer: entities are functions of the counted contributions, never of the order of reading.
 */
export class Register {
  readonly #gazetteer: Gazetteer | undefined;
  readonly #articles = new Map<string, Stored>();
  /** Articles by cluster key, each with its clusters' forms. */
  readonly #groups = new Map<string, Map<string, Cluster>>();
  /** Persons by surname, and by a single name that an article uses for them; counted by articles. */
  readonly #bySurname = new Map<string, Map<string, number>>();
  readonly #known = new KnownNames();
  readonly #entityOfKey = new Map<string, Entity>();
  readonly #keysOfEntity = new Map<EntityId, Set<string>>();
  readonly #dirty = new Set<string>();
  #project: Project = emptyProject;
  /** Declared entity by kind-free spelling key. */
  #declared = new Map<string, Entity>();

  constructor(gazetteer?: Gazetteer) {
    this.#gazetteer = gazetteer;
  }

  /** The project file's entities, merges and splits; undefined takes them away. */
  setProject(project: Project | undefined): void {
    this.#project = project ?? emptyProject;
    this.#declared = new Map();
    for (const declared of this.#project.entities) {
      const entity: Entity = {
        id: idOf(declared.kind, declared.name),
        name: declared.name,
        kind: declared.kind,
        aliases: [declared.name, ...declared.aliases.map((a) => a.text)],
        origin: 'project',
        ...(declared.note === undefined ? {} : { note: declared.note }),
      };
      for (const alias of entity.aliases) this.#declared.set(spellingKey(alias), entity);
    }
    for (const names of this.#project.merge) {
      const [first] = names;
      const target = names.map((n) => this.#declared.get(spellingKey(n))).find((e) => e !== undefined);
      if (first === undefined) continue;
      for (const name of names) if (target) this.#declared.set(spellingKey(name), target);
    }
    for (const key of this.#groups.keys()) this.#dirty.add(key);
  }

  /** Takes in an article, in place of an older one of that path. Reads no other article. */
  addArticle(path: string, text: string, spans: readonly NameSpan[]): void {
    this.removeArticle(path);
    const { clusters, of } = cluster(text, spans, this.#gazetteer);
    const flags = Uint8Array.from(spans, (s) => (governs(text, s) ? 1 : 0));
    this.#articles.set(path, { spans: spans.map(plain), clusters, of, governs: flags });
    for (const c of clusters) this.#count(path, c, 1);
  }

  removeArticle(path: string): void {
    const stored = this.#articles.get(path);
    if (!stored) return;
    this.#articles.delete(path);
    for (const c of stored.clusters) this.#count(path, c, -1);
  }

  #count(path: string, c: Cluster, by: 1 | -1): void {
    const group = this.#groups.get(c.key) ?? new Map<string, Cluster>();
    if (by > 0) group.set(path, c);
    else group.delete(path);
    if (group.size > 0) this.#groups.set(c.key, group);
    else this.#groups.delete(c.key);
    this.#dirty.add(c.key);
    if (c.key.startsWith('p:')) {
      const names = new Set([surnameOf(c.key)]);
      for (const form of c.forms.keys()) {
        const words = nameWords(form);
        if (words.length === 1) names.add(sound(words[0] ?? ''));
      }
      for (const name of names) {
        const keys = this.#bySurname.get(name) ?? new Map<string, number>();
        const left = (keys.get(c.key) ?? 0) + by;
        if (left > 0) keys.set(c.key, left);
        else keys.delete(c.key);
        if (keys.size > 0) this.#bySurname.set(name, keys);
        else this.#bySurname.delete(name);
        this.#dirty.add(`s:${name}`);
      }
    }
    for (const form of c.forms.keys()) {
      if (by > 0) this.#known.add(form, c.kind);
      else this.#known.remove(form, c.kind);
      const words = nameWords(form);
      // A full name makes its surname known too.
      if (c.key.startsWith('p:') && words.length > 1) {
        if (by > 0) this.#known.add(words.at(-1) ?? '', 'person');
        else this.#known.remove(words.at(-1) ?? '', 'person');
      }
    }
  }

  /** Brings the entities of changed keys up to date. */
  #settle(): void {
    for (const key of this.#dirty) {
      const old = this.#entityOfKey.get(key);
      if (old) {
        const keys = this.#keysOfEntity.get(old.id);
        keys?.delete(key);
        if (keys?.size === 0) this.#keysOfEntity.delete(old.id);
        this.#entityOfKey.delete(key);
      }
      const group = this.#groups.get(key);
      if (!group || (key.startsWith('s:') && this.#bySurname.has(key.slice(2)))) continue;
      const entity = this.#make(key, group);
      this.#entityOfKey.set(key, entity);
      const keys = this.#keysOfEntity.get(entity.id) ?? new Set<string>();
      keys.add(key);
      this.#keysOfEntity.set(entity.id, keys);
    }
    this.#dirty.clear();
  }

  /** The entity of a group, from its counted forms alone. */
  #make(key: string, group: ReadonlyMap<string, Cluster>): Entity {
    const counts = new Map<string, number>();
    let kind: EntityKind = 'organisation';
    for (const c of group.values()) {
      kind = c.kind;
      for (const [form, n] of c.forms) counts.set(form, (counts.get(form) ?? 0) + n);
    }
    const forms = [...counts]
      .sort((a, b) => fullness(b[0]) - fullness(a[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([form]) => form);
    const declared = forms.map((f) => this.#declared.get(spellingKey(f))).find((e) => e !== undefined);
    if (declared) return { ...declared, aliases: [...new Set([...declared.aliases, ...forms])] };
    if (key.startsWith('g:')) {
      const entity = this.#fromGazetteer(Number(key.slice(2).split(',')[0]));
      return { ...entity, aliases: [entity.name, ...forms.filter((f) => f !== entity.name)] };
    }
    const name = this.#merged(forms) ?? forms[0] ?? '';
    return { id: idOf(kind, name), name, kind, aliases: [name, ...forms.filter((f) => f !== name)], origin: 'library' };
  }

  #merged(forms: readonly string[]): string | undefined {
    for (const names of this.#project.merge) if (names.some((n) => forms.some((f) => spellingKey(f) === spellingKey(n)))) return names[0];
    return undefined;
  }

  #fromGazetteer(index: number): Entity {
    const g = this.#gazetteer;
    if (!g) return { id: 'place/unnamed', name: '', kind: 'place', aliases: [], origin: 'gazetteer' };
    const homonym = (g.entityFlags(index) & EntityFlag.homonym) !== 0;
    const name = homonym ? `${g.nameOf(index)} region` : g.nameOf(index);
    const kind = g.kindOf(index);
    const country = g.countryOf(index);
    const coordinates = g.coordinatesOf(index);
    const id =
      kind === 'state'
        ? `state/${country.toLowerCase()}`
        : kind === 'place' && country !== ''
          ? `place/${slug(name)}-${country.toLowerCase()}`
          : `${kind}/${slug(name)}`;
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

  /** What a cluster's key stands for in the library as it is. */
  #resolve(c: Cluster, asGovernment: boolean): Resolution {
    this.#settle();
    for (const form of c.forms.keys()) {
      const declared = this.#declared.get(spellingKey(form));
      if (declared) return { entity: declared.id };
    }
    if (c.key.startsWith('s:')) {
      const keys = c.ambiguous ?? [...(this.#bySurname.get(c.key.slice(2))?.keys() ?? [])].sort();
      const ids = [...new Set(keys.map((k) => this.#entityOfKey.get(k)?.id ?? idOf('person', `${firstNameOf(k)} ${surnameOf(k)}`)))].sort();
      if (ids.length > 1) return { candidates: ids };
      const [only] = ids;
      if (only !== undefined) return { entity: only };
    }
    if (c.key.startsWith('g:')) return this.#place(c, asGovernment);
    const entity = this.#entityOfKey.get(c.key);
    return entity ? { entity: entity.id } : {};
  }

  /** Readings of a name of the gazetteer: places of that name, and the government whose seat it is. */
  #place(c: Cluster, asGovernment: boolean): Resolution {
    const g = this.#gazetteer;
    const [top] = c.gazetteer;
    if (!g || top === undefined) return {};
    const readings = c.gazetteer.map((e) => this.#fromGazetteer(e).id);
    const seat = (g.entityFlags(top) & (EntityFlag.capital | EntityFlag.government)) !== 0 ? g.stateOf(g.countryOf(top)) : undefined;
    if (seat === undefined)
      return readings.length > 1 ? { entity: readings[0] ?? '', candidates: readings } : { entity: readings[0] ?? '' };
    const state = this.#fromGazetteer(seat).id;
    const first =
      asGovernment && (g.entityFlags(top) & EntityFlag.capital) !== 0
        ? [state, ...readings]
        : [readings[0] ?? '', state, ...readings.slice(1)];
    return { entity: first[0] ?? '', candidates: first };
  }

  /** The mentions of an article as the library understands them, in order; empty for an unknown path. */
  resolveArticle(path: string): readonly Mention[] {
    const stored = this.#articles.get(path);
    if (!stored) return [];
    return stored.spans.map((span, i) => {
      const c = stored.clusters[stored.of[i] ?? 0];
      return c ? { ...span, ...this.#resolve(c, stored.governs[i] === 1) } : span;
    });
  }

  /**
   * The group of each mention of an article, in order. A function of that article alone: a store keeps it, and finds the
   * mentions of an entity by `keysOf` whatever has become known since.
   */
  keysOfArticle(path: string): readonly string[] {
    const stored = this.#articles.get(path);
    return stored ? stored.spans.map((_, i) => stored.clusters[stored.of[i] ?? 0]?.key ?? '') : [];
  }

  /** The groups whose mentions may name the entity; `resolveArticle` tells which of them do. */
  keysOf(id: EntityId): readonly string[] {
    this.#settle();
    const keys = new Set(this.#keysOfEntity.get(id) ?? []);
    for (const key of [...keys]) {
      if (!key.startsWith('p:')) continue;
      keys.add(`s:${surnameOf(key)}`);
      for (const c of this.#groups.get(key)?.values() ?? [])
        for (const form of c.forms.keys()) {
          const words = nameWords(form);
          if (words.length === 1) keys.add(`s:${sound(words[0] ?? '')}`);
        }
    }
    return [...keys].sort();
  }

  /** The mentions of a text that is no part of the library. A name that neither the library nor the gazetteer knows has no entity. */
  resolveBriefing(text: string, spans: readonly NameSpan[]): Mention[] {
    const { clusters, of } = cluster(text, spans, this.#gazetteer);
    return spans.map((span, i) => {
      const c = clusters[of[i] ?? 0];
      return c ? { ...plain(span), ...this.#resolve(c, governs(text, span)) } : span;
    });
  }

  /** Names that the articles use, wherever they stand in the text: offsets in UTF-16, in order, without overlaps. */
  findKnown(text: string): NameSpan[] {
    return this.#known.find(text);
  }

  entity(id: EntityId): Entity | undefined {
    this.#settle();
    const keys = this.#keysOfEntity.get(id);
    if (!keys) {
      for (const declared of this.#declared.values()) if (declared.id === id) return declared;
      return undefined;
    }
    const parts = [...keys].sort().map((k) => this.#entityOfKey.get(k));
    const [first] = parts;
    if (!first) return undefined;
    const shorts = [...keys].filter((k) => k.startsWith('p:')).flatMap((k) => this.#singleForms(k));
    return { ...first, aliases: [...new Set([...parts.flatMap((p) => p?.aliases ?? []), ...shorts])] };
  }

  /** Single names of other articles that stand for this person. */
  #singleForms(key: string): string[] {
    const out: string[] = [];
    const name = surnameOf(key);
    if (this.#bySurname.get(name)?.size === 1)
      for (const c of this.#groups.get(`s:${name}`)?.values() ?? []) if (!c.ambiguous) out.push(...c.forms.keys());
    return out.sort();
  }

  /** Every entity that the library names, by id. */
  entities(): readonly Entity[] {
    this.#settle();
    return [...this.#keysOfEntity.keys()].sort().flatMap((id) => this.entity(id) ?? []);
  }

  /** Entities that a name may mean, best first. */
  candidates(name: string): readonly Entity[] {
    const found: Entity[] = [];
    for (const kind of ['person', 'organisation', 'place'] as const) {
      const span = { start: 0, end: name.length, kind, form: 'name', confidence: 1 } as const;
      const [mention] = this.resolveBriefing(name, [span]);
      for (const id of mention?.entity === undefined ? (mention?.candidates ?? []) : [mention.entity, ...(mention.candidates ?? [])]) {
        const entity = this.entity(id) ?? this.#gazetteerById(name, id);
        if (entity && !found.some((e) => e.id === entity.id)) found.push(entity);
      }
    }
    return found;
  }

  #gazetteerById(name: string, id: EntityId): Entity | undefined {
    for (const kind of ['place', 'organisation'] as const)
      for (const e of gazetteerEntities(name, this.#gazetteer, kind)) {
        const entity = this.#fromGazetteer(e);
        if (entity.id === id) return entity;
        const state = this.#gazetteer?.stateOf(entity.country ?? '');
        if (state !== undefined && this.#fromGazetteer(state).id === id) return this.#fromGazetteer(state);
      }
    return undefined;
  }

  /** Where the library mentions an entity: by path (code-unit order), then by place in the text. */
  references(id: EntityId): readonly { readonly path: string; readonly span: Span }[] {
    this.#settle();
    const keys = new Set(this.#keysOfEntity.get(id) ?? []);
    for (const key of [...keys])
      if (key.startsWith('p:'))
        for (const [name, persons] of this.#bySurname)
          if (persons.size === 1 && persons.has(key) && this.#groups.has(`s:${name}`)) keys.add(`s:${name}`);
    const paths = new Set<string>();
    for (const key of keys) for (const path of this.#groups.get(key)?.keys() ?? []) paths.add(path);
    return [...paths]
      .sort()
      .flatMap((path) =>
        this.resolveArticle(path).flatMap((m) =>
          m.entity === id || (m.entity !== undefined && m.candidates?.includes(id)) ? [{ path, span: { start: m.start, end: m.end } }] : [],
        ),
      );
  }
}

function plain({ start, end, kind, form, confidence }: NameSpan): NameSpan {
  return { start, end, kind, form, confidence };
}

/** The key under which the project file's names and the sources' meet. */
function spellingKey(name: string): string {
  return nameWords(name).map(sound).join(' ');
}

function idOf(kind: EntityKind, name: string): EntityId {
  return `${kind}/${slug(name)}`;
}

/** Words of a name that are more than initials. */
function fullness(form: string): number {
  return nameWords(form).filter((w) => w.replace(/\./g, '').length > 1).length;
}
