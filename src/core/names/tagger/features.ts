import { charactersOf } from './characters.ts';
import { i32, u16 } from './columns.ts';
import { mix, SEED, take } from './hash.ts';
import { COMMON, clusterOf, FINE_FAN, flagsOf, MIDDLE_FAN, rankOf } from './lexicon.ts';
import {
  AFTER_RUN,
  BEFORE_RUN,
  EDGE,
  ELSEWHERE,
  END_OF_RUN,
  ENDS_OF_RUN,
  FORMS,
  formOf,
  GROUPS,
  HEAD_OF_RUN,
  LISTS,
  PAIRS,
  type Place,
  SIGNS,
} from './place.ts';
import type { Reading } from './reading.ts';
import { DOTTED, INITIAL, MARK, NUMBER } from './tokens.ts';

const FULL_STOP = 46;

/**
 * The features of a token, as 32-bit hashes in a buffer that is reused. Those that depend on one word alone
 * (`ofWord`) are told from those of the place (`ofPlace`, and in groups `ofGroup`), so that a caller may keep the sums of a word or a group.
 */
export class Features {
  readonly buffer = new Int32Array(96);
  count = 0;
  readonly #folded = charactersOf('').folded;
  readonly #affixes = new Int32Array(8);

  #push(template: number, value: number): void {
    this.buffer[this.count++] = mix(template, value);
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
    const form = formOf(tokens, i);
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

  /** All features of a place. Overwrites the buffer. */
  ofPlace(place: Place): void {
    this.count = 0;
    for (let group = 0; group < GROUPS; group++) this.#group(place, group);
    this.#group(place, PAIRS);
  }

  /** The features of one group of a place; those of quiet groups go with FORMS. Overwrites the buffer. */
  ofGroup(place: Place, group: number): void {
    this.count = 0;
    this.#group(place, group);
    if (group === FORMS) for (let other = LISTS; other < GROUPS; other++) if ((place.quiet & (1 << other)) !== 0) this.#group(place, other);
  }

  #group(at: Place, group: number): void {
    const { place, form } = at;
    switch (group) {
      case FORMS:
        this.#push(7, ((at.formBefore * 16 + form) * 16 + at.formAfter) * 8 + at.glue + at.first);
        this.#push(8, (at.rank * 64 + (at.flags & 63)) * 32 + at.first * 16 + form);
        this.#push(9, (at.length * 4 + place) * 16 + form);
        break;
      case BEFORE_RUN:
        this.#push(10, mix(at.runBefore, place));
        this.#push(12, mix(at.middleRunBefore, place));
        break;
      case AFTER_RUN:
        this.#push(11, mix(at.runAfter, place));
        this.#push(13, mix(at.middleRunAfter, place));
        break;
      case END_OF_RUN:
        if (at.length === 1) break;
        this.#push(16, mix(at.last, place));
        this.#push(18, mix(at.middleLast, place));
        break;
      case HEAD_OF_RUN:
        if (at.length === 1) break;
        this.#push(17, mix(at.head, place));
        this.#push(19, mix(at.middleHead, place));
        break;
      case ENDS_OF_RUN:
        if (at.length === 1) break;
        this.#push(20, ((at.flagsHead * 64 + at.flagsLast) * 4 + place) * 8 + at.length);
        this.#push(21, (at.heads * 4 + place) * 8 + at.length);
        break;
      case LISTS:
        this.#push(22, mix(at.listed, place));
        this.#push(23, mix(at.listed, at.rank * 2 + (at.flags & COMMON)));
        this.#push(24, mix(at.listed, at.listedAfter));
        this.#push(25, mix(at.listed, at.listedBefore));
        break;
      case SIGNS:
        this.#push(26, mix(mix(at.beyond, at.behind), place));
        if (at.bracket > 0) this.#push(27, (at.bracket * 16 + form) * 4 + place);
        break;
      case ELSEWHERE:
        this.#push(28, mix(at.seen & 0x801, at.first * 16 + form));
        this.#push(29, mix(at.seen & 0x00e, place));
        this.#push(30, mix(at.seen & 0x070, place));
        this.#push(31, mix(at.seen & 0x700, place));
        this.#push(32, mix(at.seen & 0xf080, place));
        this.#push(33, mix(at.seen & 0x03e, place));
        break;
      case PAIRS:
        this.#push(1, mix(at.before, at.word));
        this.#push(2, mix(at.word, at.after));
        this.#push(3, mix(at.before, at.after));
        this.#push(4, mix(at.middleBefore, at.middle));
        this.#push(5, mix(at.middle, at.middleAfter));
        this.#push(6, mix(at.middleBefore, at.middleAfter));
        this.#push(14, mix(at.runBefore2, at.runBefore));
        this.#push(15, mix(at.runAfter, at.runAfter2));
        if (form < INITIAL) this.#push(34, mix(mix(at.formBefore, at.formAfter), at.word));
    }
  }
}
