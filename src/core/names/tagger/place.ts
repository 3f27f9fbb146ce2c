import { i32, u8 } from './columns.ts';
import { COMMON, clusterOf, FINE_FAN, flagsOf, rankOf } from './lexicon.ts';
import type { Reading } from './reading.ts';
import { FIRST_OF_SENTENCE, GLUED, hashWord, INITIAL, NUMBER, SHOUTED, SMALL, type Tokens } from './tokens.ts';
import { ORGANISATION_HEADS, PLACE_HEADS, TITLES } from './words.ts';

/** How a token is written, where capitals mean nothing: its sentence is all capitals. */
const LOUD = 10;
/** Stands for the word, the cluster and the form of a token beyond the text. */
export const EDGE = 0x65646765;
export const NO_FORM = 15;
const COMMA = hashWord(',');
const OPEN = hashWord('(');
const CLOSE = hashWord(')');

/** The written form of a token; LOUD in a sentence of capitals. */
export function formOf(tokens: Tokens, i: number): number {
  const form = u8(tokens.form, i);
  return form >= INITIAL && (u8(tokens.flags, i) & SHOUTED) !== 0 ? LOUD : form;
}

/**
 * Groups of the features of a place. The features of one group depend on the same few numbers, which `Place.keys` tells: a
 * caller may keep their sums.
 */
export const FORMS = 0;
export const BEFORE_RUN = 1;
export const AFTER_RUN = 2;
export const END_OF_RUN = 3;
export const HEAD_OF_RUN = 4;
export const ENDS_OF_RUN = 5;
export const LISTS = 6;
export const SIGNS = 7;
export const ELSEWHERE = 8;
/** So many groups can be kept; the features of one more, pairs of words, come again too seldom. */
export const GROUPS = 9;
export const PAIRS = 9;
/** Numbers of a key. */
export const KEY = 3;

/** What there is to know of the place of one token: the words beside it, the run of capitals around it, lists, the rest of the text. */
export class Place {
  word = 0;
  before = 0;
  after = 0;
  /** Clusters of middle grain; marks and figures stand for themselves. */
  middle = 0;
  middleBefore = 0;
  middleAfter = 0;
  form = 0;
  formBefore = 0;
  formAfter = 0;
  first = 0;
  glue = 0;
  rank = 0;
  flags = 0;
  /** Of the run of capitals: its length up to five, and the token's place in it: alone, first, last, inside. */
  length = 0;
  place = 0;
  /** Words before and after the run, and their neighbours. */
  runBefore = 0;
  runAfter = 0;
  runBefore2 = 0;
  runAfter2 = 0;
  middleRunBefore = 0;
  middleRunAfter = 0;
  /** First and last word of the run, where it has several. */
  head = 0;
  last = 0;
  middleHead = 0;
  middleLast = 0;
  flagsHead = 0;
  flagsLast = 0;
  heads = 0;
  /** What lists say of the token and of its neighbours. */
  listed = 0;
  listedBefore = 0;
  listedAfter = 0;
  /** What they say of what stands beyond a comma: "Paris, France". */
  beyond = 0;
  behind = 0;
  bracket = 0;
  /** Bits of what the word does elsewhere in the text. */
  seen = 0;
  /** Groups (1 << group) with nothing but zeros and what the key of FORMS tells as well: their features go with FORMS. */
  quiet = 0;
  #formRunBefore = 0;
  #formRunAfter = 0;
  #formHead = 0;
  #formLast = 0;

  /** Looks at token `i`. */
  look(reading: Reading, i: number): void {
    const { tokens, marks } = reading;
    const { word, flags, count } = tokens;
    const inside = i + 1 < count;
    this.word = i32(word, i);
    this.form = formOf(tokens, i);
    this.before = i > 0 ? i32(word, i - 1) : EDGE;
    this.after = inside ? i32(word, i + 1) : EDGE;
    this.first = u8(flags, i) & FIRST_OF_SENTENCE;
    this.middle = middleCluster(reading, i);
    this.middleBefore = middleCluster(reading, i - 1);
    this.middleAfter = middleCluster(reading, i + 1);
    this.formBefore = i > 0 ? formOf(tokens, i - 1) : NO_FORM;
    this.formAfter = inside ? formOf(tokens, i + 1) : NO_FORM;
    this.glue = (u8(flags, i) & GLUED) + (inside ? u8(flags, i + 1) & GLUED : 0) * 2;
    const entry = i32(reading.entries, i);
    this.rank = rankOf(entry);
    this.flags = flagsOf(entry);
    this.#run(reading, i);
    this.listed = u8(marks.kinds, i) * 8 + u8(marks.places, i);
    this.listedAfter = inside ? u8(marks.kinds, i + 1) * 8 + u8(marks.places, i + 1) : 0;
    this.listedBefore = i > 0 ? u8(marks.kinds, i - 1) * 8 + u8(marks.places, i - 1) : 0;
    this.seen = this.form >= INITIAL ? reading.evidence(i) : 0;
  }

  #run(reading: Reading, i: number): void {
    const { tokens, marks } = reading;
    const { word, count } = tokens;
    const start = i32(reading.runStart, i);
    const end = i32(reading.runEnd, i);
    this.length = Math.min(5, end - start);
    this.place = this.length === 1 ? 0 : i === start ? 1 : i === end - 1 ? 2 : 3;
    this.runBefore = start > 0 ? i32(word, start - 1) : EDGE;
    this.runAfter = end < count ? i32(word, end) : EDGE;
    this.runBefore2 = start > 1 ? i32(word, start - 2) : EDGE;
    this.runAfter2 = end + 1 < count ? i32(word, end + 1) : EDGE;
    this.middleRunBefore = middleCluster(reading, start - 1);
    this.middleRunAfter = middleCluster(reading, end);
    this.#formRunBefore = written(tokens, start - 1);
    this.#formRunAfter = written(tokens, end);
    this.beyond = this.runAfter === COMMA && end + 1 < count ? 1 + u8(marks.kinds, end + 1) : 0;
    this.behind = this.runBefore === COMMA && start > 1 ? 1 + u8(marks.kinds, start - 2) : 0;
    this.bracket = this.runBefore === OPEN ? (this.runAfter === CLOSE ? 2 : 1) : this.runAfter === OPEN ? 3 : 0;
    if (this.length === 1) return;
    this.last = i32(word, end - 1);
    this.head = i32(word, start);
    this.middleLast = middleCluster(reading, end - 1);
    this.middleHead = middleCluster(reading, start);
    this.#formLast = written(tokens, end - 1);
    this.#formHead = written(tokens, start);
    this.flagsHead = flagsOf(i32(reading.entries, start)) & 47;
    this.flagsLast = flagsOf(i32(reading.entries, end - 1)) & 47;
    this.heads = (ORGANISATION_HEADS.has(this.last) ? 1 : 0) + (PLACE_HEADS.has(this.last) ? 2 : 0) + (TITLES.has(this.head) ? 4 : 0);
  }

  /** Writes KEY numbers for each group, which tell all that its features depend on; the third is 0 where a group has no features of its own here. */
  keys(out: Int32Array): void {
    const { place, form } = this;
    this.quiet = 0;
    key(out, BEFORE_RUN, this.runBefore, place, this.#formRunBefore);
    key(out, AFTER_RUN, this.runAfter, place, this.#formRunAfter);
    if (this.length > 1) {
      key(out, END_OF_RUN, this.last, place, this.#formLast);
      key(out, HEAD_OF_RUN, this.head, place, this.#formHead);
      key(out, ENDS_OF_RUN, this.flagsHead * 64 + this.flagsLast, this.heads, place * 8 + this.length);
    } else for (let group = END_OF_RUN; group <= ENDS_OF_RUN; group++) none(out, group);
    const listed = this.listed * 1024 + this.listedAfter;
    if ((listed | this.listedBefore) === 0) this.#hush(out, LISTS);
    else key(out, LISTS, listed, this.listedBefore * 4 + place, this.rank * 2 + (this.flags & COMMON));
    const signs = this.beyond * 256 + this.behind;
    if ((signs | this.bracket) === 0) this.#hush(out, SIGNS);
    else key(out, SIGNS, signs, this.bracket * 4 + place, form);
    if (this.seen === 0) this.#hush(out, ELSEWHERE);
    else key(out, ELSEWHERE, this.seen, place, this.first * 16 + form);
    const written = ((this.formBefore * 16 + form) * 16 + this.formAfter) * 8 + this.glue + this.first;
    key(out, FORMS, written, this.rank * 64 + (this.flags & 63), (this.quiet >>> LISTS) * 32 + this.length * 4 + place);
  }

  #hush(out: Int32Array, group: number): void {
    this.quiet |= 1 << group;
    none(out, group);
  }
}

function none(out: Int32Array, group: number): void {
  out[group * KEY + 2] = 0;
}

function key(out: Int32Array, group: number, a: number, b: number, c: number): void {
  const at = group * KEY;
  out[at] = a;
  out[at + 1] = b;
  // The group itself is part of the key, and no key's third number is 0.
  out[at + 2] = c * 32 + group + 1;
}

/** The form that clusters depend on. */
function written(tokens: Tokens, i: number): number {
  return i < 0 || i >= tokens.count ? NO_FORM : u8(tokens.form, i);
}

function middleCluster(reading: Reading, i: number): number {
  if (i < 0 || i >= reading.tokens.count) return EDGE;
  const cluster = clusterOf(i32(reading.entries, i));
  if (cluster > 0) return 1 + Math.floor((cluster - 1) / FINE_FAN);
  const form = u8(reading.tokens.form, i);
  return form <= NUMBER ? i32(reading.tokens.word, i) : form === SMALL ? 0 : -form;
}
