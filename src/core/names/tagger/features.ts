import { characters } from './characters.ts';
import { i32, u8, u16 } from './columns.ts';
import { mix, SEED, take } from './hash.ts';
import { COMMON, clusterOf, FINE_FAN, flagsOf, MIDDLE_FAN, rankOf } from './lexicon.ts';
import type { Reading } from './reading.ts';
import { DOTTED, FIRST_OF_SENTENCE, GLUED, hashWord, INITIAL, MARK, NUMBER, SHOUTED, type Tokens } from './tokens.ts';
import { ORGANISATION_HEADS, PLACE_HEADS, TITLES } from './words.ts';

/** How a token is written, where capitals mean nothing: its sentence is all capitals. */
const LOUD = 10;
const FULL_STOP = 46;
const EDGE = 0x65646765;
const COMMA = hashWord(',');
const OPEN = hashWord('(');

/**
 * The features of a token, as 32-bit hashes in a buffer that is reused. Those that depend on one word alone
 * (`ofWord`) are told from those of the place (`ofPlace`), so that a caller may keep the sums of the former.
 */
export class Features {
  readonly buffer = new Int32Array(96);
  count = 0;
  readonly #folded = characters().folded;
  readonly #affixes = new Int32Array(8);

  #push(template: number, value: number): void {
    this.buffer[this.count++] = mix(template, value);
  }

  /** The written form of a token; LOUD in a sentence of capitals. */
  static form(tokens: Tokens, i: number): number {
    const form = u8(tokens.form, i);
    return form >= INITIAL && (u8(tokens.flags, i) & SHOUTED) !== 0 ? LOUD : form;
  }

  /** Features of the word of token `i`, seen from a token `role` places before it (−2 … 2). Overwrites the buffer. */
  ofWord(text: string, reading: Reading, i: number, role: number): void {
    this.count = 0;
    const { tokens } = reading;
    const base = (role + 3) << 8;
    if (i < 0 || i >= tokens.count) {
      this.#push(base, EDGE);
      return;
    }
    const word = i32(tokens.word, i);
    const form = Features.form(tokens, i);
    const entry = i32(reading.entries, i);
    const cluster = clusterOf(entry);
    this.#push(base + 1, word);
    this.#push(base + 2, form);
    if (form === MARK) return;
    if (cluster > 0) {
      this.#push(base + 3, cluster);
      this.#push(base + 4, 1 + Math.floor((cluster - 1) / FINE_FAN));
      this.#push(base + 5, 1 + Math.floor((cluster - 1) / (FINE_FAN * MIDDLE_FAN)));
    } else this.#push(base + 5, 0);
    if (form === NUMBER || role < -1 || role > 1) return;
    const flags = flagsOf(entry) & 47;
    this.#push(base + 6, flags * 16 + form);
    const start = i32(tokens.start, i);
    // "Corp." and "Corp" are one word.
    const end = i32(tokens.end, i) - (form !== DOTTED && text.charCodeAt(i32(tokens.end, i) - 1) === FULL_STOP ? 1 : 0);
    this.#affix(text, start, end);
    this.#push(base + 10, i32(this.#affixes, 6));
    if (role !== 0) return;
    this.#push(base + 7, mix(word, form));
    this.#push(base + 8, (rankOf(entry) * 16 + form) * 2 + (flags & COMMON));
    this.#push(base + 9, Math.min(12, end - start) * 16 + form);
    this.#push(base + 11, i32(this.#affixes, 7));
    this.#push(base + 12, i32(this.#affixes, 5));
    this.#push(base + 13, i32(this.#affixes, 4));
    this.#push(base + 14, i32(this.#affixes, 3));
    this.#push(base + 15, i32(this.#affixes, 2));
    this.#push(base + 16, i32(this.#affixes, 1));
    if (cluster > 0) this.#push(base + 17, mix(1 + Math.floor((cluster - 1) / FINE_FAN), form));
  }

  /** Hashes of the first 1–4 letters (rows 0–3) and the last 1–4 (rows 4–7), folded. */
  #affix(text: string, start: number, end: number): void {
    let h = SEED;
    for (let k = 0; k < 4; k++) {
      if (start + k < end) h = take(h, u16(this.#folded, text.charCodeAt(start + k)));
      this.#affixes[k] = h;
    }
    h = SEED;
    for (let k = 0; k < 4; k++) {
      if (end - 1 - k >= start) h = take(h, u16(this.#folded, text.charCodeAt(end - 1 - k)));
      this.#affixes[4 + k] = h;
    }
  }

  /** Features of the place of token `i`: pairs of words, the run of capitals around it, lists, the rest of the text. Overwrites the buffer. */
  ofPlace(reading: Reading, i: number): void {
    this.count = 0;
    const { tokens, marks } = reading;
    const { word, flags, count } = tokens;
    const w = i32(word, i);
    const form = Features.form(tokens, i);
    const before = i > 0 ? i32(word, i - 1) : EDGE;
    const after = i + 1 < count ? i32(word, i + 1) : EDGE;
    const first = u8(flags, i) & FIRST_OF_SENTENCE;
    this.#push(1, mix(before, w));
    this.#push(2, mix(w, after));
    this.#push(3, mix(before, after));
    const middle = middleCluster(reading, i);
    const middleBefore = middleCluster(reading, i - 1);
    const middleAfter = middleCluster(reading, i + 1);
    this.#push(4, mix(middleBefore, middle));
    this.#push(5, mix(middle, middleAfter));
    this.#push(6, mix(middleBefore, middleAfter));
    const formBefore = i > 0 ? Features.form(tokens, i - 1) : 15;
    const formAfter = i + 1 < count ? Features.form(tokens, i + 1) : 15;
    const glue = (u8(flags, i) & GLUED) + (i + 1 < count ? u8(flags, i + 1) & GLUED : 0) * 2;
    this.#push(7, ((formBefore * 16 + form) * 16 + formAfter) * 8 + glue + first);
    const entry = i32(reading.entries, i);
    this.#push(8, (rankOf(entry) * 64 + (flagsOf(entry) & 63)) * 32 + first * 16 + form);

    const start = i32(reading.runStart, i);
    const end = i32(reading.runEnd, i);
    const length = Math.min(5, end - start);
    const place = length === 1 ? 0 : i === start ? 1 : i === end - 1 ? 2 : 3;
    const wordBefore = start > 0 ? i32(word, start - 1) : EDGE;
    const wordAfter = end < count ? i32(word, end) : EDGE;
    this.#push(9, (length * 4 + place) * 16 + form);
    this.#push(10, mix(wordBefore, place));
    this.#push(11, mix(wordAfter, place));
    this.#push(12, mix(middleCluster(reading, start - 1), place));
    this.#push(13, mix(middleCluster(reading, end), place));
    this.#push(14, mix(start > 1 ? i32(word, start - 2) : EDGE, wordBefore));
    this.#push(15, mix(wordAfter, end + 1 < count ? i32(word, end + 1) : EDGE));
    if (length > 1) {
      const last = i32(word, end - 1);
      const head = i32(word, start);
      this.#push(16, mix(last, place));
      this.#push(17, mix(head, place));
      this.#push(18, mix(middleCluster(reading, end - 1), place));
      this.#push(19, mix(middleCluster(reading, start), place));
      const entryFirst = flagsOf(i32(reading.entries, start)) & 47;
      const entryLast = flagsOf(i32(reading.entries, end - 1)) & 47;
      this.#push(20, ((entryFirst * 64 + entryLast) * 4 + place) * 8 + length);
      const heads = (ORGANISATION_HEADS.has(last) ? 1 : 0) + (PLACE_HEADS.has(last) ? 2 : 0) + (TITLES.has(head) ? 4 : 0);
      this.#push(21, (heads * 4 + place) * 8 + length);
    }

    const listed = u8(marks.kinds, i) * 8 + u8(marks.places, i);
    const listedAfter = i + 1 < count ? u8(marks.kinds, i + 1) * 8 + u8(marks.places, i + 1) : 0;
    const listedBefore = i > 0 ? u8(marks.kinds, i - 1) * 8 + u8(marks.places, i - 1) : 0;
    this.#push(22, mix(listed, place));
    this.#push(23, mix(listed, rankOf(entry) * 2 + (flagsOf(entry) & COMMON)));
    this.#push(24, mix(listed, listedAfter));
    this.#push(25, mix(listed, listedBefore));
    // "Paris, France": what stands beyond a comma.
    const beyond = wordAfter === COMMA && end + 1 < count ? 1 + u8(marks.kinds, end + 1) : 0;
    const behind = wordBefore === COMMA && start > 1 ? 1 + u8(marks.kinds, start - 2) : 0;
    this.#push(26, mix(mix(beyond, behind), place));
    const bracket = wordBefore === OPEN ? (i32(word, end) === CLOSE ? 2 : 1) : wordAfter === OPEN ? 3 : 0;
    if (bracket > 0) this.#push(27, (bracket * 16 + form) * 4 + place);

    const seen = form >= INITIAL ? reading.evidence(i) : 0;
    this.#push(28, mix(seen & 0x801, first * 16 + form));
    this.#push(29, mix(seen & 0x00e, place));
    this.#push(30, mix(seen & 0x070, place));
    this.#push(31, mix(seen & 0x700, place));
    this.#push(32, mix(seen & 0xf080, place));
    this.#push(33, mix(seen & 0x03e, place));
    if (form < INITIAL) this.#push(34, mix(mix(formBefore, formAfter), w));
  }
}

const CLOSE = hashWord(')');

function middleCluster(reading: Reading, i: number): number {
  if (i < 0 || i >= reading.tokens.count) return EDGE;
  const cluster = clusterOf(i32(reading.entries, i));
  if (cluster > 0) return 1 + Math.floor((cluster - 1) / FINE_FAN);
  // Marks and figures stand for themselves.
  const form = u8(reading.tokens.form, i);
  return form <= NUMBER ? i32(reading.tokens.word, i) : form === 2 ? 0 : -form;
}
