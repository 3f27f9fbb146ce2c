import search from 'approx-string-match';
import { MAX_ELLIPSIS } from './match.ts';
import type { QuotedWord } from './quoted.ts';

/** A stretch of the source's words (half-open indices) that resembles the quotation, 0…1. */
export interface AnchorPlace {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** At least this share of the quotation's characters must agree. Measured on altered and foreign sentences: see the tests. */
const MIN_AGREEMENT = 0.65;
/** Longer quotations are anchored by their two ends: the cost of a pattern grows with its square. */
const MAX_PATTERN = 320;
const MAX_CANDIDATES = 3;
/** A pair of words that stands more often than this in the quotation tells no place. */
const MAX_REPEATS = 4;
/** Above any number of different words in a quotation, so that two ids make one key. */
const ID_RANGE = 2 ** 24;

/**
 * The stretches of a source that resemble the quotation: pairs of neighbouring words vote for the place where the quotation
 * would begin (linear), and approximate string matching (Myers 1999, by approx-string-match) settles the ends there.
 */
export function anchors(
  quote: readonly QuotedWord[],
  quoteIds: Int32Array,
  source: readonly QuotedWord[],
  sourceIds: Int32Array,
): AnchorPlace[] {
  const head = cut(quote, 0, 1);
  if (head >= quote.length) return anchorsOf(quote, quoteIds, source, sourceIds, MAX_CANDIDATES);
  const tail = cut(quote, quote.length - 1, -1);
  const first = anchorsOf(quote.slice(0, head), quoteIds.slice(0, head), source, sourceIds, MAX_CANDIDATES * 4);
  const last = anchorsOf(quote.slice(-tail), quoteIds.slice(-tail), source, sourceIds, MAX_CANDIDATES * 4);
  const out: AnchorPlace[] = [];
  for (const a of first) {
    let best: AnchorPlace | undefined;
    for (const b of last) {
      const length = b.to - a.from;
      if (length < quote.length / 2 || length > quote.length * 2 + MAX_ELLIPSIS) continue;
      const score = (a.score + b.score) / 2;
      if (!best || score > best.score) best = { from: a.from, to: b.to, score };
    }
    if (best) out.push(best);
  }
  return out.sort((a, b) => b.score - a.score || a.from - b.from).slice(0, MAX_CANDIDATES);
}

function anchorsOf(
  quote: readonly QuotedWord[],
  quoteIds: Int32Array,
  source: readonly QuotedWord[],
  sourceIds: Int32Array,
  most: number,
): AnchorPlace[] {
  const m = quoteIds.length;
  const pairs = new Map<number, number[]>();
  for (let i = 0; i + 1 < m; i++) {
    const key = (quoteIds[i] ?? 0) * ID_RANGE + (quoteIds[i + 1] ?? 0);
    const list = pairs.get(key);
    if (!list) pairs.set(key, [i]);
    else if (list.length < MAX_REPEATS) list.push(i);
  }
  const width = Math.max(6, m >> 1);
  const votes = new Map<number, number>();
  for (let i = 0; i + 1 < sourceIds.length; i++) {
    const a = sourceIds[i] ?? -1;
    const b = sourceIds[i + 1] ?? -1;
    if (a < 0 || b < 0) continue;
    for (const offset of pairs.get(a * ID_RANGE + b) ?? []) {
      const bucket = Math.floor((i - offset) / width);
      votes.set(bucket, (votes.get(bucket) ?? 0) + 1);
    }
  }
  const joined = [...votes].map(([bucket, n]) => ({ bucket, n: n + (votes.get(bucket + 1) ?? 0) }));
  joined.sort((a, b) => b.n - a.n || a.bucket - b.bucket);
  const least = Math.max(1, Math.floor((m - 1) * 0.25));
  const pattern = quote.map((w) => w.key.slice(0, MAX_PATTERN)).join(' ');
  const out: AnchorPlace[] = [];
  for (const { bucket, n } of joined.slice(0, most * 4)) {
    if (n < least || out.length >= most) break;
    const from = Math.max(0, bucket * width - width);
    const to = Math.min(source.length, (bucket + 2) * width + m + width);
    if (out.some((o) => o.from <= from + width && to - width <= o.to)) continue;
    const place = approximate(pattern, source, from, to);
    if (place && !out.some((o) => o.from < place.to && place.from < o.to)) out.push(place);
  }
  return out;
}

/** How many words from one end of the quotation fit into a pattern. */
function cut(words: readonly QuotedWord[], at: number, step: 1 | -1): number {
  let size = 0;
  let count = 0;
  for (let i = at; i >= 0 && i < words.length; i += step) {
    size += (words[i]?.key.length ?? 0) + 1;
    if (size > MAX_PATTERN && count > 0) break;
    count++;
  }
  return count;
}

function approximate(pattern: string, source: readonly QuotedWord[], from: number, to: number): AnchorPlace | undefined {
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (let i = from; i < to; i++) {
    const key = (source[i]?.key ?? '').slice(0, MAX_PATTERN);
    starts.push(length);
    parts.push(key);
    length += key.length + 1;
  }
  const text = parts.join(' ');
  const allowed = Math.floor(pattern.length * (1 - MIN_AGREEMENT));
  const found = search(text, pattern, allowed);
  const best = found.toSorted((a, b) => a.errors - b.errors || b.end - b.start - (a.end - a.start) || a.start - b.start)[0];
  if (!best) return undefined;
  let a = from;
  let b = from;
  // Whole words: a word that is cut belongs to the match when most of it does.
  for (let i = 0; i < starts.length; i++) {
    const s = starts[i] ?? 0;
    const e = s + (parts[i]?.length ?? 0);
    if ((s + e) / 2 < best.start) a = from + i + 1;
    if ((s + e) / 2 <= best.end) b = from + i + 1;
  }
  if (b <= a) return undefined;
  return { from: a, to: b, score: 1 - best.errors / pattern.length };
}
