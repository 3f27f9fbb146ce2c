import type { MetadataOrigin, SourceMetadata } from '../model.ts';
import type { FoundMetadata } from './extraction.ts';
import { stem } from './formats.ts';

const FIELDS = ['key', 'title', 'outlet', 'author', 'date', 'url', 'grade'] as const;

/** What one place states. */
export interface Stated {
  readonly origin: MetadataOrigin;
  readonly metadata: FoundMetadata;
}

/** Merges what several places state; the first that knows a field wins. Without a stated key it is the file's name without its ending. */
export function mergeMetadata(path: string, found: readonly Stated[]): SourceMetadata {
  const values: Partial<Record<(typeof FIELDS)[number], string>> = {};
  const origins: Partial<Record<(typeof FIELDS)[number], MetadataOrigin>> = {};
  for (const { origin, metadata } of [...found, { origin: 'file-name' as const, metadata: { key: stem(path) } }]) {
    for (const field of FIELDS) {
      const stated = metadata[field]?.trim();
      // Some systems take the letters of a name apart; who cites it types them as one.
      const value = field === 'key' ? stated?.normalize('NFC') : stated;
      if (value === undefined || value === '' || values[field] !== undefined) continue;
      values[field] = value;
      origins[field] = origin;
    }
  }
  return { ...values, key: values.key ?? stem(path).normalize('NFC'), origins };
}
