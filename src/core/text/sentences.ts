import { isSpace } from './blanks.ts';
import { sentenceBreaks } from './sentence-breaks.ts';
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

const STRAIGHT = 34;
const OPENING = 0x201c;
const CLOSING = 0x201d;
const LOW_OPENING = 0x201e;
const GUILLEMET = 0xab;
const CLOSING_GUILLEMET = 0xbb;

interface Piece {
  start: number;
  end: number;
}

/** Closes what was opened before; the second without the guillemet, which opens as well. */
const CLOSER = /[”’"'»)\]]/;
const ENDS_QUOTE = /[”’"')\]]/;

/** What ends a line: within a paragraph it is a blank to the reader. */
const LINE_END = /[\n\r\u2028\u2029\u0085]/g;

/**
 * Sentences of prose (or of a span of it), in order, without the white space between them; blank lines end sentences.
 * Unicode's rules (UAX #29) propose, and what they split too early is joined again: abbreviations, initials,
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
  const part = text.slice(start, end);
  const line = part.replace(LINE_END, ' ');
  // Most paragraphs are one line: they are read where they stand, since what is cut out of a text is slower to read.
  if (line === part) pieces(text, start, end, 0, out);
  else pieces(line, 0, line.length, start, out);
}

/** The sentences of [start, end) of a line, moved by `by`. */
function pieces(line: string, start: number, end: number, by: number, out: Span[]): void {
  const found: Piece[] = [];
  let from = start;
  for (const at of sentenceBreaks(line, start, end)) {
    if (continues(line, from, at, end)) continue;
    found.push({ start: from, end: at });
    from = at;
  }
  found.push({ start: from, end });
  for (const piece of found.length < 2 ? found : embedQuotations(line, start, end, found)) {
    let a = piece.start;
    let b = piece.end;
    while (a < b && isSpace(line.charCodeAt(a))) a++;
    while (b > a && isSpace(line.charCodeAt(b - 1))) b--;
    if (a < b) out.push({ start: a + by, end: b + by });
  }
}

/** True when what stands before the proposed boundary does not end a sentence. */
function continues(part: string, start: number, boundary: number, limit: number): boolean {
  let end = boundary;
  while (end > start && isSpace(part.charCodeAt(end - 1))) end--;
  if (end === start) return true;
  // A closing mark that was left behind belongs to what it closes.
  if (end === boundary && CLOSER.test(part.charAt(boundary))) return true;
  const from = Math.max(start, end - 40);
  let last = end - 1;
  while (last >= from && ENDS_QUOTE.test(part.charAt(last))) last--;
  const mark = last < from ? '' : part.charAt(last);
  const next = nextWord(part.slice(boundary, Math.min(boundary + 40, limit)));
  if (next !== undefined && /^\p{Ll}/u.test(next) && /[.…?!]/.test(mark)) return true;
  if (mark === '!' || mark === '?' || last !== end - 1 || mark !== '.') return false;
  if (/(?:\.\s?){3}$/.test(part.slice(Math.max(from, end - 6), end))) return false;
  const word = wordBefore(part, from, last);
  return word !== undefined && stopBelongsTo(word, next);
}

/** The word, or the initials, right before the full stop at `stop`; nothing before `from` is looked at. */
function wordBefore(part: string, from: number, stop: number): string | undefined {
  let start = stop;
  for (; start > from; start--) {
    const code = part.charCodeAt(start - 1);
    if (isAscii(code) || code === 39 || code === 45) continue;
    // Letters of all scripts are told by a pattern, which takes longer.
    if (code >= 128) return /([\p{L}\p{M}](?:[\p{L}\p{M}'’-]|\.(?=\p{L}))*)$/u.exec(part.slice(from, stop))?.[1];
    if (code !== 46 || !isAscii(part.charCodeAt(start))) break;
  }
  while (start < stop && !isAscii(part.charCodeAt(start))) start++;
  return start === stop ? undefined : part.slice(start, stop);
}

/** True for a letter of ASCII. */
function isAscii(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** The first word or figure of a text. */
function nextWord(text: string): string | undefined {
  // Nearly always plain letters behind a blank: the pattern of all scripts takes long to make, and longer to run.
  const plain = /^ *([A-Za-z][A-Za-z']*)(?=[ \n.,;:!?)]|$)/.exec(text)?.[1];
  if (plain !== undefined) return plain;
  return /^[^\p{L}\p{N}]*([\p{L}\p{M}'’]+|\p{N}+)/u.exec(text)?.[1];
}

/**
 * True when a full stop right after `word` belongs to the word (an abbreviation, an initial) and ends no sentence before
 * `next`, the word that follows, if any.
 */
export function stopBelongsTo(word: string, next: string | undefined): boolean {
  const folded = word.toLowerCase();
  // An initial: "J. Smith", "George W. Bush"; but "Plan B." may end, when a starter follows.
  if (word.length <= 2 && /^\p{Lu}$/u.test(word)) return next !== undefined && !STARTERS.has(next.toLowerCase());
  if (MAY_END.has(folded) || (word.includes('.') && /^(?:\p{L}\.)+\p{L}$/u.test(word)))
    return next !== undefined && !STARTERS.has(next.toLowerCase());
  // "No. 5", "c. 1491": an abbreviation before a figure, a word before anything else.
  if (folded === 'no' || word === 'c') return next !== undefined && /^\p{N}/u.test(next);
  if (ALSO_WORDS.has(folded))
    return next !== undefined && (/^\p{N}/u.test(next) || !STARTERS.has(next.toLowerCase())) && /^\p{Lu}/u.test(word);
  return BEFORE_NAME.has(folded);
}

/** Joins the pieces that a short quotation opened in mid-sentence spans: `He said “No. Never.” and left.` */
function embedQuotations(part: string, from: number, limit: number, pieces: readonly Piece[]): readonly Piece[] {
  if (!opensAny(part, from, limit)) return pieces;
  const out: Piece[] = [];
  let open = -1;
  let mark = 0;
  for (const piece of pieces) {
    const last = out.at(-1);
    // The quotation counts as embedded when it is still open here and closes soon, and its piece began before it.
    if (last && open >= 0 && opensInside(part, last.start, open) && closesWithin(part, open, mark, limit)) last.end = piece.end;
    else out.push({ ...piece });
    for (let i = piece.start; i < piece.end; i++) {
      const c = part.charCodeAt(i);
      if (open >= 0) {
        if (c === mark) open = -1;
      } else if (c === OPENING || c === LOW_OPENING || c === GUILLEMET) {
        open = i;
        mark = c === GUILLEMET ? CLOSING_GUILLEMET : CLOSING;
      } else if (c === STRAIGHT && (i === from || /[\s([—–-]/.test(part.charAt(i - 1)))) {
        open = i;
        mark = STRAIGHT;
      }
    }
  }
  return out;
}

/** True when any mark stands there that may open a quotation. */
function opensAny(part: string, from: number, limit: number): boolean {
  for (let i = from; i < limit; i++) {
    const c = part.charCodeAt(i);
    if (c === STRAIGHT || c === OPENING || c === LOW_OPENING || c === GUILLEMET) return true;
  }
  return false;
}

function opensInside(part: string, start: number, open: number): boolean {
  for (let i = start; i < open; i++) if (!isSpace(part.charCodeAt(i))) return true;
  return false;
}

function closesWithin(part: string, open: number, mark: number, limit: number): boolean {
  const end = Math.min(open + 1 + EMBEDDED_QUOTATION, limit);
  for (let i = open + 1; i < end; i++) if (part.charCodeAt(i) === mark) return true;
  return false;
}
