import { isSpace } from './blanks.ts';
import type { Span } from './span.ts';

/**
 * Abbreviations after which a full stop ends no sentence, whatever follows: titles, ranks and forms of address stand
 * before a name. Months, "No.", "Art." and the like stand before a figure or a name. From the usual lists of English
 * style guides (AP: titles and months; GPO: legal references).
 */
const BEFORE_NAME = new Set(
  `mr mrs ms mx dr prof rev hon gov sen rep reps sens gens lt col gen maj capt cmdr cdr adm sgt cpl pvt brig st pres amb supt insp sec
  vs v no nos art arts sec vol fig figs pp p ch chap para paras cf ed eds approx ca al messrs mme mlle sr fr dept
  jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun e.g i.e`.split(/\s+/),
);
/** Abbreviations that may end a sentence: the next word decides. */
const MAY_END = new Set('u.s u.k u.n e.u u.s.a d.c a.m p.m inc corp ltd co bros jr sr etc ph.d b.c a.d st ave blvd'.split(' '));
/** Abbreviations that are words too, with which a sentence may well end. */
const ALSO_WORDS = new Set(['sat', 'sun', 'mar', 'dec', 'ed', 'art']);
/** Words that begin sentences far more often than they continue after "U.S." or "Inc.". */
const STARTERS = new Set(
  'the a an he she it they we i you this that these those but and in on at for however meanwhile although while if when as after before since there his her its their our my not no yet still also some many most both such what who why how where'.split(
    ' ',
  ),
);
/** A quotation that opens inside a sentence is kept whole up to this many characters: beyond it, it is a speech of its own. */
const EMBEDDED_QUOTATION = 400;

const CLOSERS = /^[”’"'»)\]]+/;

let segmenter: Intl.Segmenter | undefined;

/**
 * Sentences of prose (or of a span of it), in order, without the white space between them; blank lines end sentences.
 * `Intl.Segmenter` (Unicode UAX #29) proposes, and what it splits too early is joined again: abbreviations, initials,
 * dates, figures, ellipses, and quotations that stand inside a sentence. Linear; never throws.
 */
export function sentences(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const out: Span[] = [];
  const blankLine = /\n[^\S\n]*\n\s*/g;
  let from = within.start;
  const part = within.start === 0 && within.end === text.length ? text : text.slice(within.start, within.end);
  for (const m of part.matchAll(blankLine)) {
    block(text, from, within.start + m.index, out);
    from = within.start + m.index + m[0].length;
  }
  block(text, from, within.end, out);
  return out;
}

function block(text: string, start: number, end: number, out: Span[]): void {
  if (start >= end) return;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  // A line break inside a paragraph is a blank to the reader; UAX #29 would end a sentence there.
  const part = text.slice(start, end).replace(/[\n\r\u2028\u2029\u0085]/g, ' ');
  const pieces: { start: number; end: number }[] = [];
  for (const { segment, index } of segmenter.segment(part)) {
    const last = pieces.at(-1);
    if (last && continues(part, last.start, index)) last.end = index + segment.length;
    else pieces.push({ start: index, end: index + segment.length });
  }
  for (const piece of embedQuotations(part, pieces)) {
    let a = piece.start;
    let b = piece.end;
    while (a < b && isSpace(part.charCodeAt(a))) a++;
    while (b > a && isSpace(part.charCodeAt(b - 1))) b--;
    if (a < b) out.push({ start: start + a, end: start + b });
  }
}

/** True when what stands before the proposed boundary does not end a sentence. */
function continues(part: string, start: number, boundary: number): boolean {
  let end = boundary;
  while (end > start && isSpace(part.charCodeAt(end - 1))) end--;
  if (end === start) return true;
  const after = part.slice(boundary, boundary + 40);
  const closing = CLOSERS.exec(after);
  // A closing mark that was left behind belongs to what it closes.
  if (closing && end === boundary) return true;
  const next = /^[^\p{L}\p{N}]*([\p{L}\p{M}'’]+|\p{N}+)/u.exec(after)?.[1];
  const tail = part.slice(Math.max(start, end - 40), end);
  if (next !== undefined && /^\p{Ll}/u.test(next) && /[.…?!][”’"')\]]*$/.test(tail)) return true;
  if (/[!?]["”’')\]]*$/.test(tail)) return false;
  if (/(?:\.\s?){3}$|…$/.test(tail)) return next !== undefined && /^\p{Ll}/u.test(next);
  const word = /([\p{L}\p{M}](?:[\p{L}\p{M}'’-]|\.(?=\p{L}))*)\.$/u.exec(tail)?.[1];
  if (word === undefined) return false;
  return stopBelongsTo(word, next);
}

/**
 * True when a full stop right after `word` belongs to the word (an abbreviation, an initial) and ends no sentence before
 * `next`, the word that follows, if any.
 */
export function stopBelongsTo(word: string, next: string | undefined): boolean {
  const folded = word.toLowerCase();
  // An initial: "J. Smith", "George W. Bush"; but "Plan B." may end, when a starter follows.
  if (/^\p{Lu}$/u.test(word)) return next !== undefined && !STARTERS.has(next.toLowerCase());
  if (MAY_END.has(folded) || /^(?:\p{L}\.)+\p{L}$/u.test(word)) return next !== undefined && !STARTERS.has(next.toLowerCase());
  // "No. 5", "c. 1491": an abbreviation before a figure, a word before anything else.
  if (folded === 'no' || word === 'c') return next !== undefined && /^\p{N}/u.test(next);
  if (ALSO_WORDS.has(folded))
    return next !== undefined && (/^\p{N}/u.test(next) || !STARTERS.has(next.toLowerCase())) && /^\p{Lu}/u.test(word);
  return BEFORE_NAME.has(folded);
}

/** Joins the pieces that a short quotation opened in mid-sentence spans: `He said “No. Never.” and left.` */
function embedQuotations(part: string, pieces: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  let open = -1;
  let mark = '';
  for (const piece of pieces) {
    const last = out.at(-1);
    // The quotation counts as embedded when it is still open here and closes soon, and its piece began before it.
    if (last && open >= 0 && opensInside(part, last.start, open) && closesWithin(part, open, mark)) last.end = piece.end;
    else out.push({ ...piece });
    for (let i = piece.start; i < piece.end; i++) {
      const c = part.charAt(i);
      if (open >= 0) {
        if (c === mark) open = -1;
      } else if (c === '“' || c === '«' || c === '„') {
        open = i;
        mark = c === '«' ? '»' : '”';
      } else if (c === '"' && (i === 0 || /[\s([—–-]/.test(part.charAt(i - 1)))) {
        open = i;
        mark = '"';
      }
    }
  }
  return out;
}

function opensInside(part: string, start: number, open: number): boolean {
  for (let i = start; i < open; i++) if (!isSpace(part.charCodeAt(i))) return true;
  return false;
}

function closesWithin(part: string, open: number, mark: string): boolean {
  const close = part.slice(open + 1, open + 1 + EMBEDDED_QUOTATION).indexOf(mark);
  return close >= 0;
}
