import type { Span } from '../../text/span.ts';
import { unitClasses } from '../../text/unit-classes.ts';

/** A word or a mark of a sentence. Offsets are into the article's text. */
export interface Token extends Span {
  readonly text: string;
  readonly lower: string;
  /** Begins with a capital letter or a figure. */
  readonly capital: boolean;
  /** `open`, `close` and `mark` for quotation marks (`mark`: straight, direction unknown), `stop` for other punctuation. */
  readonly type: 'word' | 'open' | 'close' | 'mark' | 'stop';
}

/** Sentences beyond this are no prose, and are not looked into further. */
export const LONGEST_SENTENCE = 2500;

const BLANK = 1;
const LOWER = 2;
const CAPITAL = 3;
/** Joins letters on both sides: "Interfax-Ukraine", "Gazeta.ru", "RFE/RL", "agency’s". */
const JOINER = 4;
const OPEN = 5;
const CLOSE = 6;
const STRAIGHT = 7;
const STOP = 8;
const kindOf = unitClasses(65_536, classify);

/** The tokens of a sentence. A possessive ending is a token of its own. */
export function tokenise(text: string, span: Span): Token[] {
  const end = Math.min(span.end, span.start + LONGEST_SENTENCE);
  const tokens: Token[] = [];
  for (let i = span.start; i < end; ) {
    const kind = kindOf(text.charCodeAt(i));
    if (kind === BLANK) {
      i++;
      continue;
    }
    if (kind !== LOWER && kind !== CAPITAL) {
      const char = text.charAt(i);
      const type = kind === OPEN ? 'open' : kind === CLOSE ? 'close' : kind === STRAIGHT ? 'mark' : 'stop';
      tokens.push({ start: i, end: i + 1, text: char, lower: char, capital: false, type });
      i++;
      continue;
    }
    let to = i + 1;
    for (; to < end; to++) {
      const next = kindOf(text.charCodeAt(to));
      if (next === LOWER || next === CAPITAL) continue;
      if (next !== JOINER || to + 1 >= end) break;
      const after = kindOf(text.charCodeAt(to + 1));
      if (after !== LOWER && after !== CAPITAL) break;
    }
    const possessive = to - i > 2 && (text.charAt(to - 1) === 's' || text.charAt(to - 1) === 'S') && /['’]/.test(text.charAt(to - 2));
    const bare = possessive ? to - 2 : to;
    const word = text.slice(i, bare);
    tokens.push({ start: i, end: bare, text: word, lower: word.toLowerCase(), capital: kind === CAPITAL, type: 'word' });
    if (possessive) tokens.push({ start: bare, end: to, text: "'s", lower: "'s", capital: false, type: 'stop' });
    i = to;
  }
  return tokens;
}

function classify(char: string): number {
  if (/\s/.test(char)) return BLANK;
  if (/[\p{Lu}\p{Lt}\p{N}]/u.test(char)) return CAPITAL;
  if (/[\p{L}\p{M}]/u.test(char)) return LOWER;
  if (/[.'’&/-]/.test(char)) return JOINER;
  if (/[“„«]/.test(char)) return OPEN;
  if (/[”»]/.test(char)) return CLOSE;
  return char === '"' ? STRAIGHT : STOP;
}
