/**
 * A 106-bit digest of a text, as 28 hexadecimal digits plus its length: equal texts give equal digests, and texts that
 * differ by accident do not collide. It recognises unchanged text; it is no defence against forgery.
 * Two independent 53-bit rounds of the public-domain cyrb53 construction (multiply-xor over UTF-16 code units).
 */
export function digest(text: string): string {
  const state = begin();
  for (let i = 0; i < text.length; i++) mix(state, text.charCodeAt(i));
  return finish(state, text.length);
}

/** The same over bytes. */
export function digestBytes(bytes: Uint8Array): string {
  const state = begin();
  for (const byte of bytes) mix(state, byte);
  return finish(state, bytes.length);
}

interface State {
  a: number;
  b: number;
  c: number;
  d: number;
}

const SEED = 0x9e3779b9;

function begin(): State {
  return { a: 0xdeadbeef, b: 0x41c6ce57, c: 0xdeadbeef ^ SEED, d: 0x41c6ce57 ^ SEED };
}

function mix(state: State, unit: number): void {
  state.a = Math.imul(state.a ^ unit, 2654435761);
  state.b = Math.imul(state.b ^ unit, 1597334677);
  state.c = Math.imul(state.c ^ unit, 2654435761);
  state.d = Math.imul(state.d ^ unit, 1597334677);
}

function finish({ a, b, c, d }: State, length: number): string {
  return `${last(a, b)}${last(c, d)}-${length.toString(16)}`;
}

function last(one: number, two: number): string {
  const h1 = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  const h2 = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(16).padStart(14, '0');
}
