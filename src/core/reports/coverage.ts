import type { ParsedBriefing } from '../markdown/prose.ts';
import type { Coverage, Statement } from '../model.ts';
import { encloses, type Span } from '../text/span.ts';

/** How many claims and quotations there are, and how many of them a source carries. */
export function coverageOf(statements: readonly Statement[]): Coverage {
  let claims = 0;
  let sourced = 0;
  for (const statement of statements) {
    if (statement.kind !== 'claim' && statement.kind !== 'quotation') continue;
    claims++;
    if (statement.sourced) sourced++;
  }
  return { claims, sourced };
}

export interface SectionCoverage extends Coverage {
  /** The heading's prose; empty before the first heading. */
  readonly title: string;
  /** 1–6; 0 before the first heading. */
  readonly level: number;
  /** From the heading to the next heading of any level, or the end. */
  readonly span: Span;
}

/** The coverage between each heading and the next, in order; what stands before the first heading comes first, if it holds claims. */
export function coverageBySection(parsed: ParsedBriefing, statements: readonly Statement[]): SectionCoverage[] {
  const heads: { title: string; level: number; start: number }[] = [{ title: '', level: 0, start: 0 }];
  for (const block of parsed.blocks)
    if (block.kind === 'heading') heads.push({ title: block.prose.text.trim(), level: block.level ?? 1, start: block.span.start });
  let next = 0;
  return heads.flatMap(({ title, level, start }, i) => {
    const span = { start, end: heads[i + 1]?.start ?? parsed.text.length };
    const inside: Statement[] = [];
    for (let s = statements[next]; s !== undefined && s.start < span.end; s = statements[++next]) if (encloses(span, s)) inside.push(s);
    const coverage = coverageOf(inside);
    return level === 0 && coverage.claims === 0 ? [] : [{ title, level, span, ...coverage }];
  });
}

/** "7 of 9 claims sourced", as the status bar and the command line say it. */
export function describeCoverage({ claims, sourced }: Coverage): string {
  if (claims === 0) return 'no claims';
  return `${sourced} of ${claims} ${claims === 1 ? 'claim' : 'claims'} sourced`;
}
