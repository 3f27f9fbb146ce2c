import type { Article, Paragraph, Passage, SourceFormat, SourceMetadata } from '../model.ts';
import { digest } from '../text/digest.ts';
import { sentences } from '../text/sentences.ts';
import { numberParagraphs } from './repeats.ts';
import type { RoledBlock } from './roles.ts';

/** Puts an article together from its text and the roles of its blocks. */
export function buildArticle(
  path: string,
  format: SourceFormat,
  text: string,
  blocks: readonly RoledBlock[],
  metadata: SourceMetadata,
): Article {
  const paragraphs = numberParagraphs(text, blocks);
  return {
    path,
    format,
    text,
    extracted: format !== 'txt' && format !== 'md',
    digest: digest(text),
    metadata,
    paragraphs,
    passages: passagesOf(text, paragraphs),
  };
}

function passagesOf(text: string, paragraphs: readonly Paragraph[]): Passage[] {
  const passages: Passage[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    if (paragraph.repeats !== undefined || (paragraph.role !== 'title' && paragraph.role !== 'heading' && paragraph.role !== 'body'))
      continue;
    for (const span of sentences(text, paragraph)) {
      passages.push({ ...span, index: passages.length, paragraph: index, provenance: { via: [], anonymous: false } });
    }
  }
  return passages;
}
