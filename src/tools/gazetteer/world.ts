import { AliasFlag, EntityFlag } from '../../core/names/gazetteer.ts';
import { ORG_HEADS, ORG_OF } from '../../core/names/lexicon.ts';
import { sound } from '../../core/names/spelling.ts';
import { type Draft, isAcronym, keyOf } from './draft.ts';
import { isA, type Synset, synsets, wholes } from './wordnet.ts';

/** Places and organisations of WordNet weigh as a city of half a million (10·log2): an encyclopaedic lexicon names few others. */
const WEIGHT = 190;
const LOCATION = 15;
const OBJECT = 17;
const GROUP = 14;
const ARTIFACT = 6;
const COMMUNICATION = 10;

/** Kinds of objects and locations that no article calls a place. */
const CELESTIAL = new Set([
  'celestial body',
  'star',
  'constellation',
  'galaxy',
  'planet',
  'satellite',
  'asteroid',
  'nebula',
  'region of space',
]);
const COUNTRY = new Set(['country']);
const ISLAND = new Set(['island']);
const PROVINCE = new Set(['province', 'American state']);
const CITY = new Set(['city', 'town', 'municipality', 'urban area']);
const CAPITAL = new Set(['national capital']);
const MYTHICAL = new Set(['imaginary place', 'mythical place']);
const BODIES = new Set(['organization', 'alliance', 'government', 'military unit', 'terrorist organization', 'legislature']);

/** True for lemmas that are names through and through: every word but particles has a capital. */
function isName(lemma: string): boolean {
  return (
    /^[\p{Lu}'’]/u.test(lemma) &&
    lemma.split(/[ -]/).every((w) => /^(?:['’]?\p{Lu}|of|the|and|for|de|del|la|le|al|el|des|du|da|do|sur|on|in|upon|to)/u.test(w))
  );
}

/** The state that one of the words names. */
function stateOf(draft: Draft, words: readonly string[]): number | undefined {
  for (const word of words) for (const e of draft.named(word)) if (draft.entities[e]?.kind === 'state') return e;
  return undefined;
}

/** Adds what WordNet 3.1 knows of states, regions, waters, mountains, buildings of government, and organisations. */
export function addWorld(draft: Draft, frequent: ReadonlySet<string>): void {
  const nouns = synsets('noun');
  const made = new Map<string, number>();
  const ordered = [...nouns.values()];
  for (const synset of ordered) {
    const instance = synset.pointers.some((p) => p.type === '@i');
    const names = synset.words.filter(isName);
    // Only an instance may carry lemmas that are no names ("capital of the Ukraine"); a class with one is none.
    if (names.length === 0 || (!instance && names.length !== synset.words.length)) continue;
    if ((synset.file === LOCATION || synset.file === OBJECT) && instance && !isA(synset, nouns, CELESTIAL) && !isA(synset, nouns, MYTHICAL))
      made.set(synset.id, place(draft, synset, names, nouns));
    else if (synset.file === GROUP && (instance || names.some((n) => /[ .]/.test(n) || isAcronym(n))) && isA(synset, nouns, BODIES))
      made.set(synset.id, body(draft, synset, names, nouns, frequent));
    else if (synset.file === ARTIFACT && instance) made.set(synset.id, building(draft, synset, names, nouns));
    else if (synset.file === COMMUNICATION && instance && isA(synset, nouns, new Set(['newspaper', 'press', 'broadcast'])))
      made.set(synset.id, body(draft, synset, names, nouns, frequent));
  }
  peoples(draft, nouns, made);
}

function add(draft: Draft, names: readonly string[], entity: number): void {
  for (const name of names) draft.alias(name, entity, isAcronym(name) ? AliasFlag.exact : 0);
}

function countryOf(draft: Draft, synset: Synset, nouns: ReadonlyMap<string, Synset>): string {
  for (const whole of wholes(synset, nouns)) {
    const state = stateOf(draft, whole.words);
    if (state !== undefined) return draft.entities[state]?.country ?? '';
  }
  return '';
}

function place(draft: Draft, synset: Synset, names: readonly string[], nouns: ReadonlyMap<string, Synset>): number {
  const former = /^(?:a |the )?former\b/.test(synset.gloss);
  // The state of Georgia is a country, the one in America is none; New Jersey only goes by the name of the island. What is
  // no more is nobody's other name.
  const sovereign = isA(synset, nouns, COUNTRY);
  const state = former ? undefined : stateOf(draft, sovereign ? synset.words : isA(synset, nouns, ISLAND) ? synset.words.slice(0, 1) : []);
  if (state !== undefined) {
    add(draft, names, state);
    return state;
  }
  const free = former || isA(synset, nouns, PROVINCE) ? names.filter((n, i) => i === 0 || stateOf(draft, [n]) === undefined) : names;
  const stated = countryOf(draft, synset, nouns);
  const city = isA(synset, nouns, CITY);
  const known = placeKnown(draft, free, stated, city, isA(synset, nouns, CAPITAL)) ?? (city ? undefined : onlyRegion(draft, free[0] ?? ''));
  const entry = known === undefined ? undefined : draft.entities[known];
  if (known !== undefined && entry) {
    // A city weighs what its people weigh; WordNet lists many that are better known as names of persons.
    if (!city) entry.weight = Math.max(entry.weight, WEIGHT);
    add(draft, free, known);
    return known;
  }
  // Whose a region is may be disputed, and WordNet is from 2011: only cities are given the state it names.
  const country = city ? stated : '';
  const entity = draft.entity({ kind: 'place', name: free[0] ?? '', country, weight: WEIGHT, flags: city ? 0 : EntityFlag.region });
  add(draft, free, entity);
  return entity;
}

/** The place of the table that WordNet means: a city's namesake is a city, a region's a region, in the same state. */
function placeKnown(draft: Draft, names: readonly string[], country: string, city: boolean, capital: boolean): number | undefined {
  const seat = draft.entities.findIndex((e) => e.country === country && country !== '' && (e.flags & EntityFlag.capital) !== 0);
  const seatKey = keyOf(draft.entities[seat]?.name ?? '');
  // Kiev is Kyiv; Edinburgh, a capital in the same state, is not London.
  if (
    capital &&
    seat >= 0 &&
    names.some((n) => sound(n) === sound(seatKey) || keyOf(n).startsWith(seatKey) || seatKey.startsWith(keyOf(n)))
  )
    return seat;
  return names
    .flatMap((n) => draft.named(n))
    .filter((e) => draft.entities[e]?.kind === 'place' && (draft.entities[e]?.country === country || country === ''))
    .find((e) => ((draft.entities[e]?.flags ?? 0) & EntityFlag.region) === (city ? 0 : EntityFlag.region));
}

/** The one region that GeoNames knows by the name, in whatever state it sees it. */
function onlyRegion(draft: Draft, name: string): number | undefined {
  const regions = draft
    .named(name)
    .filter((e) => draft.entities[e]?.kind === 'place' && ((draft.entities[e]?.flags ?? 0) & EntityFlag.region) !== 0);
  return regions.length === 1 ? regions[0] : undefined;
}

function body(
  draft: Draft,
  synset: Synset,
  all: readonly string[],
  nouns: ReadonlyMap<string, Synset>,
  frequent: ReadonlySet<string>,
): number {
  // "Europe" for the European Union, "Washington" for its government: a place of that name stays the place.
  const names = all.filter((n) => isAcronym(n) || draft.named(n).every((e) => draft.entities[e]?.kind === 'organisation'));
  // A body is known when the table's own name for it is among these; a byname ("Islamic Jihad") may be somebody else's.
  const keys = new Set(names.map(keyOf));
  const known = names
    .flatMap((n) => draft.named(n))
    .find((e) => draft.entities[e]?.kind === 'organisation' && keys.has(keyOf(draft.entities[e]?.name ?? '')));
  const longest = names.find((n) => !isAcronym(n)) ?? names[0] ?? '';
  const entity =
    known ?? draft.entity({ kind: 'organisation', name: longest, country: countryOf(draft, synset, nouns), weight: WEIGHT, flags: 0 });
  const union = (draft.entities[entity]?.weight ?? 0) > WEIGHT;
  add(
    draft,
    names.filter((n, i) => !isByname(n, frequent, union) || (i === 0 && !isAcronym(n))),
    entity,
  );
  return entity;
}

/** "Army" for one state's army, "SA" for a body of the past: words and letter pairs that mean others more often. */
function isByname(name: string, frequent: ReadonlySet<string>, union: boolean): boolean {
  if (/^\p{Lu}\.?\p{Lu}\.?$/u.test(name)) return !union;
  return name.split(/[ -]/).every((w) => frequent.has(w.toLowerCase()));
}

/** A building that houses a government or a ministry names that body in the news; others are places. */
function building(draft: Draft, synset: Synset, all: readonly string[], nouns: ReadonlyMap<string, Synset>): number {
  const seat = /\b(?:government|president|parliament|prime minister|department of)\b/i.test(synset.gloss.split('; "')[0] ?? '');
  const names = all.filter((n, i) => draft.named(n).length === 0 && (i === 0 || n.includes(' ')));
  const entity = draft.entity({
    kind: seat || isBody(all[0] ?? '') ? 'organisation' : 'place',
    name: names[0] ?? all[0] ?? '',
    country: countryOf(draft, synset, nouns),
    weight: WEIGHT,
    flags: seat ? EntityFlag.government : 0,
  });
  add(draft, names, entity);
  return entity;
}

/** "New York Stock Exchange", "University of Chicago": named as a body, though WordNet files the building. */
function isBody(name: string): boolean {
  const words = name.toLowerCase().split(' ');
  return words.length > 1 && (ORG_HEADS.has(words.at(-1) ?? '') || (words[1] === 'of' && ORG_OF.has(words[0] ?? '')));
}

/** Adjectives and names of inhabitants that belong to a place: European, Kurdish, Londoner, Briton. */
function peoples(draft: Draft, nouns: ReadonlyMap<string, Synset>, made: ReadonlyMap<string, number>): void {
  const target = (id: string): number | undefined => {
    const synset = nouns.get(id);
    return made.get(id) ?? (synset?.file === LOCATION || synset?.file === OBJECT ? placeNamed(draft, synset) : undefined);
  };
  for (const synset of synsets('adj').values())
    for (const word of synset.words) {
      if (!/^\p{Lu}[\p{L}-]+$/u.test(word)) continue;
      const to = synset.pointers.map((p) => (p.type === '\\' ? target(p.target) : undefined)).find((e) => e !== undefined);
      if (to !== undefined) draft.alias(word, to, AliasFlag.demonym);
    }
  const inhabitants = new Set(['inhabitant', 'European', 'Asian', 'African', 'American']);
  for (const synset of nouns.values()) {
    if (synset.file !== 18 || !synset.words.every((w) => /^\p{Lu}[\p{L}-]+$/u.test(w))) continue;
    if (!isA(synset, nouns, inhabitants) && !/\b(?:native|inhabitant)s? (?:or \w+ )?of\b/.test(synset.gloss)) continue;
    const home =
      synset.pointers.map((p) => (p.type === '#m' || p.type === '+' ? target(p.target) : undefined)).find((e) => e !== undefined) ??
      homeOf(draft, synset);
    if (home === undefined) continue;
    for (const word of synset.words) {
      draft.alias(word, home, AliasFlag.demonym);
      if (/man$/.test(word)) draft.alias(word.replace(/man$/, 'men'), home, AliasFlag.demonym);
      else if (!/(?:ese|[sc]h|s)$/.test(word)) draft.alias(`${word}s`, home, AliasFlag.demonym);
    }
  }
}

/** "a native or inhabitant of Europe": the place that the gloss names. */
function homeOf(draft: Draft, synset: Synset): number | undefined {
  const place = /\b(?:native|inhabitant|resident|citizen)s?(?: or [a-z]+)? of (?:the )?(\p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*)*)/u.exec(
    synset.gloss,
  )?.[1];
  return place === undefined ? undefined : draft.named(place).find((e) => draft.entities[e]?.kind !== 'organisation');
}

function placeNamed(draft: Draft, synset: Synset): number | undefined {
  return synset.words.flatMap((w) => draft.named(w)).find((e) => draft.entities[e]?.kind !== 'organisation');
}
