import type { Span } from '../../text/span.ts';

/** A word or a mark of a sentence. Offsets are into the article's text. */
export interface Token extends Span {
  readonly text: string;
  readonly lower: string;
  /** Begins with a capital letter. */
  readonly capital: boolean;
  /** `open`, `close` and `mark` for quotation marks (`mark`: straight, direction unknown), `stop` for other punctuation. */
  readonly type: 'word' | 'open' | 'close' | 'mark' | 'stop';
}

/** Sentences beyond this are no prose, and are not looked into further. */
const LONGEST = 2500;
const TOKEN = /[\p{L}\p{M}\d]+(?:[.'’&/-][\p{L}\p{M}\d]+)*|[“„«‘]|[”»]|["]|[^\s\p{L}\p{M}\d]/gu;

export function tokenise(text: string, span: Span): Token[] {
  const part = text.slice(span.start, Math.min(span.end, span.start + LONGEST));
  const tokens: Token[] = [];
  for (const m of part.matchAll(TOKEN)) {
    const word = m[0];
    const start = span.start + m.index;
    const type = /^[\p{L}\d]/u.test(word)
      ? 'word'
      : /^[“„«]/.test(word)
        ? 'open'
        : /^[”»]/.test(word)
          ? 'close'
          : word === '"'
            ? 'mark'
            : 'stop';
    // "Reuters’s" and "agency's" give two tokens: the name and its ending.
    const possessive = type === 'word' ? /['’]s$/i.exec(word) : null;
    const bare = possessive ? word.slice(0, -2) : word;
    tokens.push({
      start,
      end: start + bare.length,
      text: bare,
      lower: bare.toLowerCase(),
      capital: /^\p{Lu}/u.test(bare) || /^\d/.test(bare),
      type,
    });
    if (possessive)
      tokens.push({ start: start + bare.length, end: start + word.length, text: "'s", lower: "'s", capital: false, type: 'stop' });
  }
  return tokens;
}
