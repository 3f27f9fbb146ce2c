/** What a source is looked for by, which stores keep beside it. */
import type { SourceMetadata } from '../model.ts';
import { foldKey } from '../text/fold.ts';

/** Key, title, outlet and author of a source, folded, a line each: a folded text has no line ends. */
export function wordsOf({ key, title, outlet, author }: Pick<SourceMetadata, 'key' | 'title' | 'outlet' | 'author'>): string {
  return [key, title, outlet, author].map((part) => (part === undefined ? '' : foldKey(part))).join('\n');
}
