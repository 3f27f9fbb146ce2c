/** What a character is to the rules of sentence boundaries of Unicode (UAX #29, property Sentence_Break). */
const UNKNOWN = 0;
const OTHER = 1;
const EXTEND = 2;
const BLANK = 3;
const LOWER = 4;
const UPPER = 5;
const LETTER = 6;
const NUMERIC = 7;
/** Commas, colons, dashes. */
const CONTINUES = 8;
const CLOSE = 9;
/** A full stop and its like, after which much may follow that goes on with the sentence. */
const STOP = 10;
/** Question and exclamation marks, and their like. */
const TERMINAL = 11;

const units = new Uint8Array(65_536);
units.fill(LOWER, 97, 123);
units.fill(UPPER, 65, 91);
units.fill(NUMERIC, 48, 58);
// The usual characters of Latin and Cyrillic text, which are the same in every version of Unicode: making a segmenter takes longer than
// all else that is done with a first text.
units.fill(UPPER, 0xc0, 0xdf);
units.fill(LOWER, 0xdf, 0x100);
units.fill(UPPER, 0x400, 0x430);
units.fill(LOWER, 0x430, 0x460);
for (const [kind, characters] of [
  [OTHER, '×÷#$%&*+/<=>@\\^_`|~§°•…€'],
  [BLANK, ' \t\n\r\u00a0\u202f'],
  [TERMINAL, '!?'],
  [STOP, '.'],
  [CLOSE, '"\'()[]{}«»‘’‚“”„'],
  [CONTINUES, ',-:;–—'],
] as const)
  for (const character of characters) units[character.charCodeAt(0)] = kind;
/** The same of characters beyond the first plane, up to so many: more than those that have to be asked. */
const beyond = new Map<number, number>();
const MOST_BEYOND = 50_000;

/**
 * Where sentences may begin in a line of text, by the rules SB5 to SB11 of UAX #29 as `Intl.Segmenter` has them for English, which
 * takes ten times as long. Line ends count as blanks. Linear; any text.
 */
export function sentenceBreaks(line: string, start: number, end: number): number[] {
  const found: number[] = [];
  let before = OTHER;
  for (let i = start; i < end; ) {
    const known = units[line.charCodeAt(i)] ?? OTHER;
    if (known !== UNKNOWN && known < STOP) {
      if (known !== EXTEND) before = known;
      i++;
      continue;
    }
    const kind = kindAt(line, i, end);
    let next = after(line, i, end);
    if (kind !== STOP && kind !== TERMINAL) {
      if (kind !== EXTEND) before = kind;
      i = next;
      continue;
    }
    const mark = next;
    while (next < end && kindAt(line, next, end) === CLOSE) next = after(line, next, end);
    while (next < end && kindAt(line, next, end) === BLANK) next = after(line, next, end);
    if (next < end && breaks(line, kind, before, next === mark, next, end)) found.push(next);
    before = next === mark ? kind : OTHER;
    i = next;
  }
  return found;
}

/** Whether a sentence begins at `at`, before which a mark of the kind stands, with or without blanks and closing marks between. */
function breaks(line: string, mark: number, before: number, close: boolean, at: number, end: number): boolean {
  const kind = kindAt(line, at, end);
  // SB8a
  if (kind === CONTINUES || kind === STOP || kind === TERMINAL) return false;
  if (mark === TERMINAL) return true;
  // SB6, SB7
  if (close && (kind === NUMERIC || (kind === UPPER && (before === UPPER || before === LOWER)))) return false;
  // SB8
  for (let i = at; i < end; i = after(line, i, end)) {
    const ahead = kindAt(line, i, end);
    if (ahead === LOWER) return false;
    if (ahead === UPPER || ahead === LETTER || ahead === STOP || ahead === TERMINAL) return true;
  }
  return true;
}

/** The next character that is not just an addition to the one at `at` (SB5). */
function after(line: string, at: number, end: number): number {
  let i = at + (isPair(line, at, end) ? 2 : 1);
  while (i < end && kindAt(line, i, end) === EXTEND) i += isPair(line, i, end) ? 2 : 1;
  return i;
}

function isPair(line: string, at: number, end: number): boolean {
  const unit = line.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff && at + 1 < end && (line.codePointAt(at) ?? 0) > 0xffff;
}

function kindAt(line: string, at: number, end: number): number {
  const unit = line.charCodeAt(at);
  const kind = units[unit] ?? OTHER;
  if (kind !== UNKNOWN) return kind;
  return kindOf(isPair(line, at, end) ? (line.codePointAt(at) ?? 0) : unit);
}

function kindOf(point: number): number {
  // Half of a pair that stands alone; it says nothing of the next one.
  if (point >= 0xd800 && point <= 0xdfff) return OTHER;
  const known = point > 0xffff ? beyond.get(point) : units[point];
  if (known !== undefined && known !== UNKNOWN) return known;
  const kind = find(String.fromCodePoint(point));
  if (point <= 0xffff) units[point] = kind;
  else {
    if (beyond.size >= MOST_BEYOND) beyond.clear();
    beyond.set(point, kind);
  }
  return kind;
}

function find(char: string): number {
  if (/[\n\r\u0085\u2028\u2029]/.test(char)) return BLANK;
  // Whole scripts, which need not be asked one by one.
  if (/[\p{Co}\p{Cn}]/u.test(char)) return OTHER;
  if (/(?!\p{Lowercase})\p{Lo}/u.test(char)) return LETTER;
  return ask(char);
}

let segmenter: Intl.Segmenter | undefined;

/**
 * Finds out what a character is from where the segmenter breaks around it: no table of Unicode's has to be carried, and none can be of
 * another version than the segmenter's own.
 */
function ask(char: string): number {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  const own = segmenter;
  /** How many characters of the text, counting from the tested one, stand before the first break. */
  const breakIn = (before: string, behind: string): number => {
    const first = [...own.segment(before + char + behind)][1]?.index;
    return first === undefined ? -1 : first - before.length;
  };
  const width = char.length;
  if (breakIn('a', ' A') === width + 1) return breakIn('a', '1') === width ? TERMINAL : STOP;
  const bare = breakIn('a!', 'A');
  if (bare === -1) return CONTINUES;
  if (bare === width) return breakIn('a! ', 'A') === 0 ? CLOSE : breakIn('a!', '"A') === width ? BLANK : EXTEND;
  if (breakIn('1.', 'A') === -1) return breakIn('1. ', 'A') === -1 ? LOWER : NUMERIC;
  if (breakIn('a.', 'A') !== 0) return UPPER;
  return breakIn('1.', 'a') === 0 ? LETTER : OTHER;
}
