import type { EntityKind } from '../model.ts';
import type { Gazetteer, Match } from './gazetteer.ts';
import { LEGAL_FORMS, ORG_HEADS } from './lexicon.ts';
import { Memo } from './memo.ts';
import { nameWords, sound } from './spelling.ts';
import { Tokens } from './tokens.ts';

/** Suffixes that tell two persons of one name apart, and are no surnames. */
const SUFFIX = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);
/** Short names of more words are no beginnings of longer ones: official names have at most about a dozen. */
const LONGEST_BEGINNING = 16;
const NONE: readonly number[] = [];

/**
 * What follows from the spelling of a name alone, each made when it is first asked for. News repeats its names: those asked
 * for last are remembered (`spelt`), so that a text costs as much as it has names that are new.
 */
export class Spelt {
  readonly text: string;
  readonly words: readonly string[];
  #spoken: string | undefined;
  #person: PersonKey | undefined;
  #acronyms: ReadonlySet<string> | undefined;
  #beginnings: readonly string[] | undefined;
  #gazetteer: Gazetteer | undefined;
  #bodies = NONE;
  #places = NONE;

  constructor(text: string) {
    this.text = text;
    this.words = nameWords(text);
  }

  /** The words as they sound. */
  get spoken(): string {
    this.#spoken ??= this.words.map(sound).join(' ');
    return this.#spoken;
  }

  /** The name as that of a person in full. */
  get person(): PersonKey {
    this.#person ??= personKey(this.words);
    return this.#person;
  }

  /** Initials that may stand for the name: with small words or without ("of", "and"), with a legal form ("Corp") or without. */
  get acronyms(): ReadonlySet<string> {
    this.#acronyms ??= acronymsOf(this.words);
    return this.#acronyms;
  }

  /** What may stand for the name, by sound: its first words where it ends in a head word ("Carnegie" for "Carnegie Russia Eurasia Center"); from the fewest on. */
  get beginnings(): readonly string[] {
    this.#beginnings ??= beginningsOf(this.words);
    return this.#beginnings;
  }

  /** Entities of the gazetteer that the name may mean as one of that kind, weightiest first; empty when none. */
  entities(gazetteer: Gazetteer | undefined, kind: EntityKind): readonly number[] {
    if (!gazetteer || kind === 'person') return NONE;
    if (gazetteer !== this.#gazetteer) {
      const all = entitiesNamed(this.text, gazetteer);
      const isBody = (e: number): boolean => gazetteer.kindOf(e) === 'organisation';
      this.#bodies = all.filter(isBody);
      this.#places = all.filter((e) => !isBody(e));
      this.#gazetteer = gazetteer;
    }
    return kind === 'organisation' ? this.#bodies : this.#places;
  }
}

/** The name of this spelling. */
export function spelt(name: string): Spelt {
  return names.get(name, make);
}

const names = new Memo<Spelt>(20_000);
const make = (name: string): Spelt => new Spelt(name);

/** A word as part of a key by sound. */
export function soundKey(word: string): string {
  return `\n${sound(word)}`;
}

/** The key of a person's full name: first and last name by sound. Initials and middle names do not tell persons apart, "Jr." does. */
interface PersonKey {
  readonly key: string;
  readonly first: string;
  readonly last: string;
}

function personKey(words: readonly string[]): PersonKey {
  const first = sound(words[0] ?? '');
  let surname = words[0] ?? '';
  let suffixes = '';
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? '';
    const bare = word.toLowerCase().replaceAll('.', '');
    if (SUFFIX.has(bare)) suffixes += ` ${bare}`;
    else surname = word;
  }
  const last = sound(surname);
  return { key: `p:${first} ${last}${suffixes}`, first, last };
}

/** Names are cut into words one at a time: one set of columns serves them all. */
const scratch = new Tokens('');

function entitiesNamed(name: string, gazetteer: Gazetteer): readonly number[] {
  const tokens = scratch.read(name);
  const found: Match = { alias: -1, next: 0 };
  const whole = tokens.count > 0 && gazetteer.longest(tokens, 0, tokens.count, found) && found.next === tokens.count;
  return whole ? gazetteer.entitiesOf(found.alias) : NONE;
}

function acronymsOf(words: readonly string[]): ReadonlySet<string> {
  const plain = withoutLegalForm(words);
  return new Set([initials(words, false), initials(words, true), initials(plain, false), initials(plain, true)]);
}

/** First letters of a name's words; with or without those in small letters. */
function initials(words: readonly string[], all: boolean): string {
  let out = '';
  for (const word of words)
    for (const part of word.includes('-') ? word.split('-') : [word]) {
      const c = part.charAt(0);
      if (all || c !== c.toLowerCase()) out += c.toUpperCase();
    }
  return out;
}

/** "IBM" stands for "International Business Machines Corp" as well. */
function withoutLegalForm(words: readonly string[]): readonly string[] {
  return LEGAL_FORMS.has((words.at(-1) ?? '').toLowerCase().replace(/[.,]/g, '')) ? words.slice(0, -1) : words;
}

function beginningsOf(words: readonly string[]): readonly string[] {
  if (!ORG_HEADS.has((words.at(-1) ?? '').toLowerCase())) return [];
  const out: string[] = [];
  let beginning = '';
  for (let n = 0; n < words.length && n <= LONGEST_BEGINNING; n++) {
    out.push(beginning);
    beginning += soundKey(words[n] ?? '');
  }
  return out;
}
