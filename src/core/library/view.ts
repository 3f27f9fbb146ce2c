import { type PreparedPassages, preparePassages } from '../claims/evidence.ts';
import type { Article, Mention, Passage } from '../model.ts';
import type { Register } from '../names/register.ts';
import { type SourceIndex, sourceIndex } from '../quotes/locate.ts';
import { type Sketch, sketchOf } from '../sources/sketch.ts';
import type { ArticleRecord } from '../store/store.ts';
import { LineIndex } from '../text/lines.ts';
import { firstEndingAfter } from '../text/ordered.ts';
import { overlaps, type Span, shift } from '../text/span.ts';

/** An article as it is worked with: what is computed from it on demand is kept with it. */
export class ArticleView {
  readonly record: ArticleRecord;
  readonly #register: Register;
  #lines: LineIndex | undefined;
  #quotable: SourceIndex | undefined;
  #sketch: Sketch | undefined;
  #mentions: readonly Mention[] | undefined;
  #prepared: PreparedPassages | undefined;
  #date: string | undefined;

  constructor(record: ArticleRecord, register: Register, date: string | undefined) {
    this.record = record;
    this.#register = register;
    this.#date = date;
  }

  get article(): Article {
    return this.record.article;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.article.text);
    return this.#lines;
  }

  /** The folded words, for finding quotations. */
  get quotable(): SourceIndex {
    this.#quotable ??= sourceIndex(this.article.text);
    return this.#quotable;
  }

  /** What reprints are recognised by. */
  get sketch(): Sketch {
    this.#sketch ??= sketchOf(this.article);
    return this.#sketch;
  }

  /** The names as the library understands them now, in the order of `record.mentions`. */
  get mentions(): readonly Mention[] {
    this.#mentions ??= this.#register.resolveArticle(this.article.path);
    return this.#mentions;
  }

  /** The passages made ready for comparison with claims. */
  get prepared(): PreparedPassages {
    if (this.#prepared) return this.#prepared;
    const { text, passages } = this.article;
    const byPassage: Mention[][] = passages.map(() => []);
    this.record.mentions.forEach(({ passage }, i) => {
      const mention = this.mentions[i];
      const start = passage === undefined ? undefined : passages[passage]?.start;
      if (passage !== undefined && mention && start !== undefined) byPassage[passage]?.push(shift(mention, -start));
    });
    this.#prepared = preparePassages(
      passages.map((p) => text.slice(p.start, p.end)),
      { mentions: byPassage, ...(this.#date === undefined ? {} : { articleDate: this.#date }) },
    );
    return this.#prepared;
  }

  /** Forgets what depends on other articles or on the bibliography. */
  refresh(date: string | undefined): void {
    this.#mentions = undefined;
    this.#prepared = undefined;
    this.#date = date;
  }

  /** The passages that share a character with the span, in order. */
  passagesIn(span: Span): readonly Passage[] {
    const { passages } = this.article;
    const found: Passage[] = [];
    let next = firstEndingAfter(passages, span.start);
    for (let p = passages[next]; p !== undefined && overlaps(p, span); p = passages[++next]) found.push(p);
    return found;
  }
}
