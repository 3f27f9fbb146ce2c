/**
 * A 106-bit digest of a text, as 28 hexadecimal digits plus its length: equal texts give equal digests, and texts that
 * differ by accident do not collide. It recognises unchanged text; it is no defence against forgery.
 * Two independent 53-bit rounds of the public-domain cyrb53 construction (multiply-xor over UTF-16 code units).
 */
export function digest(text: string): string {
  let a = A;
  let b = B;
  let c = C;
  let d = D;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, FIRST);
    b = Math.imul(b ^ unit, SECOND);
    c = Math.imul(c ^ unit, FIRST);
    d = Math.imul(d ^ unit, SECOND);
  }
  return finish(a, b, c, d, text.length);
}

/** The same over bytes. */
export function digestBytes(bytes: Uint8Array): string {
  // Written out once more: numbers kept in an object, or a call for each byte, cost several times the arithmetic.
  let a = A;
  let b = B;
  let c = C;
  let d = D;
  for (let i = 0; i < bytes.length; i++) {
    const unit = bytes[i] ?? 0;
    a = Math.imul(a ^ unit, FIRST);
    b = Math.imul(b ^ unit, SECOND);
    c = Math.imul(c ^ unit, FIRST);
    d = Math.imul(d ^ unit, SECOND);
  }
  return finish(a, b, c, d, bytes.length);
}

const FIRST = 2654435761;
const SECOND = 1597334677;
const SEED = 0x9e3779b9;
const A = 0xdeadbeef | 0;
const B = 0x41c6ce57;
const C = A ^ SEED;
const D = B ^ SEED;

function finish(a: number, b: number, c: number, d: number, length: number): string {
  return `${last(a, b)}${last(c, d)}-${length.toString(16)}`;
}

function last(one: number, two: number): string {
  const h1 = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  const h2 = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(16).padStart(14, '0');
}
