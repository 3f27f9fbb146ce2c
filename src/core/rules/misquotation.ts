import { escapeMarkdown } from '../markdown/insert.ts';
import type { Evidence, Fix } from '../model.ts';
import type { AlterationReason } from '../quotes/locate.ts';
import { excerpt } from '../reports/printable.ts';
import { words } from '../text/words.ts';
import type { QuotationFacts } from './facts.ts';
import { citeFix } from './fixes.ts';
import type { Draft, PartRule, PlacedStatement } from './rule.ts';
import { around, keys, passagePlace, quoted } from './say.ts';

/** Fewer words are looked for, but their absence says little: they may be a term or a title. */
const TELLING = 4;
/** Of a whole quotation that a citation follows, or of words that the sentence gives to a speaker, already two are somebody's. */
const TELLING_SAID = 2;
const EXCERPT = 160;
/** Share of a title's longer words that begin with a capital (Chicago Manual of Style, headline style, allows for a few). */
const TITLE_CASE = 0.8;

const REASONS: Readonly<Record<AlterationReason, string>> = {
  words: 'the words differ',
  negation: 'a negation was dropped or added',
  figure: 'a figure differs',
  ellipsis: 'the ellipsis leaves out a negation',
  cut: 'the quotation begins after a negation',
};

/** Quoted words that are not in the cited source, or in any: the source's words as the fix. */
export const misquotation: PartRule = {
  code: 'misquotation',
  scope: 'part',
  check: ({ parsed, statements }) =>
    statements.flatMap((statement) =>
      statement.facts.quotations.flatMap((quotation): Draft[] => {
        const { location } = quotation;
        const base = { ...statement.place(quotation.content), words: quotation.words };
        if (location.state === 'altered') {
          const reason = REASONS[location.reason ?? 'words'];
          const fix = repair(statement, quotation);
          return [
            {
              ...base,
              message: `The source reads ${quoted(around(quotation.readsAs ?? location.repaired ?? '', EXCERPT))}${placed(quotation)}.`,
              reason,
              evidence: evidenceOf(quotation),
              fixes: fix ? [fix] : [],
            },
          ];
        }
        if (location.state === 'several' && location.reason !== undefined)
          return [
            {
              ...base,
              message: `These words stand nowhere as they are; ${location.places.length} places come close, and they differ.`,
              reason: 'several places come close',
            },
          ];
        if (location.state !== 'absent' || !tells(quotation)) return [];
        const { elsewhere, cited } = quotation;
        if (elsewhere)
          return [
            {
              ...base,
              message: `These words are not in ${keys(cited)}; they stand in ${passagePlace(elsewhere)}.`,
              reason: 'in another source',
              evidence: [{ passage: elsewhere, score: 1, agreeing: [], missing: [] }],
              fixes: [citeFix(parsed, statement, elsewhere)],
            },
          ];
        return [
          {
            ...base,
            message: cited.length > 0 ? `These words are not in ${keys(cited)}.${instead(quotation)}` : 'No source has these words.',
            reason: cited.length > 0 ? 'not in the cited source' : 'not in any source',
            ...candidate(statement, quotation),
          },
        ];
      }),
    ),
};

function tells({ type, words: quotedWords, cited, attributed, translated }: QuotationFacts): boolean {
  if (translated) return false;
  const all = words(quotedWords);
  if (type !== 'block' && isTitle(all.map((word) => word.text))) return false;
  return all.length >= ((type === 'direct' && cited.length > 0) || attributed === true ? TELLING_SAID : TELLING);
}

/** What the source has the same speaker say in like words. */
function instead({ near }: QuotationFacts): string {
  return near === undefined
    ? ''
    : ` The same speaker is quoted there with ${quoted(excerpt(near.words, EXCERPT))} (${passagePlace(near.passage)}).`;
}

/** Those words, to be chosen by a person: likeness is no proof that they are meant. */
function candidate({ place }: PlacedStatement, { near, content }: QuotationFacts): Pick<Draft, 'evidence' | 'fixes'> {
  if (near === undefined) return {};
  const evidence = [{ passage: near.passage, score: 1, agreeing: [], missing: [] }];
  if (near.words.length > EXCERPT || /[\r\n"“”«»„]/.test(near.words)) return { evidence };
  const fix: Fix = { title: `Quote ${quoted(near.words)}`, edits: [{ ...place(content), newText: escapeMarkdown(near.words) }] };
  return { evidence, fixes: [fix] };
}

/** Words in title case are the title of a film, a song, a book: nobody's words. Small words of a title may be small. */
function isTitle(all: readonly string[]): boolean {
  const long = all.filter((word) => word.length > 3);
  const capital = long.filter((word) => /^[\p{Lu}\p{N}]/u.test(word));
  return long.length >= 2 && capital.length >= long.length * TITLE_CASE;
}

function placed({ passage }: QuotationFacts): string {
  return passage === undefined ? '' : ` (${passagePlace(passage)})`;
}

function evidenceOf({ passage }: QuotationFacts): Evidence[] {
  return passage === undefined ? [] : [{ passage, score: 1, agreeing: [], missing: [] }];
}

/** Replaces what differs, and nothing around it, so that emphasis and marks of the briefing stay. */
function repair(statement: PlacedStatement, { content, words: from, location }: QuotationFacts): Fix | undefined {
  const to = location.repaired;
  if (to === undefined || to === from) return undefined;
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shorter - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  // Whole words are replaced: a change inside a word would be hard to read in a preview of the fix.
  while (head > 0 && /\S/.test(from.charAt(head - 1))) head--;
  while (tail > 0 && /\S/.test(from.charAt(from.length - tail))) tail--;
  const span = statement.place({ start: content.start + head, end: content.end - tail });
  return {
    title: 'Replace by the source’s words',
    preferred: true,
    edits: [{ ...span, newText: escapeMarkdown(to.slice(head, to.length - tail)) }],
  };
}
