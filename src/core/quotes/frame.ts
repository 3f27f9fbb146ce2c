import type { NameSpan } from '../model.ts';
import { sentences } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { ADV, CLASS, VERBS, type VerbForm } from './lexicon.ts';
import { type Marked, markedStretches, paragraphsOf } from './marks.ts';

/** A word, a punctuation mark, or a whole quoted stretch, which counts as one thing in its sentence. */
export interface Token extends Span {
  readonly type: 'word' | 'mark' | 'quote';
  readonly text: string;
  readonly lower: string;
  /** Starts with a capital letter or a digit-free acronym. */
  readonly capital: boolean;
  /** Bits of the lexicon's word classes. */
  readonly classes: number;
  readonly verb: VerbForm | undefined;
  /** Index of the quoted stretch, or -1. */
  readonly quote: number;
  /** Index of the name that covers this word, or -1. */
  readonly name: number;
}

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

/** Words with inner apostrophes, hyphens, dots of initials; the possessive ’s is cut off later. Single marks one by one. */
const TOKEN = /\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}\p{N}_@#$&][\p{L}\p{M}\p{N}_]*(?:['’.&-][\p{L}\p{M}\p{N}_]+)*|\S/gu;
const POSSESSIVE = /^(.+?)(['’]s?)$/u;

/**
 * Reads a text as the frame around its quotations: paragraphs, quoted stretches, and sentences in which each stretch is
 * one token. Linear in the text.
 */
export function readFrame(text: string, mentions: readonly NameSpan[]): Frame {
  const paragraphs = paragraphsOf(text);
  const quotes = markedStretches(text, paragraphs);
  const names = mentions.filter((m) => m.end > m.start).toSorted((a, b) => a.start - b.start || b.end - a.end);
  const out: Sentence[] = [];
  let q = 0;
  let n = 0;
  for (const [paragraph, span] of paragraphs.entries()) {
    const first = q;
    while (q < quotes.length && (quotes[q]?.paragraph ?? 0) <= paragraph) q++;
    const masked = mask(text, span, quotes.slice(first, q));
    let k = first;
    for (const s of sentences(masked)) {
      const start = s.start + span.start;
      const end = s.end + span.start;
      const inside: number[] = [];
      while (k < q && (quotes[k]?.start ?? end) < end) inside.push(k++);
      while (n < names.length && (names[n]?.end ?? 0) <= start) n++;
      out.push({ start, end, index: out.length, paragraph, tokens: tokenise(text, start, end, quotes, inside, names, n) });
    }
  }
  return { text, paragraphs, quotes, names, sentences: out };
}

/** The paragraph with each quoted stretch blotted out, all but the punctuation that may end a sentence. */
function mask(text: string, span: Span, inside: readonly Marked[]): string {
  const parts: string[] = [];
  let at = span.start;
  for (const quote of inside) {
    const { start, end } = quote.content;
    parts.push(text.slice(at, start));
    const last = text.charAt(end - 1);
    const ends = /[.?!]/.test(last);
    parts.push('Q'.padEnd(end - start - (ends ? 1 : 0), 'q').slice(0, end - start - (ends ? 1 : 0)), ends ? last : '');
    at = end;
  }
  parts.push(text.slice(at, span.end));
  return parts.join('');
}

function tokenise(
  text: string,
  start: number,
  end: number,
  quotes: readonly Marked[],
  inside: readonly number[],
  names: readonly NameSpan[],
  firstName: number,
): Token[] {
  const out: Token[] = [];
  let at = start;
  let name = firstName;
  for (const index of inside) {
    const quote = quotes[index];
    if (!quote) continue;
    if (quote.start > at) plain(at, quote.start);
    const span = { start: quote.start, end: quote.end };
    out.push({ ...span, type: 'quote', text: '', lower: '', capital: false, classes: 0, verb: undefined, quote: index, name: -1 });
    at = Math.max(at, quote.end);
  }
  if (at < end) plain(at, end);
  return out;

  function plain(from: number, to: number): void {
    for (const m of text.slice(from, to).matchAll(TOKEN)) {
      const a = from + m.index;
      const possessive = /\p{L}/u.test(m[0]) ? POSSESSIVE.exec(m[0]) : null;
      if (possessive && !/^(?:it|that|there|he|she|who|what|let)['’]s$/i.test(m[0])) {
        const stem = possessive[1] ?? '';
        word(stem, a);
        word(possessive[2] ?? '', a + stem.length);
      } else word(m[0].replace(/^(it|that|there|he|she|who|what)['’]s$/i, '$1'), a);
    }
  }

  function word(value: string, a: number): void {
    const b = a + value.length;
    while (name < names.length && (names[name]?.end ?? 0) <= a) name++;
    const covering = names[name];
    const lower = value.toLowerCase().replaceAll('’', "'");
    const isWord = /[\p{L}\p{N}]/u.test(value);
    const capital = /^[\p{Lu}\p{Lt}@]/u.test(value);
    let classes = CLASS.get(lower) ?? 0;
    if (
      classes === 0 &&
      !capital &&
      /.{3}ly$/.test(lower) &&
      !/^(?:family|ally|rally|bully|italy|july|assembly|reply|supply)$/.test(lower)
    ) {
      classes = ADV;
    }
    out.push({
      start: a,
      end: b,
      type: isWord ? 'word' : 'mark',
      text: value,
      lower,
      capital,
      classes,
      verb: isWord ? VERBS.get(lower) : undefined,
      quote: -1,
      name: covering && covering.start < b && a < covering.end ? name : -1,
    });
  }
}
