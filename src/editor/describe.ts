/** How sources, passages and kinds are called where a person reads them. Plain text: who shows it, escapes it. */
import type { EntityKind, PassageRef } from '../core/model.ts';
import { sourceLabel } from '../core/sources/card.ts';
import { dateLabel } from '../core/sources/dates.ts';

/** "Komersant Ukrainian, 1 February (year not stated), paragraph 3": what is not known is left out. */
export function placeLabel({ source, paragraph, repeats }: PassageRef): string {
  const parts = [sourceLabel(source)];
  if (source.date !== undefined) parts.push(dateLabel(source.date));
  if (paragraph !== undefined) parts.push(`paragraph ${paragraph}`);
  const place = parts.join(', ');
  return repeats === 0 ? place : `${place} (repeated ${times(repeats)} in the article)`;
}

/** "second-hand: Bloomberg", "anonymous", "also in 2 others", "graded B2": what a reader must know before relying on it. */
export function cautions({ provenance, speaker, source, alsoIn }: PassageRef): string[] {
  const out: string[] = [];
  if (provenance.via.length > 0) out.push(`second-hand: ${provenance.via.join(', ')}`);
  if (provenance.anonymous || speaker?.anonymous === true) out.push('anonymous');
  if (alsoIn > 0) out.push(`also in ${count(alsoIn, 'other')}`);
  if (source.grade !== undefined) out.push(`graded ${source.grade}`);
  return out;
}

export const entityKinds: readonly EntityKind[] = ['person', 'organisation', 'state', 'place'];

/** "1 passage", "3 passages". */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}

function times(n: number): string {
  if (n === 1) return 'once';
  return n === 2 ? 'twice' : `${n} times`;
}
