import type { Article, Paragraph, Passage, Provenance, SourceFormat, SourceMetadata } from '../model.ts';
import { digest } from '../text/digest.ts';
import { sentences } from '../text/sentences.ts';
import { FIRST_HAND, provenanceOf } from './provenance.ts';
import { type WireDateline, wireDateline } from './wire.ts';

/** Puts an article together from its text, its paragraphs and what is known of it; who carries its passages is told by `told`. */
export function plainArticle(
  path: string,
  format: SourceFormat,
  text: string,
  paragraphs: readonly Paragraph[],
  metadata: SourceMetadata,
): Article {
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

/** The article with who carries each passage. A function of the article itself: it need not be kept. */
export function told(article: Article): Article {
  const { text, paragraphs, passages, metadata } = article;
  const agency = wireOf(text, paragraphs)?.agency;
  const provenance: readonly Provenance[] = provenanceOf(text, passages, paragraphs, {
    ...(metadata.outlet === undefined ? {} : { outlet: metadata.outlet }),
    ...(agency === undefined ? {} : { agency }),
  });
  return { ...article, passages: passages.map((passage, i) => ({ ...passage, provenance: provenance[i] ?? FIRST_HAND })) };
}

/** The dateline of the wire whose story the article prints. */
export function wireOf(text: string, paragraphs: readonly Paragraph[]): WireDateline | undefined {
  const first = paragraphs.find((p) => p.role === 'body');
  return first && wireDateline(text.slice(first.start, Math.min(first.end, first.start + 200)));
}

function passagesOf(text: string, paragraphs: readonly Paragraph[]): Passage[] {
  const found: Passage[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    if (paragraph.repeats !== undefined || (paragraph.role !== 'title' && paragraph.role !== 'heading' && paragraph.role !== 'body'))
      continue;
    for (const span of sentences(text, paragraph)) found.push({ ...span, index: found.length, paragraph: index, provenance: FIRST_HAND });
  }
  return found;
}
