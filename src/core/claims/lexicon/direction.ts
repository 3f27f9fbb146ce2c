import { once } from '../../text/once.ts';
import { stemOf } from '../stems.ts';

const UP = 'more increase rise grow growth higher gain climb jump surge soar expand up upward boost greater';
const DOWN = 'less fewer decrease decline fall drop cut lower reduce slump plunge shrink down downward loss';

const stems = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(stemOf));
const up = once(() => stems(UP));
const down = once(() => stems(DOWN));

/** 1 for words that say that something grows or is more, -1 for those that say that it shrinks or is less, else 0. */
export function directionOf(stem: string): -1 | 0 | 1 {
  return up().has(stem) ? 1 : down().has(stem) ? -1 : 0;
}

const PREFIX = /^(?:un|in|im|il|ir|dis|non|anti|de)(?=[a-z]{4})/;

/** True when one word is the other with a negative prefix: "uncapped" and "capped". Words as written, lower case. */
export function isPrefixed(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const bare = long.replace(PREFIX, '');
  return bare.length < long.length && stemOf(bare) === stemOf(short) && stemOf(long) !== stemOf(short);
}
