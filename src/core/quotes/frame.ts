import type { NameSpan } from '../model.ts';
import { sentences } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { type Marked, markedStretches, paragraphsOf } from './marks.ts';
import { type Token, Tokeniser } from './tokens.ts';

/** A sentence outside quotation marks, with the quoted stretches that stand in it as single tokens. */
export interface Sentence extends Span {
  readonly index: number;
  readonly paragraph: number;
  readonly tokens: readonly Token[];
}

export interface Frame {
  readonly text: string;
  readonly paragraphs: readonly Span[];
  readonly quotes: readonly Marked[];
  readonly names: readonly NameSpan[];
  readonly sentences: readonly Sentence[];
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
  const out: Sentence[] = [];
  let q = 0;
  for (const [paragraph, span] of paragraphs.entries()) {
    const first = q;
    while (q < quotes.length && (quotes[q]?.paragraph ?? 0) <= paragraph) q++;
    const inside = quotes.slice(first, q);
    let k = first;
    for (const s of sentences(mask(text, span, inside))) {
      const start = s.start + span.start;
      const end = s.end + span.start;
      const from = k;
      while (k < q && (quotes[k]?.start ?? end) < end) k++;
      out.push({ start, end, index: out.length, paragraph, tokens: tokeniser.tokens(start, end, from, k) });
    }
  }
  return { text, paragraphs, quotes, names, sentences: out };
}

/** The paragraph with each quoted stretch blotted out, all but the punctuation that may end a sentence. */
function mask(text: string, span: Span, inside: readonly Marked[]): string {
  if (inside.length === 0) return text.slice(span.start, span.end);
  const parts: string[] = [];
  let at = span.start;
  for (const quote of inside) {
    const { start, end } = quote.content;
    parts.push(text.slice(at, start));
    const last = text.charAt(end - 1);
    const ends = /[.?!]/.test(last);
    const length = end - start - (ends ? 1 : 0);
    parts.push('Q'.padEnd(length, 'q').slice(0, length), ends ? last : '');
    at = end;
  }
  parts.push(text.slice(at, span.end));
  return parts.join('');
}
