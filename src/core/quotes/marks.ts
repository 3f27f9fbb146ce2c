import { isSpace } from '../text/blanks.ts';
import { lowerBound } from '../text/ordered.ts';
import type { Span } from '../text/span.ts';

/** A stretch between quotation marks. */
export interface Marked extends Span {
  /** Without the marks. */
  readonly content: Span;
  /** Index of the paragraph (see {@link paragraphsOf}) in which it stands. */
  readonly paragraph: number;
  /** True when no mark closes it here because the next paragraph, which opens with a mark again, carries on. */
  readonly open: boolean;
  /** True where the closing mark is not the opening one's partner: quoted words, but where they end is not certain. */
  readonly doubtful: boolean;
  /** True for single marks, which headlines and British papers use, and which may be apostrophes. */
  readonly single: boolean;
}

/** A line of at most this length may be a hard-wrapped part of a paragraph (mail and wire copy wrap at 60–100). */
const WRAPPED_LINE = 100;
const CLOSING_END = /[.?!:;"”’»)\]]\s*$/;

/**
 * Paragraphs of plain text: blank lines part them, and so does a single line break unless the line looks hard-wrapped
 * (short, and ending in mid-sentence). Linear.
 */
export function paragraphsOf(text: string): Span[] {
  const out: Span[] = [];
  let start = -1;
  let end = 0;
  for (let at = 0; at <= text.length; ) {
    let stop = text.indexOf('\n', at);
    if (stop < 0) stop = text.length;
    let a = at;
    let b = stop;
    while (a < b && isSpace(text.charCodeAt(a))) a++;
    while (b > a && isSpace(text.charCodeAt(b - 1))) b--;
    if (a === b) {
      flush();
    } else {
      if (start >= 0 && !wraps(text, start, end, a)) flush();
      if (start < 0) start = a;
      end = b;
    }
    at = stop + 1;
  }
  flush();
  return out;

  function flush(): void {
    if (start >= 0) out.push({ start, end });
    start = -1;
  }
}

/** True when the line that ends at `end` carries on in the line that begins at `next`. */
function wraps(text: string, start: number, end: number, next: number): boolean {
  const quoted = text.charAt(start) === '>';
  if (quoted || text.charAt(next) === '>') return quoted && text.charAt(next) === '>';
  const lineStart = Math.max(start, text.lastIndexOf('\n', end - 1) + 1);
  if (end - lineStart > WRAPPED_LINE) return false;
  if (/\p{Ll}/u.test(text.charAt(next))) return true;
  return end - lineStart > WRAPPED_LINE / 2 && !CLOSING_END.test(text.slice(Math.max(lineStart, end - 3), end));
}

/** What closes a mark that can only open. */
const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '“'],
  ['‟', '”'],
  ['«', '»'],
  ['〝', '〞'],
  ['「', '」'],
]);
const MARKS = /["“”„‟«»〝〞「」]|[‘’'`]{2}|[‘']/g;
/** Marks that writers and converters mix up: each may close what another has opened. */
const MIXED = '"“”';

/**
 * The outermost stretches between quotation marks, in order: “ ” „ “ « » » « " ‘ ’ ' and two apostrophes, with other
 * marks nested inside; block quotes marked by ">" count as well. A mark never pairs across a paragraph; a stretch that the
 * next paragraph carries on (it opens with a mark again) is given to the end of its paragraph as `open`. A mark without a
 * partner makes nothing. Linear.
 */
export function markedStretches(text: string, paragraphs: readonly Span[] = paragraphsOf(text)): Marked[] {
  const out: Marked[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    if (text.charAt(paragraph.start) === '>') {
      const start = paragraph.start + (/^>[\s>]*/.exec(text.slice(paragraph.start, paragraph.start + 40))?.[0].length ?? 1);
      if (start < paragraph.end) {
        out.push({
          start,
          end: paragraph.end,
          content: { start, end: paragraph.end },
          paragraph: index,
          open: false,
          doubtful: false,
          single: false,
        });
        continue;
      }
    }
    new Scan(text, paragraph, index, out).run(paragraphs[index + 1]);
  }
  return out;
}

interface Open {
  readonly at: number;
  readonly width: number;
  readonly mark: string;
}

/** One paragraph, from left to right. */
class Scan {
  readonly #text: string;
  readonly #p: Span;
  readonly #paragraph: number;
  readonly #out: Marked[];
  readonly #stack: Open[] = [];
  /** How many marks of each kind are open, so that a closing mark need not search for a partner that is not there. */
  readonly #counts = new Map<string, number>();
  #singles: SingleClosers | undefined;

  constructor(text: string, p: Span, paragraph: number, out: Marked[]) {
    this.#text = text;
    this.#p = p;
    this.#paragraph = paragraph;
    this.#out = out;
  }

  run(next: Span | undefined): void {
    MARKS.lastIndex = this.#p.start;
    for (let m = MARKS.exec(this.#text); m && m.index < this.#p.end; m = MARKS.exec(this.#text)) {
      const at = m.index;
      const raw = m[0];
      if (raw.length === 2 && raw.charAt(0) !== raw.charAt(1)) {
        // ’‘ and the like are two marks that happen to touch.
        MARKS.lastIndex = at + 1;
        if (raw.charAt(0) === '‘' || raw.charAt(0) === "'") MARKS.lastIndex = this.#single(at);
        continue;
      }
      if (raw.length === 1 && (raw === '‘' || raw === "'")) MARKS.lastIndex = this.#single(at);
      else this.#double(at, raw.length, raw.length === 2 ? '"' : raw);
    }
    const first = this.#stack[0];
    if (first && next && startsWithMark(this.#text, next, this.#text.charAt(first.at))) this.#push(first.at, this.#p.end, first.width, 0);
  }

  #double(at: number, width: number, mark: string): void {
    const opening = PARTNERS.has(mark) ? !shuts(this.#text, at, width, this.#p) : opens(this.#text, at, width, this.#p);
    const closing = !opening || at + width >= this.#p.end || !/[\p{L}\p{N}$£€“‘([]/u.test(this.#text.charAt(at + width));
    if (this.#stack.length === 0) {
      if (opening && (mark !== '”' || !closing)) this.#open(at, width, mark === '”' ? '“' : mark);
      return;
    }
    const natural =
      mark === '”'
        ? (this.#has('“') ?? this.#has('„') ?? this.#has('‟'))
        : mark === '“' && !opening
          ? (this.#has('„') ?? this.#has('“'))
          : mark === '"'
            ? undefined
            : this.#partner(mark);
    if (natural !== undefined && (mark !== '»' || this.#has('«') !== undefined)) {
      this.#close(natural, at + width, width);
      return;
    }
    if (mark === '"') {
      const outer = this.#has('"');
      if (outer !== undefined && closing) this.#close('"', at + width, width);
      else if (outer !== undefined && this.#stack[0]?.mark === '"') {
        // Looks like an opening mark: the one before was never closed.
        this.#stack.length = 0;
        this.#counts.clear();
        this.#open(at, width, '"');
      } else if (closing && !opening && this.#has('“') !== undefined && !/\p{N}/u.test(this.#text.charAt(at - 1)))
        this.#close('“', at + width, width);
      else if (opening) this.#open(at, width, '"');
      return;
    }
    if (mark === '”' && closing && this.#has('"') !== undefined) this.#close('"', at + width, width);
    else if (PARTNERS.has(mark) && opening) this.#open(at, width, mark);
    else if (mark === '»' && opening) this.#open(at, width, mark);
  }

  #partner(mark: string): string | undefined {
    if (mark === '»') return this.#has('«');
    if (mark === '«') return this.#has('»');
    if (mark === '〞') return this.#has('〝');
    if (mark === '」') return this.#has('「');
    return undefined;
  }

  #has(mark: string): string | undefined {
    return (this.#counts.get(mark) ?? 0) > 0 ? mark : undefined;
  }

  #open(at: number, width: number, mark: string): void {
    this.#stack.push({ at, width, mark });
    this.#counts.set(mark, (this.#counts.get(mark) ?? 0) + 1);
  }

  /** Closes the innermost open mark of that kind; marks opened inside it that never closed are forgotten. */
  #close(mark: string, end: number, width: number): void {
    for (let top = this.#stack.pop(); top; top = this.#stack.pop()) {
      this.#counts.set(top.mark, (this.#counts.get(top.mark) ?? 1) - 1);
      if (top.mark !== mark) continue;
      if (this.#stack.length === 0) this.#push(top.at, end, top.width, width);
      return;
    }
  }

  /** Takes in a stretch between single marks, when one opens here; where to go on. */
  #single(at: number): number {
    if (this.#stack.length > 0 || !opens(this.#text, at, 1, this.#p)) return at + 1;
    this.#singles ??= new SingleClosers(this.#text, this.#p);
    const end = this.#singles.closerOf(at);
    if (end === undefined) return at + 1;
    this.#push(at, end + 1, 1, 1);
    return end + 1;
  }

  #push(start: number, end: number, before: number, after: number): void {
    // French marks stand off by a blank.
    let from = start + before;
    let to = end - after;
    while (from < to && isSpace(this.#text.charCodeAt(from))) from++;
    while (to > from && isSpace(this.#text.charCodeAt(to - 1))) to--;
    if (to <= from) return;
    const first = this.#text.charAt(start);
    const last = this.#text.charAt(end - 1);
    const open = after === 0;
    const single = before === 1 && (first === '‘' || first === "'");
    const doubtful = !open && MIXED.includes(first) && first + last !== '“”' && first + last !== '""';
    this.#out.push({
      start,
      end,
      content: { start: from, end: to },
      paragraph: this.#paragraph,
      open,
      doubtful,
      single,
    });
  }
}

function startsWithMark(text: string, p: Span, mark: string): boolean {
  const first = text.charAt(p.start);
  return (
    first === mark || (MIXED.includes(mark) && MIXED.includes(first)) || (mark === '„' && first === '“') || (mark === '«' && first === '»')
  );
}

/** A curly mark that was meant to close: something right before it and nothing right after. */
function shuts(text: string, at: number, width: number, p: Span): boolean {
  if (at === p.start) return false;
  return !/[\s([{—–\-/]/.test(text.charAt(at - 1)) && (at + width >= p.end || /[\s.,;:!?)\]—–]/.test(text.charAt(at + width)));
}

function opens(text: string, at: number, width: number, p: Span): boolean {
  if (at + width >= p.end || isSpace(text.charCodeAt(at + width))) return false;
  return at === p.start || /[\s([{—–\-/:"“«„‘'…]/.test(text.charAt(at - 1));
}

/** Short forms that begin with an apostrophe: ’em, ’tis, ’90s. */
const ELISION = /^['’‘](?:em|tis|twas|cause|til|till|bout|round|n|cuz|s|\d\ds?)(?![\p{L}\p{N}])/iu;

/**
 * Which mark closes a single opening mark. Apostrophes inside words never do; after a plural ("the workers’ rights")
 * one does only when nothing better follows. All candidates are found in one pass, asked for in order of the text.
 */
class SingleClosers {
  readonly #text: string;
  readonly #strong: number[] = [];
  readonly #weak: number[] = [];
  readonly #doubles: number[] = [];
  #s = 0;
  #w = 0;

  constructor(text: string, p: Span) {
    this.#text = text;
    for (let i = p.start; i < p.end; i++) {
      const c = text.charAt(i);
      if (c === '"' || c === '“' || c === '”') this.#doubles.push(i);
      if (c !== "'" && c !== '’') continue;
      const before = i > p.start ? text.charAt(i - 1) : ' ';
      const after = i + 1 < p.end ? text.charAt(i + 1) : ' ';
      if (/\s/.test(before) || /[\p{L}\p{N}]/u.test(after)) continue;
      if (/s/i.test(before) && /\s/.test(after) && i + 1 < p.end) this.#weak.push(i);
      else this.#strong.push(i);
    }
  }

  closerOf(at: number): number | undefined {
    if (ELISION.test(this.#text.slice(at, at + 8))) return undefined;
    while (this.#s < this.#strong.length && (this.#strong[this.#s] ?? 0) <= at) this.#s++;
    while (this.#w < this.#weak.length && (this.#weak[this.#w] ?? 0) <= at) this.#w++;
    const strong = this.#strong[this.#s];
    const end = strong ?? this.#weak[this.#w];
    if (end === undefined) return undefined;
    // Half of a pair of double marks inside: one of the two was an apostrophe.
    return (countWithin(this.#doubles, at, end) & 1) === 1 ? undefined : end;
  }
}

function countWithin(sorted: readonly number[], start: number, end: number): number {
  return lowerBound(sorted, end) - lowerBound(sorted, start);
}
