import type { EntityKind, NameSpan } from '../model.ts';
import type { Gazetteer, Match } from './gazetteer.ts';
import { ORG_HEADS } from './lexicon.ts';
import { nameWords, sound } from './spelling.ts';
import { Tokens } from './tokens.ts';

/** The mentions in one text that name one thing, as far as that text tells. */
export interface Cluster {
  readonly kind: EntityKind;
  /** How the library finds its like: `g:` a gazetteer entity, `p:` a person with first and last name, `s:` a person with one name, `o:`/`l:` others. */
  readonly key: string;
  /** Spellings with their number of mentions, in order of first use. */
  readonly forms: Map<string, number>;
  /** Entities of the gazetteer that the forms may mean, weightiest first. */
  readonly gazetteer: readonly number[];
  /** Keys of the persons that a single name may mean in this text, when more than one fits. */
  readonly ambiguous?: readonly string[];
}

export interface Clustered {
  readonly clusters: readonly Cluster[];
  /** Index of the cluster of each span. */
  readonly of: Int32Array;
}

interface Form {
  readonly text: string;
  readonly kind: EntityKind;
  readonly spans: number[];
  readonly words: readonly string[];
}

/** Suffixes that tell two persons of one name apart, and are no surnames. */
const SUFFIX = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** Gazetteer entities that a name may mean; empty when none. Demonyms give their state. */
export function gazetteerEntities(name: string, gazetteer: Gazetteer | undefined, kind: EntityKind): readonly number[] {
  if (!gazetteer || kind === 'person') return [];
  const tokens = new Tokens(name);
  const found: Match = { alias: -1, next: 0 };
  if (tokens.count === 0 || !gazetteer.longest(tokens, 0, tokens.count, found) || found.next !== tokens.count) return [];
  const all = gazetteer.entitiesOf(found.alias);
  const place = kind === 'state' || kind === 'place';
  const fitting = all.filter((e) => (gazetteer.kindOf(e) === 'organisation') !== place);
  return fitting;
}

/** The key of a person's full name: first and last name by sound; initials and middle names do not tell persons apart. */
export function personKey(words: readonly string[]): string {
  const plain = words.filter((w, i) => i === 0 || !SUFFIX.has(w.toLowerCase().replace('.', '')));
  const suffix = words.filter((w, i) => i > 0 && SUFFIX.has(w.toLowerCase().replace('.', ''))).map((w) => w.toLowerCase().replace('.', ''));
  const first = plain[0] ?? '';
  const last = plain.at(-1) ?? '';
  return `p:${sound(first)} ${sound(last)}${suffix.length > 0 ? ` ${suffix.join(' ')}` : ''}`;
}

/** The surname part of a person's key. */
export function surnameOf(key: string): string {
  return key.split(' ')[1] ?? '';
}

export function firstNameOf(key: string): string {
  return key.slice(2).split(' ')[0] ?? '';
}

/**
 * Groups the spans of one text into clusters. Within the text: a surname belongs to the one full name that ends in it, a
 * single name to the one full name that begins with it, an acronym to the one name whose initials it has.
 * Depends on the text and its spans alone.
 */
export function cluster(text: string, spans: readonly NameSpan[], gazetteer: Gazetteer | undefined): Clustered {
  const forms = new Map<string, Form>();
  for (const [i, span] of spans.entries()) {
    const written = text.slice(span.start, span.end).replace(/\s+/g, ' ');
    const id = `${group(span.kind)}|${span.form === 'demonym' ? 'd' : 'n'}|${written}`;
    const known = forms.get(id);
    if (known) known.spans.push(i);
    else forms.set(id, { text: written, kind: span.kind, spans: [i], words: nameWords(written) });
  }
  const clusters: {
    kind: EntityKind;
    key: string;
    forms: Map<string, number>;
    gazetteer: readonly number[];
    ambiguous?: readonly string[];
  }[] = [];
  const byKey = new Map<string, number>();
  const of = new Int32Array(spans.length);
  const put = (form: Form, key: string, entities: readonly number[], ambiguous?: readonly string[]): void => {
    let at = byKey.get(key);
    if (at === undefined) {
      at = clusters.length;
      byKey.set(key, at);
      clusters.push({ kind: form.kind, key, forms: new Map(), gazetteer: entities, ...(ambiguous ? { ambiguous } : {}) });
    }
    const target = clusters[at];
    target?.forms.set(form.text, (target.forms.get(form.text) ?? 0) + form.spans.length);
    for (const s of form.spans) of[s] = at;
  };
  persons(
    [...forms.values()].filter((f) => f.kind === 'person'),
    put,
  );
  others(
    [...forms.values()].filter((f) => f.kind !== 'person'),
    text,
    gazetteer,
    put,
  );
  return { clusters, of };
}

/** States and places share their names. */
function group(kind: EntityKind): string {
  return kind === 'state' ? 'place' : kind;
}

type Put = (form: Form, key: string, entities: readonly number[], ambiguous?: readonly string[]) => void;

function persons(forms: readonly Form[], put: Put): void {
  const full = forms.filter((f) => f.words.length > 1);
  const keys = new Set<string>();
  const bySurname = new Map<string, Set<string>>();
  const byFirst = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, name: string, key: string): void => {
    const known = map.get(name);
    if (known) known.add(key);
    else map.set(name, new Set([key]));
  };
  // Names with a whole first name first: initials join them.
  for (const form of full) {
    const key = personKey(form.words);
    if (firstNameOf(key).length <= 1) continue;
    keys.add(key);
    note(bySurname, surnameOf(key), key);
    note(byFirst, firstNameOf(key), key);
    put(form, key, []);
  }
  for (const form of full) {
    const key = personKey(form.words);
    if (keys.has(key)) continue;
    const fitting = [...(bySurname.get(surnameOf(key)) ?? [])].filter((k) => firstNameOf(k).startsWith(firstNameOf(key)));
    const [only] = fitting;
    put(form, only !== undefined && fitting.length === 1 ? only : key, []);
    if (fitting.length === 0) note(bySurname, surnameOf(key), key);
  }
  for (const form of forms) {
    if (form.words.length > 1) continue;
    const name = sound(form.words[0] ?? form.text);
    const fitting = [...(bySurname.get(name) ?? byFirst.get(name) ?? [])].sort();
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) put(form, only, []);
    else put(form, `s:${name}`, [], fitting.length > 1 ? fitting : undefined);
  }
}

function others(forms: readonly Form[], text: string, gazetteer: Gazetteer | undefined, put: Put): void {
  const named: { form: Form; key: string; entities: readonly number[] }[] = [];
  for (const form of forms) {
    const entities = gazetteerEntities(form.text, gazetteer, form.kind);
    const place = form.kind !== 'organisation';
    const key = entities.length > 0 ? `g:${entities.join(',')}` : `${place ? 'l' : 'o'}:${form.words.map(sound).join(' ')}`;
    named.push({ form, key, entities });
  }
  // Which acronyms stand for which names: "(IAEA)" after the name, or the initials of exactly one.
  const long = named.filter((n) => n.form.kind === 'organisation' && n.form.words.length > 1);
  for (const n of named) {
    const own = n.entities.length === 0 && n.form.kind === 'organisation';
    const expansions = own && isAcronymForm(n.form.text) ? long.filter((l) => matchesAcronym(n.form, l.form, text)) : [];
    const shorts = own && expansions.length === 0 ? long.filter((l) => l !== n && beginsWith(l.form, n.form)) : [];
    const [only] = expansions.length > 0 ? expansions : shorts;
    if (only !== undefined && expansions.length + shorts.length === 1) put(n.form, only.key, only.entities);
    else put(n.form, n.key, n.entities);
  }
}

function isAcronymForm(text: string): boolean {
  return /^(?:\p{Lu}\.?){2,8}$/u.test(text);
}

function matchesAcronym(short: Form, long: Form, _text: string): boolean {
  const letters = short.text.replace(/\./g, '');
  return letters === initials(long.words, false) || letters === initials(long.words, true);
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

/** "Carnegie" for "Carnegie Russia Eurasia Center": the first word of a name that ends in a head word. */
function beginsWith(long: Form, short: Form): boolean {
  if (short.words.length >= long.words.length) return false;
  if (!ORG_HEADS.has((long.words.at(-1) ?? '').toLowerCase())) return false;
  return short.words.every((w, i) => sound(w) === sound(long.words[i] ?? ''));
}
