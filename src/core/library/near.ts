/** What a source has the same speaker say, where the quoted words themselves are not in it. */
import type { Mention, PassageRef } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { contentStems } from '../quotes/content.ts';
import type { StoredQuotation } from '../store/store.ts';
import { foldKey } from '../text/fold.ts';
import { isVerbatim, showPassage, speakerEntity } from './show.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

export interface NearWords {
  /** A slice of the source: the words between its marks. */
  readonly words: string;
  readonly passage: PassageRef;
}

/**
 * The quoted words of the same speaker in the cited articles that share most content words with `content`, at least one;
 * undefined where there are none. Equal ones: the first by article and offset.
 */
export async function nearWords(
  library: Library,
  cited: readonly ArticleView[],
  speaker: { readonly speaker?: Mention; readonly said?: string },
  content: string,
  cancel: Cancel,
): Promise<NearWords | undefined> {
  const wanted = contentStems(content);
  let best: { readonly view: ArticleView; readonly quotation: StoredQuotation; readonly likeness: number } | undefined;
  for (const view of cited)
    for (const quotation of view.record.quotations) {
      if (!isVerbatim(view, quotation) || !isSameSpeaker(view, quotation, speaker)) continue;
      const likeness = likenessOf(wanted, contentStems(wordsOf(view, quotation)));
      if (likeness > (best?.likeness ?? 0)) best = { view, quotation, likeness };
    }
  if (!best) return undefined;
  const passage = best.view.passagesIn(best.quotation.content)[0];
  if (!passage) return undefined;
  const shown = await showPassage(library, best.view, passage, cancel);
  throwIfCancelled(cancel);
  return { words: wordsOf(best.view, best.quotation), passage: shown };
}

function wordsOf(view: ArticleView, { content }: StoredQuotation): string {
  return view.article.text.slice(content.start, content.end);
}

/** By entity where both are known, else by the words that name the speaker. */
function isSameSpeaker(
  view: ArticleView,
  quotation: StoredQuotation,
  { speaker, said }: { readonly speaker?: Mention; readonly said?: string },
): boolean {
  const entity = speakerEntity(view, quotation);
  if (entity !== undefined && speaker?.entity !== undefined) return entity === speaker.entity;
  return said !== undefined && quotation.speaker !== undefined && foldKey(quotation.speaker.text) === foldKey(said);
}

/** Shared stems by all stems of both (Jaccard 1901). */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of a) if (b.has(stem)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
