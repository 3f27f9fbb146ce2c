/** The changes that findings offer. */
import { citeEdit, commentEdit, JUDGEMENT } from '../markdown/insert.ts';
import type { Fix, PassageRef } from '../model.ts';
import { sourceLabel } from '../sources/card.ts';
import type { PartContext, PlacedStatement } from './rule.ts';

/** Writes the leave to leave a finding alone, with a reason: asked for, never guessed. */
export const ignoreFix: Fix = { title: 'Ignore here, with a reason …', edits: [], ask: 'ignore-reason' };

/** Cites a passage for a statement, with its paragraph. */
export function citeFix({ text }: PartContext['parsed'], { span }: PlacedStatement, passage: PassageRef): Fix {
  const { source, paragraph } = passage;
  const where = paragraph === undefined ? '' : `, paragraph ${paragraph}`;
  return {
    title: `Cite ${sourceLabel(source)}${where}`,
    preferred: true,
    edits: [citeEdit(text, span, source.key, paragraph)],
  };
}

/**
 * Marks a statement as the author's own assessment by a comment before it. A comment fits every sentence of every language
 * and leaves the author's words alone; words such as "We assess that" are the author's to write, and are recognised too.
 */
export function judgementFix(parsed: PartContext['parsed'], { span }: PlacedStatement): Fix {
  return { title: 'Mark as our own judgement', edits: [commentEdit(parsed.text, span, JUDGEMENT, parsed)] };
}
