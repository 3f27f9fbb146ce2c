/**
 * Where a library keeps what it has read. One port, several stores: the in-memory store is the reference, and every store
 * passes the same contract tests. Answers are plain data; what a caller gets it may keep.
 */
import type { Article, MetadataOrigin, NameSpan, Quotation, SourceFormat, SourceMetadata, SourceProblem } from '../model.ts';
import type { Contribution } from '../names/contribution.ts';
import type { Change, Saved } from '../names/shelf.ts';
import type { Breathe, Cancel } from '../ports.ts';

/** A name in an article, with the key under which the register groups it into entities. */
export interface StoredMention extends NameSpan {
  /** Opaque to the store. Equal keys belong to one entity, whatever becomes known later. */
  readonly key: string;
  /** Index of the passage it stands in; undefined in furniture, datelines and repeated paragraphs. */
  readonly passage?: number;
}

/** A quotation in an article, with the name that speaks it, when one does. */
export interface StoredQuotation extends Quotation {
  /** Index into the article's mentions. */
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
  /** Its names: what it gives to the register. */
  readonly names: Contribution;
  /** What is kept besides (see `packed`), opaque to the store: a function of article and names. Undefined where nothing was kept. */
  readonly kept?: Uint8Array;
}

/** By what one passage is found. */
export interface PassageIndex {
  /** Search terms; a term may repeat. */
  readonly terms: readonly string[];
  /** Keys of the names in it; a key may repeat. */
  readonly keys: readonly string[];
  /** Keys of those names that may be speaking here: the passage, or one beside it, holds quoted words. */
  readonly speaking: readonly string[];
}

/** An article with that by which it is found. */
export interface IndexedArticle {
  readonly record: ArticleRecord;
  /** By passage index. */
  readonly index: readonly PassageIndex[];
  /** Keys of names that stand in no passage: in furniture, datelines, repeats. */
  readonly loose: readonly string[];
  /** Signatures by which reprints are recognised: articles that share one may be kin. */
  readonly kinship: readonly string[];
}

/** What is known of a source without its text. */
export interface StoredFile {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly fileDigest: string;
  readonly format: SourceFormat;
  readonly extracted: boolean;
  readonly metadata: SourceMetadata;
  /** Digest of the article's text. */
  readonly digest: string;
  readonly problems: readonly SourceProblem[];
}

/** By what it is told whether a file changed since it was read: bytes, and milliseconds since the epoch; NaN where it is to be read again. */
export interface FileTime {
  readonly size: number;
  readonly modified: number;
}

/**
 * All sources in columns, one index a source: a hundred thousand of them cost a few strings each, and an object only where one is
 * asked for. The columns stay as they were when the first of them was asked for.
 */
export interface Listing {
  /** Sorted in code-unit order. */
  readonly paths: readonly string[];
  /** The key that each source gives itself, and where it has it from. */
  readonly keys: readonly string[];
  readonly origins: readonly (MetadataOrigin | undefined)[];
  readonly outlets: readonly (string | undefined)[];
  readonly authors: readonly (string | undefined)[];
  readonly urls: readonly (string | undefined)[];
  /** What each source is looked for by (see `wordsOf`). */
  readonly words: readonly string[];
  /** What is wrong with any of them, by path. */
  readonly problems: readonly SourceProblem[];
  /** Single sources, where a store finds them without reading the columns: these are read when the first of them is asked for. */
  readonly direct?: DirectListing;
  /** What is known of the source at an index; of one that was replaced since, what is known now; undefined when it is gone. */
  at(index: number): StoredFile | undefined;
}

/** What a store knows now of single sources. */
export interface DirectListing {
  size(): number;
  file(path: string): StoredFile | undefined;
  /** Some of the sources that give themselves a key: more than one where there are more. */
  claimants(key: string): readonly string[];
  /** True when any key is claimed by more than one source. Looks at all keys. */
  contested(): boolean;
}

/** A place where names stand. */
export interface Place {
  readonly path: string;
  /** Undefined: outside all passages. */
  readonly passage?: number;
}

/** A term that is searched for, with other words that carry a part of it. */
export interface Wanted {
  readonly term: string;
  readonly variants?: readonly { readonly words: readonly string[] /** 0…1 */; readonly quality: number }[];
}

export interface PassageHit {
  readonly path: string;
  readonly passage: number;
  /** Sum of the rarity of the distinct query terms that the passage holds (see `rarity`); of a variant's, by its quality. */
  readonly score: number;
}

/** Articles that share something, in order of their numbers; of more than `MOST_KIN` those with the lowest. */
export interface Kin {
  /** How many there are. */
  readonly count: number;
  /** The first of them, as many as were asked for. */
  readonly paths: readonly string[];
}

export interface KinAsked {
  /** Articles that have one of these signatures too are left out. */
  readonly without?: readonly string[];
  readonly limit?: number;
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

/**
 * All lists come sorted by path (code-unit order), then by place in the text, unless said otherwise. Lists with a limit come
 * in the order of `articleNumber`, which mixes the articles evenly and does not depend on the order of reading.
 */
export interface Store {
  /**
   * Puts and removes articles as one step: all of it is there afterwards, or none. A path in both is put.
   * @param breathe lets questions be answered meanwhile, from what was there before
   */
  apply(put: readonly IndexedArticle[], removed: readonly string[], cancel: Cancel, breathe?: Breathe): Promise<void>;
  /**
   * Does a little of the work that was put off, where there is any; says whether there is more. To be called until it says no, now and then.
   * @param resting nothing more is put for now: what makes questions faster is done too
   */
  tidy?(resting?: boolean): boolean;
  /** Notes another modification time of a file whose bytes are the same; nothing for a path that is not there. */
  touch(path: string, modified: number, cancel: Cancel): Promise<void>;
  /** Every file that was read, for telling unchanged ones, by path, in no order. @param breathe lets questions be answered meanwhile */
  times(cancel: Cancel, breathe?: Breathe): Promise<ReadonlyMap<string, FileTime>>;
  /** What is known of every file. */
  files(cancel: Cancel): Promise<readonly StoredFile[]>;
  /** The sources in columns. */
  listing(cancel: Cancel): Promise<Listing>;
  /** What is known of one file. */
  file(path: string, cancel: Cancel): Promise<StoredFile | undefined>;
  record(path: string, cancel: Cancel): Promise<ArticleRecord | undefined>;
  /** What is kept besides of one article, without reading it; undefined where nothing is kept. */
  kept(path: string, cancel: Cancel): Promise<Uint8Array | undefined>;
  /** Every article, one at a time, so that a caller need not hold them all. The store may change meanwhile. */
  records(cancel: Cancel): AsyncIterable<ArticleRecord>;
  /** Where names of any of the keys stand, each place once; only where they may be speaking, when `speaking`. By article number, then place. */
  places(keys: readonly string[], limit: number, speaking: boolean, cancel: Cancel): Promise<readonly Place[]>;
  /** At how many places names of any of the keys stand; reckoned where they are many (see `reckoned`), as all counts of places are. */
  countPlaces(keys: readonly string[], cancel: Cancel): Promise<number>;
  /**
   * The passages that hold most of the terms' rarity: best score first, then by article number and place; with `among` only those
   * that hold a name of one of these keys; with `articles` none behind the first that is of one article more than so many.
   * Terms are looked up the rarest first, until `MOST_PLACES` places are counted.
   */
  search(
    terms: readonly (string | Wanted)[],
    limit: number,
    cancel: Cancel,
    among?: readonly string[],
    articles?: number,
  ): Promise<readonly PassageHit[]>;
  /** How many passages hold each of the terms, in the order asked. */
  frequencies(terms: readonly string[], cancel: Cancel): Promise<readonly number[]>;
  /** The other articles that share a kinship signature with this one. */
  kin(path: string, cancel: Cancel): Promise<Kin>;
  /** The same for some signatures, and without the article `except`. */
  kinBy(signatures: readonly string[], except: string, cancel: Cancel, asked?: KinAsked): Promise<Kin>;
  counts(cancel: Cancel): Promise<StoreCounts>;
  close(): Promise<void>;
}

/** A store that outlives the process: it keeps the register's state and a few facts beside the articles. */
export interface Index extends Saved {
  /** False while another process writes the index: what is kept is looked things up in, and nothing is put, saved or noted. */
  readonly owned: boolean;
  /** Another number when another process has changed what is there. */
  readonly version: number;
  /** Becomes the process that writes, if no other does. @returns whether it became so by this. @throws Error when the index was made anew */
  own(): boolean;
  /** How many articles are there as another program read them: they are listed as changed until they are put again. Undefined: none, and all is told. */
  readonly outdated: number | undefined;
  /** Begins to count the names of all articles anew, after another program counted them. */
  recount(): Recount;
  /** A value that was noted, or undefined. */
  fact(name: string): string | number | undefined;
  setFact(name: string, value: string | number): void;
  /**
   * Saves what changed in the register as one step, which then counts every article that is there.
   * @param breathe lets questions be answered meanwhile. No article may be put or removed
   */
  save(changes: Iterable<Change>, breathe?: Breathe): Promise<void>;
  /** What the saved register does not count yet (1), or counts though it is gone (-1). */
  unsaved(): Iterable<{ readonly names: Contribution; readonly by: 1 | -1 }>;
}

/** A register that takes the place of the saved one when every article is counted in it. */
export interface Recount extends Saved {
  /** Deletes what an earlier one left, a little at each step. */
  clear(): Iterable<void>;
  /** The names of every article. No article may be put or removed meanwhile. */
  names(): Iterable<Contribution>;
  save(changes: Iterable<Change>, breathe?: Breathe): Promise<void>;
  /** Takes the place of the saved register, in one step: nothing is outdated any more. */
  finish(): void;
}
