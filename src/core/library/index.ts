/** By what an article is found: cheap to tell of any text, and a function of the article alone. */
import { Initials } from '../claims/initials.ts';
import { readTokens, type TokenReader } from '../claims/tokens.ts';
import { CONTENT, NAME, NEGATED, STEM, UPPER, words } from '../claims/words.ts';
import type { Article } from '../model.ts';
import type { Contribution } from '../names/contribution.ts';
import { signaturesOf, sketchOf } from '../sources/sketch.ts';
import type { ArticleRecord, IndexedArticle, PassageIndex } from '../store/store.ts';
import { firstEndingAfter } from '../text/ordered.ts';
import type { Span } from '../text/span.ts';
import { packed } from './kept.ts';
import type { SpokenQuotation } from './speakers.ts';

/** Marks that open or close quoted words. */
const QUOTED = /["“”„«»‟]/;

/**
 * The record with everything that it is found by, and with what is kept of it; whatever was kept before goes.
 * @param quotations those of the article with these names (see `quotationsOf`)
 */
export function indexArticle(record: ArticleRecord, quotations: readonly SpokenQuotation[]): IndexedArticle {
  const { article, names } = record;
  const { text, passages } = article;
  const { keys, loose } = keysByPassage(article, names);
  const index = passages.map(({ start, end }, i): PassageIndex => {
    const own = keys[i] ?? [];
    return { terms: termsOf(text, { start, end }), keys: own, speaking: own.length > 0 && quotedNear(article, i) ? own : [] };
  });
  const sketch = sketchOf(article);
  return { record: { ...record, kept: packed(sketch, quotations) }, index, loose, kinship: signaturesOf(sketch) };
}

/** True where a passage holds marks of quotation, or one beside it in its paragraph: who is named there may be speaking. */
export function quotedNear({ text, passages }: Article, passage: number): boolean {
  // Words may be quoted in one sentence and their speaker named in the next.
  const home = passages[passage]?.paragraph;
  return [passage, passage - 1, passage + 1].some((i) => {
    const one = passages[i];
    return one !== undefined && one.paragraph === home && QUOTED.test(text.slice(one.start, one.end));
  });
}

/** The keys of an article's names by passage, each once, and those of names in no passage. */
function keysByPassage(article: Article, names: Contribution): { keys: readonly (readonly string[])[]; loose: readonly string[] } {
  const at = passageFinder(article);
  const keys: string[][] = article.passages.map(() => []);
  const loose: string[] = [];
  for (const [i, cluster] of names.of.entries()) {
    const passage = at({ start: names.spans[2 * i] ?? 0, end: names.spans[2 * i + 1] ?? 0 });
    const list = passage === undefined ? loose : keys[passage];
    const key = names.clusters[cluster]?.key ?? '';
    if (list && !list.includes(key)) list.push(key);
  }
  return { keys, loose };
}

/** The passage in which a span begins. */
export function passageFinder({ passages }: Article): (span: Span) => number | undefined {
  return (span) => {
    const i = firstEndingAfter(passages, span.start);
    const passage = passages[i];
    return passage && passage.start <= span.start ? i : undefined;
  };
}

/** The terms by which a passage is found: stems, figures as they are written, capitals, initials of names. */
export function termsOf(text: string, within: Span = { start: 0, end: text.length }): string[] {
  const reader = new TermReader();
  readTokens(text, within, reader);
  return reader.end();
}

/** Gathers terms as a text is read, without making objects: a library has some ten million tokens for each of a person's questions. */
class TermReader implements TokenReader {
  readonly #terms: string[] = [];
  /** Terms that are no stems, and those of runs of names, which come last. */
  #others: Set<string> | undefined;
  #runs: string[] | undefined;
  readonly #initials = new Initials();

  word(number: number): void {
    const traits = words.traits(number);
    if ((traits & CONTENT) !== 0) {
      const stem = traits >> STEM;
      if (words.isNew(stem)) this.#terms.push(words.stem(stem));
      // "WEF" answers for the initials of "World Economic Forum".
      if ((traits & UPPER) !== 0) this.#other(`^${words.word(number).text}`);
    }
    if ((traits & NAME) !== 0 || this.#initials.length > 0) this.#ends(this.#initials.word(words.word(number)));
    if ((traits & NEGATED) !== 0) this.#ends(this.#initials.end());
  }

  figure(figure: string): void {
    this.#other(numberTerm(figure));
    this.#ends(this.#initials.end());
  }

  mark(): void {
    if (this.#initials.length > 0) this.#ends(this.#initials.end());
  }

  #other(term: string): void {
    this.#others ??= new Set();
    if (this.#others.has(term)) return;
    this.#others.add(term);
    this.#terms.push(term);
  }

  #ends(initials: string | undefined): void {
    if (initials === undefined) return;
    this.#runs ??= [];
    this.#runs.push(`@${initials}`);
  }

  /** The terms, each once. */
  end(): string[] {
    this.#ends(this.#initials.end());
    for (const run of this.#runs ?? []) this.#other(run);
    return this.#terms;
  }
}

/** The term of a figure as it is written: the claim's own figure may be of another unit, and is compared later. */
export function numberTerm(text: string): string {
  return `#${text}`;
}
