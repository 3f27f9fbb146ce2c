import { i32, u8 } from './columns.ts';
import { Islands } from './islands.ts';
import {
  CITY,
  COUNTRY,
  FIRST_NAME,
  flagsOf,
  type Lexicon,
  LONGEST_PHRASE,
  ORGANISATION,
  PHRASE_SEED,
  PhraseMarks,
  phraseStep,
  REGION,
  STARTS_PHRASE,
  TOWN,
} from './lexicon.ts';
import { CAPITALS, FIRST_OF_SENTENCE, hashWord, INITIAL, MARK, SHOUTED, SMALL, type Tokens } from './tokens.ts';
import { WordBits } from './word-bits.ts';
import { ORGANISATION_HEADS, PLACE_PREPOSITIONS, SPEECH, TITLES } from './words.ts';

/** Words whose entries are at hand; a power of two. */
const RECENT = 1 << 12;

/** What is known of a word from all its places in the text: a set of these. */
const IS_SMALL = 1;
const AFTER_TITLE = 2;
export const AFTER_FIRST_NAME = 4;
const BEFORE_SPEECH = 8;
const AFTER_PLACE_PREPOSITION = 16;
const AFTER_THE = 32;
const POSSESSIVE = 64;
const WITH_ORGANISATION_HEAD = 128;
export const ALONE = 256;
const LEADS_RUN = 512;
const ENDS_RUN = 1024;
const WITHIN_SENTENCE = 2048;
const IN_BRACKETS = 4096;
const LISTED_PLACE = 8192;
const LISTED_ORGANISATION = 16384;
const IN_CAPITALS = 32768;

const THE = hashWord('the');
const OPEN = hashWord('(');
const CLOSE = hashWord(')');
const S = [hashWord("'s"), hashWord("'")];

/**
 * What is gathered about one text before any label is chosen: lexicon entries, islands, runs of capitals, listed
 * phrases, and what each capitalised word does elsewhere in the text. Columns are reused between texts.
 */
export class Reading {
  entries = new Int32Array(1024);
  /** First token of the run of capitals around a token, and the token after its last; both the token itself outside runs. */
  runStart = new Int32Array(1024);
  runEnd = new Int32Array(1024);
  readonly islands = new Islands();
  readonly marks = new PhraseMarks();
  readonly #seen = new WordBits();
  tokens: Tokens;
  readonly #lexicon: Lexicon;
  /** Words that were looked up, and their entries by turns: news repeats its words, and this fits where the lexicon does not. */
  readonly #recent: Int32Array;

  constructor(tokens: Tokens, lexicon: Lexicon) {
    this.tokens = tokens;
    this.#lexicon = lexicon;
    this.#recent = new Int32Array(RECENT * 2);
    this.#recent[1] = lexicon.words.get(0);
  }

  /** Reads the tokens anew. */
  read(): void {
    const { tokens } = this;
    const n = tokens.count;
    if (this.entries.length < n) {
      this.entries = new Int32Array(n * 2);
      this.runStart = new Int32Array(n * 2);
      this.runEnd = new Int32Array(n * 2);
    }
    this.marks.reset(n);
    this.#look();
    this.islands.find(tokens, this.entries);
    this.#runs();
    this.#phrases();
    this.#evidence();
  }

  /** The evidence of the whole text on the token's word. */
  evidence(i: number): number {
    return this.#seen.get(i32(this.tokens.word, i));
  }

  /** Looks the words up in the lexicon. */
  #look(): void {
    const { words } = this.#lexicon;
    const { word, form, count } = this.tokens;
    const recent = this.#recent;
    const { entries } = this;
    for (let i = 0; i < count; i++) {
      if (form[i] === MARK) {
        entries[i] = 0;
        continue;
      }
      const hash = word[i] ?? 0;
      const at = (hash & (RECENT - 1)) * 2;
      if (recent[at] !== hash) {
        recent[at] = hash;
        recent[at + 1] = words.get(hash);
      }
      entries[i] = recent[at + 1] ?? 0;
    }
  }

  #runs(): void {
    const { form, flags, count } = this.tokens;
    for (let i = 0; i < count; ) {
      let end = i + 1;
      if (u8(form, i) >= INITIAL) while (end < count && u8(form, end) >= INITIAL && (u8(flags, end) & FIRST_OF_SENTENCE) === 0) end++;
      for (let k = i; k < end; k++) {
        this.runStart[k] = i;
        this.runEnd[k] = end;
      }
      i = end;
    }
  }

  #phrases(): void {
    const { tokens, islands, marks } = this;
    const { phrases } = this.#lexicon;
    for (let island = 0; island < islands.count; island++) {
      const end = i32(islands.end, island);
      let covered = 0;
      for (let i = i32(islands.start, island); i < end; i++) {
        if (u8(tokens.form, i) < INITIAL) continue;
        let hash = phraseStep(PHRASE_SEED, i32(tokens.word, i));
        let kinds = phrases.get(hash);
        let length = kinds === 0 ? 0 : 1;
        if ((flagsOf(i32(this.entries, i)) & STARTS_PHRASE) !== 0) {
          const limit = Math.min(end, i + LONGEST_PHRASE);
          for (let k = i + 1; k < limit; k++) {
            hash = phraseStep(hash, i32(tokens.word, k));
            const found = u8(tokens.form, k) === SMALL ? 0 : phrases.get(hash);
            if (found !== 0) {
              kinds = found;
              length = k + 1 - i;
            }
          }
        }
        if (length > 0 && i + length > covered) {
          marks.mark(i, i + length, kinds);
          covered = i + length;
        }
      }
    }
  }

  #evidence(): void {
    const { tokens, entries, marks } = this;
    const { word, form, flags, count } = tokens;
    const seen = this.#seen;
    seen.reset(count);
    for (let i = 0; i < count; i++) {
      if (u8(form, i) < INITIAL || (u8(flags, i) & SHOUTED) !== 0) continue;
      const start = i32(this.runStart, i);
      const end = i32(this.runEnd, i);
      const before = start > 0 ? i32(word, start - 1) : 0;
      const after = end < count ? i32(word, end) : 0;
      let bits = 0;
      if (i > start) {
        const previous = i32(word, i - 1);
        if (TITLES.has(previous)) bits |= AFTER_TITLE;
        if ((flagsOf(i32(entries, start)) & FIRST_NAME) !== 0 && !TITLES.has(i32(word, start))) bits |= AFTER_FIRST_NAME;
      } else if (TITLES.has(before)) bits |= AFTER_TITLE;
      if (i === end - 1) {
        if (SPEECH.has(after)) bits |= BEFORE_SPEECH;
        if (after === S[0] || after === S[1]) bits |= POSSESSIVE;
      }
      if (i === start) {
        if (PLACE_PREPOSITIONS.has(before)) bits |= AFTER_PLACE_PREPOSITION;
        if (before === THE) bits |= AFTER_THE;
      }
      if (end - start === 1) {
        bits |= ALONE;
        if (before === OPEN && after === CLOSE) bits |= IN_BRACKETS;
      } else {
        if (i === start) bits |= LEADS_RUN;
        if (i === end - 1) bits |= ENDS_RUN;
        if (i < end - 1 && ORGANISATION_HEADS.has(i32(word, end - 1))) bits |= WITH_ORGANISATION_HEAD;
      }
      if ((u8(flags, i) & FIRST_OF_SENTENCE) === 0) bits |= WITHIN_SENTENCE;
      const kinds = u8(marks.kinds, i);
      if (u8(marks.places, i) > 1 || end - start === 1) {
        if ((kinds & (COUNTRY | CITY | TOWN | REGION)) !== 0) bits |= LISTED_PLACE;
        if ((kinds & ORGANISATION) !== 0) bits |= LISTED_ORGANISATION;
      }
      if (u8(form, i) === CAPITALS) bits |= IN_CAPITALS;
      seen.add(i32(word, i), bits);
    }
    for (let i = 0; i < count; i++) if (u8(form, i) === SMALL) seen.addIfKnown(i32(word, i), IS_SMALL);
  }
}
