import type { EntityKind } from '../model.ts';
import { firstNameOf, surnameOf } from './clusters.ts';
import { type Contribution, formCounts } from './contribution.ts';
import { Memo } from './memo.ts';
import { type Change, type Codec, countsCodec, type Saved, Shelf } from './shelf.ts';
import { acrossScripts } from './spelling.ts';
import { spelt } from './spelt.ts';

/** All clusters of one key over the library, counted. */
export interface Group {
  /** Number of articles. */
  articles: number;
  readonly kinds: Map<EntityKind, number>;
  /** Mentions by spelling. */
  readonly forms: Map<string, number>;
  /** Slots of the articles that were added by path, in no order. */
  readonly slots: number[];
}

const groupCodec: Codec<Group> = {
  encode: ({ articles, kinds, forms }) => JSON.stringify([articles, [...kinds], [...forms]]),
  decode: (text) => {
    const [articles, kinds, forms] = JSON.parse(text) as [number, [EntityKind, number][], [string, number][]];
    return { articles, kinds: new Map(kinds), forms: new Map(forms), slots: [] };
  },
};

/**
 * The counted contributions of a library, by cluster key. Taking an article out leaves exactly what was there before it came:
 * nothing here depends on the order of reading.
 */
export class Groups {
  readonly byKey: Shelf<Group>;
  /** Counts up with every article: what was found out of the groups holds for one number. */
  version = 0;
  /** Keys whose group, or whose owners, changed since they were last asked for. */
  readonly dirty = new Set<string>();
  /** Keys of full names (persons) and long names (organisations) by the key of a short name that stands for them; counted by articles. */
  readonly #owners: Shelf<Map<string, number>>;
  readonly #byFirst: Shelf<Map<string, number>>;

  constructor(saved: Saved | undefined) {
    this.byKey = new Shelf('group', groupCodec, saved);
    this.#owners = new Shelf('owners', countsCodec, saved);
    this.#byFirst = new Shelf('first', countsCodec, saved);
  }

  get shelves(): readonly { readonly size: number; changes(): Iterable<Change>; settled(): void }[] {
    return [this.byKey, this.#owners, this.#byFirst];
  }

  /** Adds (1) or takes out (-1) an article's contribution; `slot` where the register keeps the article. */
  count(slot: number | undefined, contribution: Contribution, by: 1 | -1): void {
    this.version++;
    const counts = formCounts(contribution);
    const { clusters } = contribution;
    for (let i = 0; i < clusters.length; i++) {
      const cluster = clusters[i];
      if (cluster === undefined) continue;
      const { key, kind, forms } = cluster;
      const group = this.#group(key);
      group.articles += by;
      add(group.kinds, kind, by);
      for (let f = 0; f < forms.length; f++) add(group.forms, forms[f] ?? '', by * (counts[i]?.[f] ?? 0));
      if (slot === undefined) {
        // Its place is the store's business.
      } else if (by > 0) group.slots.push(slot);
      else {
        const at = group.slots.indexOf(slot);
        const last = group.slots.pop();
        if (at >= 0 && last !== undefined && at < group.slots.length) group.slots[at] = last;
      }
      if (group.articles === 0) this.byKey.delete(key);
      this.dirty.add(key);
      if (key.startsWith('p:')) {
        const first = `s:${firstNameOf(key)}`;
        count(this.#byFirst, first, key, by);
        this.dirty.add(first);
      }
      for (const short of shortKeys(key, forms, kind === 'organisation')) {
        count(this.#owners, short, key, by);
        this.dirty.add(short);
      }
    }
  }

  /** Keys of persons whose first name is the single name of this key, in code-unit order; such a name may mean them. */
  namesakesOf(key: string): readonly string[] {
    const namesakes = this.#byFirst.get(key);
    return namesakes ? [...namesakes.keys()].sort() : [];
  }

  #group(key: string): Group {
    return this.byKey.edit(key, () => ({ articles: 0, kinds: new Map(), forms: new Map(), slots: [] }));
  }

  /** True when a name's key may stand for fuller names. */
  hasOwners(key: string): boolean {
    return this.#owners.has(key);
  }

  /** Keys of the full names that a short name's key may stand for, in code-unit order. */
  ownersOf(key: string): readonly string[] {
    const owners = this.#owners.get(key);
    return owners ? [...owners.keys()].sort() : [];
  }

  /** Keys of the short names that may stand for a full name's key, whoever else they may stand for. */
  shortsOf(key: string): readonly string[] {
    const group = this.byKey.get(key);
    return group ? [...shortKeys(key, [...group.forms.keys()], group.kinds.has('organisation'))] : [];
  }
}

function count(counts: Shelf<Map<string, number>>, at: string, key: string, by: number): void {
  const inner = counts.edit(at, () => new Map());
  add(inner, key, by);
  if (inner.size === 0) counts.delete(at);
}

function add<K>(counts: Map<K, number>, key: K, by: number): void {
  const left = (counts.get(key) ?? 0) + by;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}

/**
 * Keys that may stand for a cluster's own: a person's surname, single names that an article uses, the name with an initial,
 * the same in Cyrillic; an organisation's acronym.
 */
function shortKeys(key: string, forms: readonly string[], organisation: boolean): Iterable<string> {
  const person = key.startsWith('p:');
  if (!person && !(organisation && (key.startsWith('o:') || key.startsWith('g:'))))
    return key.startsWith('s:') ? shorts.get(key, acrossOf) : [];
  const own = person ? shorts.get(key, personShorts) : [];
  let out: Set<string> | undefined;
  for (const form of forms) {
    const { words, spoken } = spelt(form);
    if (words.length !== 1) continue;
    out ??= new Set(own);
    if (person) out.add(`s:${spoken}`).add(`s:${acrossScripts(spoken)}`);
    else out.add(`o:${spoken}`);
  }
  out?.delete(key);
  return out ?? own;
}

/** What a person's key alone tells of its short keys; texts name the same persons. */
const shorts = new Memo<readonly string[]>(20_000);

function acrossOf(key: string): readonly string[] {
  const across = `s:${acrossScripts(key.slice(2))}`;
  return across === key ? [] : [across];
}

function personShorts(key: string): readonly string[] {
  const first = firstNameOf(key);
  const last = surnameOf(key);
  const out = new Set([`s:${last}`, `s:${acrossScripts(last)}`, `p:${acrossScripts(first)} ${acrossScripts(last)}`]);
  // "R. Roe"; an initial of its own stands for nobody else's.
  const initial = first.replace('~', '').charAt(0);
  if (initial !== '' && first.replace('~', '').length > 1) out.add(`p:${first.startsWith('~') ? '~' : ''}${initial} ${last}`);
  out.delete(key);
  return [...out];
}
