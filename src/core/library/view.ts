import { type PreparedPassages, preparePassages } from '../claims/evidence.ts';
import type { Article, Mention, NameSpan, Passage, SourceProblem } from '../model.ts';
import { spanOf } from '../names/contribution.ts';
import type { Register } from '../names/register.ts';
import type { GenderOfFirstName } from '../quotes/gender.ts';
import { type SourceIndex, sourceIndex } from '../quotes/locate.ts';
import { told } from '../sources/article.ts';
import { type Sketch, sketchOf, type WholeSketch, wholeSignatures } from '../sources/sketch.ts';
import type { ArticleRecord, StoredMention, StoredQuotation } from '../store/store.ts';
import { LineIndex } from '../text/lines.ts';
import { firstEndingAfter } from '../text/ordered.ts';
import { overlaps, type Span, shift } from '../text/span.ts';
import { passageFinder, termsOf } from './index.ts';
import { keptMinima, keptQuotations, keptSketch } from './kept.ts';
import { spokenQuotations } from './speakers.ts';

/** What is known of an article by itself. What the index does without is computed when it is asked for. */
class ReadArticle {
  readonly article: Article;
  readonly problems: readonly SourceProblem[];
  readonly #names: ArticleRecord['names'];
  readonly #kept: Uint8Array | undefined;
  readonly #genderOf: GenderOfFirstName;
  #mentions: readonly StoredMention[] | undefined;
  #quotations: readonly StoredQuotation[] | undefined;
  #sketch: Sketch | undefined;
  #found: WholeSketch | undefined;
  readonly #terms = new Map<number, readonly string[]>();

  constructor({ article, problems, names, kept }: ArticleRecord, genderOf: GenderOfFirstName) {
    this.article = article;
    this.problems = problems;
    this.#names = names;
    this.#kept = kept;
    this.#genderOf = genderOf;
  }

  /** Its names, in order of the text. */
  get mentions(): readonly StoredMention[] {
    this.#mentions ??= mentionsOf(this.article, this.#names);
    return this.#mentions;
  }

  /** Its quotations, in order of the text. */
  get quotations(): readonly StoredQuotation[] {
    if (this.#quotations) return this.#quotations;
    const at = passageFinder(this.article);
    const { text } = this.article;
    const spoken = keptQuotations(this.#kept, text) ?? spokenQuotations(text, this.mentions, this.#genderOf);
    this.#quotations = spoken.map(({ quotation, speaker }): StoredQuotation => {
      const passage = at(quotation.content);
      const key = this.mentions[speaker ?? -1]?.key;
      return {
        ...quotation,
        ...(speaker === undefined || key === undefined ? {} : { speakerMention: speaker, speakerKey: key }),
        ...(passage === undefined ? {} : { passage }),
      };
    });
    return this.#quotations;
  }

  /** What reprints are recognised by. */
  get sketch(): Sketch {
    this.#sketch ??= keptSketch(this.#kept) ?? this.#find();
    return this.#sketch;
  }

  /** The minima over the whole article. */
  get minima(): Uint32Array {
    return keptMinima(this.#kept) ?? this.#find().whole;
  }

  #find(): WholeSketch {
    this.#found ??= sketchOf(this.article);
    return this.#found;
  }

  /** The search terms of a passage. */
  termsOf(passage: number): readonly string[] {
    let terms = this.#terms.get(passage);
    if (terms === undefined) {
      const span = this.article.passages[passage];
      terms = span ? termsOf(this.article.text.slice(span.start, span.end)) : [];
      this.#terms.set(passage, terms);
    }
    return terms;
  }
}

function mentionsOf(article: Article, names: ArticleRecord['names']): StoredMention[] {
  const at = passageFinder(article);
  return Array.from(names.of, (cluster, i) => {
    const span: NameSpan = spanOf(names, i);
    const passage = at(span);
    return { ...span, key: names.clusters[cluster]?.key ?? '', ...(passage === undefined ? {} : { passage }) };
  });
}

/** An article as it is worked with: what is computed from it on demand is kept with it. */
export class ArticleView {
  readonly record: ReadArticle;
  readonly #names: ArticleRecord['names'];
  readonly #register: Register;
  #lines: LineIndex | undefined;
  #quotable: SourceIndex | undefined;
  #whole: readonly string[] | undefined;
  #told: Article | undefined;
  #mentions: readonly Mention[] | undefined;
  #prepared: PreparedPassages | undefined;
  #date: string | undefined;

  constructor(record: ArticleRecord, register: Register, genderOf: GenderOfFirstName, date: string | undefined) {
    this.record = new ReadArticle(record, genderOf);
    this.#names = record.names;
    this.#register = register;
    this.#date = date;
  }

  /** The article as it is stored: its passages do not tell who carries them. */
  get article(): Article {
    return this.record.article;
  }

  /** The article with who carries each passage. */
  get told(): Article {
    this.#told ??= told(this.article);
    return this.#told;
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
    return this.record.sketch;
  }

  /** The signatures under which articles are found that resemble this one as a whole. */
  get whole(): readonly string[] {
    this.#whole ??= wholeSignatures(this.record.minima);
    return this.#whole;
  }

  /** The names as the library understands them now, in the order of `record.mentions`. */
  get mentions(): readonly Mention[] {
    this.#mentions ??= this.#register.mentionsOf(this.#names);
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
