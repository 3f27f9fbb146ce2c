/**
 * Which findings are shown when. What is fixed vanishes at once, what is new waits until the writer pauses, and the statement
 * that is being typed is left alone.
 */
import type { BriefingReport, Finding, Fix, TextEdit } from '../core/model.ts';
import type { Span } from '../core/text/span.ts';

/** One change of a text: what stood at `[start, end)` gave way to `inserted` UTF-16 units. */
export interface Edit extends Span {
  readonly inserted: number;
}

/**
 * The findings after edits, before the text was checked again: those that an edit reached into are gone, the others stand
 * where their words stand now, and fixes whose places were edited are gone. Edits apply one after the other.
 */
export function carry(findings: readonly Finding[], edits: readonly Edit[]): readonly Finding[] {
  return edits.reduce<readonly Finding[]>((kept, edit) => kept.flatMap((finding) => carryOne(finding, edit)), findings);
}

function carryOne(finding: Finding, edit: Edit): Finding[] {
  const span = moved(finding, edit);
  if (span === undefined) return [];
  const fixes = finding.fixes.flatMap((fix): Fix[] => {
    const edits = fix.edits.map((e) => ({ newText: e.newText, ...moved(e, edit, e.start === e.end) }));
    return edits.every(isPlaced) ? [{ ...fix, edits }] : [];
  });
  return [{ ...finding, ...span, fixes }];
}

function isPlaced(edit: Partial<TextEdit>): edit is TextEdit {
  return edit.start !== undefined;
}

/** The span after the edit; undefined when the edit reached into it. An insertion at its edge leaves it whole, unless it is a mere place. */
function moved({ start, end }: Span, edit: Edit, place = false): Span | undefined {
  const by = edit.inserted - (edit.end - edit.start);
  if (place ? edit.end < start : edit.end <= start) return { start: start + by, end: end + by };
  if (place ? edit.start > end : edit.start >= end) return { start, end };
  return undefined;
}

/** Recognises a finding in the report of another version: the words, not the place. */
export function identity({ code, fingerprint }: Finding): string {
  return `${code} ${fingerprint}`;
}

export interface Showing {
  /** Identities of the findings that may be shown; undefined: all. */
  readonly known?: ReadonlySet<string>;
  /** The offset at which the writer is typing, in the report's version. */
  readonly caret?: number;
}

/** The findings of a report that are to be shown now. */
export function shown(report: Pick<BriefingReport, 'findings' | 'statements'>, { known, caret }: Showing): readonly Finding[] {
  const typed = caret === undefined ? undefined : report.statements.find((s) => touches(s, caret));
  return report.findings.filter((finding) => {
    if (known !== undefined && !known.has(identity(finding))) return false;
    if (caret === undefined) return true;
    return !touches(finding, caret) && (typed === undefined || finding.end <= typed.start || typed.end <= finding.start);
  });
}

/** True when somebody who types at the offset types in the span: inside it or at its end. At its start, what comes before it is typed. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start < offset && offset <= end;
}
