import { type Characters, charactersOf, DIGIT, INVISIBLE, LOWER, OTHER, PUNCTUATION, SPACE, UPPER } from './characters.ts';
import { u8, u16, unitAt } from './columns.ts';
import { mix, SEED, take } from './hash.ts';

/** How a token is written. From INITIAL on, it looks like (part of) a name. */
export const MARK = 0;
export const NUMBER = 1;
export const SMALL = 2;
/** Letters of a script without case. */
const UNCASED = 3;
/** "Paris" */
export const INITIAL = 4;
/** "NATO" */
export const CAPITALS = 5;
/** "J", "J." */
export const SINGLE = 6;
/** "U.S." */
export const DOTTED = 7;
/** "McDonald", "iPhone", "al‑Qaida" never: hyphens split. */
export const MIXED = 8;
/** "G20", "F-16" never: hyphens split. */
const ALPHANUMERIC = 9;

/** Flags of a token. */
export const FIRST_OF_SENTENCE = 1;
/** Nothing stands between it and the token before. */
export const GLUED = 2;
/** Its sentence is written in capitals. */
export const SHOUTED = 4;
/** Follows a line break. */
const FIRST_OF_LINE = 8;
/** Holds a sign that its hash leaves out: an invisible character, a full stop of "p.m.", a comma of "1,000MW". */
export const IMPURE = 16;

/** A text cut into tokens: columns of equal length, of which the first `count` rows hold. Reused between texts. */
export class Tokens {
  count = 0;
  /** Offsets into the text, UTF-16. */
  start = new Int32Array(1024);
  end = new Int32Array(1024);
  /** Hash of the folded letters: "Paris", "PARIS" and "pâris" agree. */
  word = new Int32Array(1024);
  /** How it is written: MARK … ALPHANUMERIC. */
  form = new Uint8Array(1024);
  flags = new Uint8Array(1024);

  /** Makes room for one more row. */
  grow(): void {
    const size = this.start.length * 2;
    this.start = widen(this.start, new Int32Array(size));
    this.end = widen(this.end, new Int32Array(size));
    this.word = widen(this.word, new Int32Array(size));
    this.form = widen(this.form, new Uint8Array(size));
    this.flags = widen(this.flags, new Uint8Array(size));
  }
}

function widen<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Abbreviations written with a full stop that belongs to them and ends no sentence. Titles, ranks and company forms as in the usual style guides (AP, GPO). */
const ABBREVIATIONS: ReadonlySet<number> = new Set(
  `mr mrs ms dr prof rev hon gov sen rep gen col lt sgt capt cpl maj cmdr adm st ste mt ft jr sr inc corp ltd co bros no vs dept
  jan feb mar apr jun jul aug sep sept oct nov dec messrs pres supt insp vol pp al etc pvt univ assn`
    .split(/\s+/)
    .map((w) => hashWord(w)),
);

/** The hash that a token of these letters gets. */
export function hashWord(word: string): number {
  const { kind, folded } = charactersOf(word);
  let h = SEED;
  for (let i = 0; i < word.length; i++) {
    const c = word.charCodeAt(i);
    if (u8(kind, c) !== INVISIBLE) h = take(h, u16(folded, c));
  }
  return mix(h, 0);
}

const APOSTROPHE = 39;
const HYPHEN = 45;
const FULL_STOP = 46;
const QUOTE = 34;

/**
 * Cuts a text into words, figures and single marks, and finds where sentences begin. Hyphens and slashes stand alone;
 * a possessive 's is a token of its own; the full stop of "U.S.", "J." and "Corp." belongs to the word. Linear.
 */
export function tokenise(text: string, out: Tokens): void {
  const chars: Characters = charactersOf(text);
  const { kind, folded } = chars;
  const length = text.length;
  out.count = 0;
  let sentence = 0;
  let fresh = true;
  let lineBreak = true;
  let previousEnd = -1;
  let i = 0;
  while (i < length) {
    const c = text.charCodeAt(i);
    const k = kind[c] ?? 0;
    if (k === SPACE) {
      if (c === 10 || c === 13 || c === 0x2028 || c === 0x2029) {
        lineBreak = true;
        fresh = true;
      }
      i++;
      continue;
    }
    if (k === INVISIBLE) {
      i++;
      continue;
    }
    if (out.count === out.start.length) out.grow();
    const row = out.count;
    const start = i;
    let form = MARK;
    let impure = 0;
    let hash = SEED;
    if (k === PUNCTUATION) {
      hash = take(hash, u16(folded, c));
      i++;
      // A possessive or a contraction's end: ’s
      if (u16(folded, c) === APOSTROPHE && start === previousEnd && i < length) {
        const n = text.charCodeAt(i);
        if ((n === 115 || n === 83) && !isWord(u8(kind, unitAt(text, i + 1)))) {
          hash = take(hash, 115);
          i++;
        }
      }
    } else {
      let uppers = 0;
      let lowers = 0;
      let others = 0;
      let digits = 0;
      let dots = 0;
      // Most words are plain letters to their end.
      for (; i < length; i++) {
        const u = text.charCodeAt(i);
        if (u >= 97 && u <= 122) lowers++;
        else if (u >= 65 && u <= 90) uppers++;
        else break;
        hash = take(hash, u | 32);
      }
      let last = i;
      while (i < length) {
        const u = text.charCodeAt(i);
        const ku = kind[u] ?? 0;
        if (ku === UPPER) uppers++;
        else if (ku === LOWER) lowers++;
        else if (ku === OTHER) others++;
        else if (ku === DIGIT) digits++;
        else if (ku === INVISIBLE) {
          impure = IMPURE;
          i++;
          continue;
        } else {
          const next = kind[unitAt(text, i + 1)] ?? 0;
          const f = folded[u] ?? 0;
          // O'Brien, Shi'ite, d'Ivoire; but not the 's of a possessive.
          if (f === APOSTROPHE && isLetter(next) && !endsPossessive(text, kind, i)) {
            hash = take(hash, APOSTROPHE);
            i++;
            continue;
          }
          // U.S., J., e.g.: single letters joined by full stops.
          if (u === FULL_STOP && digits === 0 && others === 0 && uppers + lowers === dots + 1) {
            if (isLetter(next) || (dots > 0 && next !== DIGIT) || (uppers === 1 && lowers === 0 && dots === 0 && next !== DIGIT)) {
              dots++;
              i++;
              last = i;
              continue;
            }
          }
          // 1,300 and 138.28
          if ((u === FULL_STOP || u === 44) && digits > 0 && uppers + lowers + others === 0 && next === DIGIT) {
            impure = IMPURE;
            i++;
            continue;
          }
          break;
        }
        hash = take(hash, u16(folded, u));
        i++;
        last = i;
      }
      i = last;
      const letters = uppers + lowers + others;
      if (letters === 0) form = NUMBER;
      else if (digits > 0) form = uppers > 0 ? ALPHANUMERIC : NUMBER;
      else if (uppers === 0) form = lowers > 0 ? SMALL : UNCASED;
      else if (uppers + others === 1 && lowers === 0) form = SINGLE;
      else if (dots > 0) form = DOTTED;
      else if (lowers === 0) form = CAPITALS;
      else form = uppers === 1 && k === UPPER ? INITIAL : MIXED;
      if (dots > 0 && form !== SINGLE && form !== DOTTED) impure = IMPURE;
      else if (form === NUMBER) impure = 0;
    }
    // "U.S." is no "us".
    if (form === DOTTED) {
      hash = SEED;
      for (let k = start; k < i; k++) hash = take(hash, u16(folded, text.charCodeAt(k)));
    }
    let word = mix(hash, 0);
    if (form >= SMALL && form <= MIXED && unitAt(text, i) === FULL_STOP && ABBREVIATIONS.has(word)) i++;
    // Figures are named by their length alone, so that a model learns of years and not of 1996.
    if (form === NUMBER) word = mix(0x6e756d, i - start);
    out.start[row] = start;
    out.end[row] = i;
    out.word[row] = word;
    out.form[row] = form;
    // A mark that closes the sentence before begins none.
    const first = fresh && !(form === MARK && start === previousEnd && !lineBreak);
    out.flags[row] = (first ? FIRST_OF_SENTENCE : 0) | (start === previousEnd ? GLUED : 0) | (lineBreak ? FIRST_OF_LINE : 0) | impure;
    out.count++;
    if (first && row > sentence) {
      shout(out, sentence, row);
      sentence = row;
    }
    previousEnd = i;
    lineBreak = false;
    // Quotation marks and brackets at its beginning leave a sentence fresh.
    if (form !== MARK) fresh = false;
    else if (c === FULL_STOP || c === 33 || c === 63 || c === 0x2026) fresh = closes(text, kind, i);
    else if (first && c !== HYPHEN && !isOpening(c)) fresh = false;
  }
  shout(out, sentence, out.count);
}

function isWord(kind: number): boolean {
  return kind >= LOWER && kind <= DIGIT;
}

function isLetter(kind: number): boolean {
  return kind >= LOWER && kind <= OTHER;
}

function isOpening(unit: number): boolean {
  return unit === QUOTE || unit === APOSTROPHE || unit === 40 || unit === 91 || unit === 0x201c || unit === 0x2018 || unit === 0xab;
}

function endsPossessive(text: string, kind: Uint8Array, apostrophe: number): boolean {
  const s = unitAt(text, apostrophe + 1);
  return (s === 115 || s === 83) && !isWord(u8(kind, unitAt(text, apostrophe + 2)));
}

/** True when white space follows a sentence's last mark, closing quotation marks aside. Looks at most four units ahead. */
function closes(text: string, kind: Uint8Array, from: number): boolean {
  for (let i = from; i < from + 4 && i < text.length; i++) {
    const k = u8(kind, text.charCodeAt(i));
    if (k === SPACE) return true;
    if (k !== PUNCTUATION && k !== INVISIBLE) return false;
  }
  return from >= text.length;
}

/** Marks the tokens of a sentence without a small letter, when it has at least two words. */
function shout(tokens: Tokens, from: number, to: number): void {
  let capital = 0;
  for (let i = from; i < to; i++) {
    const form = u8(tokens.form, i);
    if (form === SMALL || form === INITIAL || form === MIXED) return;
    if (form === CAPITALS) capital++;
  }
  if (capital < 2) return;
  for (let i = from; i < to; i++) tokens.flags[i] = u8(tokens.flags, i) | SHOUTED;
}
