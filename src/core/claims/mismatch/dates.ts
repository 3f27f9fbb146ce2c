import { type Comparison, type Suspicion, spanAt } from '../comparison.ts';
import { anchored, type DateMention, edtfParts, weekdayOf } from '../dates.ts';

const MOST_DATES = 20;
/** How sure: another date stands where the claim's stands; the article has dates of that kind but not this one; it has no such date at all. */
const INSTEAD = 0.9;
const OTHERS = 0.8;
const NONE = 0.35;
/** The date stands elsewhere in the article, while the passages have another of its kind. */
const ELSEWHERE = 0.5;
/** Sentences on each side of a passage whose dates hold for it, and sentences at the head of an article whose dates hold for all. */
const AROUND = 2;
const HEAD = 6;
/** An article reports what happened up to this many days before its own date. */
const NEWS_DAYS = 7;
/** A word like "last year" near the passages may mean the year that the claim names. */
const RELATIVE_YEAR =
  /\b(?:last|next|this|that|previous|following) (?:year|month|season|summer|winter|spring|autumn|fall)\b|\byears? (?:ago|later|earlier)\b/i;

type Parts = Pick<DateMention, 'year' | 'month' | 'day' | 'weekday'>;

interface Known {
  readonly date: DateMention;
  readonly index: number;
  /** The date with what the article's own date adds to it. */
  readonly parts: Parts;
}

/** Points in which a date of the claim differs from those of the article. */
export function dateSuspicions(comparison: Comparison): Suspicion[] {
  const { claim, passages } = comparison;
  if (claim.dates.length === 0) return [];
  const article = passages.articleDate === undefined ? {} : edtfParts(passages.articleDate);
  const known: Known[] = [];
  passages.passages.forEach((passage, index) => {
    for (const date of passage.dates) known.push({ date, index, parts: withWeekday(anchored(date, article)) });
  });
  const own = claim.date === undefined ? {} : edtfParts(claim.date);
  const found: Suspicion[] = [];
  for (const date of claim.dates.slice(0, MOST_DATES)) {
    if (date.offset !== undefined && own.day === undefined) continue;
    const suspicion = check(comparison, date, withWeekday(anchored(date, own)), known, article);
    if (suspicion) found.push(suspicion);
  }
  return found;
}

function withWeekday(date: DateMention): Parts {
  if (date.weekday !== undefined || date.year === undefined || date.month === undefined || date.day === undefined) return date;
  return { year: date.year, month: date.month, day: date.day, weekday: weekdayOf(date.year, date.month, date.day) };
}

function check(comparison: Comparison, date: DateMention, wanted: Parts, known: readonly Known[], article: Parts): Suspicion | undefined {
  const claimSpan = spanAt(comparison.claim, date.first, date.last);
  const said = comparison.claim.text.slice(claimSpan.start, claimSpan.end);
  const near = known.filter((k) => k.index < HEAD || comparison.alignments.some((a) => Math.abs(a.index - k.index) <= AROUND));
  const here = statedBy(comparison, date, wanted, [...near.map((k) => k.parts), article]);
  if (here.whole) return undefined;
  const anywhere = statedBy(comparison, date, wanted, [...known.map((k) => k.parts), article]);
  const rival = rivalOf(comparison, date, known, here);
  if (anywhere.whole && !rival) return undefined;
  if (wasReported(wanted, known, comparison)) return undefined;
  const relative =
    (comparison.alignments.some((a) => RELATIVE_YEAR.test(a.passage.text)) && (anywhere.monthDay || wanted.month === undefined)) ||
    isYearUnsaid(wanted, known, article);
  if (rival) {
    const passage = comparison.passages.passages[rival.index];
    return {
      kind: 'date',
      claimSpan,
      passageIndex: rival.index,
      passageSpan: { start: rival.date.start, end: rival.date.end },
      detail: `the claim says “${said}”, the passage “${passage?.text.slice(rival.date.start, rival.date.end) ?? ''}”`,
      confidence: anywhere.whole ? ELSEWHERE : relative ? INSTEAD / 2 : INSTEAD,
    };
  }
  const sameKind = known.some(
    ({ parts: p }) =>
      (!anywhere.monthDay && p.month !== undefined && (wanted.day === undefined || p.day !== undefined)) ||
      (!anywhere.year && p.year !== undefined),
  );
  const confidence = sameKind ? OTHERS : NONE;
  return { kind: 'date', claimSpan, detail: `no passage has “${said}”`, confidence: relative ? confidence / 2 : confidence };
}

/** "The first debate is planned for June", in an article that speaks of 2018: June 2018, or the June before or after. */
function isYearUnsaid({ year, month, day }: Parts, known: readonly Known[], article: Parts): boolean {
  if (year === undefined || month === undefined) return false;
  const unsaid = known.some(({ date: d }) => d.year === undefined && d.month === month && (day === undefined || d.day === day));
  return unsaid && [...known.map((k) => k.parts), article].some((p) => p.year !== undefined && Math.abs(p.year - year) <= 1);
}

interface Stated {
  readonly monthDay: boolean;
  readonly year: boolean;
  readonly whole: boolean;
}

/** Which parts of the wanted date the given dates state: in one of them, or one part here and another there, where they do not contradict. */
function statedBy(comparison: Comparison, date: DateMention, wanted: Parts, all: readonly Parts[]): Stated {
  if (all.some((parts) => fits(parts, wanted, date.decade))) return { monthDay: true, year: true, whole: true };
  const monthDay =
    wanted.month === undefined ||
    all.some(
      (p) =>
        p.month === wanted.month &&
        (wanted.day === undefined || p.day === wanted.day) &&
        (wanted.year === undefined || p.year === undefined || p.year === wanted.year),
    );
  const year = wanted.year === undefined || yearKnown(comparison, wanted.year, all);
  const weekday =
    wanted.weekday === undefined ||
    wanted.month !== undefined ||
    wanted.year !== undefined ||
    all.some((p) => p.weekday === wanted.weekday);
  return { monthDay, year, whole: monthDay && year && weekday };
}

/** "On March 1" in a claim, "on Wednesday" in an article of March 2: the same day. */
function wasReported(wanted: Parts, known: readonly Known[], comparison: Comparison): boolean {
  const { year, month, day, weekday } = wanted;
  if (year === undefined || month === undefined || day === undefined) return false;
  const at = Date.UTC(year, month - 1, day) / 86_400_000;
  return known.some(({ parts: p }) => {
    if (p.year === undefined || p.month === undefined || p.day === undefined) return false;
    const days = Date.UTC(p.year, p.month - 1, p.day) / 86_400_000 - at;
    if (days < 0 || days > NEWS_DAYS) return false;
    return comparison.alignments.some((a) =>
      a.passage.dates.some((d) => d.month === undefined && (d.weekday === weekday || d.offset === -days)),
    );
  });
}

/** True when the article's date says all that the claim's date says and nothing else. */
function fits(parts: Parts, wanted: Parts, decade: boolean): boolean {
  if (
    wanted.year !== undefined &&
    !(decade ? parts.year !== undefined && Math.floor(parts.year / 10) === Math.floor(wanted.year / 10) : parts.year === wanted.year)
  )
    return false;
  if (wanted.month !== undefined && parts.month !== wanted.month) return false;
  if (wanted.day !== undefined && parts.day !== wanted.day) return false;
  if (wanted.month === undefined && wanted.year === undefined && wanted.weekday !== undefined) return parts.weekday === wanted.weekday;
  return true;
}

function yearKnown(comparison: Comparison, year: number, all: readonly Parts[]): boolean {
  if (all.some((p) => p.year === year)) return true;
  const { frequency } = comparison.passages;
  if (frequency.has(`#${year}`)) return true;
  // "2018–19", "'18".
  return comparison.alignments.some((a) =>
    a.passage.figures.some(
      (f) =>
        f.value === year % 100 &&
        f.digits <= 2 &&
        a.passage.text.charAt(f.start - 1) !== '$' &&
        /[-–'’/]/.test(a.passage.text.charAt(f.start - 1)),
    ),
  );
}

/** Another date of the same kind in the best passages, near the answers of the words around the claim's date. */
function rivalOf(
  comparison: Comparison,
  date: DateMention,
  known: readonly Known[],
  ok: { monthDay: boolean; year: boolean },
): Known | undefined {
  for (const alignment of comparison.alignments.slice(0, 3))
    for (const k of known) {
      if (k.index !== alignment.index) continue;
      const sameKind =
        (!ok.monthDay && k.date.month !== undefined && (date.day === undefined || k.date.day !== undefined)) ||
        (!ok.year && ok.monthDay && k.date.year !== undefined) ||
        (date.weekday !== undefined && date.month === undefined && k.date.weekday !== undefined);
      if (!sameKind) continue;
      // A date that the claim has too answers that one.
      if (comparison.claim.dates.some((d) => d !== date && d.year === k.date.year && d.month === k.date.month && d.day === k.date.day))
        continue;
      return k;
    }
  return undefined;
}
