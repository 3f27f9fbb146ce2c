import { i32, u8 } from './columns.ts';
import { mix } from './hash.ts';
import { KINDS } from './labels.ts';
import { COMMON, flagsOf } from './lexicon.ts';
import type { TaggedName } from './names.ts';
import type { Reading } from './reading.ts';
import { CAPITALS, hashWord, INITIAL, SHOUTED, type Tokens } from './tokens.ts';
import { WordBits } from './word-bits.ts';
import { TITLES } from './words.ts';

const PERSON = KINDS.indexOf('person');
const ORGANISATION = KINDS.indexOf('organisation');
const OPEN = hashWord('(');
const CLOSE = hashWord(')');
/** Longest name that is looked for elsewhere in the text, in tokens. */
const LONGEST = 8;
/** One mention's vote is bounded, so that none outvotes many. */
const LOUDEST = 4;
/** A surname gets this share of its full name's vote. */
const SURNAME_SHARE = 0.75;
/** A name of one word is looked for elsewhere from this many votes on: more than one mention gives that the model itself doubts (0.5). */
const VOUCHED = 0.8;

/** First words of the names that a text votes on: most capitals outside names begin none of them. */
const firsts = new WordBits();

/** What a text says of one name over all its places. */
interface Ballot {
  readonly votes: [number, number, number, number];
  mentions: number;
}

/**
 * Makes a text agree with itself: one name has one kind throughout, a surname the kind of its full name, an acronym in
 * brackets that of what it stands for; and a name that was found in one place is found in the others. Linear.
 */
export function harmonise(names: readonly TaggedName[], reading: Reading): TaggedName[] {
  const { tokens } = reading;
  const ballots = new Map<number, Ballot>();
  firsts.reset(3 * names.length);
  const vote = (from: number, to: number, kind: number, weight: number, mention: number): void => {
    const key = keyOf(tokens, from, to);
    firsts.add(i32(tokens.word, from), 1);
    let ballot = ballots.get(key);
    if (ballot === undefined) {
      ballot = { votes: [0, 0, 0, 0], mentions: 0 };
      ballots.set(key, ballot);
    }
    ballot.votes[kind] = (ballot.votes[kind] ?? 0) + weight;
    ballot.mentions += mention;
  };
  for (let k = 0; k < names.length; k++) {
    const name = names[k];
    if (name === undefined) continue;
    const weight = 0.5 + Math.min(LOUDEST, Math.max(0, name.margin));
    vote(name.from, name.to, name.kind, weight, 1);
    if (name.kind === PERSON && name.to - name.from > 1) vote(name.to - 1, name.to, PERSON, weight * SURNAME_SHARE, 0);
    if (name.kind === ORGANISATION && name.to - name.from > 1 && expands(tokens, name))
      vote(name.to + 1, name.to + 2, ORGANISATION, 3 * LOUDEST, 1);
  }
  const out: TaggedName[] = [];
  let at = 0;
  const settled = (from: number, to: number, margin: number, kind: number): TaggedName => {
    const ballot = ballots.get(keyOf(tokens, from, to));
    if (ballot === undefined) return { from, to, kind, margin };
    const best = bestOf(ballot);
    return { from, to, kind: best, margin: best === kind ? margin : Math.min(margin, LOUDEST / 2) };
  };
  for (const name of names) {
    fill(at, name.from);
    out.push(settled(name.from, name.to, name.margin, name.kind));
    at = name.to;
  }
  fill(at, tokens.count);
  return out;

  /** Finds known names among tokens that belong to none. */
  function fill(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      if (u8(tokens.form, i) < INITIAL || (u8(tokens.flags, i) & SHOUTED) !== 0 || firsts.get(i32(tokens.word, i)) === 0) continue;
      let hash = 0;
      let end = 0;
      let found: Ballot | undefined;
      for (let k = i; k < Math.min(to, i + LONGEST); k++) {
        hash = mix(hash, i32(tokens.word, k));
        const ballot = ballots.get(mix(hash, k + 1 - i));
        if (ballot === undefined || ballot.mentions === 0) continue;
        end = k + 1;
        found = ballot;
      }
      if (found === undefined || !trustworthy(i, end, found)) continue;
      out.push({ from: i, to: end, kind: bestOf(found), margin: 0.5 });
      i = end - 1;
    }
  }

  /** A name of one word must be no common word, and no part of a longer run of capitals. */
  function trustworthy(from: number, to: number, ballot: Ballot): boolean {
    const best = ballot.votes[bestOf(ballot)] ?? 0;
    if (to - from > 1) return best > 1;
    if ((flagsOf(i32(reading.entries, from)) & COMMON) !== 0 || TITLES.has(i32(tokens.word, from))) return false;
    if (i32(reading.runEnd, from) - i32(reading.runStart, from) > 1) return false;
    return best > VOUCHED;
  }
}

/** The kind with most votes; the first of them. */
function bestOf({ votes }: Ballot): number {
  let best = 0;
  for (let kind = 1; kind < votes.length; kind++) if ((votes[kind] ?? 0) > (votes[best] ?? 0)) best = kind;
  return best;
}

/** Key of the words of a span. */
function keyOf(tokens: Tokens, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) hash = mix(hash, i32(tokens.word, i));
  return mix(hash, to - from);
}

/** True when an acronym in brackets follows: "European Union (EU)". */
function expands(tokens: Tokens, name: TaggedName): boolean {
  return (
    name.to + 2 < tokens.count &&
    i32(tokens.word, name.to) === OPEN &&
    u8(tokens.form, name.to + 1) === CAPITALS &&
    i32(tokens.word, name.to + 2) === CLOSE
  );
}
