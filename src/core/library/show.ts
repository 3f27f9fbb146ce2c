import type { Passage, PassageRef, SourceCard } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { passageSignatures, samePassages } from '../sources/sketch.ts';
import type { StoredQuotation } from '../store/store.ts';
import { overlaps, type Span } from '../text/span.ts';
import { words } from '../text/words.ts';
import { LIMITS } from './limits.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

/** A passage as it is shown: its text is a slice of the source, with who says it and where else it stands. */
export async function showPassage(library: Library, view: ArticleView, passage: Passage, cancel: Cancel): Promise<PassageRef> {
  const { article } = view;
  const paragraph = article.paragraphs[passage.paragraph];
  const card = library.catalogue.card(article.path);
  const speaker = await speakerOf(library, view, passage);
  const alsoIn = await holdersOf(library, view, passage, cancel);
  return {
    start: passage.start,
    end: passage.end,
    source: card ?? bareCard(view),
    range: view.lines.rangeOf(passage),
    text: article.text.slice(passage.start, passage.end),
    ...(paragraph?.number === undefined ? {} : { paragraph: paragraph.number }),
    provenance: view.told.passages[passage.index]?.provenance ?? passage.provenance,
    ...(speaker ? { speaker } : {}),
    repeats: article.paragraphs.filter((p) => p.repeats === passage.paragraph).length,
    alsoIn,
  };
}

/** The card of an article that is just being taken in. */
function bareCard({ article }: ArticleView): SourceCard {
  return { key: article.metadata.key, path: article.path, format: article.format, extracted: article.extracted };
}

/** A partial quotation of fewer words is a term that somebody used, not what he said. */
const PARTIAL_WORDS = 3;
/** A passage is somebody's words when a quotation fills this share of it; otherwise it is the author's, who quotes. */
const FILLED = 1 / 3;

/** True for words that somebody spoke as they stand; reported speech is the author's wording. */
export function isVerbatim(view: ArticleView, { type, content }: StoredQuotation): boolean {
  if (type === 'direct') return true;
  return type === 'partial' && words(view.article.text, content).length >= PARTIAL_WORDS;
}

/** The verbatim quotation with a speaker that fills most of a passage, and the share that it fills. */
export function quotationIn(view: ArticleView, passage: Span): { readonly quotation: StoredQuotation; readonly share: number } | undefined {
  let best: StoredQuotation | undefined;
  let most = 0;
  for (const quotation of view.record.quotations) {
    if (quotation.start >= passage.end) break;
    if (!quotation.speaker || !overlaps(quotation.content, passage) || !isVerbatim(view, quotation)) continue;
    const shared = Math.min(quotation.content.end, passage.end) - Math.max(quotation.content.start, passage.start);
    if (shared > most) {
      best = quotation;
      most = shared;
    }
  }
  return best && { quotation: best, share: most / (passage.end - passage.start) };
}

async function speakerOf(library: Library, view: ArticleView, passage: Passage): Promise<PassageRef['speaker'] | undefined> {
  const found = quotationIn(view, passage);
  const speaker = found?.quotation.speaker;
  if (!found || !speaker || found.share < FILLED) return undefined;
  const { quotation } = found;
  const entity = speakerEntity(view, quotation);
  const register = await library.register();
  const name = entity === undefined ? speaker.text : (register.entity(entity)?.name ?? speaker.text);
  return { name: name.replace(/\s+/g, ' '), anonymous: speaker.anonymous === true, ...(entity === undefined ? {} : { entity }) };
}

/** The entity that speaks a quotation, as the library understands it now. */
export function speakerEntity(view: ArticleView, { speakerMention }: StoredQuotation): string | undefined {
  return speakerMention === undefined ? undefined : view.mentions[speakerMention]?.entity;
}

/** In how many other sources the passage's words stand, exactly or nearly: reprints and wire copy. */
async function holdersOf(library: Library, view: ArticleView, passage: Passage, cancel: Cancel): Promise<number> {
  const signatures = passageSignatures(view.article.text, passage);
  const exact = await library.store.kinBy(signatures, view.article.path, cancel, { limit: 0 });
  const near = await nearlyHolding(library, view, passage, signatures, cancel);
  return exact.count + near.length;
}

/**
 * Paths of other sources in which the passage's words stand nearly, and not exactly: those are looked at that resemble this one as a
 * whole, some of them where they are many.
 * @param without the passage's signatures, which those have that hold it exactly
 */
export async function nearlyHolding(
  library: Library,
  view: ArticleView,
  passage: Passage,
  without: readonly string[],
  cancel: Cancel,
): Promise<string[]> {
  const { resembling: limit } = library.world.limits ?? LIMITS;
  const resembling = await library.store.kinBy(view.whole, view.article.path, cancel, { without, limit });
  const near: string[] = [];
  for (const other of resembling.paths) {
    const kin = await library.sketch(other, cancel);
    throwIfCancelled(cancel);
    if (kin && samePassages(view.sketch, passage.index, kin).length > 0) near.push(other);
  }
  return near;
}
