import type { NameSpan } from '../model.ts';
import type { Gazetteer } from './gazetteer.ts';
import { Recognition } from './recognition.ts';
import { Tokens } from './tokens.ts';

/** A trained tagger: finds names in a text, offsets in UTF-16. */
export interface NameTagger {
  tag(text: string): readonly NameSpan[];
}

/** Names that somebody declared: those of the project file. */
export interface DeclaredNames {
  /** Spans of declared names (confidence 1), and of rejected ones, in order. */
  find(tokens: Tokens): { readonly names: readonly NameSpan[]; readonly rejected: readonly NameSpan[] };
}

/** What a recogniser may rest on; each part may be missing. */
export interface RecogniseContext {
  readonly gazetteer?: Gazetteer;
  readonly tagger?: NameTagger;
  readonly declared?: DeclaredNames;
}

/**
 * The names in a text, in order, without overlaps: persons, organisations, states and places, demonyms and roles.
 * Spans leave out titles, a leading "the" and possessive endings. Linear in the text; never throws on bad text.
 */
export function recognise(text: string, context: RecogniseContext): NameSpan[] {
  return new Recognition(new Tokens(text), context).run();
}
