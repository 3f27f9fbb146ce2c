/** Texts that commands read names, quotations and statements from: lines of plain text, articles, briefings. */
import { checkWorthiness } from '../core/claims/checkworthy.ts';
import { classifyStatements } from '../core/claims/statements.ts';
import { joinNames } from '../core/library/join.ts';
import { spokenQuotations } from '../core/library/speakers.ts';
import type { ParsedBriefing } from '../core/markdown/prose.ts';
import type { Mention } from '../core/model.ts';
import { contribution } from '../core/names/contribution.ts';
import { type RecogniseContext, recognise } from '../core/names/recognise.ts';
import { Register } from '../core/names/register.ts';
import { isVerbatim } from '../core/quotes/extract.ts';
import type { GenderOfFirstName } from '../core/quotes/gender.ts';

/** The names of one text with the entities that the text itself makes known. */
export interface NamedText {
  readonly mentions: readonly Mention[];
  /** The canonical name of a mention's entity. */
  readonly nameOf: (mention: Mention) => string | undefined;
}

/** The names of a text; entities are those of the library, when one is given, else those that the text itself makes known. */
export function namesIn(text: string, context: RecogniseContext, library?: Register): NamedText {
  const spans = library ? joinNames(recognise(text, context), library.findKnown(text)) : recognise(text, context);
  if (library) return { mentions: library.resolveBriefing(text, spans), nameOf: nameIn(library) };
  const made = contribution(text, spans, context.gazetteer);
  const register = Register.alone(made, context.gazetteer);
  return { mentions: register.mentionsOf(made), nameOf: nameIn(register) };
}

function nameIn(register: Register): NamedText['nameOf'] {
  return ({ entity }) => (entity === undefined ? undefined : register.nameOf(entity));
}

/** A name as the command line writes it. */
export function nameItem(text: string, mention: Mention, nameOf: NamedText['nameOf']): unknown {
  const { start, end, kind, form } = mention;
  return { start, end, text: text.slice(start, end), kind, form, entity: nameOf(mention) ?? null };
}

/** The quotations of a text as the command line writes them; scare quotes, titles and terms are nobody's words. */
export function quoteItems(text: string, { mentions, nameOf }: NamedText, genderOf: GenderOfFirstName): unknown[] {
  return spokenQuotations(text, mentions, genderOf).flatMap(({ quotation, speaker: spokenBy }) => {
    const { start, end, type, speaker, cue } = quotation;
    if (type === 'scare') return [];
    const named = mentions[spokenBy ?? -1];
    return {
      start,
      end,
      text: text.slice(start, end),
      speaker: speaker ? { start: speaker.start, end: speaker.end, text: speaker.text, entity: (named && nameOf(named)) ?? null } : null,
      cue: cue ? { start: cue.start, end: cue.end, text: cue.text } : null,
      direct: isVerbatim(quotation),
    };
  });
}

/** The statements of a text as the command line writes them. */
export function claimItems(parsed: ParsedBriefing, { mentions }: NamedText): unknown[] {
  return classifyStatements(parsed, mentions, checkWorthiness).map(({ start, end, kind, score, reasons }) => ({
    start,
    end,
    text: parsed.text.slice(start, end),
    kind,
    score,
    reasons,
  }));
}
