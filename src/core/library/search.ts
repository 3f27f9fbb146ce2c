import { judgeSupport, type PreparedClaim, type RankedPassage, rankPassages, type Verdict } from '../claims/evidence.ts';
import type { Evidence } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import type { Wanted } from '../store/store.ts';
import { Recent } from '../text/recent.ts';
import { numberTerm } from './index.ts';
import { LIMITS } from './limits.ts';
import { showPassage } from './show.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

/** Passages that the index proposes for one claim. */
const PROPOSED = 200;
/** Passages of one article that may stand among the results. */
const OF_ONE_ARTICLE = 3;

/** A passage found for a claim, before it is made ready to be shown. */
export interface Found {
  readonly view: ArticleView;
  readonly ranked: RankedPassage;
}

/** A passage found for a claim, as it is remembered: the view that it stands in may be forgotten meanwhile. */
interface Place {
  readonly path: string;
  readonly ranked: RankedPassage;
}

/** Claims of which it is remembered what was found: a sentence is checked, asked about, and checked again with every key beside it. */
const REMEMBERED = 64;

const remembered = new WeakMap<Library, { generation: number; readonly places: Recent<string, readonly Place[]> }>();

/** The passages of the whole library that best carry a claim, best first, each with a score above zero. */
export async function findEvidence(library: Library, claim: PreparedClaim, limit: number, cancel: Cancel): Promise<Found[]> {
  const { generation } = library;
  let memory = remembered.get(library);
  if (memory === undefined) {
    memory = { generation, places: new Recent(REMEMBERED) };
    remembered.set(library, memory);
  }
  if (memory.generation !== generation) {
    memory.generation = generation;
    memory.places.clear();
  }
  // Everything on which the ranking rests, but for the library.
  const key = JSON.stringify([claim.text, claim.mentions, claim.date]);
  let places = memory.places.get(key);
  if (places === undefined) {
    places = await rankAll(library, claim, cancel);
    if (library.generation === generation && memory.generation === generation) memory.places.set(key, places);
  }
  const found: Found[] = [];
  for (const { path, ranked } of places.slice(0, limit)) {
    const view = await library.view(path, cancel);
    throwIfCancelled(cancel);
    if (view) found.push({ view, ranked });
  }
  return found;
}

async function rankAll(library: Library, claim: PreparedClaim, cancel: Cancel): Promise<Place[]> {
  const { evidence } = library.world.limits ?? LIMITS;
  const hits = await library.store.search(wantedTerms(claim), PROPOSED, cancel, undefined, evidence);
  throwIfCancelled(cancel);
  const places: Place[] = [];
  for (const path of new Set(hits.map((hit) => hit.path))) {
    const view = await library.view(path, cancel);
    throwIfCancelled(cancel);
    if (!view) continue;
    for (const ranked of rankPassages(claim, view.prepared, OF_ONE_ARTICLE)) if (ranked.score > 0) places.push({ path, ranked });
  }
  return places.sort((a, b) => b.ranked.score - a.ranked.score || compare(a, b));
}

/** The terms under which a passage that carries the claim may be found in the index, without what else may carry them. */
export function searchTerms(claim: PreparedClaim): string[] {
  return [...new Set(claim.terms.flatMap((term) => (term.kind === 'figure' ? figureTerms(claim, term) : [term.key])))];
}

/** The same with the other words that carry a part of each. Entities are no part of the index. */
function wantedTerms(claim: PreparedClaim): Wanted[] {
  return claim.terms.flatMap((term): Wanted[] =>
    term.kind === 'figure'
      ? figureTerms(claim, term).map((own) => ({ term: own }))
      : [{ term: term.key, variants: variantsOf(term.variants) }],
  );
}

/** The index knows figures as they are written, and words of figures as words. */
function figureTerms(claim: PreparedClaim, { first, last }: PreparedClaim['terms'][number]): string[] {
  return claim.tokens.slice(first, last).flatMap(({ kind, content, text, stem }) => {
    if (kind === 'number') return [numberTerm(text)];
    return content ? [stem] : [];
  });
}

/** Variants of one quality together: they are looked up at once. */
function variantsOf(variants: PreparedClaim['terms'][number]['variants']): NonNullable<Wanted['variants']> {
  const byQuality = new Map<number, string[]>();
  for (const [word, quality] of variants) {
    if (word.startsWith('&')) continue;
    const words = byQuality.get(quality);
    if (words) words.push(word);
    else byQuality.set(quality, [word]);
  }
  return [...byQuality].map(([quality, words]) => ({ words, quality }));
}

function compare(a: Place, b: Place): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.ranked.index - b.ranked.index;
}

/** A claim held against the whole library. */
export interface Supported {
  readonly found: readonly Evidence[];
  readonly verdict: Verdict;
  /** 0…1, as `judgeSupport` gives it for the source that carries the claim best. */
  readonly support: number;
}

/** Ranks the library's passages for a claim and judges the sources of those found. */
export async function supportOf(library: Library, claim: PreparedClaim, limit: number, cancel: Cancel): Promise<Supported> {
  const found = await findEvidence(library, claim, limit, cancel);
  let verdict: Verdict = 'unsupported';
  let support = 0;
  for (const view of new Set(found.map((f) => f.view))) {
    const judged = judgeSupport(claim, view.prepared, rankPassages(claim, view.prepared));
    if (judged.support <= support) continue;
    ({ verdict, support } = judged);
  }
  return { found: await showEvidence(library, found, cancel), verdict, support };
}

/** Makes found passages ready to be shown. */
export async function showEvidence(library: Library, found: readonly Found[], cancel: Cancel): Promise<Evidence[]> {
  const out: Evidence[] = [];
  for (const { view, ranked } of found) {
    const passage = view.article.passages[ranked.index];
    if (!passage) continue;
    out.push({
      passage: await showPassage(library, view, passage, cancel),
      score: ranked.score,
      agreeing: ranked.agreeing,
      missing: ranked.missing,
    });
    throwIfCancelled(cancel);
  }
  return out;
}
