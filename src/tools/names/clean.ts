import { i32, u8 } from '../../core/names/tagger/columns.ts';
import {
  CITY,
  COMMON,
  COUNTRY,
  DEMONYM,
  flagsOf,
  type Lexicon,
  LONGEST_PHRASE,
  NAME,
  ORGANISATION,
  OTHER_NAME,
  PARTICLE,
  PERSON,
  PHRASE_SEED,
  phraseStep,
  REGION,
  STARTS_PHRASE,
} from '../../core/names/tagger/lexicon.ts';
import { DOTTED, hashWord, INITIAL, MARK, SINGLE, SMALL, Tokens, tokenise } from '../../core/names/tagger/tokens.ts';
import { ORGANISATION_HEADS, TITLE_PARTS, TITLES } from '../../core/names/tagger/words.ts';
import { type GoldDocument, KIND_OF_TYPE, kindIndex } from './corpus.ts';

/** A name over tokens [from, to) of its document; kind as in KINDS, −1: no name, but none that teaches (masked). */
export interface TokenName {
  readonly from: number;
  readonly to: number;
  readonly kind: number;
}

export const PERSON_KIND = kindIndex('person');
export const ORGANISATION_KIND = kindIndex('organisation');
export const PLACE_KIND = kindIndex('place');
export const DEMONYM_KIND = kindIndex('demonym');
export const MASKED = -1;

const THE = hashWord('the');
const DIRECTIONS: ReadonlySet<number> = new Set(
  'north south east west northern southern eastern western central'.split(' ').map((w) => hashWord(w)),
);
const COMPASS: ReadonlySet<number> = new Set(['north', 'south', 'east', 'west'].map((w) => hashWord(w)));

/**
 * Brings the names of the training sets under one convention, that of newspapers' gold standards: no titles, no leading
 * "the", no compass adjectives, no possessive; countries are places, whatever they do in the sentence; nationalities are
 * no places. One instance serves one lexicon.
 */
export class Cleaner {
  readonly #lexicon: Lexicon;
  readonly #tokens = new Tokens();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** The document's names over tokens, sorted, without overlaps. */
  clean(document: GoldDocument): TokenName[] {
    const tokens = this.#tokens;
    tokenise(document.text, tokens);
    const spans: TokenName[] = [];
    const covered = new Uint8Array(tokens.count);
    const add = (from: number, to: number, kind: number): void => {
      for (let i = from; i < to; i++) if (covered[i]) return;
      covered.fill(1, from, to);
      spans.push({ from, to, kind });
    };
    const other = document.other
      .filter((name) => name.type === 'gpe')
      .map((name) => ({ ...this.#cover(name.start, name.end), kind: DEMONYM_KIND }))
      .filter((name) => name.to > name.from);
    const names = document.entities
      .map((name) => {
        const kind = KIND_OF_TYPE[name.type];
        return { ...this.#cover(name.start, name.end), kind: kind === undefined ? MASKED : kindIndex(kind) };
      })
      .filter((name) => name.to > name.from);
    // Countries of several words are places wherever they stand: silver labels cut them at "of" and at nationalities.
    if (document.set === 'gmb' || document.set === 'gum') this.#countries(add);
    const joined = document.set === 'gmb' ? join([...names, ...other]) : names;
    for (const name of joined) {
      const trimmed = this.#trim(name, document.set);
      if (trimmed) add(trimmed.from, trimmed.to, trimmed.kind);
    }
    // Nationalities are nowhere marked alike: the list decides, outside names.
    for (let i = 0; i < tokens.count; i++)
      if (!covered[i] && u8(tokens.form, i) === INITIAL && this.#isDemonym(i)) {
        const from = i > 0 && COMPASS.has(i32(tokens.word, i - 1)) && u8(tokens.form, i - 1) === INITIAL && !covered[i - 1] ? i - 1 : i;
        add(from, i + 1, DEMONYM_KIND);
      }
    return spans.sort((a, b) => a.from - b.from);
  }

  /** The folded words of a name, joined: the key under which its kinds are counted. */
  keyOf(document: GoldDocument, name: TokenName): string {
    tokenise(document.text, this.#tokens);
    return document.text.slice(this.#tokens.start[name.from] ?? 0, this.#tokens.end[name.to - 1] ?? 0).replace(/\s+/g, ' ');
  }

  /** What the lists say of these tokens of a text, as a set of kinds. */
  listed(text: string): number {
    const tokens = new Tokens();
    tokenise(text, tokens);
    return this.#listed(tokens, 0, tokens.count);
  }

  #listed(tokens: Tokens, from: number, to: number): number {
    let hash = PHRASE_SEED;
    for (let i = from; i < to; i++) hash = phraseStep(hash, i32(tokens.word, i));
    return this.#lexicon.phrases.get(hash);
  }

  #countries(add: (from: number, to: number, kind: number) => void): void {
    const tokens = this.#tokens;
    for (let i = 0; i < tokens.count; i++) {
      if (u8(tokens.form, i) < INITIAL || (this.#flags(i) & STARTS_PHRASE) === 0) continue;
      let hash = phraseStep(PHRASE_SEED, i32(tokens.word, i));
      let end = 0;
      for (let k = i + 1; k < Math.min(tokens.count, i + LONGEST_PHRASE); k++) {
        hash = phraseStep(hash, i32(tokens.word, k));
        const kinds = this.#lexicon.phrases.get(hash);
        // A longer name of another kind holds it: "South Africa Airways".
        if ((kinds & COUNTRY) !== 0) end = k + 1;
      }
      if (end > 0 && (end >= tokens.count || u8(tokens.form, end) < INITIAL)) add(i, end, PLACE_KIND);
    }
  }

  #flags(i: number): number {
    return flagsOf(this.#lexicon.words.get(i32(this.#tokens.word, i)));
  }

  #isDemonym(i: number): boolean {
    return (this.#flags(i) & DEMONYM) !== 0 && (this.#listed(this.#tokens, i, i + 1) & (COUNTRY | CITY | PERSON)) === 0;
  }

  #cover(start: number, end: number): { from: number; to: number } {
    const { tokens } = { tokens: this.#tokens };
    let low = 0;
    let high = tokens.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (i32(tokens.end, middle) <= start) low = middle + 1;
      else high = middle;
    }
    let to = low;
    while (to < tokens.count && i32(tokens.start, to) < end) to++;
    return { from: low, to };
  }

  #trim(name: TokenName, set: string): TokenName | undefined {
    const tokens = this.#tokens;
    let { from, to, kind } = name;
    const silver = set === 'gmb' || set === 'gum';
    while (to > from && (u8(tokens.form, to - 1) === MARK || (silver && u8(tokens.form, to - 1) === SMALL && to - from > 1))) to--;
    while (from < to && this.#leadsNothing(from, silver)) from++;
    if (kind === PERSON_KIND) {
      for (let i = from; i < Math.min(from + 4, to); i++) {
        if (TITLES.has(i32(tokens.word, i))) {
          // "King" at the end is a surname; a title alone is no name.
          if (i + 1 < to) from = i + 1;
          else if (i === from) return undefined;
        } else if (TITLE_PARTS.has(i32(tokens.word, i))) {
          if (to - from === 1) return undefined;
        } else if ((this.#flags(i) & (COMMON | NAME)) !== COMMON || u8(tokens.form, i) === SINGLE || u8(tokens.form, i) === DOTTED) break;
      }
      while (from < to && u8(tokens.form, from) === MARK) from++;
    }
    if (from >= to) return undefined;
    if (!silver) return { from, to, kind };
    const listed = this.#listed(tokens, from, to);
    if ((listed & COUNTRY) !== 0) kind = PLACE_KIND;
    else if (kind === DEMONYM_KIND) {
      if (to - from > 2) return undefined;
    } else if (this.#allDemonyms(from, to)) kind = DEMONYM_KIND;
    else if (kind === PLACE_KIND && to - from > 1 && ORGANISATION_HEADS.has(i32(tokens.word, to - 1)) && (listed & (REGION | CITY)) === 0)
      kind = ORGANISATION_KIND;
    else if (to - from === 1 && (u8(tokens.form, from) < INITIAL || DIRECTIONS.has(i32(tokens.word, from)))) return undefined;
    return { from, to, kind };
  }

  #leadsNothing(i: number, silver: boolean): boolean {
    const tokens = this.#tokens;
    const form = u8(tokens.form, i);
    if (form === MARK || i32(tokens.word, i) === THE) return silver || form === MARK;
    return silver && form === SMALL && (this.#flags(i) & PARTICLE) === 0;
  }

  #allDemonyms(from: number, to: number): boolean {
    // "Sri Lankan", "Costa Rican"
    if (to - from === 2 && this.#isDemonym(to - 1) && (this.#flags(from) & STARTS_PHRASE) !== 0) return true;
    for (let i = from; i < to; i++)
      if (!this.#isDemonym(i) && !(i === from && to - from > 1 && COMPASS.has(i32(this.#tokens.word, i)))) return false;
    return true;
  }
}

/** Puts together what was cut by a nationality within: [United|ORG] [Iraqi] [Alliance|ORG], [North|LOC] [Korean]. */
function join(names: readonly TokenName[]): TokenName[] {
  const sorted = [...names].sort((a, b) => a.from - b.from);
  const out: TokenName[] = [];
  for (let i = 0; i < sorted.length; i++) {
    const name = sorted[i];
    const next = sorted[i + 1];
    const third = sorted[i + 2];
    if (!name) continue;
    if (
      name.kind === ORGANISATION_KIND &&
      next?.kind === DEMONYM_KIND &&
      third?.kind === ORGANISATION_KIND &&
      name.to === next.from &&
      next.to === third.from
    ) {
      out.push({ from: name.from, to: third.to, kind: ORGANISATION_KIND });
      i += 2;
    } else if (name.kind === PLACE_KIND && name.to - name.from === 1 && next?.kind === DEMONYM_KIND && next.from === name.to) {
      out.push({ from: name.from, to: next.to, kind: DEMONYM_KIND });
      i++;
    } else out.push(name);
  }
  return out;
}

/** Votes of the lists, as a share of a name's own occurrences. */
const LIST_VOTE = 1.5;
/** Votes of models that have not seen the document, a name. */
const BELIEF_VOTE = 1.5;
/** A kind that has this share of the votes takes all of them. */
const MAJORITY = 0.55;
/** Names seen fewer times are left as they are. */
const ENOUGH = 3;

/**
 * Lets the occurrences of one name in a silver corpus outvote its odd ones: a name has one kind in the news. Surnames
 * get the votes of the full names that end in them, listed names those of their list, and what models trained on the
 * other documents believe (`believed`) counts too.
 */
export function vote(
  documents: readonly GoldDocument[],
  names: readonly (readonly TokenName[])[],
  cleaner: Cleaner,
  believed?: readonly (readonly (readonly number[] | undefined)[])[],
): TokenName[][] {
  const keys = documents.map((document, d) => {
    const tokens = new Tokens();
    tokenise(document.text, tokens);
    return (names[d] ?? []).map((n) => document.text.slice(tokens.start[n.from] ?? 0, tokens.end[n.to - 1] ?? 0).replace(/\s+/g, ' '));
  });
  const votes = new Map<string, number[]>();
  const take = (key: string, kind: number, weight: number): void => {
    const row = votes.get(key) ?? [0, 0, 0, 0];
    row[kind] = (row[kind] ?? 0) + weight;
    votes.set(key, row);
  };
  keys.forEach((row, d) => {
    row.forEach((key, k) => {
      const kind = names[d]?.[k]?.kind ?? MASKED;
      if (kind < 0 || kind === DEMONYM_KIND) return;
      take(key, kind, 1);
      believed?.[d]?.[k]?.forEach((share, other) => {
        take(key, other, BELIEF_VOTE * share);
      });
      const last = key.split(' ').at(-1);
      if (kind === PERSON_KIND && last !== undefined && last !== key) take(last, kind, 0.5);
    });
  });
  const decided = new Map<string, number>();
  for (const [key, row] of votes) {
    const total = row.reduce((a, b) => a + b, 0);
    const listed = cleaner.listed(key);
    const share = LIST_VOTE * total;
    const place = (listed & (COUNTRY | CITY | REGION)) !== 0;

    const person = (listed & PERSON) !== 0;
    // Islam is listed as a group of nations, too.
    const other = (listed & OTHER_NAME) !== 0 && !place && !person && ((listed & ORGANISATION) === 0 || !/^[A-Z.]+$/.test(key));
    const organisation = (listed & ORGANISATION) !== 0 && !other;
    const several = Number(place) + Number(organisation) + Number(person);
    if (place) row[PLACE_KIND] = (row[PLACE_KIND] ?? 0) + share / several;
    if (organisation) row[ORGANISATION_KIND] = (row[ORGANISATION_KIND] ?? 0) + share / several;
    if (person) row[PERSON_KIND] = (row[PERSON_KIND] ?? 0) + share / several;
    if (other) row[DEMONYM_KIND] = (row[DEMONYM_KIND] ?? 0) + share;
    const sum = row.reduce((a, b) => a + b, 0);
    const best = row.indexOf(Math.max(...row));
    if (sum >= ENOUGH && (row[best] ?? 0) >= MAJORITY * sum) decided.set(key, best);
  }
  return names.map((row, d) =>
    row.flatMap((name, k) => {
      const kind = decided.get(keys[d]?.[k] ?? '');
      if (kind === undefined || name.kind < 0 || name.kind === DEMONYM_KIND) return [name];
      // Feasts, faiths and diseases are no names of ours.
      return kind === DEMONYM_KIND ? [] : [{ ...name, kind }];
    }),
  );
}
