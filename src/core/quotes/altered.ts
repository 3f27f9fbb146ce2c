import type { Span } from '../text/span.ts';
import { anchors } from './anchor.ts';
import { isEmptyWord } from './content.ts';
import { diffWords, type Run } from './diff.ts';
import { type AlterationReason, type DiffRun, type Location, oneLine, type QuotableArticle, type ReadArticle } from './location.ts';
import { anyNegation, endsSentence, negates } from './negation.ts';
import type { Quoted, QuotedWord } from './quoted.ts';

/** Fewer words than this, or fewer different ones, are never looked for but word by word: a short string fits everywhere. */
export const MIN_FUZZY_WORDS = 4;
/** The places that resemble a quotation whose words stand nowhere as they are, with the comparison and the repair. */
export function approximate(content: string, quoted: Quoted, quoteIds: Int32Array, read: readonly ReadArticle[]): Location {
  const absent: Location = { state: 'absent', places: [] };
  if (quoted.words.length < MIN_FUZZY_WORDS) return absent;
  const keys = quoted.words.map((w) => w.key);
  if (new Set(keys).size < MIN_FUZZY_WORDS) return absent;
  const found: Resemblance[] = [];
  for (const { article, words, ids } of read) {
    for (const place of anchors(quoted.words, quoteIds, words, ids)) {
      const { source, runs } = compare(article.text, words, place, keys);
      const share = runs ? resemblance(quoted, runs) : 0;
      if (runs && share > 0) found.push({ article, source, runs, share });
    }
  }
  // A stable sort: equal ones stay in the order of the articles and offsets.
  found.sort((a, b) => b.share - a.share);
  const top = found[0];
  if (!top) return absent;
  const best = found.filter((f) => f.share >= top.share - SAME_SHARE);
  const places = best.map((f) => ({ path: f.article.path, span: { start: f.source[0]?.start ?? 0, end: f.source.at(-1)?.end ?? 0 } }));
  const text = (f: Resemblance): string => f.source.map((w) => w.key).join(' ');
  if (best.slice(0, 8).some((f) => text(f) !== text(top))) return { state: 'several', places, reason: 'words' };
  const { diff, repaired, reason } = repair(content, quoted, top.article.text, top.source, top.runs);
  return { state: 'altered', places, reason, diff, repaired };
}

/** At most so many words at an end of a quotation are taken for a replacement of what stands there in the source. */
const EDGE_WORDS = 2;

/**
 * Compares the words of a place with those of the quotation. A word that was replaced at an end stands beside the place:
 * as many of the source's words are taken in, within the sentence.
 */
function compare(
  text: string,
  words: readonly QuotedWord[],
  around: { readonly from: number; readonly to: number },
  keys: readonly string[],
): { source: readonly QuotedWord[]; runs: readonly Run[] | undefined } {
  const at = (from: number, to: number): { source: readonly QuotedWord[]; runs: readonly Run[] | undefined } => {
    const source = words.slice(from, to);
    return {
      source,
      runs: diffWords(
        source.map((w) => w.key),
        keys,
      ),
    };
  };
  const wide = at(around.from, around.to);
  const place = within(text, words, around, wide.runs ?? []);
  const plain = place.from === around.from && place.to === around.to ? wide : at(place.from, place.to);
  let { from, to } = place;
  const first = plain.runs?.[0];
  const last = plain.runs?.at(-1);
  const lead = first?.type === 'inserted' ? first.bEnd - first.bStart : 0;
  const tail = last?.type === 'inserted' && last !== first ? last.bEnd - last.bStart : 0;
  if (lead <= EDGE_WORDS) while (from > 0 && place.from - from < lead && !parted(text, words[from - 1], words[from])) from--;
  if (tail <= EDGE_WORDS) while (to < words.length && to - place.to < tail && !parted(text, words[to - 1], words[to])) to++;
  return from === place.from && to === place.to ? plain : at(from, to);
}

/** The place without what stands before or behind a border that lies beyond the words that agree. */
function within(
  text: string,
  words: readonly QuotedWord[],
  { from, to }: { readonly from: number; readonly to: number },
  runs: readonly Run[],
): { from: number; to: number } {
  const agreeing = runs.filter((r) => r.type === 'equal');
  const [first, last] = [agreeing[0], agreeing.at(-1)];
  if (!first || !last) return { from, to };
  let start = from + first.aStart;
  let end = from + last.aEnd;
  while (start > from && !parted(text, words[start - 1], words[start])) start--;
  while (end < to && !parted(text, words[end - 1], words[end])) end++;
  return { from: start, to: end };
}

const MARKS = /["“”„‟«»]|''|``/;

/** True when a sentence, a paragraph or the source's own quotation ends or begins between two words. */
function parted(text: string, a: QuotedWord | undefined, b: QuotedWord | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  const between = { start: a.end, end: b.start };
  return endsSentence(text, between) || MARKS.test(text.slice(between.start, Math.min(between.end, between.start + 40)));
}

interface Resemblance {
  readonly article: QuotableArticle;
  readonly source: readonly QuotedWord[];
  readonly runs: readonly Run[];
  /** Share of the quotation's words that the place has, in order. */
  readonly share: number;
}

/** Places whose shares differ by less fit equally well. */
const SAME_SHARE = 0.08;
/**
 * How many of the quotation's words a place must have, in order. Measured on news: of sentences with one word in five
 * altered 9 in 10 are still found, of sentences of other articles fewer than 1 in 50 is taken for one of these.
 */
const LEAST_SHARE = 0.62;
/** From this share on two words with content suffice; below it three must agree. */
const CLOSE_SHARE = 0.85;
/** Up to this many words only one may differ, and at least two must be no function words. */
const SHORT = 6;

/** The share, or 0 where the place does not resemble the quotation enough. */
function resemblance(quoted: Quoted, runs: readonly Run[]): number {
  const m = quoted.words.length;
  let equal = 0;
  let left = 0;
  let telling = 0;
  for (const r of runs) {
    if (r.type === 'equal') {
      equal += r.bEnd - r.bStart;
      for (let i = r.bStart; i < r.bEnd && telling < 3; i++) if (!isEmptyWord(quoted.words[i]?.key ?? '')) telling++;
    } else if (r.type === 'deleted' && !gapAt(quoted, r.bStart)) left += r.aEnd - r.aStart;
  }
  const share = equal / m;
  if (m <= SHORT) return m - equal <= 1 && left <= 2 && telling >= 2 ? share : 0;
  return share >= LEAST_SHARE && left <= m && telling >= (share >= CLOSE_SHARE ? 2 : 3) ? share : 0;
}

function repair(
  content: string,
  quoted: Quoted,
  text: string,
  source: readonly QuotedWord[],
  runs: readonly Run[],
): { diff: DiffRun[]; repaired: string; reason: AlterationReason } {
  const diff: DiffRun[] = [];
  const changed: string[] = [];
  let repaired = '';
  let copied = 0;
  for (const r of runs) {
    const quote = spanIn(quoted.words, r.bStart, r.bEnd);
    const from = spanIn(source, r.aStart, r.aEnd);
    // What an ellipsis or a bracket of the writer stands for is no alteration.
    const gap = r.type === 'deleted' ? gapAt(quoted, r.bStart) : undefined;
    if (gap && !anyNegation(source, r.aStart, r.aEnd)) continue;
    diff.push({ type: r.type, quote, source: from });
    if (r.type === 'equal') continue;
    for (let i = r.aStart; i < r.aEnd; i++) changed.push(source[i]?.key ?? '');
    for (let i = r.bStart; i < r.bEnd; i++) changed.push(quoted.words[i]?.key ?? '');
    if (r.type === 'deleted') {
      const lead = r.bStart < quoted.words.length;
      const cut = lead ? quote.start : content.length;
      const piece = text.slice(from.start, from.end);
      const kept = content.slice(copied, lead ? cut : (quoted.words.at(-1)?.end ?? cut));
      repaired += lead ? `${kept}${piece} ` : `${kept} ${piece}`;
      copied = lead ? cut : (quoted.words.at(-1)?.end ?? cut);
    } else {
      // What joined the words that go to those that stay goes with them.
      repaired += content.slice(copied, quote.start).replace(r.bEnd >= quoted.words.length ? /[\s,;:–—-]{1,10}$/ : /$^/, '');
      copied = quote.end;
      const joint = repaired === '' ? /[\s,;:–—-]/ : /\s/;
      if (r.bEnd < quoted.words.length) while (joint.test(content.charAt(copied)) && /(?:^|\s)$/.test(repaired)) copied++;
    }
  }
  repaired += content.slice(copied);
  const reason = changed.some(negates) ? 'negation' : changed.some((w) => /\p{N}/u.test(w)) ? 'figure' : 'words';
  return { diff, repaired: oneLine(repaired), reason };
}

/** The span of words `from`…`to`; the place before the word `from` when there are none. */
function spanIn(words: readonly QuotedWord[], from: number, to: number): Span {
  if (to > from) return { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 };
  const at = words[from]?.start ?? words.at(-1)?.end ?? 0;
  return { start: at, end: at };
}

/** The gap before the word of that index, if one stands there. */
function gapAt(quoted: Quoted, word: number): boolean {
  let seen = 0;
  for (const [i, run] of quoted.runs.entries()) {
    seen += run.length;
    if (seen === word && i < quoted.gaps.length) return true;
    if (seen > word) return false;
  }
  return false;
}
