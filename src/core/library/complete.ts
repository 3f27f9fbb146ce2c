import { prepareClaim } from '../claims/evidence.ts';
import type { PassageRef } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { continueQuotation } from '../quotes/complete.ts';
import type { QuotationSuggestion, SourceSuggestion } from '../service.ts';
import { foldKey } from '../text/fold.ts';
import { countBefore } from '../text/ordered.ts';
import type { Catalogue } from './catalogue.ts';
import type { Outline } from './outline.ts';
import { findEvidence, searchTerms } from './search.ts';
import { showPassage } from './show.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

/** Passages that are looked at for ranking the sources. */
const PASSAGES = 40;

/** A citation that is just being typed behind a full stop reads as a sentence of its own, and says nothing. */
const STUB = /^\[?@\S*/;

/** The statement that is being written at an offset: the one that holds it, else the last one before it in the same paragraph. */
export function statementAt({ statements, parsed }: Outline, offset: number): Outline['statements'][number] | undefined {
  const says = statements.filter(({ text }) => /\p{L}/u.test(text.replace(STUB, '')));
  const on = says.find(({ span }) => span.start <= offset && offset < span.end);
  if (on) return on;
  const before = says.findLast(({ span }) => span.end <= offset);
  if (!before) return undefined;
  // A blank line ends the paragraph.
  return /\n\s*\n|\r\s*\r/.test(parsed.text.slice(before.span.end, offset)) ? undefined : before;
}

/** Sources for completion: those whose key begins as typed first, then by what the sentence says, then by key. */
export async function suggest(
  library: Library,
  outline: Outline,
  offset: number,
  prefix: string,
  limit: number,
  cancel: Cancel,
): Promise<SourceSuggestion[]> {
  const statement = statementAt(outline, offset);
  const found = statement ? await findEvidence(library, statement.claim(await library.lexicon()), PASSAGES, cancel) : [];
  throwIfCancelled(cancel);
  const best = new Map<string, (typeof found)[number]>();
  for (const one of found) if (!best.has(one.view.article.path)) best.set(one.view.article.path, one);
  const scores = new Map(Array.from(best, ([path, { ranked }]) => [path, ranked.score]));
  const typed = foldKey(prefix);
  const out: SourceSuggestion[] = [];
  for (const { path, score } of fittest(library.catalogue, typed, scores, limit)) {
    const card = library.catalogue.card(path);
    if (card === undefined) continue;
    const one = best.get(path);
    const passage = one?.view.article.passages[one.ranked.index];
    const shown: PassageRef | undefined = one && passage ? await showPassage(library, one.view, passage, cancel) : undefined;
    throwIfCancelled(cancel);
    out.push({ card, score, ...(shown ? { passage: shown } : {}) });
  }
  return out;
}

/** Articles that are searched word by word for what is being typed: those cited, those that the index proposes, and all of a small library. */
const CITED = 20;
const PROPOSED = 12;
const SMALL = 40;
/** Passages that the index proposes for the words typed. */
const PROPOSED_PASSAGES = 100;
/** Longer beginnings are no beginnings any more: what is looked for is their end. */
const TYPED = 300;

/** How a quotation that is being typed goes on in the sources, those first that the briefing cites nearest to the offset. */
export async function suggestQuotations(
  library: Library,
  { citations }: Outline,
  offset: number,
  typed: string,
  limit: number,
  cancel: Cancel,
): Promise<QuotationSuggestion[]> {
  const near = [...citations].sort((a, b) => Math.abs(a.start - offset) - Math.abs(b.start - offset));
  const cited = [...new Set(near.flatMap((c) => c.source ?? []))].slice(0, CITED);
  // The last word may be a part of one, which no index holds.
  const whole = typed.slice(0, TYPED).replace(/[\p{L}\p{N}]+$/u, '');
  const hits = await library.store.search(searchTerms(prepareClaim(whole)), PROPOSED_PASSAGES, cancel, undefined, PROPOSED);
  throwIfCancelled(cancel);
  const proposed = hits.map((hit) => hit.path);
  const all = library.catalogue.size <= SMALL ? library.catalogue.all().map((card) => card.path) : [];
  const views: ArticleView[] = [];
  for (const path of new Set([...cited, ...proposed, ...all])) {
    const view = await library.view(path, cancel);
    throwIfCancelled(cancel);
    if (view) views.push(view);
  }
  const articles = views.map((view) => ({ path: view.article.path, text: view.article.text, index: view.quotable }));
  const out: QuotationSuggestion[] = [];
  for (const { path, whole: span } of continueQuotation(typed.slice(0, TYPED), articles, limit)) {
    const view = views.find((v) => v.article.path === path);
    const passage = view?.passagesIn(span)[0];
    // Furniture and repeats are no passages: nobody quotes them.
    if (!view || !passage) continue;
    out.push({ words: view.article.text.slice(span.start, span.end), passage: await showPassage(library, view, passage, cancel) });
    throwIfCancelled(cancel);
  }
  return out;
}

interface Fitting {
  readonly path: string;
  readonly key: string;
  readonly fit: number;
  readonly score: number;
}

/**
 * The sources that fit what was typed (folded), best first. Of a hundred thousand only as many as are shown are ever put in order.
 * @param scores of those sources that the sentence speaks for
 */
function fittest(catalogue: Catalogue, typed: string, scores: ReadonlyMap<string, number>, limit: number): Fitting[] {
  const fitting: Fitting[] = [];
  const take = (path: string, key: string, fit: number): void => {
    const worst = fitting.length < limit ? undefined : fitting.at(-1);
    // Most are turned away here: nothing is made of them.
    if (worst && (fit < worst.fit || (fit === worst.fit && worst.score === 0 && key > worst.key && !scores.has(path)))) return;
    const one: Fitting = { path, key, fit, score: scores.get(path) ?? 0 };
    if (worst && better(worst, one) <= 0) return;
    fitting.splice(
      countBefore(fitting.length, (k) => better(fitting[k] ?? one, one) <= 0),
      0,
      one,
    );
    if (fitting.length > limit) fitting.pop();
  };
  if (typed !== '') {
    catalogue.fitting(typed, take);
    return fitting;
  }
  // Where nothing is typed, those come first that the sentence speaks for, and then the first by key: the others need not be looked at.
  for (const path of scores.keys()) {
    const key = catalogue.card(path)?.key;
    if (key !== undefined) take(path, key, 2);
  }
  for (const { path, key } of catalogue.first(limit + PASSAGES)) if (!scores.has(path)) take(path, key, 2);
  return fitting;
}

function better(a: Fitting, b: Fitting): number {
  return b.fit - a.fit || b.score - a.score || (a.key < b.key ? -1 : 1);
}
