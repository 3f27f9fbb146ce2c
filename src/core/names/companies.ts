import type { NameSpan } from '../model.ts';
import { gazetteerEntities } from './clusters.ts';
import type { Gazetteer } from './gazetteer.ts';
import { LEGAL_FORMS } from './lexicon.ts';

/** From here on the rules have seen a title before a person: it is one, whatever company bears the name. */
const TITLED = 0.9;

/**
 * "Southam" is the company in a text that calls it "Southam Inc": short forms of names with a legal form are organisations,
 * unless a person of the text, or a place, bears that name. Spans and their order stay.
 */
export function asCompanies(text: string, spans: readonly NameSpan[], gazetteer: Gazetteer | undefined): NameSpan[] {
  const short = new Set<string>();
  for (const span of spans) {
    if (span.kind !== 'organisation') continue;
    const words = text.slice(span.start, span.end).split(/\s+/);
    if (words.length < 2 || !LEGAL_FORMS.has(legal(words.at(-1) ?? ''))) continue;
    for (let n = 1; n < words.length; n++) short.add(words.slice(0, n).join(' '));
  }
  if (short.size === 0) return [...spans];
  const people = new Set<string>();
  for (const span of spans) {
    if (span.kind !== 'person') continue;
    const words = text.slice(span.start, span.end).split(/\s+/);
    if (span.confidence >= TITLED || (words.length > 1 && !short.has(words.join(' ')))) people.add(words.at(-1) ?? '');
  }
  return spans.map((span) => {
    if (span.form !== 'name' || span.kind === 'organisation' || span.kind === 'state') return span;
    const name = text.slice(span.start, span.end).split(/\s+/).join(' ');
    if (!short.has(name) || people.has(name)) return span;
    return gazetteerEntities(name, gazetteer, 'place').length > 0 ? span : { ...span, kind: 'organisation' };
  });
}

function legal(word: string): string {
  return word.toLowerCase().replace(/[.,]/g, '');
}
