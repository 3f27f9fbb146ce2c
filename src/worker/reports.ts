/**
 * Reports on their way from the worker to the editor. A key changes little of a report, but would send all of it: of a long
 * briefing half a megabyte, which the host's thread would unpack. So what stands as before, or as before but moved along, is
 * told by its place in the last report of that briefing.
 */
import type { BriefingReport, Citation, Finding, Fix, Mention, Statement, TextEdit } from '../core/model.ts';
import { movedFinding } from '../core/rules/moved.ts';
import type { Span } from '../core/text/span.ts';

/** A list as its predecessor's first `head` items, new ones, and its predecessor's last `tail` items moved by `shift`. */
interface ListChange<T> {
  readonly head: number;
  readonly items: readonly T[];
  readonly tail: number;
  readonly shift: Shift;
}

/** How an item has moved: in the text, in UTF-16 units; and among the citations, by as many places. */
interface Shift {
  readonly offset: number;
  readonly place: number;
}

/** What has changed since the report that was sent last for the same path; with no such report, everything. */
export interface ReportChange extends Pick<BriefingReport, 'path' | 'version' | 'coverage'> {
  readonly mentions: ListChange<Mention>;
  readonly citations: ListChange<Citation>;
  readonly statements: ListChange<Statement>;
  readonly findings: ListChange<Finding>;
}

type Lists = Pick<BriefingReport, 'mentions' | 'citations' | 'statements' | 'findings'>;
const NOTHING: Lists = { mentions: [], citations: [], statements: [], findings: [] };

const still: Shift = { offset: 0, place: 0 };
const moved = ({ start, end }: Span, { offset }: Shift): Span => ({ start: start + offset, end: end + offset });
const move = {
  mentions: (mention: Mention, shift: Shift): Mention => ({ ...mention, ...moved(mention, shift) }),
  citations: (citation: Citation, shift: Shift): Citation => ({
    ...citation,
    ...moved(citation, shift),
    targetSpan: moved(citation.targetSpan, shift),
    group: moved(citation.group, shift),
  }),
  statements: (statement: Statement, shift: Shift): Statement => ({
    ...statement,
    ...moved(statement, shift),
    citations: statement.citations.map((i) => i + shift.place),
  }),
  findings: (finding: Finding, { offset }: Shift): Finding => movedFinding(finding, offset),
};

/** Whether a value of a report is, moved, what another one is. */
type Like<T> = (before: T, now: T, shift: Shift) => boolean;

const at: Like<number> = (before, now, { offset }) => before + offset === now;
const span: Like<Span> = (before, now, { offset }) => before.start + offset === now.start && before.end + offset === now.end;
const same = (before: unknown, now: unknown): boolean => before === now || isSame(before, now);
function all<T>(like: Like<T>): Like<readonly T[]> {
  return (before, now, shift) => {
    if (before.length !== now.length) return false;
    for (let i = 0; i < before.length; i++) if (!like(before[i] as T, now[i] as T, shift)) return false;
    return true;
  };
}

/** By its properties, each by its own: a property that were forgotten here would not compile. */
function of<T extends object>(likes: { readonly [K in keyof Required<T>]: Like<T[K]> }): Like<T> {
  const keys = Object.keys(likes) as (keyof T)[];
  const byKey = keys.map((key) => likes[key] as Like<unknown>);
  return (before, now, shift) => {
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as keyof T;
      if (byKey[i]?.(before[key], now[key], shift) !== true) return false;
    }
    return true;
  };
}

const edits = all(of<TextEdit>({ start: at, end: at, newText: same }));
const fixes = all(of<Fix>({ title: same, preferred: same, edits, ask: same }));

/** Made without a copy of what is moved: this looks at all of a report with every key. */
const like = {
  mentions: of<Mention>({ start: at, end: at, kind: same, form: same, confidence: same, entity: same, candidates: same }),
  citations: of<Citation>({
    start: at,
    end: at,
    form: same,
    target: same,
    targetSpan: span,
    group: span,
    locator: same,
    source: same,
  }),
  statements: of<Statement>({
    start: at,
    end: at,
    kind: same,
    score: same,
    reasons: same,
    citations: all((before, now, { place }) => before + place === now),
    sourced: same,
  }),
  findings: of<Finding>({
    start: at,
    end: at,
    code: same,
    severity: same,
    message: same,
    reason: same,
    evidence: same,
    fixes,
    fingerprint: same,
  }),
};

/** The worker's end: remembers what it sent last for each path. */
export class ReportSender {
  readonly #sent = new Map<string, BriefingReport>();

  /** What is to be sent for a report. Changes must arrive in the order in which they were made. */
  change(report: BriefingReport): ReportChange {
    const before: Lists = this.#sent.get(report.path) ?? NOTHING;
    this.#sent.set(report.path, report);
    const { path, version, coverage, mentions, citations, statements, findings } = report;
    const place = citations.length - before.citations.length;
    return {
      path,
      version,
      coverage,
      mentions: changeOf(before.mentions, mentions, like.mentions, place),
      citations: changeOf(before.citations, citations, like.citations, place),
      statements: changeOf(before.statements, statements, like.statements, place),
      findings: changeOf(before.findings, findings, like.findings, place),
    };
  }

  forget(path: string): void {
    this.#sent.delete(path);
  }
}

/** The editor's end. */
export class ReportReceiver {
  readonly #received = new Map<string, BriefingReport>();

  /** The report that a change makes of the one before. Items that stand as before are the same objects as before. */
  report(change: ReportChange): BriefingReport {
    const before: Lists = this.#received.get(change.path) ?? NOTHING;
    const { path, version, coverage } = change;
    const report: BriefingReport = {
      path,
      version,
      coverage,
      mentions: apply(before.mentions, change.mentions, move.mentions),
      citations: apply(before.citations, change.citations, move.citations),
      statements: apply(before.statements, change.statements, move.statements),
      findings: apply(before.findings, change.findings, move.findings),
    };
    this.#received.set(path, report);
    return report;
  }

  forget(path: string): void {
    this.#received.delete(path);
  }
}

function changeOf<T extends Span>(before: readonly T[], now: readonly T[], like: Like<T>, place: number): ListChange<T> {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && isLike(before[head], now[head], like, still)) head++;
  const shift: Shift = { offset: (now.at(-1)?.start ?? 0) - (before.at(-1)?.start ?? 0), place };
  let tail = 0;
  while (tail < most - head && isLike(before[before.length - 1 - tail], now[now.length - 1 - tail], like, shift)) tail++;
  return { head, items: now.slice(head, now.length - tail), tail, shift: tail === 0 ? still : shift };
}

function isLike<T>(before: T | undefined, now: T | undefined, like: Like<T>, shift: Shift): boolean {
  return before !== undefined && now !== undefined && like(before, now, shift);
}

function apply<T>(before: readonly T[], { head, items, tail, shift }: ListChange<T>, by: (item: T, shift: Shift) => T): readonly T[] {
  const last = tail === 0 ? [] : before.slice(-tail);
  const asBefore = shift.offset === 0 && shift.place === 0;
  return [...before.slice(0, head), ...items, ...(asBefore ? last : last.map((item) => by(item, shift)))];
}

/** Whether two values of a report are alike: they hold plain objects, arrays and primitive values. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(Reflect.get(a, key), Reflect.get(b, key)));
}
