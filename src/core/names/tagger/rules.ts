import { i32, u8 } from './columns.ts';
import { KINDS } from './labels.ts';
import { COMMON, COUNTRY, DEMONYM, flagsOf, type Lexicon, NAME, OTHER_NAME, PARTICLE, PHRASE_SEED, phraseStep, rankOf } from './lexicon.ts';
import type { TaggedName } from './names.ts';
import { AFTER_FIRST_NAME, type Reading } from './reading.ts';
import { CAPITALS, FIRST_OF_SENTENCE, GLUED, hashWord, INITIAL, MARK, NUMBER, SMALL, type Tokens } from './tokens.ts';
import { GENERIC, NO_BODIES, ORGANISATION_HEADS, TITLE_PARTS, TITLES } from './words.ts';

const PERSON = KINDS.indexOf('person');
const ORGANISATION = KINDS.indexOf('organisation');
const PLACE = KINDS.indexOf('place');
const DEMONYM_KIND = KINDS.indexOf('demonym');
const THE = hashWord('the');
const AND = hashWord('and');
const OF = hashWord('of');
/** Official names are put together up to so many tokens. */
const LONGEST_NAME = 14;
/** From this rank on a word is rare in the news. */
const RARE = 8;
const JOINERS: ReadonlySet<number> = new Set(['of', 'for', 'on'].map((word) => hashWord(word)));
const HYPHEN = hashWord('-');
const CLOSE = hashWord(')');
const OPEN = hashWord('(');

/**
 * The conventions of newspapers' gold standards that a sequence model keeps only mostly: no titles, no leading "the", no
 * trailing figures or marks, no two persons in one name; and long official names are whole.
 */
export function tidy(names: readonly TaggedName[], reading: Reading, lexicon: Lexicon): TaggedName[] {
  const { tokens } = reading;
  const out: TaggedName[] = [];
  for (const name of join(names, tokens))
    split(name, tokens, lexicon, (part) => {
      const trimmed = trim(part, reading);
      if (trimmed) out.push(trimmed);
    });
  return out;
}

/** "Organisation for Security" + "Europe": an organisation goes on after "of", "for" or "on" when its head asks for it. */
function join(names: readonly TaggedName[], tokens: Tokens): TaggedName[] {
  const out: TaggedName[] = [];
  for (const name of names) {
    const last = out.at(-1);
    if (last?.kind === ORGANISATION && (name.kind === ORGANISATION || name.kind === PLACE) && continues(last, name, tokens))
      out[out.length - 1] = { from: last.from, to: name.to, kind: ORGANISATION, margin: Math.min(last.margin, name.margin) };
    else if (last?.kind === PERSON && name.kind === PERSON && hyphenated(last, name, tokens))
      out[out.length - 1] = { from: last.from, to: name.to, kind: PERSON, margin: Math.min(last.margin, name.margin) };
    else out.push(name);
  }
  return out;
}

/** "Kerri" + "Ann Currie", joined by a hyphen without blanks. */
function hyphenated(left: TaggedName, right: TaggedName, tokens: Tokens): boolean {
  return (
    right.from === left.to + 1 &&
    i32(tokens.word, left.to) === HYPHEN &&
    (u8(tokens.flags, left.to) & GLUED) !== 0 &&
    (u8(tokens.flags, right.from) & GLUED) !== 0
  );
}

function continues(left: TaggedName, right: TaggedName, tokens: Tokens): boolean {
  if (right.to - left.from > LONGEST_NAME) return false;
  const gap = right.from - left.to;
  if (gap < 1 || gap > 2 || !JOINERS.has(i32(tokens.word, left.to))) return false;
  if (gap === 2 && i32(tokens.word, left.to + 1) !== THE) return false;
  if (right.kind === PLACE && i32(tokens.word, left.to) !== OF) return false;
  return ORGANISATION_HEADS.has(i32(tokens.word, left.to - 1));
}

/** Cuts persons and places at "and" and at free-standing hyphens, unless a list knows the whole; and two bodies at "and", where each has a head of its own. */
function split(name: TaggedName, tokens: Tokens, lexicon: Lexicon, take: (part: TaggedName) => void): void {
  let from = name.from;
  const whole = listed(name, tokens, lexicon);
  for (let i = name.from + 1; i < name.to - 1; i++) {
    const word = i32(tokens.word, i);
    const free = word === HYPHEN && (u8(tokens.flags, i) & GLUED) === 0 && (u8(tokens.flags, i + 1) & GLUED) === 0;
    const joined =
      word === AND && (name.kind === ORGANISATION ? twoBodies(from, i, name.to, tokens) : name.kind === PERSON || name.kind === PLACE);
    if (!free && (!joined || whole)) continue;
    take({ ...name, from, to: i });
    from = i + 1;
  }
  take({ ...name, from });
}

/** "Education Centre and Tribal Council"; but "Health and Welfare Ministry" is one. */
function twoBodies(from: number, and: number, to: number, tokens: Tokens): boolean {
  return (
    and - from > 1 && to - and > 2 && ORGANISATION_HEADS.has(i32(tokens.word, and - 1)) && ORGANISATION_HEADS.has(i32(tokens.word, to - 1))
  );
}

function listed(name: TaggedName, tokens: Tokens, lexicon: Lexicon): boolean {
  let hash = PHRASE_SEED;
  for (let i = name.from; i < name.to; i++) hash = phraseStep(hash, i32(tokens.word, i));
  return (lexicon.phrases.get(hash) & COUNTRY) !== 0;
}

function trim(name: TaggedName, reading: Reading): TaggedName | undefined {
  const { tokens } = reading;
  let { from, to, kind } = name;
  while (from < to && (u8(tokens.form, from) === MARK || i32(tokens.word, from) === THE)) from++;
  while (to > from && trails(name, tokens, from, to)) to--;
  if (kind === ORGANISATION && titled(from, to, reading)) kind = PERSON;
  if (kind === PERSON) {
    let start = from;
    for (let i = from; i < to; i++) {
      const word = i32(tokens.word, i);
      if (TITLES.has(word)) start = i + 1;
      else if (!TITLE_PARTS.has(word)) break;
    }
    // A title alone names nobody, unless somebody's surname is King.
    if (start >= to) {
      if ((reading.evidence(to - 1) & AFTER_FIRST_NAME) === 0) return undefined;
      start = to - 1;
    }
    while (start < to && u8(tokens.form, start) === MARK) start++;
    from = start;
    if (to - from === 1 && TITLE_PARTS.has(i32(tokens.word, from))) return undefined;
    if (to - from > 1 && i32(tokens.word, to) === HYPHEN && givenName(to + 1, reading)) to += 2;
  }
  if (from >= to) return undefined;
  if (kind !== PERSON && to - from === 1 && people(from, reading)) kind = DEMONYM_KIND;
  if (kind === ORGANISATION && (to - from === 1 ? GENERIC : NO_BODIES).has(i32(tokens.word, to - 1))) return undefined;
  return from === name.from && to === name.to && kind === name.kind ? name : { ...name, from, to, kind };
}

/** "Wong Yeung - tat", as some print it: a small word after a hyphen that is no ordinary one. */
function givenName(i: number, { tokens, entries }: Reading): boolean {
  if (i >= tokens.count || ((u8(tokens.flags, i - 1) | u8(tokens.flags, i)) & FIRST_OF_SENTENCE) !== 0) return false;
  const rank = rankOf(i32(entries, i));
  return u8(tokens.form, i) === SMALL && (flagsOf(i32(entries, i)) & (COMMON | PARTICLE)) === 0 && (rank === 0 || rank >= RARE);
}

/** A people or a language of the lists, which name nothing else by that word. */
function people(i: number, { entries, marks }: Reading): boolean {
  return (flagsOf(i32(entries, i)) & DEMONYM) !== 0 && (u8(marks.kinds, i) & ~OTHER_NAME) === 0;
}

/** "Justice Masud Rumy", read as an organisation: titles, then nothing but names. */
function titled(from: number, to: number, reading: Reading): boolean {
  const { tokens } = reading;
  let start = from;
  for (let i = from; i < to; i++) {
    const word = i32(tokens.word, i);
    if (TITLES.has(word)) start = i + 1;
    else if (!TITLE_PARTS.has(word)) break;
  }
  if (start === from || start === to) return false;
  for (let i = start; i < to; i++)
    if (u8(tokens.form, i) < INITIAL || (!initials(i, tokens) && (flagsOf(i32(reading.entries, i)) & (COMMON | NAME)) === COMMON))
      return false;
  return true;
}

/** "KM Zahid": initials without full stops may look like a word. */
function initials(i: number, tokens: Tokens): boolean {
  return u8(tokens.form, i) === CAPITALS && i32(tokens.end, i) - i32(tokens.start, i) < 3;
}

function trails(name: TaggedName, tokens: Tokens, from: number, to: number): boolean {
  const form = u8(tokens.form, to - 1);
  const word = i32(tokens.word, to - 1);
  if (form === NUMBER) return to - from > 1 && (name.kind !== ORGANISATION || i32(tokens.end, to - 1) - i32(tokens.start, to - 1) > 3);
  if (form === MARK) {
    if (word === CLOSE) for (let i = from; i < to; i++) if (i32(tokens.word, i) === OPEN) return false;
    return true;
  }
  return form === SMALL && JOINERS.has(word);
}
