import type { Mention } from '../model.ts';
import type { Span } from '../text/span.ts';
import type { DateMention } from './dates.ts';
import type { Figure } from './figures.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Token } from './tokens.ts';

/** A text read once for comparison: what claims and passages have in common. Offsets are into `text`. */
export interface Prepared {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly figures: readonly Figure[];
  readonly dates: readonly DateMention[];
  /** Names as they were resolved, when the caller knows them. */
  readonly mentions?: readonly Mention[];
}

/** What a claim says, one entry for each distinct content word, figure or name part. */
export interface Term {
  /** The stem; "#" and the value for figures. */
  readonly key: string;
  readonly kind: 'word' | 'name' | 'figure';
  /** Index of the first token that says it, and the index behind the last (a figure may take several). */
  readonly first: number;
  readonly last: number;
  /** Other keys under which a passage may hold it, with how much of it they carry (0…1). */
  readonly variants: readonly (readonly [key: string, quality: number])[];
}

/** A claim made ready for comparison. */
export interface PreparedClaim extends Prepared {
  readonly terms: readonly Term[];
  /** What is known of its words when it is held against others. */
  readonly lexicon: Lexicon;
  /** EDTF date of the document in which the claim stands. */
  readonly date?: string;
}

/** One sentence of an article made ready. */
export interface PreparedPassage extends Prepared {
  /** For each key (stem, "#" figure, "@" initials, "&" entity) the index of its first token. */
  readonly keys: ReadonlyMap<string, number>;
}

/** The sentences of one article, in order: prepared once, asked for many claims. */
export interface PreparedPassages {
  readonly passages: readonly PreparedPassage[];
  /** In how many passages each key occurs. */
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
  /** How much of the claim that passage carries: its score in the ranking, 0…1. */
  readonly closeness?: number;
  /** Share of what the claim says beside it that the passage carries, 0…1. */
  readonly beside?: number;
  /** For a person: what the claim says and what the passage says instead. */
  readonly detail: string;
  /** 0…1: how sure it is that this is a departure. */
  readonly confidence: number;
}

export type Verdict = 'supported' | 'partial' | 'unsupported' | 'contradicted';

export interface SupportJudgement {
  readonly verdict: Verdict;
  /** 0…1, comparable between claims. */
  readonly support: number;
  /** Share of the claim's words, names and figures that stand nowhere in the article, 0…1; 0 for claims of three or fewer, which say it in other words too easily. */
  readonly absent: number;
  /** How many different words, names and figures the article has: how much may be expected to stand in it. */
  readonly vocabulary: number;
  /** Short, stable words for rules: "all words found", "names missing", the kinds of mismatches. */
  readonly reasons: readonly string[];
  /** One line for a person. */
  readonly explanation: string;
  readonly mismatches: readonly Mismatch[];
}
