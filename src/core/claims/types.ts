import type { Mention } from '../model.ts';
import type { Span } from '../text/span.ts';
import type { Token } from './tokens.ts';

/** A claim made ready for comparison. Offsets in it are into `text`. */
export interface PreparedClaim {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Names as they were resolved, when the caller knows them. */
  readonly mentions?: readonly Mention[];
  /** EDTF date of the document in which the claim stands. */
  readonly date?: string;
}

/** One sentence of an article made ready. Offsets in it are into `text`. */
export interface PreparedPassage {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** For each content stem the index of its first token. */
  readonly stems: ReadonlyMap<string, number>;
  readonly mentions?: readonly Mention[];
}

/** The sentences of one article, in order: prepared once, asked for many claims. */
export interface PreparedPassages {
  readonly passages: readonly PreparedPassage[];
  /** In how many passages each content stem occurs. */
  readonly frequency: ReadonlyMap<string, number>;
  /** EDTF date of the article. */
  readonly articleDate?: string;
}

/** A passage as it was ranked for a claim. */
export interface RankedPassage {
  /** Index into the article's passages. */
  readonly index: number;
  /** 0…1, comparable between passages for one claim only. */
  readonly score: number;
  /** Spans into the passage's text of the words that agree with the claim. */
  readonly agreeing: readonly Span[];
  /** Words and names of the claim, as written there, that the passage lacks. */
  readonly missing: readonly string[];
}

export type MismatchKind = 'figure' | 'date' | 'name' | 'negation' | 'antonym' | 'roles' | 'modality' | 'attribution' | 'unit';

/** One point in which the claim departs from the passages. */
export interface Mismatch {
  readonly kind: MismatchKind;
  /** Into the claim's text. */
  readonly claimSpan?: Span;
  /** Index into the article's passages. */
  readonly passageIndex?: number;
  /** Into that passage's text. */
  readonly passageSpan?: Span;
  /** For a person: what the claim says and what the passage says instead. */
  readonly detail: string;
}

export type Verdict = 'supported' | 'partial' | 'unsupported' | 'contradicted';

export interface SupportJudgement {
  readonly verdict: Verdict;
  /** 0…1, comparable between claims. */
  readonly support: number;
  /** Short, stable words for rules: "all words found", "names missing", the kinds of mismatches. */
  readonly reasons: readonly string[];
  /** One line for a person. */
  readonly explanation: string;
  readonly mismatches: readonly Mismatch[];
}
