import { createHash } from 'node:crypto';

/** What a token of the full-text table stands for; its first letter. */
export type Space = 't' | 'm' | 's' | 'k';

const PLAIN = /^[a-z0-9]{1,24}$/;
/** Remembered tokens: keys repeat all the time. */
const MOST_KNOWN = 100_000;
const known = new Map<string, string>();

/**
 * The token under which a term, a name's key or a signature stands in the full-text table: ASCII letters and digits alone,
 * which its tokenizer leaves as they are. What is not made of them is digested (120 bits: keys do not meet by accident).
 */
export function token(space: Space, key: string): string {
  if (PLAIN.test(key)) return `${space}${key}`;
  const id = `${space}${key}`;
  let made = known.get(id);
  if (made === undefined) {
    // "0" begins no plain token but one of digits: with 30 digits and letters behind it, it is longer than any.
    made = `${space}0${createHash('sha1').update(key, 'utf16le').digest('hex').slice(0, 30)}`;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(id, made);
  }
  return made;
}

/** The tokens of several keys, each once, as the table takes them in. */
export function tokensOf(space: Space, keys: Iterable<string>): string[] {
  return [...new Set(keys)].map((key) => token(space, key));
}
