import type { Span } from '../text/span.ts';
import { stemOf } from './stems.ts';

/** A word, a figure or a mark. Half-open span of UTF-16 offsets into the text that was read. */
export interface Token extends Span {
  readonly kind: 'word' | 'number' | 'mark';
  /** Lower case, diacritics removed, without a possessive ending; figures without thousands separators; marks in plain ASCII form. */
  readonly text: string;
  /** What inflected and derived forms share; the figure itself for numbers; empty for marks. */
  readonly stem: string;
  readonly capital: boolean;
  /** Two or more letters, all of them capital. */
  readonly upper: boolean;
  /** Touches the token before: the "%" of "5%", the "k" of "30k", the parts of "ten-year". */
  readonly glue: boolean;
  /** Carries meaning of its own: neither mark nor function word. */
  readonly content: boolean;
}

/**
 * Function words: articles, pronouns, prepositions, conjunctions, auxiliaries and the commonest adverbs of English
 * grammars. Negations, modals and "more"/"less" are among them too: their checks look at them by themselves.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto out over to up upon with within without
  about above across after against along among around before behind below beneath beside besides between beyond during except inside near outside since
  through throughout till toward towards under until via while whilst although though because whether unless
  i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its itself they them their theirs themselves
  who whom whose which what when where why how there here one ones such same other others another each every either neither both all any some no none
  is are was were be been being am do does did doing done have has had having will would shall should can could may might must ought
  not never also too very just only even still again already now more most less least much many few own however therefore thus hence
  s t d ll re ve m mr mrs ms dr etc eg ie`.split(/\s+/),
);

/** The auxiliary within a contracted negation, where cutting "n't" leaves no word. */
const CONTRACTED: ReadonlyMap<string, string> = new Map([
  ['ca', 'can'],
  ['wo', 'will'],
  ['sha', 'shall'],
  ['ai', 'be'],
]);

const MARKS: ReadonlyMap<string, string> = new Map([
  ...[...'“”„‟«»″〝〞'].map((c) => [c, '"'] as const),
  ...[...'‘’‚‛‹›′`´'].map((c) => [c, "'"] as const),
  ...[...'‐‑‒–—―−'].map((c) => [c, '-'] as const),
]);

const SPACE = 0;
const LETTER = 1;
const DIGIT = 2;
const MARK = 3;
const UNKNOWN = 255;
/** What each UTF-16 code unit is, found out once for each. Surrogates count as letters: a pair stays together. */
const classes = new Uint8Array(65536).fill(UNKNOWN);

function classOf(code: number): number {
  const known = classes[code];
  if (known !== undefined && known !== UNKNOWN) return known;
  const char = String.fromCharCode(code);
  let is = MARK;
  if (/\s/.test(char)) is = SPACE;
  else if ((code >= 0xd800 && code <= 0xdfff) || code === 95 || /[\p{L}\p{M}]/u.test(char)) is = LETTER;
  else if (/\p{Nd}/u.test(char)) is = DIGIT;
  classes[code] = is;
  return is;
}

const FULL_STOP = 46;
const COMMA = 44;
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019 || code === 0x2bc;

/** The tokens of a text in order. Linear; any text. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  const length = text.length;
  let touches = -1;
  for (let i = 0; i < length; ) {
    const is = classOf(text.charCodeAt(i));
    if (is === SPACE || isStray(text, i)) {
      i++;
      continue;
    }
    const start = i;
    const glue = start === touches;
    if (is === LETTER) {
      i = endOfWord(text, i);
      pushWord(found, text.slice(start, i), start, glue);
    } else if (is === DIGIT) {
      i = endOfFigure(text, i);
      const figure = text.slice(start, i).replaceAll(/,(?=\d{3}(?!\d))/g, '');
      found.push({ start, end: i, kind: 'number', text: figure, stem: figure, capital: false, upper: false, glue, content: true });
    } else {
      const mark = text.charAt(i++);
      found.push({
        start,
        end: i,
        kind: 'mark',
        text: MARKS.get(mark) ?? mark,
        stem: '',
        capital: false,
        upper: false,
        glue,
        content: false,
      });
    }
    touches = i;
  }
  return found;
}

const A_CIRCUMFLEX = 0xc2;

/** The "Â" of "Â£5m": UTF-8 that was read as Latin-1 on its way to us writes it before a sign of Latin-1. */
function isStray(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === A_CIRCUMFLEX && next >= 0xa0 && next <= 0xbf;
}

/** Letters, with apostrophes between letters, and with full stops between and after single letters ("U.S."). */
function endOfWord(text: string, start: number): number {
  let i = start + 1;
  if (text.charCodeAt(i) === FULL_STOP && classOf(text.charCodeAt(i + 1)) === LETTER) {
    let j = i;
    while (text.charCodeAt(j) === FULL_STOP && classOf(text.charCodeAt(j + 1)) === LETTER && classOf(text.charCodeAt(j + 2)) !== LETTER)
      j += 2;
    if (j > i) return text.charCodeAt(j) === FULL_STOP ? j + 1 : j;
  }
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (classOf(code) === LETTER) continue;
    if (!isApostrophe(code) || classOf(text.charCodeAt(i + 1)) !== LETTER) break;
  }
  return i;
}

/** Digits, with commas and full stops between digits. */
function endOfFigure(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (classOf(code) === DIGIT) continue;
    if ((code !== FULL_STOP && code !== COMMA) || classOf(text.charCodeAt(i + 1)) !== DIGIT) break;
  }
  return i;
}

/** What a word is, wherever it stands. */
type Read = Omit<Token, 'start' | 'end' | 'glue'> & {
  /** "didn't" says two things: the auxiliary, and "not". */
  readonly negated: boolean;
};

/** Read words of two generations: memory is bounded on hostile text, and common words are never read twice. */
const GENERATION = 50_000;
let young = new Map<string, Read>();
let old = new Map<string, Read>();

function readWord(raw: string): Read {
  let read = young.get(raw);
  if (read !== undefined) return read;
  // A copy of its own: a slice would keep the whole text in memory.
  const own = ` ${raw}`.slice(1);
  read = old.get(own) ?? readAnew(own);
  if (young.size >= GENERATION) {
    old = young;
    young = new Map();
  }
  young.set(own, read);
  return read;
}

function readAnew(raw: string): Read {
  const lower = raw.toLowerCase();
  const folded = plain(lower);
  const capital = raw.charCodeAt(0) !== lower.charCodeAt(0);
  const upper = capital && raw.length > 1 && raw === raw.toUpperCase();
  if (folded.endsWith("n't") && folded.length > 3) {
    const cut = folded.slice(0, -3);
    const auxiliary = CONTRACTED.get(cut) ?? cut;
    const content = !FUNCTION_WORDS.has(auxiliary);
    return { kind: 'word', text: auxiliary, stem: stemOf(auxiliary), capital, upper, content, negated: true };
  }
  const text = folded.includes("'") || folded.includes('.') ? folded.replace(/'(?:s|ll|re|ve|d|m)$/, '').replaceAll('.', '') : folded;
  // "US", "U.S.", "IT", "WHO" are names where "us", "it" and "who" are not.
  const content = !FUNCTION_WORDS.has(text) || (upper && raw.length <= 4);
  return { kind: 'word', text, stem: stemOf(text), capital, upper, content, negated: false };
}

function pushWord(found: Token[], raw: string, start: number, glue: boolean): void {
  const { kind, text, stem, capital, upper, content, negated } = readWord(raw);
  const end = start + raw.length;
  found.push({ start, end: negated ? end - 3 : end, kind, text, stem, capital, upper, glue, content });
  if (!negated) return;
  found.push({ start: end - 3, end, kind, text: 'not', stem: 'not', capital: false, upper: false, glue: true, content: false });
}

const ASCII = /^[\0-\x7f]*$/;
const CYRILLIC = /[\u0400-\u052f]/;

/** Without diacritics and typographic apostrophes. й and ї are letters of their own in Cyrillic, not и and і with a mark. */
function plain(lower: string): string {
  if (ASCII.test(lower)) return lower;
  const straight = lower.replaceAll(/[’ʼ]/g, "'");
  if (CYRILLIC.test(straight)) return straight;
  return straight.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o');
}
