import { sound } from '../names/spelling.ts';
import type { NamedFacts } from './facts.ts';
import type { Draft, PartRule } from './rule.ts';

/** A name spelt unlike the sources, or unlike the house style of the project file, which goes first. */
export const nameVariant: PartRule = {
  code: 'name-variant',
  scope: 'part',
  check: ({ statements, spelling }) =>
    statements.flatMap((statement) =>
      statement.facts.names.flatMap((named): Draft[] => {
        const house = spelling.get(named.text);
        const preferred = house ?? (isPreferred(named.text, spelling) ? undefined : asSourcesWrite(named));
        if (preferred === undefined || preferred === named.text) return [];
        return [
          {
            ...statement.place(named.mention),
            message: house === undefined ? `The sources write “${preferred}”.` : `The house style is “${preferred}”.`,
            reason: house === undefined ? 'spelt unlike the sources' : 'spelt unlike the house style',
            words: `${named.text} ${statement.facts.text}`,
            fixes: [{ title: `Write “${preferred}”`, preferred: true, edits: [{ ...statement.place(named.mention), newText: preferred }] }],
          },
        ];
      }),
    ),
};

function isPreferred(text: string, spelling: ReadonlyMap<string, string>): boolean {
  return [...spelling.values()].includes(text);
}

/** The name with each word as the sources spell it, where its words sound like those of a form that they use but differ from all of them. */
function asSourcesWrite({ text, mention, entities }: NamedFacts): string | undefined {
  const [entity] = entities;
  if (mention.form !== 'name' || mention.kind !== 'person' || mention.entity === undefined || entity?.origin !== 'library')
    return undefined;
  const own = text.split(/\s+/);
  const used = new Set(entity.aliases.flatMap((alias) => alias.split(/\s+/)));
  if (own.every((word) => used.has(word))) return undefined;
  const written = own.map((word) => {
    if (used.has(word)) return word;
    // Only Latin letters: a name in another script is another language, no variant.
    return [...used].find((other) => /\p{Script=Latin}/u.test(other) === /\p{Script=Latin}/u.test(word) && sound(other) === sound(word));
  });
  return written.every((word) => word !== undefined) ? written.join(' ') : undefined;
}
