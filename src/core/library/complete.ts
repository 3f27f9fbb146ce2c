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
  const typed = foldKey(prefix);
  const out: SourceSuggestion[] = [];
  for (const { path, score } of fittest(library.catalogue, typed, (of) => best.get(of)?.ranked.score ?? 0, limit)) {
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

/** The sources that fit what was typed (folded), best first. Of a hundred thousand only as many as are shown are ever put in order. */
function fittest(catalogue: Catalogue, typed: string, scoreOf: (path: string) => number, limit: number): Fitting[] {
  const fitting: Fitting[] = [];
  catalogue.each((path, key, words) => {
    const fit = typed === '' ? 2 : fitOf(words, typed);
    if (fit === 0) return;
    const worst = fitting.length < limit ? undefined : fitting.at(-1);
    // Most are turned away here: nothing is made of them.
    if (worst && (fit < worst.fit || (fit === worst.fit && worst.score === 0 && key > worst.key && scoreOf(path) === 0))) return;
    const one: Fitting = { path, key, fit, score: scoreOf(path) };
    if (worst && better(worst, one) <= 0) return;
    fitting.splice(
      countBefore(fitting.length, (k) => better(fitting[k] ?? one, one) <= 0),
      0,
      one,
    );
    if (fitting.length > limit) fitting.pop();
  });
  return fitting;
}

function better(a: Fitting, b: Fitting): number {
  return b.fit - a.fit || b.score - a.score || (a.key < b.key ? -1 : 1);
}

/** 2: the key begins with what was typed; 1: key, title, outlet or author holds it; 0: it does not fit. */
function fitOf(words: string, typed: string): number {
  if (words.startsWith(typed)) return 2;
  return words.includes(typed) ? 1 : 0;
}
