import type { FoundMetadata } from './extraction.ts';

/** An item of a bibliography, as far as a source needs it. */
export interface BibliographyItem extends FoundMetadata {
  readonly key: string;
  /** Paths of its files as the item states them, forward slashes. */
  readonly files: readonly string[];
}

/** The items of all bibliographies that apply to a library. */
export interface Bibliography {
  readonly items: readonly BibliographyItem[];
  /** The item whose file is at `path` (relative to the library's root), or whose URL is the one that the source states. */
  find(path: string, url?: string): BibliographyItem | undefined;
}
