import { escapeMarkdown } from '../markdown/insert.ts';
import type { Fix } from '../model.ts';
import type { QuotationFacts } from './facts.ts';
import type { Draft, PartRule, PlacedStatement } from './rule.ts';

/** Quoted words that the source gives to somebody else. Speakers are compared as entities, people with people. */
export const misattributedQuotation: PartRule = {
  code: 'misattributed-quotation',
  scope: 'part',
  check: ({ statements }) =>
    statements.flatMap((statement) =>
      statement.facts.quotations.flatMap((quotation): Draft[] => {
        const other = otherSpeaker(quotation);
        if (other === undefined || !quotation.speaker) return [];
        return [
          {
            ...statement.place(quotation.content),
            message: `The source gives these words to ${other}, not ${quotation.speaker.name}.`,
            reason: `said by ${other}`,
            evidence: quotation.passage ? [{ passage: quotation.passage, score: 1, agreeing: [], missing: [] }] : [],
            words: quotation.words,
            fixes: named(quotation, statement),
          },
        ];
      }),
    ),
};

/** Whom the source gives the words to, where that is somebody else than whom the briefing gives them to. */
export function otherSpeaker({ location, speaker, sourceSpeaker }: QuotationFacts): string | undefined {
  if (location.state === 'absent' || location.state === 'several' || !speaker?.entity?.startsWith('person/') || !sourceSpeaker)
    return undefined;
  if (sourceSpeaker.entity === undefined) return sourceSpeaker.anonymous ? `“${sourceSpeaker.name}”` : undefined;
  return sourceSpeaker.entity.startsWith('person/') && sourceSpeaker.entity !== speaker.entity ? sourceSpeaker.name : undefined;
}

/** Names the source's speaker in place of the briefing's. */
function named({ speaker, sourceSpeaker }: QuotationFacts, { place }: PlacedStatement): Fix[] {
  if (!speaker || sourceSpeaker?.entity === undefined) return [];
  const { name } = sourceSpeaker;
  return [{ title: `Write “${name}”`, edits: [{ ...place(speaker.span), newText: escapeMarkdown(name) }] }];
}
