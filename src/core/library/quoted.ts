/** Quotations of a briefing, looked up in the sources. */

import { prepareClaim } from '../claims/evidence.ts';
import { isOtherScript } from '../claims/script.ts';
import type { Mention, PassageRef, SourceCard } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import type { GenderOfFirstName } from '../quotes/gender.ts';
import { type Location, locateQuotation, type QuotedPlace } from '../quotes/locate.ts';
import type { QuotationFacts } from '../rules/facts.ts';
import { overlaps, type Span } from '../text/span.ts';
import { words } from '../text/words.ts';
import type { BlockInput } from './facts.ts';
import { nearWords } from './near.ts';
import { searchTerms } from './search.ts';
import { quotationIn, showPassage, speakerEntity } from './show.ts';
import { spokenQuotations } from './speakers.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

/** Passages that the index proposes for a quotation, and articles in which it is then looked for. */
const PROPOSED = 100;
const ARTICLES = 20;
/** A quotation of one word is a term. */
const FEWEST: Readonly<Record<QuotationFacts['type'], number>> = { direct: 2, partial: 2, block: 3 };
/**
 * Two words are said by many: who says them in the source tells nothing of the briefing's speaker, unless the briefing says by whom
 * they are and the cited source has them once.
 */
const FEWEST_SPOKEN = 3;
/** What comes before a term that the author takes for known: “the "shadow fleet"”, “its "red lines"”, “so-called "guarantees"”. */
const PRESUPPOSED =
  /(?:^|[^\p{L}])(?:the|this|that|these|those|its|his|her|their|our|so-called|[\p{L}]+['’]s|[\p{L}]+s['’])\s+["“«„'‘]*$/iu;

const LOOK_BACK = 60;

interface Quoted {
  readonly content: Span;
  readonly type: QuotationFacts['type'];
  readonly speaker?: Mention;
  /** The words that name the speaker, where the text says who speaks and by which words. */
  readonly said?: string;
}

/** Every quotation of a paragraph with where its words stand. @throws CancelledError */
export async function quotationFacts(library: Library, input: BlockInput, cancel: Cancel): Promise<QuotationFacts[]> {
  const found: QuotationFacts[] = [];
  const { genderOf } = await library.names();
  for (const quoted of quotationsOf(input, genderOf)) {
    const content = input.prose.slice(quoted.content.start, quoted.content.end);
    if (words(content).length < FEWEST[quoted.type]) continue;
    found.push(await lookUp(library, input, quoted, content, cancel));
    throwIfCancelled(cancel);
    await library.world.breathe?.();
  }
  return found;
}

function quotationsOf(input: BlockInput, genderOf: GenderOfFirstName): Quoted[] {
  const spoken = spokenQuotations(input.prose, input.mentions, genderOf);
  const direct = spoken.filter(({ quotation: { type } }) => type === 'direct' || type === 'partial');
  // A block quotation is one, marks or no marks; marks inside are the source's own.
  if (input.kind === 'quote' && direct.length === 0) return [{ content: trimmed(input.prose), type: 'block' }];
  return direct.map(({ quotation: { content, type, speaker: spokenBy, cue }, speaker }) => {
    const named = input.mentions[speaker ?? -1];
    return {
      content,
      type: type === 'direct' ? 'direct' : 'partial',
      ...(named ? { speaker: named } : {}),
      ...(spokenBy && cue ? { said: spokenBy.text } : {}),
    };
  });
}

function trimmed(text: string): Span {
  const start = text.length - text.trimStart().length;
  return { start, end: Math.max(start, text.trimEnd().length) };
}

async function lookUp(library: Library, input: BlockInput, quoted: Quoted, content: string, cancel: Cancel): Promise<QuotationFacts> {
  const paths = citedFor(input, quoted.content);
  const cited = await views(library, paths, cancel);
  const before = sentenceBefore(input, quoted.content);
  const proposed = cited.length > 0 ? cited : await propose(library, content, [], cancel);
  let location = locate(content, proposed, before);
  let elsewhere: PassageRef | undefined;
  if (cited.length > 0 && location.state === 'absent') {
    const others = await propose(library, content, paths, cancel);
    const other = locate(content, others, before);
    if (other.state === 'exact' || other.state === 'typographic') elsewhere = await placeOf(library, others, other.places[0], cancel);
  }
  throwIfCancelled(cancel);
  // A place that is only near is no place of a quotation that cites nothing and may be anybody's.
  if (cited.length === 0 && location.state === 'several' && location.reason !== undefined) location = { state: 'absent', places: [] };
  const [place] = location.places;
  const passage = await placeOf(library, proposed, place, cancel);
  const view = place && proposed.find((v) => v.article.path === place.path);
  const attributed = quoted.said !== undefined && citedHere(input, quoted.content) && !PRESUPPOSED.test(before.slice(-LOOK_BACK));
  const telling =
    quoted.type !== 'partial' || words(content).length >= FEWEST_SPOKEN || (attributed && cited.length > 0 && location.places.length === 1);
  const sourceSpeaker = place && view && telling ? await speakerAt(library, view, place.span) : undefined;
  const readsAs = view && location.state === 'altered' ? marked(view, location) : undefined;
  const register = await library.register();
  const { speaker } = quoted;
  const translated =
    location.state === 'absent' && cited.length > 0 && cited.every((one) => isOtherScript(prepareClaim(content), one.prepared));
  const near =
    attributed && location.state === 'absent' && !elsewhere ? await nearWords(library, cited, quoted, content, cancel) : undefined;
  const speakerName = speaker && input.prose.slice(speaker.start, speaker.end);
  return {
    content: quoted.content,
    words: content,
    type: quoted.type,
    location,
    cited: paths.flatMap((path): SourceCard[] => {
      const card = library.catalogue.card(path);
      return card ? [card] : [];
    }),
    ...(passage ? { passage } : {}),
    ...(readsAs === undefined ? {} : { readsAs }),
    ...(elsewhere ? { elsewhere } : {}),
    ...(attributed ? { attributed } : {}),
    ...(translated ? { translated } : {}),
    ...(near ? { near } : {}),
    ...(speaker && speakerName !== undefined
      ? {
          speaker: {
            name: (speaker.entity === undefined ? undefined : register.entity(speaker.entity)?.name) ?? speakerName,
            span: { start: speaker.start, end: speaker.end },
            ...(speaker.entity === undefined ? {} : { entity: speaker.entity }),
          },
        }
      : {}),
    ...(sourceSpeaker ? { sourceSpeaker } : {}),
  };
}

/** The sources that are cited for a quotation: by its own sentences, else by the next sentence of the paragraph that cites any. */
function citedFor({ statements }: BlockInput, content: Span): string[] {
  const own = statements.filter(({ span }) => overlaps(span, content)).flatMap((s) => s.sources);
  if (own.length > 0) return [...new Set(own)];
  const next = statements.find(({ span, sources }) => span.start >= content.end && sources.length > 0);
  return [...(next?.sources ?? [])];
}

/** True when a sentence that holds the quotation cites a source itself. */
function citedHere({ statements }: BlockInput, content: Span): boolean {
  return statements.some(({ span, sources }) => overlaps(span, content) && sources.length > 0);
}

/** What the briefing itself writes before the quotation, in its sentence. */
function sentenceBefore({ statements, prose }: BlockInput, content: Span): string {
  const home = statements.find(({ span }) => span.start <= content.start && content.start < span.end);
  return prose.slice(home?.span.start ?? content.start, content.start);
}

async function views(library: Library, paths: readonly string[], cancel: Cancel): Promise<ArticleView[]> {
  const found: ArticleView[] = [];
  for (const path of paths) {
    const view = await library.view(path, cancel);
    throwIfCancelled(cancel);
    if (view) found.push(view);
  }
  return found;
}

/** The articles that hold most of the quotation's rare words. */
async function propose(library: Library, content: string, without: readonly string[], cancel: Cancel): Promise<ArticleView[]> {
  const hits = await library.store.search(searchTerms(prepareClaim(content)), PROPOSED, cancel);
  throwIfCancelled(cancel);
  const paths = [...new Set(hits.map((hit) => hit.path))].filter((path) => !without.includes(path)).slice(0, ARTICLES);
  return views(library, paths, cancel);
}

function locate(content: string, views: readonly ArticleView[], before: string): Location {
  const articles = views.map((view) => ({ path: view.article.path, text: view.article.text, index: view.quotable }));
  return locateQuotation(content, articles, { before });
}

async function placeOf(
  library: Library,
  views: readonly ArticleView[],
  place: QuotedPlace | undefined,
  cancel: Cancel,
): Promise<PassageRef | undefined> {
  if (!place) return undefined;
  const view = views.find((v) => v.article.path === place.path);
  const passage = view?.passagesIn(place.span)[0];
  return view && passage ? showPassage(library, view, passage, cancel) : undefined;
}

/** Who speaks the words at a place of a source. */
async function speakerAt(library: Library, view: ArticleView, span: Span): Promise<QuotationFacts['sourceSpeaker'] | undefined> {
  const covering = view.record.quotations.find(
    (q) => q.type !== 'scare' && q.type !== 'reported' && q.speaker && q.content.start <= span.start && span.end <= q.content.end,
  );
  const quotation = covering ?? quotationIn(view, span)?.quotation;
  if (!quotation?.speaker) return undefined;
  const entity = speakerEntity(view, quotation);
  const register = await library.register();
  const name = (entity === undefined ? undefined : register.entity(entity)?.name) ?? quotation.speaker.text.replace(/\s+/g, ' ');
  return { name, anonymous: quotation.speaker.anonymous === true, ...(entity === undefined ? {} : { entity }) };
}

/** The source's words at the place, those that the briefing lacks or changed between double asterisks. */
function marked(view: ArticleView, location: Location): string | undefined {
  const { text } = view.article;
  const runs = (location.diff ?? []).filter((run) => run.source.end > run.source.start);
  const [first] = runs;
  if (!first) return undefined;
  let out = '';
  let at = first.source.start;
  for (const { type, source } of runs) {
    if (source.start < at) continue;
    out += text.slice(at, source.start);
    const slice = text.slice(source.start, source.end);
    out += type === 'deleted' ? slice.replace(/^(\s*)([\s\S]*?)(\s*)$/, '$1**$2**$3') : slice;
    at = source.end;
  }
  return out.replace(/\s+/g, ' ').trim();
}
