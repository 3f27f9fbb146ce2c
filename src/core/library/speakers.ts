import type { NameSpan, Quotation } from '../model.ts';
import { quotations } from '../quotes/extract.ts';
import { type Frame, readFrame } from '../quotes/frame.ts';
import type { GenderOfFirstName } from '../quotes/gender.ts';
import { resolvePronouns } from '../quotes/pronouns.ts';
import { nameOfSpeaker } from '../quotes/speaker.ts';

/** A quotation as it is found in a text, with the index of the name that speaks it. */
export interface SpokenQuotation {
  readonly quotation: Quotation;
  readonly speaker: number | undefined;
}

/** The quotations of a text, each with the name that speaks it: the text is read once for both. */
export function spokenQuotations(text: string, names: readonly NameSpan[], genderOf: GenderOfFirstName): SpokenQuotation[] {
  const frame = readFrame(text, names);
  const found = quotations(text, { mentions: names, frame });
  const speakers = speakerMentions(text, names, found, { frame, genderOf });
  return found.map((quotation, i) => ({ quotation, speaker: speakers[i] }));
}

/**
 * For each quotation of a text the index of the name that speaks it: the name in the speaker's words that is the speaker
 * (not whom he speaks for), else the one that
 * a pronoun or a role ("he", "the senator") stands for. Undefined where nobody is named.
 */
function speakerMentions(
  text: string,
  names: readonly NameSpan[],
  found: readonly Quotation[],
  reading: { readonly frame: Frame; readonly genderOf: GenderOfFirstName },
): (number | undefined)[] {
  const speakers = found.map(({ speaker }) => (speaker ? nameOfSpeaker(text, speaker, names) : undefined));
  for (const { quotation, mention } of resolvePronouns(text, names, found, reading)) speakers[quotation] ??= mention;
  return speakers;
}
