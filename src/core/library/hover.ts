import { prepareClaim } from '../claims/evidence.ts';
import type { Entity, Mention, PassageRef } from '../model.ts';
import { statedRoles } from '../names/roles.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { type Candidate, choosePassages } from '../quotes/choose.ts';
import type { HoverCard, NameCard, StatedRole } from '../service.ts';
import { rarity } from '../store/store.ts';
import { foldKey } from '../text/fold.ts';
import { holds, overlaps } from '../text/span.ts';
import { citationAt, citationCard } from './citing.ts';
import { entitiesOf } from './facts.ts';
import { quotedNear } from './index.ts';
import { LIMITS } from './limits.ts';
import type { Outline } from './outline.ts';
import { searchTerms } from './search.ts';
import { isVerbatim, quotationIn, showPassage, speakerEntity } from './show.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

/** Roles that a card shows, and articles that are read for them. */
const ROLES = 4;
const ROLE_ARTICLES = 12;
/** Of a name that more entities fit, those are looked for that the library names most: a first name alone may fit hundreds. */
const CANDIDATES = 20;

/** The card for what stands at the offset: exactly a name, or a citation. */
export async function hoverCard(library: Library, outline: Outline, offset: number, cancel: Cancel): Promise<HoverCard | undefined> {
  const cited = citationAt(outline, offset);
  if (cited) return citationCard(library, outline, cited, cancel);
  const mention = outline.mentions.find((m) => holds(m, offset));
  return mention ? nameCard(library, outline, mention, cancel) : undefined;
}

/** A passage that names the entity or holds its words. */
interface Named extends Candidate {
  readonly view: ArticleView;
  readonly index: number;
  readonly terms: ReadonlySet<string>;
  /** Written as in the briefing: "Moscow" for "Moscow", not for "Russia". */
  readonly alike: boolean;
}

async function nameCard(library: Library, outline: Outline, mention: Mention, cancel: Cancel): Promise<NameCard> {
  const register = await library.register();
  const text = outline.parsed.text.slice(mention.start, mention.end);
  const [first, ...others] = entitiesOf(register, mention, text);
  const entity = mention.entity === undefined ? undefined : first;
  const candidates: readonly Entity[] = entity ? others : [...(first ? [first] : []), ...others];
  const ids = new Set(mention.entity === undefined ? mention.candidates?.slice(0, CANDIDATES) : [mention.entity]);
  const sentence = outline.statements.find(({ span }) => overlaps(span, mention))?.text ?? '';
  const own = new Set(searchTerms(prepareClaim(text)));
  const terms = searchTerms(prepareClaim(sentence)).filter((term) => !own.has(term));
  const { named, ...counts } = await naming(library, ids, text, terms, cancel);
  throwIfCancelled(cancel);
  const chosen = await choose(library, { mention, text, sentence, terms }, named, cancel);
  const passages: (PassageRef & { readonly relation: 'by' | 'about' })[] = [];
  for (const { view, index, relation } of chosen) {
    const passage = view.article.passages[index];
    if (passage) passages.push({ ...(await showPassage(library, view, passage, cancel)), relation });
    throwIfCancelled(cancel);
  }
  return {
    type: 'name',
    span: { start: mention.start, end: mention.end },
    mention,
    ...(entity ? { entity } : {}),
    candidates,
    roles: entity ? await rolesOf(library, entity, chosen, named, cancel) : [],
    passages,
    passageCount: counts.passages,
    sourceCount: counts.sources,
    mentionCount: counts.mentions,
  };
}

interface Naming {
  readonly named: readonly Named[];
  readonly passages: number;
  readonly sources: number;
  readonly mentions: number;
}

/**
 * The passages in which one of the entities is named or speaks, in order of path and text, and how many there are. Of an entity
 * that many articles name, those are read that the sentence needs most; the numbers are then the index's, by the keys of its names.
 */
async function naming(library: Library, ids: ReadonlySet<string>, text: string, terms: readonly string[], cancel: Cancel): Promise<Naming> {
  const register = await library.register();
  const keys = [...new Set([...ids].flatMap((id) => register.keysOf(id)))];
  const { store } = library;
  const { places: few, articles, best: most, speaking: spoken, some } = library.world.limits ?? LIMITS;
  const places = await store.places(keys, few, false, cancel);
  throwIfCancelled(cancel);
  const paths = new Set(places.map((place) => place.path));
  if (places.length < few && paths.size <= articles) {
    const { named, mentions } = await passagesNaming(library, { ids, text, all: true }, [...paths], cancel);
    return { named, passages: named.length, sources: new Set(named.map((c) => c.path)).size, mentions };
  }
  const best = await store.search(terms, few, cancel, keys, most);
  const speaking = await store.places(keys, few, true, cancel);
  const passages = await store.countPlaces(keys, cancel);
  throwIfCancelled(cancel);
  const chosen = new Set<string>();
  for (const [from, upTo] of [[best, most] as const, [speaking, most + spoken] as const, [places, some] as const])
    for (const { path } of from) if (chosen.size < upTo) chosen.add(path);
  const { named } = await passagesNaming(library, { ids, text, all: false }, [...chosen], cancel);
  const sources = places.length < few ? paths.size : register.articlesNaming(keys);
  return { named, passages, sources: Math.max(sources, paths.size), mentions: Math.max(register.timesNamed(keys), passages) };
}

/**
 * The passages of some articles in which one of the entities is named or speaks, in order of path and text. Unless `all`, who speaks
 * is found out only of articles that quote words where they name it.
 */
async function passagesNaming(
  library: Library,
  { ids, text, all }: { readonly ids: ReadonlySet<string>; readonly text: string; readonly all: boolean },
  paths: readonly string[],
  cancel: Cancel,
): Promise<{ named: Named[]; mentions: number }> {
  const named: Named[] = [];
  const written = foldKey(text);
  let mentions = 0;
  for (const path of paths.toSorted()) {
    const view = await library.view(path, cancel);
    throwIfCancelled(cancel);
    if (!view) continue;
    const { article, record } = view;
    const found = new Map<number, { relation: 'by' | 'about'; alike: boolean }>();
    view.mentions.forEach((mention, i) => {
      if (mention.entity === undefined ? !mention.candidates?.some((id) => ids.has(id)) : !ids.has(mention.entity)) return;
      mentions++;
      const passage = record.mentions[i]?.passage;
      if (passage === undefined) return;
      const alike = foldKey(article.text.slice(mention.start, mention.end)) === written;
      found.set(passage, { relation: 'about', alike: alike || found.get(passage)?.alike === true });
    });
    const quotes = all || [...found.keys()].some((passage) => quotedNear(article, passage));
    for (const quotation of quotes ? record.quotations : []) {
      const speaker = isVerbatim(view, quotation) ? speakerEntity(view, quotation) : undefined;
      if (speaker === undefined || !ids.has(speaker)) continue;
      for (const passage of view.passagesIn(quotation.content))
        found.set(passage.index, { relation: 'by', alike: found.get(passage.index)?.alike === true });
    }
    for (const [index, { relation, alike }] of [...found].sort((a, b) => a[0] - b[0])) {
      const passage = article.passages[index];
      if (!passage) continue;
      const quoted = quotes && quotationIn(view, passage) !== undefined;
      named.push({
        path,
        start: passage.start,
        end: passage.end,
        text: article.text.slice(passage.start, passage.end),
        relation,
        quoted,
        view,
        index,
        terms: new Set(record.termsOf(index)),
        alike,
      });
    }
  }
  return { named, mentions };
}

/** The passages that a hover shows: chosen for the sentence in which the name stands. */
async function choose(
  library: Library,
  { mention, text, sentence, terms }: { mention: Mention; text: string; sentence: string; terms: readonly string[] },
  named: readonly Named[],
  cancel: Cancel,
): Promise<Named[]> {
  const limit = library.settings.hoverQuotes;
  // A metonym shows what is said of it under its own name first: "Moscow" is not every "Russian".
  const metonym = (mention.candidates?.length ?? 0) > 1 && mention.entity !== undefined;
  const alike = metonym || mention.form === 'demonym' ? named.filter((c) => c.alike) : named;
  const candidates = alike.length >= limit ? alike : named;
  const counts = await library.store.counts(cancel);
  const frequencies = await library.store.frequencies(terms, cancel);
  throwIfCancelled(cancel);
  const weights = terms.map((term, i) => ({ term, weight: rarity(counts.passages, frequencies[i] ?? 0) }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return choosePassages({
    candidates,
    contextSentence: sentence,
    limit,
    nameWords: [text],
    score: (c) => (total === 0 ? 0 : weights.reduce((sum, { term, weight }) => sum + (c.terms.has(term) ? weight : 0), 0) / total),
  });
}

/** What the sources say that a person is, each with the passage that says so; each once. */
async function rolesOf(
  library: Library,
  entity: Entity,
  chosen: readonly Named[],
  named: readonly Named[],
  cancel: Cancel,
): Promise<StatedRole[]> {
  if (entity.kind !== 'person') return [];
  const { gazetteer } = await library.names();
  const views = [...new Map([...chosen, ...named].map((c) => [c.path, c.view])).values()].slice(0, ROLE_ARTICLES);
  const roles = new Map<string, StatedRole>();
  for (const view of views) {
    if (roles.size >= ROLES) break;
    for (const { name, role } of statedRoles(view.article.text, view.record.mentions, gazetteer)) {
      if (view.mentions[name]?.entity !== entity.id || roles.size >= ROLES) continue;
      const words = view.article.text.slice(role.start, role.end).replace(/\s+/g, ' ');
      const key = foldKey(words);
      const passage = view.passagesIn(role)[0];
      if (!passage || roles.has(key)) continue;
      roles.set(key, { role: words, passage: await showPassage(library, view, passage, cancel) });
      throwIfCancelled(cancel);
    }
  }
  return [...roles.values()];
}
