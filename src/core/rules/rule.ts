import type { ParsedBriefing } from '../markdown/prose.ts';
import type { Citation, Evidence, FindingCode, Fix } from '../model.ts';
import type { Span } from '../text/span.ts';
import type { StatementFacts } from './facts.ts';

/** One statement with its place in a text. */
export interface PlacedStatement {
  readonly facts: StatementFacts;
  readonly span: Span;
  /** The place in the text of a span of the block's prose. */
  readonly place: (prose: Span) => Span;
}

/** One statement with its place in this version of the briefing. */
export interface StatementContext extends PlacedStatement {
  /** The citations that stand in the statement or directly behind it. */
  readonly citations: readonly Citation[];
}

/** What a rule may look at that says of a part of a briefing what it would say of that part in the whole. Offsets are the part's. */
export interface PartContext {
  readonly parsed: Pick<ParsedBriefing, 'text' | 'blocks' | 'newline'>;
  readonly statements: readonly PlacedStatement[];
  /** All that the part cites, in order; a footnote's mark is what its note cites elsewhere. */
  readonly citations: readonly Citation[];
  /** The project file's house spelling: variant → preferred. */
  readonly spelling: ReadonlyMap<string, string>;
  /** Number of sources in the library. */
  readonly sources: number;
  /** Keys that resemble one that resolves to nothing, nearest first. */
  readonly nearestKeys: (key: string) => readonly string[];
}

/** What a rule may look at: plain data, computed before any rule runs. */
export interface RuleContext extends PartContext {
  readonly parsed: ParsedBriefing;
  readonly statements: readonly StatementContext[];
  /** The digest of the cited source's text where it differs from the one recorded when it was cited; undefined where it does not, or none was. */
  readonly changed: (citation: Citation) => string | undefined;
}

/** What a rule reports, before severity, identity and ignores. */
export interface Draft extends Span {
  readonly message: string;
  readonly reason: string;
  readonly evidence?: readonly Evidence[];
  readonly fixes?: readonly Fix[];
  /** The words by which the finding is known again after edits elsewhere. */
  readonly words: string;
}

/** A rule is data and a pure check: the same briefing and library always give the same drafts, in order of the text. */
export type Rule = PartRule | BriefingRule;

/** Looks at statements and citations one by one: what it said of a part holds while that part stays as it is. */
export interface PartRule {
  readonly code: FindingCode;
  readonly scope: 'part';
  check(context: PartContext): Draft[];
}

/** Compares what stands far apart: it runs again with every change, and so has to be cheap. */
export interface BriefingRule {
  readonly code: FindingCode;
  readonly scope: 'briefing';
  check(context: RuleContext): Draft[];
}
