import type { NameSpan } from '../model.ts';
import type { Span } from '../text/span.ts';
import type { Cue } from './cues.ts';
import { type Marked, markedStretches, paragraphsOf } from './marks.ts';
import { type Token, Tokeniser } from './tokens.ts';

/** A sentence outside quotation marks, with the quoted stretches that stand in it as single tokens. */
export interface Sentence extends Span {
  readonly index: number;
  readonly paragraph: number;
  readonly tokens: readonly Token[];
  /** Found when they are first asked for (see `cuesOf`). */
  cues: readonly Cue[] | undefined;
}

/** Where a quoted stretch stands: index of its sentence and of its token there. */
export interface Place {
  readonly sentence: number;
  readonly at: number;
}

export interface Frame {
  readonly text: string;
  readonly paragraphs: readonly Span[];
  readonly quotes: readonly Marked[];
  readonly names: readonly NameSpan[];
  readonly sentences: readonly Sentence[];
  /** One for each quoted stretch. */
  readonly places: readonly Place[];
}

/**
 * Reads a text as the frame around its quotations: paragraphs, quoted stretches, and sentences in which each stretch is
 * one token. Linear in the text.
 */
export function readFrame(text: string, mentions: readonly NameSpan[]): Frame {
  const paragraphs = paragraphsOf(text);
  const quotes = markedStretches(text, paragraphs);
  const names = mentions.filter((m) => m.end > m.start).toSorted((a, b) => a.start - b.start || b.end - a.end);
  const tokeniser = new Tokeniser(text, quotes, names);
  const sentences: Sentence[] = [];
  const places: Place[] = [];
  let q = 0;
  for (const [paragraph, span] of paragraphs.entries()) {
    const first = q;
    while (q < quotes.length && (quotes[q]?.paragraph ?? 0) <= paragraph) q++;
    for (const tokens of tokeniser.sentences(span, first, q)) {
      const start = tokens[0]?.start ?? span.start;
      const end = tokens.at(-1)?.end ?? start;
      if (first < q)
        tokens.forEach(({ type, quote }, at) => {
          if (type === 'quote') places[quote] = { sentence: sentences.length, at };
        });
      sentences.push({ start, end, index: sentences.length, paragraph, tokens, cues: undefined });
    }
  }
  return { text, paragraphs, quotes, names, sentences, places };
}
