import type { Article, Paragraph, Passage, SourceFormat, SourceMetadata } from '../model.ts';
import { digest } from '../text/digest.ts';
import { sentences } from '../text/sentences.ts';
import { FIRST_HAND, provenanceOf, type Sentence } from './provenance.ts';

/** Puts an article together from its text, its paragraphs and what is known of it. `agency`: the wire whose dateline it prints. */
export function buildArticle(
  path: string,
  format: SourceFormat,
  text: string,
  paragraphs: readonly Paragraph[],
  metadata: SourceMetadata,
  agency?: string,
): Article {
  return {
    path,
    format,
    text,
    extracted: format !== 'txt' && format !== 'md',
    digest: digest(text),
    metadata,
    paragraphs,
    passages: passagesOf(text, paragraphs, metadata.outlet, agency),
  };
}

function passagesOf(text: string, paragraphs: readonly Paragraph[], outlet: string | undefined, agency: string | undefined): Passage[] {
  const found: Sentence[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    if (paragraph.repeats !== undefined || (paragraph.role !== 'title' && paragraph.role !== 'heading' && paragraph.role !== 'body'))
      continue;
    for (const span of sentences(text, paragraph)) found.push({ ...span, paragraph: index });
  }
  const provenance = provenanceOf(text, found, paragraphs, {
    ...(outlet === undefined ? {} : { outlet }),
    ...(agency === undefined ? {} : { agency }),
  });
  return found.map((sentence, index) => ({ ...sentence, index, provenance: provenance[index] ?? FIRST_HAND }));
}
