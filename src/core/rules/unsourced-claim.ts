import { excerpt } from '../reports/printable.ts';
import type { StatementFacts } from './facts.ts';
import { citeFix, judgementFix } from './fixes.ts';
import type { Draft, PartContext, PartRule, PlacedStatement } from './rule.ts';
import { passagePlace, quoted } from './say.ts';

/** A passage below this share of the claim is no help: it would be cited for what it does not say. */
const HELPFUL = 0.3;
/** How many passages are offered to choose from. */
const OFFERED = 5;
const EXCERPT = 120;

/** A claim that cites nothing: the reason, and the best passage or the names that no source knows. */
export const unsourcedClaim: PartRule = {
  code: 'unsourced-claim',
  scope: 'part',
  check: (context) =>
    context.statements.flatMap((statement) => {
      const { facts } = statement;
      return facts.asks && !facts.cites && facts.carriedBy === undefined ? [draft(context, statement)] : [];
    }),
};

function draft(context: PartContext, statement: PlacedStatement): Draft {
  const { facts, span } = statement;
  const reason = facts.reasons.join('; ');
  const because = reason === '' ? '' : ` (${reason})`;
  const absent = absentNames(facts);
  const offered = facts.evidence.filter((e) => e.score >= HELPFUL).slice(0, OFFERED);
  const [best] = offered;
  // A passage that lacks the very names the claim is about carries nothing of it.
  const carries = best !== undefined && absent.length === 0;
  let message: string;
  if (carries)
    message = `No source is cited${because}. Best passage: ${quoted(excerpt(best.passage.text, EXCERPT))} ${passagePlace(best.passage)}.`;
  else if (absent.length > 0) message = `No source is cited, and ${noneOf(context.sources)} ${list(absent)}.`;
  else
    message = `No source is cited${because}, and ${context.sources === 0 ? 'the library holds no source' : 'no passage of the sources comes close'}.`;
  const evidence = carries ? offered : [];
  return {
    ...span,
    message,
    reason,
    evidence,
    words: facts.text,
    fixes: [
      ...(carries ? [citeFix(context.parsed, statement, best.passage)] : []),
      ...(evidence.length > 1 ? [{ title: `Choose among ${evidence.length} passages …`, edits: [], ask: 'choose-passage' as const }] : []),
      judgementFix(context.parsed, statement),
    ],
  };
}

/** Names of actors and places, as written, that no source has; each once. */
function absentNames(facts: StatementFacts): string[] {
  return [...new Set(facts.names.filter((n) => n.absent && n.mention.form === 'name').map((n) => n.text))];
}

function noneOf(sources: number): string {
  if (sources === 0) return 'the library holds no source; none mentions';
  if (sources === 1) return 'the only article does not mention';
  return `none of the ${sources} articles mentions`;
}

function list(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
