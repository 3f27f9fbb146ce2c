import type { Span } from '../text/span.ts';
import { words } from './words.ts';

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

/** What is told of a text as it is read, token by token. */
export interface TokenReader {
  /**
   * @param word its number
   * @param glue touches the token before
   */
  word(word: number, start: number, end: number, glue: boolean): void;
  /** @param figure without thousands separators */
  figure(figure: string, start: number, end: number, glue: boolean): void;
  mark(start: number, glue: boolean): void;
}

/** Reads a text, or a span of it that stands for itself: nothing around it is looked at. Linear; any text. */
export function readTokens(text: string, { start: from, end: to }: Span, reader: TokenReader): void {
  words.refresh();
  let touches = -1;
  for (let i = from; i < to; ) {
    const is = classOf(text.charCodeAt(i));
    if (is === SPACE || isStray(text, i, to)) {
      i++;
      continue;
    }
    const start = i;
    const glue = start === touches;
    if (is === LETTER) {
      i = endOfWord(text, i, to);
      reader.word(words.at(text, start, i), start, i, glue);
    } else if (is === DIGIT) {
      i = endOfFigure(text, i, to);
      reader.figure(text.slice(start, i).replaceAll(/,(?=\d{3}(?!\d))/g, ''), start, i, glue);
    } else reader.mark(i++, glue);
    touches = i;
  }
}

/** The tokens of a text in order. Linear; any text. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  readTokens(
    text,
    { start: 0, end: text.length },
    {
      word(number, start, end, glue) {
        const { text: folded, stem, capital, upper, content, negated } = words.word(number);
        found.push({ start, end: negated ? end - 3 : end, kind: 'word', text: folded, stem, capital, upper, glue, content });
        if (!negated) return;
        found.push({
          start: end - 3,
          end,
          kind: 'word',
          text: 'not',
          stem: 'not',
          capital: false,
          upper: false,
          glue: true,
          content: false,
        });
      },
      figure(figure, start, end, glue) {
        found.push({ start, end, kind: 'number', text: figure, stem: figure, capital: false, upper: false, glue, content: true });
      },
      mark(start, glue) {
        const mark = text.charAt(start);
        const plain = MARKS.get(mark) ?? mark;
        found.push({ start, end: start + 1, kind: 'mark', text: plain, stem: '', capital: false, upper: false, glue, content: false });
      },
    },
  );
  return found;
}

const A_CIRCUMFLEX = 0xc2;

/** The "Â" of "Â£5m": UTF-8 that was read as Latin-1 on its way to us writes it before a sign of Latin-1. */
function isStray(text: string, at: number, to: number): boolean {
  if (text.charCodeAt(at) !== A_CIRCUMFLEX || at + 1 >= to) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xa0 && next <= 0xbf;
}

/** Letters, with apostrophes between letters, and with full stops between and after single letters ("U.S."). */
function endOfWord(text: string, start: number, to: number): number {
  let i = start + 1;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (classOf(code) === LETTER) continue;
    if (code === FULL_STOP && i === start + 1) return endOfInitials(text, i, to);
    if (!isApostrophe(code) || i + 1 >= to || classOf(text.charCodeAt(i + 1)) !== LETTER) break;
  }
  return i;
}

/** The end of single letters with full stops between them, the first of which stands at `stop`; `stop` itself where no more follow. */
function endOfInitials(text: string, stop: number, to: number): number {
  const isLetter = (at: number): boolean => at < to && classOf(text.charCodeAt(at)) === LETTER;
  const isStop = (at: number): boolean => at < to && text.charCodeAt(at) === FULL_STOP;
  let i = stop;
  while (isStop(i) && isLetter(i + 1) && !isLetter(i + 2)) i += 2;
  return i > stop && isStop(i) ? i + 1 : i;
}

/** Digits, with commas and full stops between digits. */
function endOfFigure(text: string, start: number, to: number): number {
  let i = start + 1;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (classOf(code) === DIGIT) continue;
    if ((code !== FULL_STOP && code !== COMMA) || i + 1 >= to || classOf(text.charCodeAt(i + 1)) !== DIGIT) break;
  }
  return i;
}
