import type { Span } from '../text/span.ts';
import type { QuotableArticle } from './location.ts';
import { endsSentence } from './negation.ts';
import { foldedWords } from './quoted.ts';

/** How a quotation that is being typed goes on in a source. */
export interface Continuation {
  readonly path: string;
  /** What has been typed, as it stands in the source's text. */
  readonly typed: Span;
  /** From the start of what was typed to the end of its sentence. */
  readonly whole: Span;
}

/** Fewer words than this begin too many sentences. The last one may be a part of a word. */
const LEAST_WORDS = 2;
/** A continuation ends here at the latest: nobody quotes more in one go. */
const MOST_WORDS = 80;

/**
 * The places whose words begin as a quotation that is being typed ("No one agr"), in order of the articles and offsets;
 * the same words once. Linear in the sources.
 */
export function continueQuotation(typed: string, articles: readonly QuotableArticle[], limit: number): Continuation[] {
  const wanted = foldedWords(typed).map((w) => w.key);
  const out: Continuation[] = [];
  if (wanted.length < LEAST_WORDS) return out;
  const partial = /[\p{L}\p{N}]$/u.test(typed);
  const seen = new Set<string>();
  for (const article of articles) {
    const words = article.index?.words ?? foldedWords(article.text);
    for (let i = 0; i + wanted.length <= words.length; i++) {
      if (out.length >= limit) return out;
      let k = 0;
      while (k < wanted.length && fits(words[i + k]?.key ?? '', wanted[k] ?? '', partial && k === wanted.length - 1)) k++;
      const first = words[i];
      if (k < wanted.length || !first) continue;
      let last = i + k - 1;
      while (last + 1 < words.length && last - i < MOST_WORDS) {
        const a = words[last];
        const b = words[last + 1];
        if (!a || !b || endsSentence(article.text, { start: a.end, end: b.start })) break;
        // What somebody is quoted as saying ends with its marks.
        if (/[”»]|^[^\s"]{0,4}"/.test(article.text.slice(a.end, Math.min(b.start, a.end + 20)))) break;
        last++;
      }
      const whole = { start: first.start, end: words[last]?.end ?? first.end };
      const key = article.text.slice(whole.start, whole.end);
      if (seen.has(key)) continue;
      seen.add(key);
      out.push({ path: article.path, typed: { start: first.start, end: words[i + k - 1]?.end ?? first.end }, whole });
    }
  }
  return out;
}

function fits(word: string, wanted: string, partial: boolean): boolean {
  return partial ? word.startsWith(wanted) : word === wanted;
}
