import type { Span } from '../text/span.ts';
import type { Token } from './tokens.ts';

/** A date as a text states it, as far as it states it. */
export interface DateMention extends Span {
  readonly year?: number;
  /** 1…12. */
  readonly month?: number;
  /** 1…31. */
  readonly day?: number;
  /** 0 = Sunday. */
  readonly weekday?: number;
  /** "the 1960s": `year` is its first. */
  readonly decade: boolean;
  /** Days from the article's date, where the text says it relatively ("yesterday"). */
  readonly offset?: number;
  /** Indices of the tokens, half-open. */
  readonly first: number;
  readonly last: number;
}

const MONTHS: ReadonlyMap<string, number> = new Map(
  'january february march april may june july august september october november december'.split(' ').flatMap((name, i) => {
    const forms = [name, name.slice(0, 3)];
    if (name === 'september') forms.push('sept');
    return forms.map((form) => [form, i + 1] as const);
  }),
);
const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  'sunday monday tuesday wednesday thursday friday saturday'
    .split(' ')
    .flatMap((name, i) => [
      [name, i] as const,
      [`${name}s`, i] as const,
      [name.slice(0, 3), i] as const,
      [name.slice(0, name === 'tuesday' || name === 'thursday' ? 4 : 3), i] as const,
    ]),
);
const RELATIVE: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tonight', 0],
  ['tomorrow', 1],
]);
/** Month and weekday names that are words too: they count as dates only beside a figure or fully written with a capital. */
const AMBIGUOUS = new Set([
  'may',
  'march',
  'mar',
  'sun',
  'sat',
  'sept',
  'dec',
  'jan',
  'jun',
  'wed',
  'fri',
  'mon',
  'apr',
  'aug',
  'oct',
  'nov',
  'feb',
  'jul',
  'tue',
]);

/** All dates of a text, in order, from its tokens. Linear. */
export function dates(tokens: readonly Token[]): DateMention[] {
  const found: DateMention[] = [];
  for (let i = 0; i < tokens.length; ) {
    const read = readDate(tokens, i);
    if (read) found.push(read);
    i = read?.last ?? i + 1;
  }
  return found;
}

function readDate(tokens: readonly Token[], at: number): DateMention | undefined {
  const token = tokens[at];
  if (token === undefined || token.kind === 'mark') return undefined;
  if (token.kind === 'number') return readIso(tokens, at) ?? readDayFirst(tokens, at) ?? readYear(tokens, at);
  const offset = RELATIVE.get(token.text);
  if (offset !== undefined) return mention(tokens, at, at + 1, { offset });
  return readMonthFirst(tokens, at) ?? readWeekday(tokens, at);
}

type Parts = Partial<Pick<DateMention, 'year' | 'month' | 'day' | 'weekday' | 'offset'>>;

function mention(tokens: readonly Token[], first: number, last: number, parts: Parts, decade = false): DateMention {
  return { start: tokens[first]?.start ?? 0, end: tokens[last - 1]?.end ?? 0, ...parts, decade, first, last };
}

function yearAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  return token?.kind === 'number' && /^(?:1[0-9]|20)\d\d$/.test(token.text) && token.end - token.start === 4
    ? Number(token.text)
    : undefined;
}

/** A day of the month with or without "st", "nd", "rd", "th"; `last` is the index behind it. */
function dayAt(tokens: readonly Token[], at: number): { day: number; last: number } | undefined {
  const token = tokens[at];
  if (token?.kind !== 'number' || !/^\d{1,2}$/.test(token.text)) return undefined;
  const day = Number(token.text);
  if (day < 1 || day > 31) return undefined;
  const next = tokens[at + 1];
  return { day, last: next?.glue === true && /^(?:st|nd|rd|th)$/.test(next.text) ? at + 2 : at + 1 };
}

function monthAt(tokens: readonly Token[], at: number): { month: number; last: number } | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word' || !token.capital) return undefined;
  const month = MONTHS.get(token.text);
  if (month === undefined) return undefined;
  return { month, last: tokens[at + 1]?.text === '.' && tokens[at + 1]?.glue === true && token.text.length <= 4 ? at + 2 : at + 1 };
}

/** "2026-01-29", also as the start of a time stamp. */
function readIso(tokens: readonly Token[], at: number): DateMention | undefined {
  const year = yearAt(tokens, at);
  if (year === undefined || tokens[at + 1]?.text !== '-' || tokens[at + 3]?.text !== '-') return undefined;
  const month = Number(tokens[at + 2]?.text);
  const day = Number(tokens[at + 4]?.text);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined;
  return mention(tokens, at, at + 5, { year, month, day });
}

/** "29 January 2026", "the 29th of January". */
function readDayFirst(tokens: readonly Token[], at: number): DateMention | undefined {
  const day = dayAt(tokens, at);
  if (!day) return undefined;
  const month = monthAt(tokens, tokens[day.last]?.text === 'of' ? day.last + 1 : day.last);
  if (!month) return undefined;
  const comma = tokens[month.last]?.text === ',' ? 1 : 0;
  const year = yearAt(tokens, month.last + comma);
  return mention(tokens, at, year === undefined ? month.last : month.last + comma + 1, {
    day: day.day,
    month: month.month,
    ...(year !== undefined && { year }),
  });
}

/** "January 29, 2026", "January 2026", "in January", "Jan. 29". */
function readMonthFirst(tokens: readonly Token[], at: number): DateMention | undefined {
  const month = monthAt(tokens, at);
  if (!month) return undefined;
  const day = dayAt(tokens, month.last);
  const end = day?.last ?? month.last;
  const comma = tokens[end]?.text === ',' ? 1 : 0;
  const year = yearAt(tokens, end + comma) ?? undefined;
  if (day === undefined && year === undefined) {
    if (AMBIGUOUS.has(tokens[at]?.text ?? '') && !namesMonth(tokens, at)) return undefined;
    return mention(tokens, at, month.last, { month: month.month });
  }
  return mention(tokens, at, year === undefined ? end : end + comma + 1, {
    month: month.month,
    ...(day && { day: day.day }),
    ...(year !== undefined && { year }),
  });
}

const BEFORE_MONTH = /^(?:in|of|since|until|till|by|last|next|this|early|late|mid|during|from|to|and|between)$/;

/** "May" and "March" open sentences and name people; "Dec" and "Sat" stand for themselves: what stands before tells. */
function namesMonth(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text ?? '';
  const before = tokens[at - 1];
  if (before?.text === '-' && before.glue) return BEFORE_MONTH.test(tokens[at - 2]?.text ?? '');
  if (BEFORE_MONTH.test(before?.text ?? '')) return true;
  // In mid-sentence "March" is the month; "May" may still be a surname.
  return word === 'march' && before?.kind === 'word' && !before.capital;
}

function readYear(tokens: readonly Token[], at: number): DateMention | undefined {
  const year = yearAt(tokens, at);
  if (year === undefined) return undefined;
  const next = tokens[at + 1];
  if (next?.glue === true && next.text === 's') return mention(tokens, at, at + 2, { year }, true);
  // "2,000 people" has no comma-less form that is told from a year, but money and percentages are no years.
  const before = tokens[at - 1]?.text ?? '';
  if (/^[$€£¥₽₹]$/.test(before) || next?.text === '%' || next?.text === 'percent') return undefined;
  // "2018-19", "2018-2019": a span of years, named by its first.
  const end = tokens[at + 2];
  const spans = next?.text === '-' && next.glue && end?.kind === 'number' && end.glue && /^(?:\d\d|(?:1[0-9]|20)\d\d)$/.test(end.text);
  return mention(tokens, at, spans ? at + 3 : at + 1, { year });
}

/** "on Wednesday", "Wed., January 28": a weekday and the date right after it are one. */
function readWeekday(tokens: readonly Token[], at: number): DateMention | undefined {
  const token = tokens[at];
  if (token === undefined || !token.capital) return undefined;
  const weekday = WEEKDAYS.get(token.text);
  if (weekday === undefined) return undefined;
  let next = at + 1;
  if (tokens[next]?.text === '.' && tokens[next]?.glue === true && token.text.length <= 5) next++;
  if (tokens[next]?.text === ',') next++;
  const date = tokens[next]?.kind === 'number' ? readDayFirst(tokens, next) : readMonthFirst(tokens, next);
  if (date !== undefined) return { ...date, start: token.start, weekday, first: at };
  return token.text.length <= 5 && AMBIGUOUS.has(token.text) ? undefined : mention(tokens, at, at + 1, { weekday });
}

/** Year, month and day of an EDTF date as far as they are known ("XXXX-02-01", "2026-02"). */
export function edtfParts(date: string): { year?: number; month?: number; day?: number } {
  const m = /^([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?/.exec(date);
  const part = (text: string | undefined): number | undefined => (text === undefined || text.includes('X') ? undefined : Number(text));
  const [year, month, day] = [part(m?.[1]), part(m?.[2]), part(m?.[3])];
  return { ...(year !== undefined && { year }), ...(month !== undefined && { month }), ...(day !== undefined && { day }) };
}

/** The weekday (0 = Sunday) of a full date. */
export function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/**
 * The date that a weekday or a relative day means in an article of the given date: news names the last seven days by
 * their weekday ("on Wednesday"), so the nearest such day not after the article's date is meant.
 */
export function anchored(date: DateMention, article: { year?: number; month?: number; day?: number }): DateMention {
  if (article.year === undefined || article.month === undefined || article.day === undefined) return date;
  if (date.month !== undefined || date.year !== undefined) return date;
  const base = Date.UTC(article.year, article.month - 1, article.day);
  let days = date.offset;
  if (days === undefined) {
    if (date.weekday === undefined) return date;
    days = -((new Date(base).getUTCDay() - date.weekday + 7) % 7);
  }
  const day = new Date(base + days * 86_400_000);
  return { ...date, year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
}
