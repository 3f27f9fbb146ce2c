import { createHash } from 'node:crypto';

/** What a token of the full-text table stands for; its first letter. */
export type Space = 't' | 'm' | 's' | 'k';

const PLAIN = /^[a-z0-9]{1,60}$/;
/** The tokenizer takes every character beyond ASCII for a letter: signs and capitals of ASCII move to a block that no text uses. */
const MOVED = 0xe000;
const MOVABLE = /^[^\uD800-\uDFFF\uE000-\uE07F]{1,60}$/;
const SIGN = /[^a-z0-9\u0080-\uFFFF]/g;
const move = (sign: string): string => String.fromCharCode(MOVED + sign.charCodeAt(0));

/**
 * The token under which a term, a name's key or a signature stands in the full-text table, which its tokenizer leaves as it is.
 * Keys that are long, empty, or no good Unicode are digested (120 bits: they do not meet by accident).
 */
export function token(space: Space, key: string): string {
  if (PLAIN.test(key)) return space + key;
  if (MOVABLE.test(key)) return space + key.replace(SIGN, move);
  // A letter of the moved block begins no other token in this way.
  return `${space}${move('!')}${move('!')}${createHash('sha1').update(key, 'utf16le').digest('hex').slice(0, 30)}`;
}

/** The tokens of several keys, each once. */
export function tokensOf(space: Space, keys: Iterable<string>): string[] {
  const tokens: string[] = [];
  for (const key of new Set(keys)) tokens.push(token(space, key));
  return tokens;
}
