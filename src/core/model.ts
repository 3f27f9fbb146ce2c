/**
 * The data that every part of Attest speaks: plain, readonly, structured-cloneable (it crosses the worker's boundary).
 * Offsets are UTF-16 code units into the text named beside them, spans are half-open, lines and characters count from 0.
 */
import type { Span } from './text/span.ts';

// ── Sources ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type SourceFormat = 'txt' | 'md' | 'html' | 'pdf' | 'docx';

/** Where a piece of metadata was found; the first that knows it wins. */
export type MetadataOrigin = 'bibliography' | 'front-matter' | 'html' | 'text' | 'file-name';

/** What is known of a source. What is not known stays undefined: nothing is guessed. */
export interface SourceMetadata {
  /** The citation key, unique in its library. */
  readonly key: string;
  readonly title?: string;
  readonly outlet?: string;
  readonly author?: string;
  /** EDTF: "2026-02-01", "2026-02", "XXXX-02-01" (no year known). */
  readonly date?: string;
  readonly url?: string;
  /** NATO Admiralty grade: reliability A–F, credibility 1–6, e.g. "B2"; either part may stand alone. */
  readonly grade?: string;
  readonly origins: Readonly<Partial<Record<'key' | 'title' | 'outlet' | 'author' | 'date' | 'url' | 'grade', MetadataOrigin>>>;
}

/** What a paragraph of an article is. Furniture ("Reading now", "Editor") is page decoration and never quoted. */
export type ParagraphRole = 'title' | 'dateline' | 'byline' | 'heading' | 'body' | 'furniture';

export interface Paragraph extends Span {
  readonly role: ParagraphRole;
  /** What a person counts, from 1, over body paragraphs that are not repeats; a repeat carries the number of its first. Undefined for other roles. */
  readonly number?: number;
  /** Index of the paragraph whose text this one repeats. */
  readonly repeats?: number;
}

/** Who carries the words of a passage. */
export interface Provenance {
  /** Outlets that the article itself relays, outermost first: ["Bloomberg"] in "Bloomberg reports, citing …". Empty: first-hand. */
  readonly via: readonly string[];
  /** True when the passage rests on an unnamed speaker ("one EU diplomat", "sources familiar with the situation"). */
  readonly anonymous: boolean;
}

/** A sentence of a source, with its exact place. */
export interface Passage extends Span {
  /** Index into the article's passages. */
  readonly index: number;
  /** Index into the article's paragraphs. */
  readonly paragraph: number;
  readonly provenance: Provenance;
}

/** A source that was read: its exact text (of the file, or extracted from it) and what stands where. */
export interface Article {
  /** Relative to the library's root, forward slashes; unique. */
  readonly path: string;
  readonly format: SourceFormat;
  /** The text that all offsets refer to. For txt and md: the decoded file without byte-order mark, line endings as they are. */
  readonly text: string;
  /** True where `text` was extracted (html, pdf, docx) and opens as a read-only document. */
  readonly extracted: boolean;
  /** Digest of `text`: equal digests, equal text. */
  readonly digest: string;
  readonly metadata: SourceMetadata;
  readonly paragraphs: readonly Paragraph[];
  /** Sentences of title, heading and body paragraphs that are not repeats, in order of the text. */
  readonly passages: readonly Passage[];
}

/** A source that could not be read, or only in part: shown on that file and nowhere else. */
export interface SourceProblem {
  readonly path: string;
  readonly severity: 'error' | 'warning' | 'information';
  /** Names what is wrong and what to do. */
  readonly message: string;
  /** Where in the file, when that is known. */
  readonly line?: number;
}

// ── Names ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export type EntityKind = 'person' | 'organisation' | 'state' | 'place';
/** "Russia" is a name, "Russian" a demonym, "the Russian president" a role. */
export type MentionForm = 'name' | 'demonym' | 'role';
/** Stable within a library: derived from kind and canonical name, never from order of reading. */
export type EntityId = string;

/** A stretch of text that names something, before anyone has said which entity. */
export interface NameSpan extends Span {
  readonly kind: EntityKind;
  readonly form: MentionForm;
  /** How sure the recogniser is, 0…1; 1 for the project file's own names. */
  readonly confidence: number;
}

export interface Mention extends NameSpan {
  /** The entity, when exactly one fits. */
  readonly entity?: EntityId;
  /** Several entities that fit, best first, when `entity` is undefined; both readings of a metonym ("Moscow") when it is not. */
  readonly candidates?: readonly EntityId[];
}

export interface Entity {
  readonly id: EntityId;
  /** The canonical name: the project file's, else the fullest form that the sources use. */
  readonly name: string;
  readonly kind: EntityKind;
  /** Every form seen or declared, canonical one first. */
  readonly aliases: readonly string[];
  /** Degrees, north and east positive; known for gazetteer places and states. */
  readonly coordinates?: { readonly latitude: number; readonly longitude: number };
  /** ISO 3166-1 alpha-2 code of the state it is or lies in, from the gazetteer. */
  readonly country?: string;
  readonly note?: string;
  /** Who made it known. */
  readonly origin: 'project' | 'gazetteer' | 'library';
}

// ── Quotations ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Speaker extends Span {
  readonly text: string;
  readonly entity?: EntityId;
  /** "officials", "a source", "one EU diplomat". */
  readonly anonymous?: boolean;
}

/** A quotation found in running text. The span holds the content with its marks, where it has any. */
export interface Quotation extends Span {
  /** `direct`: a whole quotation; `partial`: quoted words inside the author's sentence; `reported`: speech without marks; `scare`: scare quotes, titles and terms, nobody's words. */
  readonly type: 'direct' | 'partial' | 'reported' | 'scare';
  /** The words themselves, without marks. */
  readonly content: Span;
  /** True where its ends are not certain: its marks do not match, or it runs on into the next paragraph and closes there. */
  readonly doubtful?: boolean;
  readonly speaker?: Speaker;
  /** Who passes the words on, outermost first: an outlet that reports them, one that was told. */
  readonly via?: readonly Speaker[];
  readonly cue?: Span & { readonly text: string };
}

// ── What is shown of a source ──────────────────────────────────────────────────────────────────────────────────────

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A passage as it is shown and linked: its words are `article.text.slice(start, end)`, always. */
export interface PassageRef extends Span {
  readonly source: SourceCard;
  readonly range: Range;
  readonly text: string;
  /** Paragraph number as a person counts; undefined for titles and headings. */
  readonly paragraph?: number;
  readonly provenance: Provenance;
  /** Who speaks these words, when the passage is (or holds) a quotation. */
  readonly speaker?: { readonly name: string; readonly entity?: EntityId; readonly anonymous: boolean };
  /** How often the paragraph is repeated in the same article. */
  readonly repeats: number;
  /** How many other sources carry the same words (reprints). */
  readonly alsoIn: number;
}

/** A passage offered as evidence for a statement. */
export interface Evidence {
  readonly passage: PassageRef;
  /** 0…1, comparable between passages of one statement only. */
  readonly score: number;
  /** Spans into `passage.text` of the words that agree with the statement. */
  readonly agreeing: readonly Span[];
  /** Words and names of the statement that the passage lacks. */
  readonly missing: readonly string[];
}

/** A source as it is listed and shown. */
export interface SourceCard {
  readonly key: string;
  readonly path: string;
  readonly format: SourceFormat;
  readonly extracted: boolean;
  readonly title?: string;
  readonly outlet?: string;
  readonly author?: string;
  /** EDTF, as in the metadata. */
  readonly date?: string;
  readonly url?: string;
  readonly grade?: string;
}

// ── Briefings ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type CitationForm = 'pandoc' | 'link' | 'footnote';

/** One reference to one source. `[@a; @b]` makes two, which share `group`. */
export interface Citation extends Span {
  readonly form: CitationForm;
  /** What is written: the key, or the link's target. */
  readonly target: string;
  /** Span of the key or target alone. */
  readonly targetSpan: Span;
  /** The whole bracket `[@a, para. 4; @b]`, the whole link, or `@key` itself. */
  readonly group: Span;
  /** "para. 4", as written. */
  readonly locator?: string;
  /** Path of the source it resolves to; undefined when it resolves to nothing. */
  readonly source?: string;
}

export type StatementKind = 'claim' | 'quotation' | 'judgement' | 'framing';

/** A sentence of a briefing. */
export interface Statement extends Span {
  readonly kind: StatementKind;
  /** How check-worthy, 0…1. */
  readonly score: number;
  /** Why it is taken for that kind: "figure", "date", "reported speech", "event", "2 named actors", "hedged", … */
  readonly reasons: readonly string[];
  /** Citations that carry it: its own, or of a later sentence of the paragraph whose source supports it. Indices into the report's citations. */
  readonly citations: readonly number[];
  /** True for claims and quotations that a resolving citation carries. */
  readonly sourced: boolean;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export type FindingCode =
  | 'unsourced-claim'
  | 'unknown-source'
  | 'misquotation'
  | 'misattributed-quotation'
  | 'unsupported-claim'
  | 'contradicted-claim'
  | 'figure-mismatch'
  | 'ambiguous-name'
  | 'unknown-name'
  | 'name-variant'
  | 'weak-sourcing'
  | 'conflicting-sources'
  | 'estimative-language'
  | 'changed-source'
  | 'stale-ignore';

export interface TextEdit extends Span {
  readonly newText: string;
}

/** A change that a person may apply with one action. */
export interface Fix {
  readonly title: string;
  /** The one that is applied without asking; at most one a finding. */
  readonly preferred?: boolean;
  /** Edits of the briefing in which the finding stands. */
  readonly edits: readonly TextEdit[];
  /** An action beyond the briefing: choose among the finding's evidence, write an ignore with a reason, or record the cited source as it is now. */
  readonly ask?: 'choose-passage' | 'ignore-reason' | 'record-source';
}

/** What a rule reports. */
export interface Finding extends Span {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
  /** Hash of the code and the words around, for ignores: survives edits elsewhere. */
  readonly fingerprint: string;
}

export interface Coverage {
  /** Claims and quotations. */
  readonly claims: number;
  readonly sourced: number;
}

/** Everything that is known of one version of one briefing. Offsets are into that version's text. */
export interface BriefingReport {
  readonly path: string;
  readonly version: number;
  readonly mentions: readonly Mention[];
  readonly citations: readonly Citation[];
  readonly statements: readonly Statement[];
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}
