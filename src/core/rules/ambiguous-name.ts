import type { BriefingRule, Draft } from './rule.ts';

/** A name that fits two entities: the candidates are offered, none is guessed. */
export const ambiguousName: BriefingRule = {
  code: 'ambiguous-name',
  scope: 'briefing',
  check: ({ statements }) => {
    const told = new Set<string>();
    return statements.flatMap((statement) =>
      statement.facts.names.flatMap(({ mention, text, entities }): Draft[] => {
        if (mention.entity !== undefined || entities.length < 2 || mention.form !== 'name' || told.has(text)) return [];
        told.add(text);
        const names = [...new Set(entities.map((e) => e.name))];
        if (names.length < 2) return [];
        const all = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
        return [
          {
            ...statement.place(mention),
            message: `“${text}” may be ${all}.`,
            reason: `${names.length} entities fit`,
            words: text,
            fixes: names.map((name) => ({ title: `Write “${name}”`, edits: [{ ...statement.place(mention), newText: name }] })),
          },
        ];
      }),
    );
  },
};
