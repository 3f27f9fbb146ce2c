/**
 * What rules look at: one paragraph of a briefing with everything that was found out about it. Facts hold prose offsets of
 * their block, so that they stay true while text elsewhere in the briefing changes.
 */
import type { SupportJudgement } from '../claims/types.ts';
import type { Entity, EntityId, Evidence, Mention, PassageRef, SourceCard, StatementKind } from '../model.ts';
import type { Location } from '../quotes/locate.ts';
import type { Span } from '../text/span.ts';

/** A source that a statement cites, and how well it carries the statement. */
export interface CitedSource {
  readonly card: SourceCard;
  /** What is compared: undefined where the statement claims nothing. */
  readonly support?: SupportJudgement;
  /** True where the source is written in another script, so that words which it lacks say nothing. */
  readonly otherScript?: boolean;
  /** The passage of the source that carries the statement best. */
  readonly best?: Evidence;
  /** Index of that passage in the source. */
  readonly bestIndex?: number;
  /** The source from which it and its reprints come; undefined where it has none. */
  readonly origin?: SourceCard;
}

/** A source that is not cited, and that disagrees with a statement which its own sources carry. */
export interface Conflict {
  readonly about: 'figure' | 'date' | 'role';
  /** Both accounts, for a person. */
  readonly detail: string;
  readonly evidence: Evidence;
  /** Into the statement's text. */
  readonly span?: Span;
}

/** A name in a statement. The span is in the block's prose. */
export interface NamedFacts {
  readonly mention: Mention;
  readonly text: string;
  /** True when no source names it. */
  readonly absent: boolean;
  /** Entities that fit, best first; empty for a name that nobody knows. */
  readonly entities: readonly Entity[];
}

/** A quotation, and where its words stand in the sources. Spans are in the block's prose. */
export interface QuotationFacts {
  /** The words without their marks. */
  readonly content: Span;
  readonly words: string;
  readonly type: 'direct' | 'partial' | 'block';
  /** In the cited sources when the statement cites any, else in the sources that hold most of its words. */
  readonly location: Location;
  readonly cited: readonly SourceCard[];
  /** The passage in which the words (or their like) stand. */
  readonly passage?: PassageRef;
  /** For altered words: the source's, those that differ between double asterisks. */
  readonly readsAs?: string;
  /** A passage of a source that is not cited, and that has the words exactly, when the cited ones do not. */
  readonly elsewhere?: PassageRef;
  /** True where the briefing says who speaks these words, in a sentence that cites a source: neither its own term nor a title. */
  readonly attributed?: boolean;
  /** True for absent words in another script than all that is cited: they are a translation, which nobody can compare by words. */
  readonly translated?: boolean;
  /** For absent words: what a cited source has the same speaker say, in like words. A candidate, no repair. */
  readonly near?: { readonly words: string; readonly passage: PassageRef };
  /** Who speaks, as the briefing has it and as the source has it. */
  readonly speaker?: { readonly name: string; readonly span: Span; readonly entity?: EntityId };
  readonly sourceSpeaker?: { readonly name: string; readonly entity?: EntityId; readonly anonymous: boolean };
}

/** A statement by itself, before anything is looked up. */
export interface PlainStatement {
  /** In the block's prose. */
  readonly span: Span;
  readonly text: string;
  readonly kind: StatementKind;
  readonly score: number;
  readonly reasons: readonly string[];
  /** True when a reader may ask for a source. */
  readonly asks: boolean;
  /** True when it cites something itself, whether that resolves or not. */
  readonly cites: boolean;
}

export interface StatementFacts extends PlainStatement {
  /** The sources that it cites itself. */
  readonly own: readonly CitedSource[];
  /** The source of a later sentence's citation that carries this uncited one. */
  readonly carriedBy?: CitedSource;
  /** From the whole library, for a statement that asks for a source and has none. */
  readonly evidence: readonly Evidence[];
  /** Of other sources with those that it cites. */
  readonly conflicts: readonly Conflict[];
  readonly names: readonly NamedFacts[];
  readonly quotations: readonly QuotationFacts[];
}
