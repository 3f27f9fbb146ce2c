import type { Finding, Fix } from '../model.ts';
import { shift } from '../text/span.ts';

/** The finding where its words stand further along, by as many UTF-16 units. */
export function movedFinding(finding: Finding, by: number): Finding {
  const { fixes } = finding;
  return {
    ...finding,
    start: finding.start + by,
    end: finding.end + by,
    fixes: fixes.some(({ edits }) => edits.length > 0) ? fixes.map((fix) => movedFix(fix, by)) : fixes,
  };
}

function movedFix(fix: Fix, by: number): Fix {
  return fix.edits.length === 0 ? fix : { ...fix, edits: fix.edits.map((edit) => shift(edit, by)) };
}
