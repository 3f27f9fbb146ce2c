import type { ParagraphRole, SourceMetadata } from '../model.ts';
import type { Span } from '../text/span.ts';

/** A stretch of text that its file sets apart (a line, a wrapped paragraph, an HTML block), before its role is known. */
export interface Block extends Span {
  /** What the file's own structure says it is; undefined: the words have to tell. */
  readonly role?: ParagraphRole;
  /** True for list items and table cells: short and without a full stop, and yet content. */
  readonly item?: boolean;
}

/** Metadata as one place states it; what it does not state is undefined. */
export type FoundMetadata = Partial<Omit<SourceMetadata, 'origins'>>;

/** What a reader makes of a file. */
export interface Extraction {
  readonly text: string;
  /** In order of the text, not overlapping. */
  readonly blocks: readonly Block[];
  /** What the file states about itself in a form made for machines (front matter, meta tags). */
  readonly metadata: FoundMetadata;
  /** Something a person should know although the file was read; follows the file's name in the message. */
  readonly notes: readonly Note[];
}

export interface Note {
  readonly severity: 'warning' | 'information';
  readonly text: string;
  /** 0-based line in the file, where that is known. */
  readonly line?: number;
}

/** Thrown by readers for a file that cannot be read: the message follows the file's name and says what to do. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
