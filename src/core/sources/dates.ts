/**
 * Dates as EDTF (ISO 8601-2 / Library of Congress, level 1): "2026-02-01", "2026-02", "2026", and "XXXX-02-01" where a
 * day is stated without its year. What a text does not state is never filled in.
 */
import { MONTH_NAMES, WEEKDAY_NAMES } from './calendar-names.ts';

/** Words that stand beside a date on a date line and change nothing of it. */
const LABELS = new Set(
  `published publish updated update posted post modified last created date on at the of first edited added issued released time local am pm a.m p.m
  gmt utc z cet cest eet eest est edt pst pdt ist msk bst
  опубликовано обновлено дата публикации публикация в г года году час мск от
  опубліковано оновлено дата публікації публікація о у р року від
  veröffentlicht aktualisiert stand am um uhr den
  publié publie mis à a jour le modifié
  publicado actualizado el de del a las horas h`.split(/\s+/),
);

/** Longest string that is looked at as a date line. */
const LONGEST_DATE_LINE = 120;

/**
 * The date of a line that holds a date (with weekday, time, time zone, "Published", "Updated:") and nothing else;
 * undefined for any other line. "1 February 00:21" gives "XXXX-02-01".
 */
export function dateOfLine(line: string): string | undefined {
  if (line.length > LONGEST_DATE_LINE || !/\d/.test(line)) return undefined;
  const tokens = tokenise(line);
  if (tokens.length === 0 || tokens.length > 24) return undefined;
  let date: string | undefined;
  for (let i = 0; i < tokens.length; ) {
    const read = readDate(tokens, i);
    if (read) {
      // The first date of the line is the day of publication, a second one that of the last change.
      date ??= read.edtf;
      i = read.next;
      continue;
    }
    const token = tokens[i] ?? '';
    const word = token.toLowerCase().replace(/\.$/, '');
    if (!LABELS.has(word) && !WEEKDAY_NAMES.has(word) && !isTime(word) && !/^[^\p{L}\p{N}]+$/u.test(token)) return undefined;
    if (MONTH_NAMES.has(word) && !LABELS.has(word)) return undefined;
    i++;
  }
  return date;
}

/** The date that a metadata field states ("2026-02-01T10:00:00Z", "1 Feb 2026", "February 2026", "2026"), or undefined. */
export function dateOfField(value: string): string | undefined {
  const text = value.trim();
  const iso = /^(\d{4}|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%])?(?=$|[T\s/])/.exec(text);
  if (iso) {
    const [, year = '', month, day] = iso;
    const edtf = assemble(year === 'XXXX' ? undefined : Number(year), toNumber(month), toNumber(day));
    if (edtf !== undefined) return edtf;
  }
  const compact = /^(\d{4})(\d{2})(\d{2})(?=$|T)/.exec(text);
  if (compact) return assemble(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  if (text.length > LONGEST_DATE_LINE) return undefined;
  const line = dateOfLine(text);
  if (line !== undefined) return line;
  const tokens = tokenise(text);
  for (let i = 0; i < tokens.length && i < 24; i++) {
    const read = readDate(tokens, i) ?? readMonthYear(tokens, i);
    if (read) return read.edtf;
  }
  return undefined;
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined || digits === 'XX' ? undefined : Number(digits);
}

function tokenise(line: string): string[] {
  return line.match(/\d{4}-\d{2}-\d{2}|\d{1,2}(?::\d{2}){1,2}|\d+|[\p{L}\p{M}]+(?:\.[\p{L}\p{M}]+)*\.?|[^\s\p{L}\p{M}\d]/gu) ?? [];
}

function isTime(word: string): boolean {
  return /^\d{1,2}(?::\d{2}){1,2}$/.test(word) || /^[+-]$/.test(word) || /^\d{1,2}$/.test(word);
}

interface ReadDate {
  readonly edtf: string;
  readonly next: number;
}

/** A date that starts at token `i`: at least a day and a month. */
function readDate(tokens: readonly string[], i: number): ReadDate | undefined {
  const first = tokens[i] ?? '';
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(first);
  if (iso) return found(assemble(Number(iso[1]), Number(iso[2]), Number(iso[3])), i + 1 + (/^t$/i.test(tokens[i + 1] ?? '') ? 1 : 0));
  const day = dayOf(first);
  if (day !== undefined) {
    const numeric = readNumeric(tokens, i);
    if (numeric) return numeric;
    let k = i + 1;
    if (/^(?:st|nd|rd|th|er|º|ª)$/i.test(tokens[k] ?? '')) k++;
    while (/^(?:\.|of|de|-|,)$/i.test(tokens[k] ?? '')) k++;
    const month = monthOf(tokens[k]);
    if (month !== undefined) return found(...withYear(tokens, k + 1, month, day));
  }
  const month = monthOf(first);
  if (month !== undefined) {
    let k = i + 1;
    if (/^(?:the|-)$/i.test(tokens[k] ?? '')) k++;
    const after = dayOf(tokens[k] ?? '');
    if (after === undefined || /:/.test(tokens[k] ?? '')) return undefined;
    k++;
    if (/^(?:st|nd|rd|th)$/i.test(tokens[k] ?? '')) k++;
    return found(...withYear(tokens, k, month, after));
  }
  const year = yearOf(first);
  if (year !== undefined && /^[./]$/.test(tokens[i + 1] ?? '') && tokens[i + 1] === tokens[i + 3]) {
    const m = Number(tokens[i + 2]);
    const d = Number(tokens[i + 4]);
    return found(assemble(year, m, d), i + 5);
  }
  return undefined;
}

/** "01.02.2026": the dot puts the day first everywhere. "1/2/2026" does not say which is which, so only the year is known. */
function readNumeric(tokens: readonly string[], i: number): ReadDate | undefined {
  const separator = tokens[i + 1] ?? '';
  if (!/^[./-]$/.test(separator) || tokens[i + 3] !== separator) return undefined;
  const a = Number(tokens[i]);
  const b = Number(tokens[i + 2]);
  const year = yearOf(tokens[i + 4] ?? '');
  if (year === undefined || !Number.isInteger(b)) return undefined;
  const next = i + 5;
  if (separator === '.' || a > 12 || a === b) return found(assemble(year, b, a), next);
  if (b > 12) return found(assemble(year, a, b), next);
  return found(assemble(year, undefined, undefined), next);
}

function readMonthYear(tokens: readonly string[], i: number): ReadDate | undefined {
  const month = monthOf(tokens[i]);
  if (month === undefined) return undefined;
  let k = i + 1;
  while (/^(?:of|de|,)$/i.test(tokens[k] ?? '')) k++;
  const year = yearOf(tokens[k] ?? '');
  return year === undefined ? undefined : found(assemble(year, month, undefined), k + 1);
}

function withYear(tokens: readonly string[], k: number, month: number, day: number): [string | undefined, number] {
  let at = k;
  while (/^(?:,|de|del|\.|-)$/i.test(tokens[at] ?? '')) at++;
  const year = yearOf(tokens[at] ?? '');
  return year === undefined ? [assemble(undefined, month, day), k] : [assemble(year, month, day), at + 1];
}

function found(edtf: string | undefined, next: number): ReadDate | undefined {
  return edtf === undefined ? undefined : { edtf, next };
}

function monthOf(token: string | undefined): number | undefined {
  if (token === undefined || !/^\p{L}/u.test(token)) return undefined;
  return MONTH_NAMES.get(token.toLowerCase().replace(/\.$/, ''));
}

function dayOf(token: string): number | undefined {
  if (!/^\d{1,2}$/.test(token)) return undefined;
  const day = Number(token);
  return day >= 1 && day <= 31 ? day : undefined;
}

function yearOf(token: string): number | undefined {
  if (!/^\d{4}$/.test(token)) return undefined;
  const year = Number(token);
  return year >= 1400 && year <= 2200 ? year : undefined;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** EDTF of the parts that are known; undefined when they are no date. */
export function assemble(year: number | undefined, month: number | undefined, day: number | undefined): string | undefined {
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (day !== undefined && (month === undefined || day < 1 || day > (DAYS[month - 1] ?? 0))) return undefined;
  if (year === undefined && day === undefined) return undefined;
  const y = year === undefined ? 'XXXX' : String(year).padStart(4, '0');
  if (month === undefined) return y;
  const m = String(month).padStart(2, '0');
  return day === undefined ? `${y}-${m}` : `${y}-${m}-${String(day).padStart(2, '0')}`;
}

const MONTH_LABELS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** An EDTF date as a person reads it: "1 February 2026", "February 2026", "2026", "1 February (year not stated)". Anything else is shown as it is. */
export function dateLabel(edtf: string): string {
  const m = /^(\d{4}|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?$/.exec(edtf);
  if (!m) return edtf;
  const [, year = '', month, day] = m;
  const name = month === undefined || month === 'XX' ? undefined : MONTH_LABELS[Number(month) - 1];
  if (name === undefined) return year === 'XXXX' ? edtf : String(Number(year));
  const start = day === undefined || day === 'XX' ? name : `${Number(day)} ${name}`;
  return year === 'XXXX' ? `${start} (year not stated)` : `${start} ${Number(year)}`;
}
