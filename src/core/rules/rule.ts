import type { ParsedBriefing } from '../markdown/prose.ts';
import type { Citation, Evidence, FindingCode, Fix } from '../model.ts';
import type { Span } from '../text/span.ts';
import type { StatementFacts } from './facts.ts';

/** One statement with its place in this version of the briefing. */
export interface StatementContext {
  readonly facts: StatementFacts;
  /** In the briefing. */
  readonly span: Span;
  /** The place in the briefing of a span of the block's prose. */
  readonly place: (prose: Span) => Span;
  /** The citations that stand in the statement or directly behind it. */
  readonly citations: readonly Citation[];
}

/** What a rule may look at: plain data, computed before any rule runs. */
export interface RuleContext {
  readonly parsed: ParsedBriefing;
  readonly statements: readonly StatementContext[];
  /** All that the briefing cites, in order. */
  readonly citations: readonly Citation[];
  /** The project file's house spelling: variant → preferred. */
  readonly spelling: ReadonlyMap<string, string>;
  /** Number of sources in the library. */
  readonly sources: number;
  /** Keys that resemble one that resolves to nothing, nearest first. */
  readonly nearestKeys: (key: string) => readonly string[];
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
export interface Rule {
  readonly code: FindingCode;
  check(context: RuleContext): Draft[];
}
