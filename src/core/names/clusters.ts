import type { EntityKind, MentionForm, NameSpan } from '../model.ts';
import { LongNames } from './expansions.ts';
import { EntityFlag, type Gazetteer } from './gazetteer.ts';
import { addWord, EMPTY_KEY } from './key.ts';
import { regional } from './metonym.ts';
import { describedPersons } from './roles.ts';
import { sound } from './spelling.ts';
import { type Spelt, spelt } from './spelt.ts';

/**
 * The mentions in one text that name one thing, as far as that text tells. The key says how the library finds its like:
 * `p:` a person with first and last name, `s:` a person with one name, `a:` a single name that fits several persons of the
 * text, `g:` an entity of the gazetteer, `o:` another organisation, `l:` another place.
 */
export interface Cluster {
  readonly key: string;
  readonly kind: EntityKind;
  /** Spellings, in order of first use. Demonyms and roles are none. */
  readonly forms: readonly string[];
  /** Entities of the gazetteer that the forms may mean, the one the key names first. */
  readonly gazetteer: readonly number[];
}

export interface Clustered {
  readonly clusters: readonly Cluster[];
  /** Index of the cluster of each span. */
  readonly of: readonly number[];
  /** Index of the form of each span in its cluster; -1 for demonyms and roles. */
  readonly form: readonly number[];
}

interface Form {
  readonly name: Spelt;
  readonly kind: EntityKind;
  readonly demonym: boolean;
  /** Named as a region ("the Kherson region"). */
  readonly region: boolean;
  readonly spans: number[];
}

/** Entities of the gazetteer that a name of that kind may mean, weightiest first; empty when none. */
export function gazetteerEntities(name: string, gazetteer: Gazetteer | undefined, kind: EntityKind): readonly number[] {
  return !gazetteer || kind === 'person' ? NONE : spelt(name).entities(gazetteer, kind);
}

const NONE: readonly number[] = [];

export function surnameOf(key: string): string {
  const from = key.indexOf(' ') + 1;
  if (from === 0) return '';
  const to = key.indexOf(' ', from);
  return to < 0 ? key.slice(from) : key.slice(from, to);
}

export function firstNameOf(key: string): string {
  const to = key.indexOf(' ', 2);
  return to < 0 ? key.slice(2) : key.slice(2, to);
}

/**
 * Groups the spans of one text into clusters. Within the text a surname belongs to the one full name that ends in it, a
 * single name to the one full name that begins with it, an acronym to the name beside which it stands in brackets or whose
 * initials it has. Depends on the text and its spans alone.
 */
export function cluster(text: string, spans: readonly NameSpan[], gazetteer: Gazetteer | undefined): Clustered {
  const described = describedPersons(text, spans, gazetteer);
  const persons: Form[] = [];
  const others: Form[] = [];
  // One map for each kind, form and sense: looking a spelling up builds no key.
  const known: (Map<string, Form> | undefined)[] = [];
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i];
    if (span === undefined || (span.form === 'role' && described.has(i))) continue;
    const { kind, form: written } = span;
    const slice = text.slice(span.start, span.end);
    const spelling = UNEVEN.test(slice) ? slice.replace(/\s+/g, ' ') : slice;
    const region = kind === 'place' && written === 'name' && regional(text, span);
    const sort = (SORTS.indexOf(kind === 'state' ? 'place' : kind) * 3 + FORMS.indexOf(written)) * 2 + (region ? 1 : 0);
    known[sort] ??= new Map();
    const spellings = known[sort];
    const found = spellings.get(spelling);
    if (found) {
      found.spans.push(i);
      continue;
    }
    const form: Form = { name: spelt(spelling), kind, demonym: written !== 'name', region, spans: [i] };
    spellings.set(form.name.text, form);
    (kind === 'person' ? persons : others).push(form);
  }
  const gathered = new Gathered(spans.length);
  putPersons(persons, gathered);
  putOthers(others, bracketed(text, spans), gazetteer, gathered);
  for (const [role, person] of described) gathered.of[role] = gathered.of[person] ?? 0;
  return gathered;
}

const SORTS: readonly EntityKind[] = ['person', 'organisation', 'place'];
const FORMS: readonly MentionForm[] = ['name', 'demonym', 'role'];
/** White space other than single blanks. */
const UNEVEN = /[^\S ]| {2}/;

class Gathered implements Clustered {
  readonly clusters: { key: string; kind: EntityKind; forms: string[]; gazetteer: readonly number[] }[] = [];
  readonly of: number[];
  readonly form: number[];
  readonly #byKey = new Map<string, number>();
  /** Places of the forms in each cluster that has several. */
  readonly #placeOf: (Map<string, number> | undefined)[] = [];

  constructor(spans: number) {
    this.of = new Array<number>(spans).fill(0);
    this.form = new Array<number>(spans).fill(-1);
  }

  put(form: Form, key: string, entities: readonly number[] = NONE): void {
    let at = this.#byKey.get(key);
    if (at === undefined) {
      at = this.clusters.length;
      this.#byKey.set(key, at);
      this.clusters.push({ key, kind: form.kind, forms: [], gazetteer: entities });
    }
    const index = form.demonym ? -1 : this.#place(at, form.name.text);
    for (const s of form.spans) {
      this.of[s] = at;
      this.form[s] = index;
    }
  }

  /** The place of a spelling among the cluster's forms, where it is put if it is new. */
  #place(at: number, spelling: string): number {
    const forms = this.clusters[at]?.forms ?? [];
    const place = forms.length;
    // Most clusters have one form, and need no map.
    if (place > 0) {
      if (forms[0] === spelling) return 0;
      this.#placeOf[at] ??= new Map();
      const known = this.#placeOf[at].get(spelling);
      if (known !== undefined) return known;
      this.#placeOf[at].set(spelling, place);
    }
    forms.push(spelling);
    return place;
  }
}

function note(map: Map<string, Set<string>>, name: string, key: string): void {
  const known = map.get(name);
  if (known) known.add(key);
  else map.set(name, new Set([key]));
}

function putPersons(forms: readonly Form[], gathered: Gathered): void {
  const full = forms.filter((f) => f.name.words.length > 1 && !f.demonym);
  const bySurname = new Map<string, Set<string>>();
  const byFirst = new Map<string, Set<string>>();
  // Names with a whole first name come first: initials join them.
  for (const form of full) {
    const { key, first, last } = form.name.person;
    if (first.length <= 1) continue;
    note(bySurname, last, key);
    note(byFirst, first, key);
    gathered.put(form, key);
  }
  for (const form of full) {
    const { key, first, last } = form.name.person;
    if (first.length > 1) continue;
    const fitting = [...(bySurname.get(last) ?? [])].filter((k) => firstNameOf(k).startsWith(first));
    const [only] = fitting;
    gathered.put(form, only !== undefined && fitting.length === 1 ? only : key);
    if (fitting.length === 0) note(bySurname, last, key);
  }
  for (const form of forms) {
    const { words, text, spoken } = form.name;
    if (words.length > 1 && !form.demonym) continue;
    const name = form.demonym ? spoken : sound(words[0] ?? text);
    const fitting = bySurname.get(name) ?? byFirst.get(name);
    const keys = fitting === undefined ? NOBODY : [...fitting].sort();
    const [only] = keys;
    if (only === undefined) gathered.put(form, `s:${name}`);
    else gathered.put(form, keys.length === 1 ? only : `a:${keys.join('|')}`);
  }
}

const NOBODY: readonly string[] = [];

interface Named {
  readonly name: Spelt;
  readonly form: Form;
  readonly key: string;
  readonly entities: readonly number[];
}

function putOthers(forms: readonly Form[], pairs: ReadonlyMap<string, string>, gazetteer: Gazetteer | undefined, gathered: Gathered): void {
  const named = forms.map((form): Named => {
    const { name, kind } = form;
    const entities = readings(form, gazetteer);
    const [top] = entities;
    const key = top === undefined ? `${kind === 'organisation' ? 'o' : 'l'}:${name.spoken}` : `g:${top}`;
    return { name, form, key, entities };
  });
  const votes = gazetteer ? countriesNamed(named, gazetteer) : undefined;
  const settled = gazetteer && votes ? named.map((n) => (n.entities.length > 0 ? placed(n, votes, gazetteer) : n)) : named;
  let long: LongNames<Named> | undefined;
  for (const n of settled) {
    let target: Named | undefined;
    if (n.entities.length === 0 && n.form.kind === 'organisation') {
      long ??= new LongNames(
        settled.filter(({ form }) => form.kind === 'organisation' && form.name.words.length > 1),
        (word) => stateNamed(word, gazetteer) !== undefined,
      );
      target = long.expand(n.name, pairs.get(n.name.text));
    }
    const { key, entities } = target ?? n;
    gathered.put(n.form, key, entities);
  }
}

/**
 * Entities of the gazetteer for a form, the likeliest first. A city and the region of its name are told apart by whether
 * the text calls it a region: the other one is no reading then.
 */
function readings(form: Form, gazetteer: Gazetteer | undefined): readonly number[] {
  const all = form.name.entities(gazetteer, form.kind);
  const [top] = all;
  if (gazetteer && top === undefined && form.kind === 'organisation' && form.name.words.length > 2) return ofState(form, gazetteer);
  if (!gazetteer || top === undefined || all.length < 2 || gazetteer.kindOf(top) !== 'place') return all;
  const isRegion = (e: number): boolean => (gazetteer.entityFlags(e) & EntityFlag.region) !== 0;
  const country = gazetteer.countryOf(top);
  const first = all.find((e) => isRegion(e) === form.region && gazetteer.countryOf(e) === country) ?? top;
  return [first, ...all.filter((e) => e !== first && gazetteer.countryOf(e) !== country)];
}

/** "U.S. Department of Energy": a body of the gazetteer behind the state that it belongs to. */
function ofState({ name: { words } }: Form, gazetteer: Gazetteer): readonly number[] {
  const country = stateNamed(words[0] ?? '', gazetteer);
  if (country === undefined) return NONE;
  return gazetteerEntities(words.slice(1).join(' '), gazetteer, 'organisation').filter((e) => gazetteer.countryOf(e) === country);
}

/** The state that a name speaks for, if it has one reading (a state's name: whatever its readings). */
function vote({ entities }: Named, gazetteer: Gazetteer): string | undefined {
  const [top] = entities;
  if (top === undefined || (entities.length > 1 && gazetteer.kindOf(top) !== 'state')) return undefined;
  const country = gazetteer.countryOf(top);
  return country === '' ? undefined : country;
}

/** How many mentions in the text speak for each state. */
function countriesNamed(all: readonly Named[], gazetteer: Gazetteer): ReadonlyMap<string, number> {
  const countries = new Map<string, number>();
  for (const named of all) {
    const country = vote(named, gazetteer);
    if (country !== undefined) countries.set(country, (countries.get(country) ?? 0) + named.form.spans.length);
  }
  return countries;
}

/**
 * Of several places of one name, the one in a state that the text names. A small place is linked only when the text names
 * its state, or another place there: a Stamford in a text about Kenya is nobody's.
 */
function placed(named: Named, countries: ReadonlyMap<string, number>, gazetteer: Gazetteer): Named {
  const [top] = named.entities;
  if (top === undefined || gazetteer.kindOf(top) !== 'place' || (gazetteer.entityFlags(top) & EntityFlag.capital) !== 0) return named;
  const own = vote(named, gazetteer);
  const votes = (e: number): number => {
    const country = gazetteer.countryOf(e);
    return (countries.get(country) ?? 0) - (own === country ? named.form.spans.length : 0);
  };
  if (votes(top) > 0) return named;
  const entities = [...named.entities].sort((a, b) => votes(b) - votes(a));
  const [first = top] = entities;
  if (votes(first) > 0) return { ...named, entities, key: `g:${first}` };
  const known = gazetteer.weightOf(top) >= KNOWN && !gazetteer.isFrequent(addWord(EMPTY_KEY, named.name.text, 0, named.name.text.length));
  return known ? named : { ...named, entities: NONE, key: `l:${named.name.spoken}` };
}

/** A place of this weight (half a million inhabitants, or in an encyclopaedic lexicon) is meant without further evidence. */
const KNOWN = 185;

/** ISO code of the state that a word names, by name or demonym. */
function stateNamed(word: string, gazetteer: Gazetteer | undefined): string | undefined {
  const [top] = gazetteerEntities(word, gazetteer, 'state');
  return gazetteer && top !== undefined && gazetteer.kindOf(top) === 'state' ? gazetteer.countryOf(top) : undefined;
}

/** Acronyms that stand in brackets behind a name, or have it in brackets behind them: acronym → name. */
function bracketed(text: string, spans: readonly NameSpan[]): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (let i = 0; i + 1 < spans.length; i++) {
    const a = spans[i];
    const b = spans[i + 1];
    if (!a || !b || b.start - a.end > 3 || a.kind !== 'organisation' || b.kind !== 'organisation') continue;
    if (!/^\s?\(["“]?$/.test(text.slice(a.end, b.start)) || !/^["”]?\)/.test(text.slice(b.end, b.end + 2))) continue;
    const [first, second] = [text.slice(a.start, a.end), text.slice(b.start, b.end)].map((t) => t.replace(/\s+/g, ' '));
    if (first === undefined || second === undefined) continue;
    if (/^\p{Lu}[\p{Lu}\p{Ll}.-]{1,9}$/u.test(second) && first.includes(' ')) out.set(second, first);
    else if (/^\p{Lu}[\p{Lu}\p{Ll}.-]{1,9}$/u.test(first) && second.includes(' ')) out.set(first, second);
  }
  return out;
}
