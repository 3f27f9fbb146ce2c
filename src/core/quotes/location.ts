import type { Span } from '../text/span.ts';
import type { QuotedWord } from './quoted.ts';

/** The folded words of a source, made once with {@link sourceIndex} and used for every quotation. */
export interface SourceIndex {
  readonly words: readonly QuotedWord[];
}

export interface QuotableArticle {
  readonly path: string;
  readonly text: string;
  readonly index?: SourceIndex;
}

export interface QuotedPlace {
  readonly path: string;
  /** The source's words, without marks: a span of the article's text. */
  readonly span: Span;
}

/** A stretch of the comparison: `equal` in both, `deleted`: the source's only, `inserted`: the briefing's only. */
export interface DiffRun {
  readonly type: 'equal' | 'deleted' | 'inserted';
  /** Into the quotation's content; empty for `deleted`, where it is the place at which the words are missing. */
  readonly quote: Span;
  /** Into the source's text; empty for `inserted`. */
  readonly source: Span;
}

/**
 * Why a quotation counts as altered: other `words`; a `negation` dropped or added; a `figure` that differs; an `ellipsis`
 * that leaves out a negation; a `cut` right after a negation that the briefing does not carry.
 */
export type AlterationReason = 'words' | 'negation' | 'figure' | 'ellipsis' | 'cut';

export interface Location {
  /**
   * `exact`: the very characters; `typographic`: the same words, but for marks, case, brackets and ellipses; `altered`: the
   * words differ; `several`: different places fit equally well with different words; `absent`: none fits.
   */
  readonly state: 'exact' | 'typographic' | 'altered' | 'absent' | 'several';
  /** By order of the articles and offset. More than one for the same words in several places, and for `several`. */
  readonly places: readonly QuotedPlace[];
  /** For `altered`; for `several` only where no place has the very words. */
  /** For `altered`, and for `several` places that only resemble the quotation. */
  readonly reason?: AlterationReason;
  /** For `altered`: the comparison with the first place. */
  readonly diff?: readonly DiffRun[];
  /** For `altered`: the content as the source has it. See {@link quotationFix}. */
  readonly repaired?: string;
}

export interface LocateOptions {
  /** The briefing's words before the quotation in its sentence, to see whether a negation that was cut off stands there. */
  readonly before?: string;
}

/** An article with its words and their numbers in the quotation's vocabulary. */
export interface ReadArticle {
  readonly article: QuotableArticle;
  readonly words: readonly QuotedWord[];
  readonly ids: Int32Array;
}

/** The text on one line: a repair must not break a briefing's paragraph. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
