import { rankPassages } from '../claims/evidence.ts';
import type { Citation, Evidence, Passage, PassageRef } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import type { CitationCard } from '../service.ts';
import { encloses, holds, type Span } from '../text/span.ts';
import type { Outline } from './outline.ts';
import { showEvidence } from './search.ts';
import { showPassage } from './show.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

/** How many keys are offered for one that is unknown. */
const NEAREST = 3;

/** The citation at an offset: its key, or the locator that belongs to it. */
export function citationAt({ citations }: Outline, offset: number): Citation | undefined {
  const on = citations.find((c) => holds(c, offset));
  if (on) return on;
  // Behind the key, within the bracket, stands its locator.
  return citations.findLast((c) => c.form === 'pandoc' && holds(c.group, offset) && c.end <= offset && offset < c.group.end - 1);
}

/** The source that a citation names, and the passage of it that carries the sentence. */
export async function citationCard(library: Library, outline: Outline, citation: Citation, cancel: Cancel): Promise<CitationCard> {
  const span = { start: citation.start, end: citation.end };
  const { source, target } = citation;
  const card = source === undefined ? undefined : library.catalogue.card(source);
  if (source === undefined || card === undefined)
    return { type: 'citation', span, target, nearest: library.catalogue.nearestKeys(target, NEAREST) };
  const evidence = await carrying(library, outline, citation, source, cancel);
  return { type: 'citation', span, target, source: card, ...(evidence ? { evidence } : {}), nearest: [] };
}

/** Where a citation leads: the passage that carries its sentence, else the paragraph of its locator, else the source's start. */
export async function citedPassage(
  library: Library,
  outline: Outline,
  citation: Citation,
  cancel: Cancel,
): Promise<PassageRef | undefined> {
  if (citation.source === undefined) return undefined;
  const evidence = await carrying(library, outline, citation, citation.source, cancel);
  if (evidence) return evidence.passage;
  const view = await library.view(citation.source, cancel);
  throwIfCancelled(cancel);
  const passage = view && (located(view, citation)[0] ?? view.article.passages[0]);
  return view && passage ? showPassage(library, view, passage, cancel) : undefined;
}

/** The best passage of the source for the citation's sentence; within the paragraph that the locator names, if it names one. */
async function carrying(
  library: Library,
  outline: Outline,
  citation: Citation,
  path: string,
  cancel: Cancel,
): Promise<Evidence | undefined> {
  const view = await library.view(path, cancel);
  throwIfCancelled(cancel);
  const statement = outline.statements.find((s) => s.citations.includes(citation)) ?? statementAround(outline, citation);
  if (!view || !statement) return undefined;
  const ranked = rankPassages(statement.claim(await library.lexicon()), view.prepared);
  const wanted = new Set(located(view, citation).map((p) => p.index));
  // What the author points at is shown even where nothing in it agrees; elsewhere something must.
  const best = ranked.find((r) => wanted.has(r.index)) ?? ranked.find((r) => r.score > 0);
  const [evidence] = best ? await showEvidence(library, [{ view, ranked: best }], cancel) : [];
  return evidence;
}

function statementAround({ statements }: Outline, span: Span): Outline['statements'][number] | undefined {
  return statements.find((s) => encloses(s.span, span));
}

/** The passages of the paragraph that a locator names: "para. 5", "paragraph 5", "¶ 5" (Pandoc's terms for paragraphs). */
function located(view: ArticleView, { locator }: Citation): Passage[] {
  const number = /(?:^|\b)(?:par(?:a(?:graph)?)?s?\.?|¶{1,2})\s*(\d{1,6})/i.exec(locator ?? '')?.[1];
  if (number === undefined) return [];
  const { paragraphs, passages } = view.article;
  return passages.filter((p) => paragraphs[p.paragraph]?.number === Number(number));
}
