import type { BriefingRule, Draft } from './rule.ts';

/** A person or organisation that no source mentions. Places and states are known to everybody. */
export const unknownName: BriefingRule = {
  code: 'unknown-name',
  scope: 'briefing',
  check: ({ statements, sources }) => {
    const told = new Set<string>();
    return statements.flatMap((statement): Draft[] =>
      sources === 0
        ? []
        : statement.facts.names.flatMap(({ mention, text, absent }): Draft[] => {
            if (!absent || mention.form !== 'name' || (mention.kind !== 'person' && mention.kind !== 'organisation')) return [];
            // Once for each name: the first place is where a misspelling is put right.
            if (told.has(text)) return [];
            told.add(text);
            // What an unsourced claim already says of the name is not said twice.
            if (statement.facts.asks && !statement.facts.cites && statement.facts.carriedBy === undefined) return [];
            return [{ ...statement.place(mention), message: `No source mentions ${text}.`, reason: 'in no source', words: text }];
          }),
    );
  },
};
