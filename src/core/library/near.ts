/** What a source has the same speaker say, where the quoted words themselves are not in it. */
import type { Mention, PassageRef } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { contentStems } from '../quotes/content.ts';
import type { StoredQuotation } from '../store/store.ts';
import { foldKey } from '../text/fold.ts';
import { isVerbatim, showPassage, speakerEntity } from './show.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

/** Quotations of one article that are looked at, and those of one speaker that are compared: more belong to no article. */
const QUOTATIONS = 1000;
const OF_ONE_SPEAKER = 100;

/** A quotation with what it is compared by. */
interface Spoken {
  readonly quotation: StoredQuotation;
  /** The words that name who speaks, folded. */
  readonly speaker: string;
  readonly stems: ReadonlySet<string>;
}

const known = new WeakMap<ArticleView, readonly Spoken[]>();

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
  const said = speaker.said === undefined ? undefined : foldKey(speaker.said);
  let best: { readonly view: ArticleView; readonly quotation: StoredQuotation; readonly likeness: number } | undefined;
  for (const view of cited) {
    let compared = 0;
    for (const spoken of spokenIn(view)) {
      if (!isSameSpeaker(view, spoken, speaker.speaker?.entity, said)) continue;
      if (++compared > OF_ONE_SPEAKER) break;
      const likeness = likenessOf(wanted, spoken.stems);
      if (likeness > (best?.likeness ?? 0)) best = { view, quotation: spoken.quotation, likeness };
    }
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

/** The article's verbatim quotations that somebody speaks. */
function spokenIn(view: ArticleView): readonly Spoken[] {
  let spoken = known.get(view);
  if (!spoken) {
    spoken = view.record.quotations.slice(0, QUOTATIONS).flatMap((quotation): Spoken[] => {
      if (!quotation.speaker || !isVerbatim(view, quotation)) return [];
      return [{ quotation, speaker: foldKey(quotation.speaker.text), stems: contentStems(wordsOf(view, quotation)) }];
    });
    known.set(view, spoken);
  }
  return spoken;
}

/** By entity where both are known, else by the words that name the speaker. */
function isSameSpeaker(view: ArticleView, { quotation, speaker }: Spoken, wanted: string | undefined, said: string | undefined): boolean {
  const entity = speakerEntity(view, quotation);
  if (entity !== undefined && wanted !== undefined) return entity === wanted;
  return speaker === said;
}

/** Shared stems by all stems of both (Jaccard 1901). */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of a) if (b.has(stem)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
