/**
 * The one door to a library: what the editor, the command line and the tools for assistants may ask.
 * Requests and answers are plain data, so that the same interface is served in-process or by a worker.
 */
import type {
  BriefingReport,
  Entity,
  EntityId,
  Evidence,
  FindingCode,
  Mention,
  PassageRef,
  Range,
  Severity,
  SourceCard,
  SourceProblem,
} from './model.ts';
import type { Cancel } from './ports.ts';
import type { Span } from './text/span.ts';

/** What a person may set; defaults are those of package.json's `attest.*` settings. */
export interface LibrarySettings {
  /** Globs of the sources, relative to the root. */
  readonly sources: readonly string[];
  /** A rule's severity, or off. Rules that are not named keep their default. */
  readonly rules: Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;
  /** How many passages a hover shows. */
  readonly hoverQuotes: number;
  /** Files above this many bytes are not read and reported as such. */
  readonly maxFileSize: number;
  /** Only plain text and Markdown are read, as in a folder that is not trusted. */
  readonly plainOnly?: boolean;
}

export const defaultSettings: LibrarySettings = {
  sources: ['sources/**', 'articles/**'],
  rules: {},
  hoverQuotes: 3,
  maxFileSize: 20_000_000,
};

/** A file to take in. `bytes` undefined: the serving side reads it by itself through its `Files` port. */
export interface SourceChange {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly bytes?: Uint8Array;
}

/** How far the reading of sources has come. Asking for it again after a cancellation goes on where it stood. */
export interface Progress {
  /** Files done of those that are new or changed. */
  readonly done: number;
  readonly total: number;
  /** Bytes of the files done, and of all of them. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Since the first of them, in ms. */
  readonly elapsed: number;
}

/** What was done with the files of the last reading. */
export interface Reading extends Progress {
  /** When it began, in ms since the epoch. */
  readonly began: number;
  readonly read: number;
  /** Found to be the same by their bytes. */
  readonly unchanged: number;
  /** Not taken in; the problems say why. */
  readonly skipped: number;
  readonly removed: number;
}

/** Where the library is kept. */
export interface Kept {
  /** Absolute path of the index; undefined: in memory, made anew at each start. */
  readonly file?: string;
  /** Bytes on the disk. */
  readonly size?: number;
  /** What a person should know: why it is kept in memory, or was made anew, or what it is waiting for. */
  readonly note?: string;
  /** True where this process keeps the index up to date, false where another one does. */
  readonly owned?: boolean;
}

/** The process in which a library lives. */
export interface Housing {
  /** As the system's process list has it. */
  readonly id: number;
  /** Bytes of memory that it keeps at the moment, its threads' included. */
  readonly memory: number;
}

export interface LibraryStatus {
  readonly sources: number;
  readonly passages: number;
  readonly entities: number;
  readonly characters: number;
  /** By path: all, or the gravest ones where they are more than anybody reads. */
  readonly problems: readonly SourceProblem[];
  /** How many more there are. */
  readonly moreProblems?: number;
  /** True while files are being read. */
  readonly indexing: boolean;
  /** The reading that goes on, or the last one of this session. */
  readonly reading?: Reading;
  readonly kept?: Kept;
  /** Sources that another program read, and that are being read again. */
  readonly outdated?: number;
  /** Where another process reads the sources: how many this one found new, changed or gone that the other had not taken in. */
  readonly behind?: number;
  readonly process?: Housing;
  /** Counts up with every change of the library: an answer of an older generation may be stale. */
  readonly generation: number;
}

/** A briefing as the editor holds it. */
export interface BriefingText {
  /** Relative to the library's root (or the document's URI for untitled ones). */
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

/** What a source says an entity is: "director of the Carnegie Russia Eurasia Center". */
export interface StatedRole {
  readonly role: string;
  readonly passage: PassageRef;
}

export interface NameCard {
  readonly type: 'name';
  /** Where in the briefing: exactly the mention. */
  readonly span: Span;
  readonly mention: Mention;
  readonly entity?: Entity;
  /** Other readings (another person of that surname; the city and the government). */
  readonly candidates: readonly Entity[];
  readonly roles: readonly StatedRole[];
  /** Chosen for the sentence; at most `hoverQuotes`. Words spoken by the entity first, then what is said of it. */
  readonly passages: readonly (PassageRef & { readonly relation: 'by' | 'about' })[];
  readonly passageCount: number;
  readonly sourceCount: number;
  readonly mentionCount: number;
}

export interface CitationCard {
  readonly type: 'citation';
  readonly span: Span;
  /** Undefined: the citation resolves to nothing. */
  readonly source?: SourceCard;
  readonly target: string;
  /** Best passage of that source for the sentence in which the citation stands. */
  readonly evidence?: Evidence;
  /** Keys that resemble an unknown one, nearest first. */
  readonly nearest: readonly string[];
}

export type HoverCard = NameCard | CitationCard;

export interface SourceSuggestion {
  readonly card: SourceCard;
  /** Higher is better for the sentence at the cursor; 0 where nothing agrees. */
  readonly score: number;
  /** The best passage for that sentence, when one agrees. */
  readonly passage?: PassageRef;
}

/** A place where an entity is mentioned, or a source cited. */
export interface Reference {
  readonly path: string;
  readonly range: Range;
  readonly extracted: boolean;
}

/** The text of a source as offsets refer to it, for read-only documents. */
export interface SourceText {
  readonly card: SourceCard;
  readonly text: string;
}

/** A source that a briefing cites, as it is now: what the project file records under `cited`. */
export interface CitedText {
  readonly key: string;
  /** Digest of the source's text. */
  readonly digest: string;
  /** Offsets in the briefing at which it is cited, in order. */
  readonly at: readonly number[];
}

/** Words of a source that go on from what is being typed as a quotation. */
export interface QuotationSuggestion {
  /** From the first word typed to the end of the sentence or of the source's quotation: a slice of the source. */
  readonly words: string;
  /** The sentence in which they stand. */
  readonly passage: PassageRef;
}

export interface LibraryService {
  /** Sets root-independent settings; re-evaluates what depends on them. */
  configure(settings: LibrarySettings, cancel: Cancel): Promise<void>;
  /** The project file's text (`attest.json`), or undefined when there is none. Problems in it are reported in the status, on that file. */
  setProject(text: string | undefined, cancel: Cancel): Promise<void>;
  /** Takes in, updates and drops sources; one refresh for the whole batch. */
  update(changed: readonly SourceChange[], removed: readonly string[], cancel: Cancel): Promise<void>;
  /**
   * Lists the sources where the serving side can (its `Files` port), takes in what is new or changed by size or time, and drops
   * what is gone. @throws Error where files come with `update` alone.
   */
  scan(cancel: Cancel): Promise<void>;
  status(cancel: Cancel): Promise<LibraryStatus>;
  /** Analyses one version of a briefing. Unchanged paragraphs are not analysed again. */
  check(briefing: BriefingText, cancel: Cancel): Promise<BriefingReport>;
  /** Reads a briefing that was opened, so that the first question about it is answered at once. Nothing waits for it. */
  prepare(briefing: BriefingText, cancel: Cancel): Promise<void>;
  /** Forgets a closed briefing's cached analysis. */
  close(path: string, cancel: Cancel): Promise<void>;
  /** The card for what stands at the offset, or undefined. The briefing's text is the one to answer for. */
  hover(briefing: BriefingText, offset: number, cancel: Cancel): Promise<HoverCard | undefined>;
  /** Ranked passages for the sentence at the offset, from the whole library. */
  evidenceAt(briefing: BriefingText, offset: number, limit: number, cancel: Cancel): Promise<readonly Evidence[]>;
  /** Sources for completion after `[@`, ranked by what the sentence at the offset says, the typed prefix first. */
  suggestSources(
    briefing: BriefingText,
    offset: number,
    prefix: string,
    limit: number,
    cancel: Cancel,
  ): Promise<readonly SourceSuggestion[]>;
  /**
   * How a quotation that is being typed goes on in the sources. `typed` are the words between its opening mark and the offset;
   * sources that the briefing cites come first. Nothing for fewer than two words.
   */
  suggestQuotations(
    briefing: BriefingText,
    offset: number,
    typed: string,
    limit: number,
    cancel: Cancel,
  ): Promise<readonly QuotationSuggestion[]>;
  /** The sources that a briefing cites, as they are now, by key. */
  citedSources(briefing: BriefingText, cancel: Cancel): Promise<readonly CitedText[]>;
  /** Where a citation leads: the passage that carries its sentence, or the start of the source. */
  definition(briefing: BriefingText, offset: number, cancel: Cancel): Promise<PassageRef | undefined>;
  /** Mentions of the entity (or citations of the source) at the offset, over all sources and the given briefings. */
  references(briefing: BriefingText, offset: number, others: readonly BriefingText[], cancel: Cancel): Promise<readonly Reference[]>;
  /** All mentions of an entity in the sources, in order of path and text. */
  mentionsOf(entity: EntityId, cancel: Cancel): Promise<readonly PassageRef[]>;
  sources(cancel: Cancel): Promise<readonly SourceCard[]>;
  sourceText(path: string, cancel: Cancel): Promise<SourceText | undefined>;
  /** Names in a source's text, for highlighting the article itself. */
  sourceMentions(path: string, cancel: Cancel): Promise<readonly Mention[]>;
}
