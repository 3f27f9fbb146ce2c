import type { Span } from '../text/span.ts';

/** A stretch between quotation marks. */
export interface Marked extends Span {
  /** Without the marks. */
  readonly content: Span;
  /** Index of the paragraph (see {@link paragraphsOf}) in which it stands. */
  readonly paragraph: number;
  /** True when no mark closes it here because the next paragraph, which opens with a mark again, carries on. */
  readonly open: boolean;
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
  const lineStart = Math.max(start, text.lastIndexOf('\n', end - 1) + 1);
  if (end - lineStart > WRAPPED_LINE) return false;
  if (/\p{Ll}/u.test(text.charAt(next))) return true;
  return end - lineStart > WRAPPED_LINE / 2 && !CLOSING_END.test(text.slice(Math.max(lineStart, end - 3), end));
}

const OPENERS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '“”'],
  ['‟', '”'],
  ['«', '»'],
  ['〝', '〞'],
  ['「', '」'],
]);

/**
 * The outermost stretches between quotation marks, in order: “ ” „ “ « » » « " ‘ ’ ' and two apostrophes, with other
 * marks nested inside. A mark never pairs across a paragraph; a stretch that the next paragraph carries on (it opens
 * with a mark again) is given to the end of its paragraph as `open`. A mark without a partner makes nothing. Linear.
 */
export function markedStretches(text: string, paragraphs: readonly Span[] = paragraphsOf(text)): Marked[] {
  const out: Marked[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    scan(text, paragraph, index, paragraphs[index + 1], out);
  }
  return out;
}

function scan(text: string, p: Span, paragraph: number, next: Span | undefined, out: Marked[]): void {
  let singles: SingleClosers | undefined;
  let at = p.start;
  let open: { at: number; width: number; close: string; depth: number } | undefined;
  while (at < p.end) {
    const c = text.charAt(at);
    const width = doubled(text, at) ? 2 : 1;
    const kind = width === 2 ? '"' : c;
    if (open) {
      if (open.close.includes(kind) && (kind !== '"' || closes(text, at, width, p))) {
        if (open.depth > 0) open.depth--;
        else {
          push(open.at, at + width, open.width, width, false);
          open = undefined;
        }
      } else if (kind === '"' && open.close === '"') {
        // Looks like an opening mark: the one before was never closed.
        open = { at, width, close: '"', depth: 0 };
      } else if (open.close !== '"' && OPENERS.get(kind) === open.close) {
        open.depth++;
      }
      at += width;
      continue;
    }
    const close = OPENERS.get(kind);
    if (close !== undefined) open = { at, width, close, depth: 0 };
    else if (kind === '"') {
      if (opens(text, at, width, p)) open = { at, width, close: '"', depth: 0 };
    } else if (kind === '»' && opens(text, at, 1, p)) open = { at, width, close: '«', depth: 0 };
    else if ((kind === '‘' || kind === "'") && opens(text, at, 1, p)) {
      singles ??= new SingleClosers(text, p);
      const end = singles.closerOf(at);
      if (end !== undefined) {
        push(at, end + 1, 1, 1, true);
        at = end + 1;
        continue;
      }
    }
    at += width;
  }
  if (open && next && startsWithMark(text, next, text.charAt(open.at))) push(open.at, p.end, open.width, 0, false);

  function push(start: number, end: number, before: number, after: number, single: boolean): void {
    if (end - after <= start + before) return;
    out.push({ start, end, content: { start: start + before, end: end - after }, paragraph, open: after === 0, single });
  }
}

function startsWithMark(text: string, p: Span, mark: string): boolean {
  const first = text.charAt(p.start);
  return first === mark || (mark === '„' && first === '“') || (mark === '«' && first === '»');
}

/** Two apostrophes (or backquotes) that stand for one double mark. */
function doubled(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c !== 39 && c !== 0x2019 && c !== 0x2018 && c !== 96) return false;
  if (text.charCodeAt(at + 1) !== c) return false;
  return true;
}

function opens(text: string, at: number, width: number, p: Span): boolean {
  if (at + width >= p.end || isSpace(text.charCodeAt(at + width))) return false;
  return at === p.start || /[\s([{—–\-/:"“«„‘'…]/.test(text.charAt(at - 1));
}

/** A straight mark closes unless it can only open: white space before it and a word right after it. */
function closes(text: string, at: number, width: number, p: Span): boolean {
  if (at + width >= p.end) return true;
  const before = text.charAt(at - 1);
  const after = text.charAt(at + width);
  return !(/[\s([]/.test(before) && /[\p{L}\p{N}$£€“‘'([]/u.test(after));
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

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((sorted[mid] ?? 0) < value) low = mid + 1;
    else high = mid;
  }
  return low;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2028 || code === 0x2029 || code === 0x3000;
}
