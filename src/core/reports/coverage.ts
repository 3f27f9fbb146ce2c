import type { Coverage, Statement } from '../model.ts';

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

/** "7 of 9 claims sourced", as the status bar and the command line say it. */
export function describeCoverage({ claims, sourced }: Coverage): string {
  if (claims === 0) return 'no claims';
  return `${sourced} of ${claims} ${claims === 1 ? 'claim' : 'claims'} sourced`;
}
