import type { Citation } from '../model.ts';
import type { BriefingRule, Draft } from './rule.ts';

/** Records the cited source as it is now, in the project file: asked for, since somebody must have looked first. */
const record = { title: 'Record this source as it is now', edits: [], ask: 'record-source' } as const;

/** A cited source whose text differs from what the project file recorded when it was cited. */
export const changedSource: BriefingRule = {
  code: 'changed-source',
  scope: 'briefing',
  check: ({ citations, statements, changed }) => {
    const told = new Set<string>();
    const homes = new Map(statements.flatMap((s) => s.citations.map((citation) => [citation, s] as const)));
    return citations.flatMap((citation): Draft[] => {
      const now = changed(citation);
      if (now === undefined) return [];
      // Once for each sentence that hangs on the source: each is to be looked at again.
      const statement = homes.get(citation);
      const key = `${citation.source ?? ''}\0${statement === undefined ? citation.start : statement.span.start}`;
      if (told.has(key)) return [];
      told.add(key);
      return [
        {
          ...placeOf(citation),
          message: `${citation.target} has changed since it was cited. Look whether it still carries this.`,
          reason: 'changed since it was cited',
          words: `${citation.target} ${now} ${statement?.facts.text ?? ''}`,
          fixes: [record],
        },
      ];
    });
  },
};

function placeOf({ start, end }: Citation): { start: number; end: number } {
  return { start, end };
}
