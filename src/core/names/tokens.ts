import { addWord, EMPTY_KEY, foldCode, isCyrillic, nextKey } from './key.ts';
import { classify, DIGIT, INNER, isApostrophe, isLetter, LETTER_LOWER, LETTER_UPPER, OTHER, SPACE } from './letters.ts';
import { unitAt } from './tagger/columns.ts';
import { listedWord, NO_WORD, plainWord, type Word } from './word.ts';

/** What stands between a word and the one before it: bits of `Tokens.gap`. */
export const Gap = {
  space: 1,
  hyphen: 2,
  comma: 4,
  /** A full stop, question or exclamation mark that may end a sentence. */
  stop: 8,
  colon: 16,
  open: 32,
  close: 64,
  newline: 128,
  /** The word before carries a possessive ’s. */
  possessive: 256,
  /** Any other sign: brackets aside, dashes, slashes, symbols. */
  other: 512,
  parenOpen: 1024,
  parenClose: 2048,
  /** Two line breaks or more: a new paragraph. */
  paragraph: 4096,
  ampersand: 8192,
  dash: 16384,
} as const;

/** How a word is written: values of `Tokens.shape`. */
export const Shape = {
  lower: 0,
  capitalised: 1,
  /** Two capital letters or more and no small one: "NATO", "U.S.". */
  upper: 2,
  /** Capitals inside: "McConnell", "iPhone". */
  mixed: 3,
  digits: 4,
  /** One capital letter, with or without its full stop. */
  initial: 5,
} as const;

const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/** Endings of contractions, which belong to no name: "they’re", "he’ll", "she’d". */
const CONTRACTIONS = new Set(['s', 't', 'd', 'm', 're', 'll', 've']);

/** So many words that were asked for last are at hand; a power of two, a little more than a rule looks around. */
const AT_HAND = 16;

/** Bytes of a word in the arrays. */
const ROW = 16;

/** The words of a text in parallel arrays: offsets are UTF-16, half-open. Built in one pass; never throws. */
export class Tokens {
  text = '';
  count = 0;
  start: Int32Array;
  end: Int32Array;
  /** Key hash of the folded word. */
  hash: Int32Array;
  shape: Uint8Array;
  gap: Uint16Array;
  /** Words with marks or invisible characters inside. */
  readonly #marked = new Set<number>();
  /** Words that were asked for last, and their indices. */
  readonly #words: Word[] = [];
  readonly #at: number[] = [];
  /** 1 where a sentence, a line or a quotation may begin, so that a capital says nothing. */
  initial: Uint8Array;

  constructor(text: string) {
    const rows = 16 + (text.length >> 2);
    // One piece of memory for all columns: asking for six costs more than a short text's words.
    const memory = new ArrayBuffer(rows * ROW);
    this.start = new Int32Array(memory, 0, rows);
    this.end = new Int32Array(memory, rows * 4, rows);
    this.hash = new Int32Array(memory, rows * 8, rows);
    this.gap = new Uint16Array(memory, rows * 12, rows);
    this.shape = new Uint8Array(memory, rows * 14, rows);
    this.initial = new Uint8Array(memory, rows * 15, rows);
    this.read(text);
  }

  /** Cuts another text into words, in place of the one before. */
  read(text: string): this {
    this.initial.fill(0, 0, this.count);
    this.text = text;
    this.count = 0;
    this.#marked.clear();
    this.#at.length = 0;
    this.#scan();
    return this;
  }

  word(i: number): string {
    return this.text.slice(this.start[i] ?? 0, this.end[i] ?? 0);
  }

  /** Index of the word that starts at the offset, or -1. */
  at(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const mid = (low + high) >> 1;
      const start = this.start[mid] ?? 0;
      if (start === offset) return mid;
      if (start < offset) low = mid + 1;
      else high = mid - 1;
    }
    return -1;
  }

  /** The word in small letters, without invisible characters inside; empty outside the text. */
  lower(i: number): string {
    return this.#known(i).low;
  }

  /** The closed lists that have the word in small letters: bits of `Class`; 0 outside the text. */
  classes(i: number): number {
    if (i < 0 || i >= this.count || this.#isMarked(i)) return this.#known(i).classes;
    return listedWord(this.text, this.start[i] ?? 0, this.end[i] ?? 0, this.hash[i] ?? 0)?.classes ?? 0;
  }

  #isMarked(i: number): boolean {
    return this.#marked.size > 0 && this.#marked.has(i);
  }

  #known(i: number): Word {
    const place = i & (AT_HAND - 1);
    if (this.#at[place] === i) return this.#words[place] ?? NO_WORD;
    if (i < 0 || i >= this.count) return NO_WORD;
    const word = this.#look(i);
    this.#words[place] = word;
    this.#at[place] = i;
    return word;
  }

  #look(i: number): Word {
    if (!this.#isMarked(i)) {
      const listed = listedWord(this.text, this.start[i] ?? 0, this.end[i] ?? 0, this.hash[i] ?? 0);
      return listed ?? { low: this.word(i).toLowerCase(), classes: 0 };
    }
    const low = this.word(i).replace(INVISIBLE, '').toLowerCase();
    return plainWord(low) ?? { low, classes: 0 };
  }

  shapeOf(i: number): number {
    return this.shape[i] ?? Shape.lower;
  }

  /** What stands before word `i`; for `i === count`, all that follows the last word. */
  gapOf(i: number): number {
    return i < this.count ? (this.gap[i] ?? 0) : Gap.paragraph | Gap.stop;
  }

  /** True for a word that starts with a capital (or is written in capitals). */
  isCapital(i: number): boolean {
    if (i < 0 || i >= this.count) return false;
    const s = this.shapeOf(i);
    return s !== Shape.lower && s !== Shape.digits;
  }

  #scan(): void {
    const { text } = this;
    const n = text.length;
    let gap: number = Gap.paragraph;
    let breaks = 0;
    let i = 0;
    while (i < n) {
      const code = text.charCodeAt(i);
      const kind = classify(code);
      if (kind === OTHER || kind === SPACE || kind === INNER) {
        if (code === 10 || code === 0x2029 || code === 0x2028 || (code === 13 && unitAt(text, i + 1) !== 10)) {
          breaks++;
          gap |= breaks > 1 ? Gap.newline | Gap.paragraph : Gap.newline;
        } else gap |= kind === SPACE ? Gap.space : kind === INNER ? 0 : signOf(text, i, code);
        i++;
        continue;
      }
      const end = this.#word(i, gap);
      gap = 0;
      breaks = 0;
      i = end;
      // A possessive belongs to no name: it is left in the gap.
      if (isApostrophe(unitAt(text, i)) && (unitAt(text, i + 1) | 32) === 115 && classify(unitAt(text, i + 2)) !== LETTER_LOWER) {
        gap = Gap.possessive;
        i += 2;
      } else if (isApostrophe(unitAt(text, i))) {
        let j = i + 1;
        while (j < n && j < i + 4 && isLetter(classify(text.charCodeAt(j)))) j++;
        if (j > i + 1 && CONTRACTIONS.has(text.slice(i + 1, j).toLowerCase())) i = j;
      }
    }
  }

  /** Adds the word that starts at `from`; returns its end. */
  #word(from: number, gap: number): number {
    const { text } = this;
    let upper = 0;
    let lower = 0;
    let letters = 0;
    let digits = 0;
    let dots = 0;
    let inner = false;
    let i = from;
    const n = text.length;
    let hash = EMPTY_KEY;
    // Most words are plain letters to their end.
    for (; i < n; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x61 && code <= 0x7a) lower++;
      else if (code >= 0x41 && code <= 0x5a) upper++;
      else break;
      hash = nextKey(hash, code | 32);
    }
    letters = lower + upper;
    let end = i;
    while (i < n) {
      const code = text.charCodeAt(i);
      const kind = classify(code);
      if (kind === LETTER_UPPER) upper++;
      else if (kind === LETTER_LOWER) lower++;
      else if (kind === DIGIT) digits++;
      if (isLetter(kind) || kind === DIGIT) {
        if (kind !== DIGIT) letters++;
        hash = nextKey(hash, foldCode(code));
        end = ++i;
      } else if (kind === INNER) {
        inner = true;
        i++;
      } else if (isApostrophe(code) && joinsApostrophe(text, i)) i++;
      else if (code === 46 && letters === dots + 1 && lower + digits === 0 && isInitialism(text, i)) {
        dots++;
        end = ++i;
      } else if ((code === 46 || code === 44) && digits > 0 && letters === 0 && classify(unitAt(text, i + 1)) === DIGIT) i++;
      else break;
    }
    // "J." keeps its full stop when another name follows; "U.S." always does.
    if (dots === 0 && letters === 1 && upper === 1 && unitAt(text, end) === 46 && followedByCapital(text, end + 1)) end++;
    const first = classify(text.charCodeAt(from));
    const shape =
      letters === 0
        ? Shape.digits
        : letters === 1 && upper === 1
          ? Shape.initial
          : upper > 0 && lower === 0 && letters === upper
            ? Shape.upper
            : first === LETTER_UPPER
              ? upper > 1
                ? Shape.mixed
                : Shape.capitalised
              : upper > 0
                ? Shape.mixed
                : Shape.lower;
    if (inner) this.#marked.add(this.count);
    // What stands between the letters changes no key; a Cyrillic word's is that of its stem.
    this.#push(from, end, shape, gap, isCyrillic(text.charCodeAt(from)) ? addWord(EMPTY_KEY, text, from, end) : hash);
    return end;
  }

  #push(start: number, end: number, shape: number, gap: number, hash: number): void {
    if (this.count === this.start.length) this.#grow();
    const k = this.count++;
    this.start[k] = start;
    this.end[k] = end;
    this.shape[k] = shape;
    this.gap[k] = gap;
    this.hash[k] = hash;
    const abbreviated = (gap & Gap.stop) !== 0 && k > 0 && endsAbbreviated(this, k - 1);
    if ((gap & (Gap.paragraph | Gap.colon | Gap.open)) !== 0 || ((gap & Gap.stop) !== 0 && !abbreviated)) this.initial[k] = 1;
    else if ((gap & Gap.newline) !== 0 && endsLine(this, k)) this.initial[k] = 1;
  }

  #grow(): void {
    const size = this.start.length * 2;
    const grown = <T extends Int32Array | Uint8Array | Uint16Array>(old: T, next: T): T => {
      next.set(old);
      return next;
    };
    this.start = grown(this.start, new Int32Array(size));
    this.end = grown(this.end, new Int32Array(size));
    this.hash = grown(this.hash, new Int32Array(size));
    this.shape = grown(this.shape, new Uint8Array(size));
    this.gap = grown(this.gap, new Uint16Array(size));
    this.initial = grown(this.initial, new Uint8Array(size));
  }
}

/** "O’Brien", "Sana’a": the apostrophe joins; "Moscow’s", "they’re": it does not. */
function joinsApostrophe(text: string, at: number): boolean {
  let j = at + 1;
  while (j < text.length && j < at + 4 && isLetter(classify(text.charCodeAt(j)))) j++;
  if (j === at + 1) return false;
  return j === at + 4 || !CONTRACTIONS.has(text.slice(at + 1, j).toLowerCase());
}

/** The full stop at `at` follows a capital letter: true when single capitals with full stops go on, or went before. */
function isInitialism(text: string, at: number): boolean {
  const next = classify(unitAt(text, at + 1));
  if (next === LETTER_UPPER) return !isLetter(classify(unitAt(text, at + 2)));
  return at >= 3 && text.charCodeAt(at - 2) === 46 && !isLetter(next);
}

function followedByCapital(text: string, at: number): boolean {
  return (unitAt(text, at) === 32 || unitAt(text, at) === 0xa0) && classify(unitAt(text, at + 1)) === LETTER_UPPER;
}

/** Abbreviations that stand before a name, so that their full stop ends no sentence (AP and GPO style: titles, Saint, Mount, Fort). */
const BEFORE_NAME = new Set(
  'mr mrs ms mx dr prof rev hon gov sen rep lt col gen maj capt cmdr adm sgt brig st ste pres mt ft no vs v jan feb mar apr jun jul aug sept sep oct nov dec'.split(
    ' ',
  ),
);

function endsAbbreviated(tokens: Tokens, k: number): boolean {
  const shape = tokens.shapeOf(k);
  if (shape === Shape.initial) return true;
  if ((tokens.end[k] ?? 0) - (tokens.start[k] ?? 0) > 5) return false;
  return BEFORE_NAME.has(tokens.word(k).toLowerCase());
}

/** Lines of wrapped text are this long; a shorter or a longer one is a line, or a paragraph, of its own. */
const WRAPPED_FROM = 40;
const WRAPPED_TO = 120;

/** A line break inside a paragraph begins something new unless the line before was wrapped and ended in a word. */
function endsLine(tokens: Tokens, k: number): boolean {
  const gap = tokens.gap[k] ?? 0;
  if ((gap & ~(Gap.newline | Gap.space | Gap.hyphen)) !== 0) return true;
  const end = tokens.end[k - 1] ?? 0;
  const from = Math.max(0, end - WRAPPED_TO - 1);
  for (let i = end - 1; i >= from; i--) if (tokens.text.charCodeAt(i) === 10) return end - i - 1 < WRAPPED_FROM;
  return from > 0 || end < WRAPPED_FROM;
}

function signOf(text: string, at: number, code: number): number {
  switch (code) {
    case 0x2d:
    case 0x2010:
    case 0x2011:
      return classify(unitAt(text, at + 1)) === SPACE || classify(unitAt(text, at - 1)) === SPACE ? Gap.dash : Gap.hyphen;
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return Gap.dash;
    case 44:
      return Gap.comma;
    case 46:
    case 33:
    case 63:
    case 0x2026:
    case 0x3002:
      return Gap.stop;
    case 58:
    case 59:
      return code === 58 ? Gap.colon : Gap.stop;
    case 38:
      return Gap.ampersand;
    case 40:
    case 91:
      return Gap.parenOpen;
    case 41:
    case 93:
      return Gap.parenClose;
    case 0x201c:
    case 0x2018:
    case 0xab:
    case 0x201e:
      return Gap.open;
    case 0x201d:
    case 0x2019:
    case 0xbb:
      return Gap.close;
    case 34:
    case 39:
      return at === 0 || classify(unitAt(text, at - 1)) === SPACE || unitAt(text, at - 1) === 40 ? Gap.open : Gap.close;
    case 0x2022:
    case 42:
    case 35:
    case 124:
      return Gap.other | Gap.colon;
    default:
      return Gap.other;
  }
}
