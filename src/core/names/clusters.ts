import type { EntityKind, NameSpan } from '../model.ts';
import { EntityFlag, type Gazetteer, type Match } from './gazetteer.ts';
import { addWord, EMPTY_KEY } from './key.ts';
import { LEGAL_FORMS, ORG_HEADS } from './lexicon.ts';
import { Memo } from './memo.ts';
import { regional } from './metonym.ts';
import { describedPersons } from './roles.ts';
import { nameWords, sound } from './spelling.ts';
import { Tokens } from './tokens.ts';

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
  readonly text: string;
  readonly kind: EntityKind;
  readonly demonym: boolean;
  /** Named as a region ("the Kherson region"). */
  readonly region: boolean;
  readonly spans: number[];
  readonly words: readonly string[];
}

/** Suffixes that tell two persons of one name apart, and are no surnames. */
const SUFFIX = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** Entities of the gazetteer that a name of that kind may mean, weightiest first; empty when none. */
export function gazetteerEntities(name: string, gazetteer: Gazetteer | undefined, kind: EntityKind): readonly number[] {
  if (!gazetteer || kind === 'person') return NONE;
  let memo = listed.get(gazetteer);
  if (!memo) {
    memo = new Memo(20_000);
    listed.set(gazetteer, memo);
  }
  const all = memo.get(name, () => entitiesNamed(name, gazetteer));
  const wanted = kind === 'organisation';
  return all.length === 0 ? NONE : all.filter((e) => (gazetteer.kindOf(e) === 'organisation') === wanted);
}

const NONE: readonly number[] = [];
const listed = new WeakMap<Gazetteer, Memo<readonly number[]>>();

function entitiesNamed(name: string, gazetteer: Gazetteer): readonly number[] {
  const tokens = new Tokens(name);
  const found: Match = { alias: -1, next: 0 };
  const whole = tokens.count > 0 && gazetteer.longest(tokens, 0, tokens.count, found) && found.next === tokens.count;
  return whole ? gazetteer.entitiesOf(found.alias) : NONE;
}

/** The key of a person's full name: first and last name by sound. Initials and middle names do not tell persons apart, "Jr." does. */
export function personKey(words: readonly string[]): string {
  const bare = words.map((w) => w.toLowerCase().replace(/\./g, ''));
  const plain = words.filter((_, i) => i === 0 || !SUFFIX.has(bare[i] ?? ''));
  const suffix = bare.filter((w, i) => i > 0 && SUFFIX.has(w));
  return `p:${[plain[0] ?? '', plain.at(-1) ?? ''].map(sound).concat(suffix).join(' ')}`;
}

export function surnameOf(key: string): string {
  return key.split(' ')[1] ?? '';
}

export function firstNameOf(key: string): string {
  return key.slice(2).split(' ')[0] ?? '';
}

/**
 * Groups the spans of one text into clusters. Within the text a surname belongs to the one full name that ends in it, a
 * single name to the one full name that begins with it, an acronym to the name beside which it stands in brackets or whose
 * initials it has. Depends on the text and its spans alone.
 */
export function cluster(text: string, spans: readonly NameSpan[], gazetteer: Gazetteer | undefined): Clustered {
  const forms = new Map<string, Form>();
  const described = describedPersons(text, spans, gazetteer);
  for (const [i, span] of spans.entries()) {
    if (span.form === 'role' && described.has(i)) continue;
    const written = ownCopy(text.slice(span.start, span.end).replace(/\s+/g, ' '));
    const region = span.kind === 'place' && span.form === 'name' && regional(text, span);
    const id = `${span.kind === 'state' ? 'place' : span.kind}|${span.form}|${region}|${written}`;
    const known = forms.get(id);
    if (known) known.spans.push(i);
    else forms.set(id, { text: written, kind: span.kind, demonym: span.form !== 'name', region, spans: [i], words: nameWords(written) });
  }
  const gathered = new Gathered(spans.length);
  const all = [...forms.values()];
  persons(
    all.filter((f) => f.kind === 'person'),
    gathered,
  );
  others(
    all.filter((f) => f.kind !== 'person'),
    bracketed(text, spans),
    gazetteer,
    gathered,
  );
  for (const [role, person] of described) gathered.of[role] = gathered.of[person] ?? 0;
  return gathered;
}

/** A copy that does not keep the article's text in memory, as a slice of it would. */
function ownCopy(slice: string): string {
  return ` ${slice}`.slice(1);
}

class Gathered implements Clustered {
  readonly clusters: { key: string; kind: EntityKind; forms: string[]; gazetteer: readonly number[] }[] = [];
  readonly of: number[];
  readonly form: number[];
  readonly #byKey = new Map<string, number>();

  constructor(spans: number) {
    this.of = new Array<number>(spans).fill(0);
    this.form = new Array<number>(spans).fill(-1);
  }

  put(form: Form, key: string, entities: readonly number[] = []): void {
    let at = this.#byKey.get(key);
    if (at === undefined) {
      at = this.clusters.length;
      this.#byKey.set(key, at);
      this.clusters.push({ key, kind: form.kind, forms: [], gazetteer: entities });
    }
    const target = this.clusters[at];
    if (!target) return;
    if (!form.demonym && !target.forms.includes(form.text)) target.forms.push(form.text);
    const index = form.demonym ? -1 : target.forms.indexOf(form.text);
    for (const s of form.spans) {
      this.of[s] = at;
      this.form[s] = index;
    }
  }
}

function note(map: Map<string, Set<string>>, name: string, key: string): void {
  const known = map.get(name);
  if (known) known.add(key);
  else map.set(name, new Set([key]));
}

function persons(forms: readonly Form[], gathered: Gathered): void {
  const full = forms.filter((f) => f.words.length > 1 && !f.demonym);
  const bySurname = new Map<string, Set<string>>();
  const byFirst = new Map<string, Set<string>>();
  // Names with a whole first name come first: initials join them.
  for (const form of full) {
    const key = personKey(form.words);
    if (firstNameOf(key).length <= 1) continue;
    note(bySurname, surnameOf(key), key);
    note(byFirst, firstNameOf(key), key);
    gathered.put(form, key);
  }
  for (const form of full) {
    const key = personKey(form.words);
    if (firstNameOf(key).length > 1) continue;
    const fitting = [...(bySurname.get(surnameOf(key)) ?? [])].filter((k) => firstNameOf(k).startsWith(firstNameOf(key)));
    const [only] = fitting;
    gathered.put(form, only !== undefined && fitting.length === 1 ? only : key);
    if (fitting.length === 0) note(bySurname, surnameOf(key), key);
  }
  for (const form of forms) {
    if (form.words.length > 1 && !form.demonym) continue;
    const name = form.demonym ? form.words.map(sound).join(' ') : sound(form.words[0] ?? form.text);
    const fitting = [...(bySurname.get(name) ?? byFirst.get(name) ?? [])].sort();
    const [only] = fitting;
    if (only === undefined) gathered.put(form, `s:${name}`);
    else gathered.put(form, fitting.length === 1 ? only : `a:${fitting.join('|')}`);
  }
}

interface Named {
  readonly form: Form;
  readonly key: string;
  readonly entities: readonly number[];
}

function others(forms: readonly Form[], pairs: ReadonlyMap<string, string>, gazetteer: Gazetteer | undefined, gathered: Gathered): void {
  const named = forms.map((form): Named => {
    const entities = readings(form, gazetteer);
    const [top] = entities;
    const own = `${form.kind === 'organisation' ? 'o' : 'l'}:${form.words.map(sound).join(' ')}`;
    return { form, key: top === undefined ? own : `g:${top}`, entities };
  });
  const settled = gazetteer ? named.map((n) => (n.entities.length > 0 ? placed(n, named, gazetteer) : n)) : named;
  const long = settled.filter((n) => n.form.kind === 'organisation' && n.form.words.length > 1);
  for (const n of settled) {
    const target = n.entities.length === 0 && n.form.kind === 'organisation' ? expansion(n, long, pairs, gazetteer) : undefined;
    const { key, entities } = target ?? n;
    gathered.put(n.form, key, entities);
  }
}

/**
 * Entities of the gazetteer for a form, the likeliest first. A city and the region of its name are told apart by whether
 * the text calls it a region: the other one is no reading then.
 */
function readings(form: Form, gazetteer: Gazetteer | undefined): readonly number[] {
  const all = gazetteerEntities(form.text, gazetteer, form.kind);
  const [top] = all;
  if (gazetteer && top === undefined && form.kind === 'organisation' && form.words.length > 2) return ofState(form, gazetteer);
  if (!gazetteer || top === undefined || all.length < 2 || gazetteer.kindOf(top) !== 'place') return all;
  const isRegion = (e: number): boolean => (gazetteer.entityFlags(e) & EntityFlag.region) !== 0;
  const country = gazetteer.countryOf(top);
  const first = all.find((e) => isRegion(e) === form.region && gazetteer.countryOf(e) === country) ?? top;
  return [first, ...all.filter((e) => e !== first && gazetteer.countryOf(e) !== country)];
}

/** "U.S. Department of Energy": a body of the gazetteer behind the state that it belongs to. */
function ofState({ words }: Form, gazetteer: Gazetteer): readonly number[] {
  const country = stateNamed(words[0] ?? '', gazetteer);
  if (country === undefined) return NONE;
  return gazetteerEntities(words.slice(1).join(' '), gazetteer, 'organisation').filter((e) => gazetteer.countryOf(e) === country);
}

/**
 * Of several places of one name, the one in a state that the text names. A small place is linked only when the text names
 * its state, or another place there: a Stamford in a text about Kenya is nobody's.
 */
function placed(named: Named, all: readonly Named[], gazetteer: Gazetteer): Named {
  const [top] = named.entities;
  if (top === undefined || gazetteer.kindOf(top) !== 'place' || (gazetteer.entityFlags(top) & EntityFlag.capital) !== 0) return named;
  const countries = new Map<string, number>();
  for (const other of all) {
    const [only] = other.entities;
    if (other === named || only === undefined || (other.entities.length > 1 && gazetteer.kindOf(only) !== 'state')) continue;
    const country = gazetteer.countryOf(only);
    if (country !== '') countries.set(country, (countries.get(country) ?? 0) + other.form.spans.length);
  }
  const votes = (e: number): number => countries.get(gazetteer.countryOf(e)) ?? 0;
  if (votes(top) > 0) return named;
  const entities = [...named.entities].sort((a, b) => votes(b) - votes(a));
  const [first = top] = entities;
  if (votes(first) > 0) return { ...named, entities, key: `g:${first}` };
  const known = gazetteer.weightOf(top) >= KNOWN && !gazetteer.isFrequent(addWord(EMPTY_KEY, named.form.text, 0, named.form.text.length));
  return known ? named : { ...named, entities: NONE, key: `l:${named.form.words.map(sound).join(' ')}` };
}

/** A place of this weight (half a million inhabitants, or in an encyclopaedic lexicon) is meant without further evidence. */
const KNOWN = 185;

/** The one long name that a short one stands for: by its brackets, its initials, or because it begins with it. */
function expansion(
  short: Named,
  long: readonly Named[],
  pairs: ReadonlyMap<string, string>,
  gazetteer: Gazetteer | undefined,
): Named | undefined {
  const beside = pairs.get(short.form.text);
  const written = beside === undefined ? undefined : long.find((l) => l.form.text === beside);
  if (written) return written;
  const letters = short.form.text.replace(/\./g, '');
  const acronym = /^\p{Lu}{2,8}$/u.test(letters);
  const fitting = long.filter(
    (l) =>
      l !== short &&
      ((acronym && hasInitials(l.form, letters)) || beginsWith(l.form, short.form) || endsWith(l.form, short.form, gazetteer)),
  );
  return new Set(fitting.map((f) => f.key)).size === 1 ? fitting[0] : undefined;
}

/** "IBM" for "International Business Machines Corp": with or without small words, and without the legal form. */
function hasInitials({ words }: Form, letters: string): boolean {
  const plain = withoutLegalForm(words);
  return [words, plain].some((w) => initials(w, false) === letters || initials(w, true) === letters);
}

function withoutLegalForm(words: readonly string[]): readonly string[] {
  return LEGAL_FORMS.has((words.at(-1) ?? '').toLowerCase().replace(/[.,]/g, '')) ? words.slice(0, -1) : words;
}

/** "Synthetic Fuels Corp" for "U.S. Synthetic Fuels Corp": the state is understood. */
function endsWith(long: Form, short: Form, gazetteer: Gazetteer | undefined): boolean {
  if (long.words.length !== short.words.length + 1 || short.words.length < 2) return false;
  return (
    stateNamed(long.words[0] ?? '', gazetteer) !== undefined && short.words.every((w, i) => sound(w) === sound(long.words[i + 1] ?? ''))
  );
}

/** ISO code of the state that a word names, by name or demonym. */
function stateNamed(word: string, gazetteer: Gazetteer | undefined): string | undefined {
  const [top] = gazetteerEntities(word, gazetteer, 'state');
  return gazetteer && top !== undefined && gazetteer.kindOf(top) === 'state' ? gazetteer.countryOf(top) : undefined;
}

/** First letters of a name's words; with or without those in small letters ("of", "and", "the"). */
export function initials(words: readonly string[], all: boolean): string {
  let out = '';
  for (const word of words.flatMap((w) => w.split('-'))) {
    const c = word.charAt(0);
    if (all || c !== c.toLowerCase()) out += c.toUpperCase();
  }
  return out;
}

/** "Carnegie" for "Carnegie Russia Eurasia Center": the first words of a name that ends in a head word. */
function beginsWith(long: Form, short: Form): boolean {
  if (short.words.length >= long.words.length || !ORG_HEADS.has((long.words.at(-1) ?? '').toLowerCase())) return false;
  return short.words.every((w, i) => sound(w) === sound(long.words[i] ?? ''));
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
