/**
 * Where a library keeps what it has read. One port, several stores: the in-memory store is the reference, and every store
 * passes the same contract tests. Answers are plain data; what a caller gets it may keep.
 */
import type { Article, NameSpan, Quotation, SourceProblem } from '../model.ts';
import type { Cancel } from '../ports.ts';

/** A name in an article, with the key under which the register groups it into entities. */
export interface StoredMention extends NameSpan {
  /** Opaque to the store. Equal keys belong to one entity, whatever becomes known later. */
  readonly key: string;
  /** Index of the passage it stands in; undefined in furniture, datelines and repeated paragraphs. */
  readonly passage?: number;
}

/** A quotation in an article, with the name that speaks it, when one does. */
export interface StoredQuotation extends Quotation {
  /** Index into the record's mentions. */
  readonly speakerMention?: number;
  /** The key of that mention. */
  readonly speakerKey?: string;
  /** Index of the passage in which it begins. */
  readonly passage?: number;
}

/** All that is kept of one source. It is put and removed as a whole: an article is never half there. */
export interface ArticleRecord {
  readonly article: Article;
  /** Bytes of the file, and its modification time in milliseconds since the epoch, as listed when it was read. */
  readonly size: number;
  readonly modified: number;
  /** Digest of the file's bytes: tells an unchanged file whose time changed. */
  readonly fileDigest: string;
  readonly problems: readonly SourceProblem[];
  /** In order of the text. */
  readonly mentions: readonly StoredMention[];
  /** In order of the text. */
  readonly quotations: readonly StoredQuotation[];
  /** The search terms of each passage, by passage index; a term may repeat. */
  readonly terms: readonly (readonly string[])[];
  /** Signatures by which reprints are recognised: articles that share one may be kin. */
  readonly kinship: readonly string[];
}

export interface StoredFile {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly fileDigest: string;
}

export interface MentionHit {
  readonly path: string;
  readonly mention: StoredMention;
}

export interface QuotationHit {
  readonly path: string;
  readonly quotation: StoredQuotation;
}

export interface PassageHit {
  readonly path: string;
  readonly passage: number;
  /** Sum of the rarity of the distinct query terms that the passage holds (see `rarity`). */
  readonly score: number;
}

export interface StoreCounts {
  readonly sources: number;
  readonly passages: number;
  /** UTF-16 code units of all articles' texts. */
  readonly characters: number;
}

/**
 * The rarity of a term: ln(1 + N / n), for N passages in the library of which n hold the term; 0 when none does.
 * The plain form of inverse document frequency (Spärck Jones 1972), which stays positive for terms that are everywhere.
 */
export function rarity(passages: number, holding: number): number {
  return holding === 0 ? 0 : Math.log(1 + passages / holding);
}

/** All lists come sorted by path (code-unit order), then by place in the text, unless said otherwise. */
export interface Store {
  /** Puts and removes articles as one step: all of it is there afterwards, or none. A path in both is put. */
  apply(put: readonly ArticleRecord[], removed: readonly string[], cancel: Cancel): Promise<void>;
  /** What was read, for telling unchanged files. */
  files(cancel: Cancel): Promise<readonly StoredFile[]>;
  record(path: string, cancel: Cancel): Promise<ArticleRecord | undefined>;
  /** Every article, one at a time, so that a caller need not hold them all. */
  records(cancel: Cancel): AsyncIterable<ArticleRecord>;
  /** Mentions under any of the keys. */
  mentionsByKey(keys: readonly string[], cancel: Cancel): Promise<readonly MentionHit[]>;
  /** Quotations whose speaker has any of the keys. */
  quotationsByKey(keys: readonly string[], cancel: Cancel): Promise<readonly QuotationHit[]>;
  /** The passages that hold most of the terms' rarity: best score first, then by path and passage. */
  search(terms: readonly string[], limit: number, cancel: Cancel): Promise<readonly PassageHit[]>;
  /** How many passages hold each of the terms, in the order asked. */
  frequencies(terms: readonly string[], cancel: Cancel): Promise<readonly number[]>;
  /** Paths of the other articles that share a kinship signature with this one. */
  kin(path: string, cancel: Cancel): Promise<readonly string[]>;
  counts(cancel: Cancel): Promise<StoreCounts>;
  close(): Promise<void>;
}
