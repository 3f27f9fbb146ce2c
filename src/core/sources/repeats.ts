import type { Paragraph } from '../model.ts';
import type { RoledBlock } from './roles.ts';
import { wordsKey } from './word-hashes.ts';

/** Shorter paragraphs ("Yes.", "He agreed.") may stand twice in an article on purpose. */
const SHORTEST_REPEAT = 40;

/**
 * Numbers body paragraphs as a person counts them and marks those whose words stood before: scraped text often holds
 * its paragraphs twice. Two paragraphs are the same when their words are,
 * whatever their case, diacritics, typography and white space.
 */
export function numberParagraphs(text: string, blocks: readonly RoledBlock[]): Paragraph[] {
  const seen = new Map<string, number>();
  const paragraphs: Paragraph[] = [];
  let count = 0;
  for (const { start, end, role } of blocks) {
    if (role !== 'body' && role !== 'heading') {
      paragraphs.push({ start, end, role });
      continue;
    }
    const key = end - start < SHORTEST_REPEAT ? undefined : wordsKey(text, { start, end });
    const first = key === undefined ? undefined : seen.get(key);
    if (first !== undefined) {
      // It is what its first is: where a paragraph stands may make a line look like a heading.
      const { number, role: same } = paragraphs[first] ?? { role, number: undefined };
      paragraphs.push({ start, end, role: same, repeats: first, ...(number === undefined ? {} : { number }) });
      continue;
    }
    if (key !== undefined) seen.set(key, paragraphs.length);
    paragraphs.push(role === 'body' ? { start, end, role, number: ++count } : { start, end, role });
  }
  return paragraphs;
}
