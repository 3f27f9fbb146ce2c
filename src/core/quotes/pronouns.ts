import type { NameSpan, Quotation } from '../model.ts';
import { countBefore } from '../text/ordered.ts';
import { cuesOf } from './cues.ts';
import { type Frame, readFrame } from './frame.ts';
import { type Gender, type GenderOfFirstName, noFirstNames } from './gender.ts';
import { PREP } from './lexicon.ts';
import { type Person, peopleOf } from './people.ts';
import { firstPhrase, isPossessive, isWord, type Phrase } from './phrases.ts';
import type { Token } from './tokens.ts';

/** A speaker that is a pronoun or a role ("he", "the senator"), and the mention that it stands for. */
export interface SpeakerLink {
  /** Index into the quotations. */
  readonly quotation: number;
  /** Index into the mentions. */
  readonly mention: number;
}

/**
 * How much a mention raises a person's salience: after Lappin & Leass, An algorithm for pronominal anaphora resolution
 * (1994), table 1: recency 100, subject 80, other arguments 50, head nouns 80; halved with every sentence. A name inside a
 * quotation is what somebody talks about, not who acts: it gets recency alone, and less of it.
 */
const RECENCY = 100;
const SUBJECT = 80;
const ARGUMENT = 50;
const HEAD = 80;
const QUOTED = 30;
/** Who spoke last goes on speaking: news reports name a speaker and then say "he said". */
const SPEAKER = 100;
const DECAY = 0.5;
/** A new mention counts for more than the sum of old ones: what was gathered before is carried over in part. */
const CARRIED = 0.5;
/** A person of unknown gender fits either pronoun, but less well than one who is known to fit. */
const UNKNOWN_GENDER = 0.7;
/** Below this nobody is near enough; and the second best must stay below this share of the best: otherwise nobody is chosen. */
const LEAST = 12;
const MARGIN = 0.9;

/** At most so many persons are kept in mind at once. */
const IN_MIND = 64;

const GENDERED: ReadonlyMap<string, Gender> = new Map([
  ['he', 'male'],
  ['him', 'male'],
  ['his', 'male'],
  ['himself', 'male'],
  ['she', 'female'],
  ['her', 'female'],
  ['hers', 'female'],
  ['herself', 'female'],
]);

/** What begins with one of these words, or with the article of a role, and may be longer. */
const STANDS_FOR = new RegExp(`^(?:the|${[...GENDERED.keys()].join('|')})`, 'i');
const LONGEST_PRONOUN = 7;

/**
 * For quotations whose speaker is "he", "she" or a role ("the senator"): the mention within the article that it stands for,
 * the latest one of that person before it. Nothing is given where two persons fit about equally well, or none does.
 * `mentions` and `quotations` are those of the same text; `frame` spares reading it again. Linear.
 */
export function resolvePronouns(
  text: string,
  mentions: readonly NameSpan[],
  quotations: readonly Quotation[],
  { genderOf = noFirstNames, frame = readFrame(text, mentions) }: { readonly genderOf?: GenderOfFirstName; readonly frame?: Frame } = {},
): SpeakerLink[] {
  const original = new Map(mentions.map((m, i) => [m, i] as const));
  const links: SpeakerLink[] = [];
  const wanted = new Map<number, number[]>();
  for (const [i, q] of quotations.entries()) {
    if (!q.speaker) continue;
    const list = wanted.get(q.speaker.start);
    if (list) list.push(i);
    else wanted.set(q.speaker.start, [i]);
  }
  // Most articles have nobody speak by a pronoun or a role; behind the last who does nothing is to be found.
  let last = -1;
  for (const at of wanted.keys()) if (at > last && STANDS_FOR.test(text.slice(at, at + LONGEST_PRONOUN))) last = at;
  if (last < 0) return links;
  const give = (at: number, name: number | undefined): void => {
    const mention = frame.names[name ?? -1];
    const index = mention ? original.get(mention) : undefined;
    if (index !== undefined) for (const quotation of wanted.get(at) ?? []) links.push({ quotation, mention: index });
  };
  new Discourse(frame, wanted, genderOf).read(give, last);
  return links.sort((a, b) => a.quotation - b.quotation);
}

/** Reads an article from its beginning and keeps in mind who is being talked about. */
class Discourse {
  readonly #frame: Frame;
  readonly #people: readonly (Person | undefined)[];
  readonly #wanted: ReadonlyMap<number, unknown>;
  readonly #salience = new Map<Person, { value: number; sentence: number; name: number }>();

  constructor(frame: Frame, wanted: ReadonlyMap<number, unknown>, genderOf: GenderOfFirstName) {
    this.#frame = frame;
    this.#people = peopleOf(frame, genderOf);
    this.#wanted = wanted;
  }

  /** @param last where the last word stands for which a name is wanted */
  read(give: (at: number, name: number | undefined) => void, last: number): void {
    for (const s of this.#frame.sentences) {
      if (s.start > last) break;
      const { tokens } = s;
      const first = firstPhrase(tokens, 0, tokens.length);
      const subjects = new Set<number>();
      const speakers = new Set<number>();
      if (first) addHead(tokens, first, subjects);
      for (const c of cuesOf(s)) {
        if (!c.subject || c.form === 'noun' || c.form === 'colon') continue;
        addHead(tokens, c.subject, subjects);
        if (c.verb === undefined || c.verb.kind === 'say' || c.verb.kind === 'tell' || c.verb.kind === 'call')
          addHead(tokens, c.subject, speakers);
      }
      for (let i = 0; i < tokens.length; i++) {
        const t = tokens[i];
        if (!t) continue;
        if (t.type === 'quote') {
          this.#quoted(t.start, t.end, s.index);
          continue;
        }
        const subject = subjects.has(i);
        if (t.name >= 0) {
          let end = i;
          while (tokens[end + 1]?.name === t.name) end++;
          const person = this.#people[t.name];
          const owner = isPossessive(tokens[end + 1]);
          const oblique = isWord(tokens[i - 1], PREP);
          if (person) this.#raise(person, weightOf(subject && !owner, owner, oblique) + (speakers.has(end) ? SPEAKER : 0), s.index, t.name);
          i = end;
          continue;
        }
        const gender = GENDERED.get(t.lower);
        if (gender) {
          const person = this.#choose(s.index, gender);
          if (person) {
            give(t.start, this.#salience.get(person)?.name);
            this.#raise(
              person,
              weightOf(subject, t.lower === 'his' || t.lower === 'her', false) + (speakers.has(i) ? SPEAKER : 0),
              s.index,
              undefined,
            );
          }
        } else if (this.#wanted.has(t.start) && subject && t.lower === 'the') {
          let end = i;
          while (subjects.has(end + 1) && !isWord(tokens[end + 1], PREP)) end++;
          const person = this.#byRole(tokens[end]?.lower ?? '', s.index);
          if (person) {
            give(t.start, this.#salience.get(person)?.name);
            this.#raise(person, weightOf(true, false, false) + (speakers.has(i) ? SPEAKER : 0), s.index, undefined);
          }
        }
      }
    }
  }

  /** Names inside a quotation. */
  #quoted(start: number, end: number, sentence: number): void {
    const { names } = this.#frame;
    for (let k = countBefore(names.length, (i) => (names[i]?.start ?? 0) < start); (names[k]?.start ?? end) < end; k++) {
      const person = this.#people[k];
      if (person) this.#raise(person, QUOTED, sentence, k);
    }
  }

  #value(person: Person, sentence: number): number {
    const entry = this.#salience.get(person);
    return entry ? entry.value * DECAY ** (sentence - entry.sentence) : 0;
  }

  #raise(person: Person, by: number, sentence: number, name: number | undefined): void {
    const entry = this.#salience.get(person);
    const value = this.#value(person, sentence) * CARRIED + by;
    // The latest stand last; who has not been mentioned for long is forgotten first.
    this.#salience.delete(person);
    const oldest = this.#salience.size >= IN_MIND ? this.#salience.keys().next().value : undefined;
    if (oldest) this.#salience.delete(oldest);
    this.#salience.set(person, { value, sentence, name: name ?? entry?.name ?? -1 });
  }

  #choose(sentence: number, gender: Gender): Person | undefined {
    return this.#best(sentence, (p) => (p.gender === gender ? 1 : p.gender === undefined ? UNKNOWN_GENDER : 0));
  }

  #byRole(role: string, sentence: number): Person | undefined {
    if (role === '') return undefined;
    return this.#best(sentence, (p) => (p.roles.has(role) ? 1 : 0), 0);
  }

  #best(sentence: number, suits: (p: Person) => number, least = LEAST): Person | undefined {
    let best: Person | undefined;
    let top = 0;
    let second = 0;
    for (const person of this.#salience.keys()) {
      const value = this.#value(person, sentence) * suits(person);
      if (value > top) {
        second = top;
        top = value;
        best = person;
      } else if (value > second) second = value;
    }
    return top > least && second <= top * MARGIN ? best : undefined;
  }
}

/** The words of a phrase that name whom it is about: "Trump campaign spokesman | Jason Miller". */
function addHead(tokens: readonly Token[], phrase: Phrase, out: Set<number>): void {
  let from = phrase.from;
  let to = phrase.to;
  for (let i = phrase.from + 1; i < to; i++) if (isWord(tokens[i], PREP)) to = i;
  const last = tokens[to - 1];
  if (last && last.name >= 0) while (from < to && tokens[from]?.name !== last.name) from++;
  for (let i = from; i < to; i++) out.add(i);
  // "X and Y met": both.
  let next = phrase.to;
  if (tokens[next]?.lower === 'and' && (tokens[next + 1]?.name ?? -1) >= 0)
    for (const name = tokens[++next]?.name; tokens[next]?.name === name; next++) out.add(next);
}

function weightOf(subject: boolean, owner: boolean, oblique: boolean): number {
  return RECENCY + (subject ? SUBJECT : oblique ? 0 : ARGUMENT) + (owner ? 0 : HEAD);
}
