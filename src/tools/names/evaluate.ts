import type { NameSpan } from '../../core/model.ts';
import { readCorpus } from './corpus.ts';
import { Score, type TypedSpan } from './score.ts';

/** A state is a place to the data sets; nationalities and roles are no names to them. */
export function typed(spans: readonly NameSpan[]): TypedSpan[] {
  return spans
    .filter((span) => span.form === 'name')
    .map((span) => ({
      start: span.start,
      end: span.end,
      type: span.kind === 'person' ? 'PER' : span.kind === 'organisation' ? 'ORG' : 'LOC',
    }));
}

/** Scores a recogniser on a file of gold documents; hands each prediction to `each`. */
export function evaluate(
  path: string,
  recognise: (text: string) => readonly NameSpan[],
  each?: (id: string, spans: TypedSpan[]) => void,
): Score {
  const score = new Score();
  for (const document of readCorpus(path)) {
    const predicted = typed(recognise(document.text));
    score.add(document.text, document.entities, predicted);
    each?.(document.id, predicted);
  }
  return score;
}
