import { approximate } from './altered.ts';
import type { LocateOptions, Location, QuotableArticle, ReadArticle, SourceIndex } from './location.ts';
import { matchRuns, Vocabulary } from './match.ts';
import { foldedWords, parseQuoted } from './quoted.ts';
import { spanOf, type VerbatimPlace, verbatim } from './verbatim.ts';

export { MIN_FUZZY_WORDS } from './altered.ts';
export type { AlterationReason, DiffRun, LocateOptions, Location, QuotableArticle, QuotedPlace, SourceIndex } from './location.ts';

/** Prepares a source for {@link locateQuotation}. Linear. */
export function sourceIndex(text: string): SourceIndex {
  return { words: foldedWords(text) };
}

/**
 * Word sequences that an article must contain to have the quotation unaltered: for a full-text index, which narrows the
 * articles before {@link locateQuotation} reads them. Any one of them suffices for an altered quotation. Folded, at most
 * `limit` sequences of up to five words, spread over the quotation.
 */
export function quotationProbes(content: string, limit = 8): readonly (readonly string[])[] {
  const { runs } = parseQuoted(content);
  const all: string[][] = [];
  for (const run of runs) {
    const size = Math.min(run.length, run.length >= 10 ? 5 : 3);
    for (let i = 0; size > 0 && i + size <= run.length; i += size) all.push(run.slice(i, i + size).map((w) => w.key));
  }
  if (all.length <= limit) return all;
  return Array.from({ length: limit }, (_, i) => all[Math.floor((i * all.length) / limit)] ?? []);
}

/**
 * Where the words of a quotation stand in the sources. `content` is what stands between the briefing's marks. Linear in the
 * sources and the quotation; never throws.
 */
export function locateQuotation(content: string, articles: readonly QuotableArticle[], options: LocateOptions = {}): Location {
  const quoted = parseQuoted(content);
  if (quoted.words.length === 0) return { state: 'absent', places: [] };
  const vocabulary = new Vocabulary(quoted.words);
  const found: VerbatimPlace[] = [];
  const read: ReadArticle[] = [];
  for (const article of articles) {
    const words = article.index?.words ?? foldedWords(article.text);
    const ids = vocabulary.encode(words);
    read.push({ article, words, ids });
    for (const match of matchRuns(quoted, vocabulary, ids)) {
      found.push({ place: { path: article.path, span: spanOf(words, match) }, match, article, words });
    }
  }
  if (found.length > 0) return verbatim(content, quoted, found, options);
  return approximate(content, quoted, vocabulary.encode(quoted.words), read);
}

/** The source's words for an altered quotation, to be put between the briefing's own marks; the content itself otherwise unchanged is `undefined`. */
export function quotationFix(location: Location): string | undefined {
  return location.state === 'altered' ? location.repaired : undefined;
}
