/**
 * Measures what the limits of `core/library/limits.ts` cost: `npm run eval:limits -- CORPUS.jsonl [--articles N] [--questions N]
 * [--seed N] [--only hover|evidence|reprints]`. CORPUS holds lines of `{"text"}`; most of its stories become the library, sentences of
 * the others are asked about.
 *
 * hover: names that many articles carry, in sentences of stories that are not in the library: what a hover shows under the limits,
 *   against what it shows when it reads every article that names the entity.
 * evidence: sentences of the library with every fifth word replaced: whether the sentence's own story is among the results.
 * reprints: stories with 3, 10 and 60 edited reprints each: which of them "also in" tells, of those that hold the passage.
 */
import { parseArgs } from 'node:util';
import { prepareClaim } from '../core/claims/evidence.ts';
import { BriefingMemory } from '../core/library/briefing.ts';
import { hoverCard } from '../core/library/hover.ts';
import { termsOf } from '../core/library/index.ts';
import { takeIn } from '../core/library/ingest.ts';
import { originOf } from '../core/library/kin.ts';
import { LIMITS, type Limits } from '../core/library/limits.ts';
import { findEvidence, searchTerms } from '../core/library/search.ts';
import { nearlyHolding } from '../core/library/show.ts';
import { Library } from '../core/library/state.ts';
import { silent } from '../core/library/world.ts';
import type { PassageRef } from '../core/model.ts';
import { neverCancelled } from '../core/ports.ts';
import type { SourceChange } from '../core/service.ts';
import { sourceLabel } from '../core/sources/card.ts';
import { passageSignatures, SHORTEST_SHARED } from '../core/sources/sketch.ts';
import { rarity } from '../core/store/store.ts';
import { sentences } from '../core/text/sentences.ts';
import { words } from '../core/text/words.ts';
import { seeded } from './evidence/alter.ts';
import { builtLexicon, readLines } from './evidence/data.ts';
import { assetsOf } from './limits/assets.ts';
import { type Fate, replaced, reprintOf, type StoryPassage } from './limits/reprints.ts';
import { AlsoInScore, HoverScore, type Shown } from './limits/score.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    articles: { type: 'string', default: '8000' },
    questions: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const [file] = positionals;
if (file === undefined) {
  console.error('usage: npm run eval:limits -- CORPUS.jsonl [--articles N] [--questions N] [--seed N] [--only hover|evidence|reprints]');
  process.exit(2);
}
const random = seeded(Number(values.seed));
const QUESTIONS = Number(values.questions);
const all = readLines<{ text: string }>(file).map(({ text }) => text);
// In an order of the seed's: neighbours in the file are of one day.
for (let i = all.length - 1; i > 0; i--) {
  const j = Math.floor(random() * (i + 1));
  [all[i], all[j]] = [all[j] ?? '', all[i] ?? ''];
}
const stories = all.slice(0, Number(values.articles));
const others = all.slice(stories.length);

/** The limits change between questions. */
const world = { assets: assetsOf(), clock: { now: () => 0 }, log: silent, limits: LIMITS };
const library = new Library(world);
let reads = 0;
const record = library.store.record.bind(library.store);
library.store.record = (...asked) => {
  reads++;
  return record(...asked);
};
const encoder = new TextEncoder();
const percent = (x: number): string => (100 * x).toFixed(1).padStart(6);
const collapsed = (text: string): string => text.replaceAll(/\s+/g, ' ');

const flat = stories.map(collapsed);
const known = new Map<string, readonly string[]>();

/** What an article is called: everything that a front matter may give as the outlet of one article alone. */
const front = (label: string): string => `---\noutlet: ${label}\n---\n\n`;

async function add(texts: readonly (readonly [path: string, text: string])[]): Promise<void> {
  const sources = texts.map(([path, text]): SourceChange => {
    const bytes = encoder.encode(text);
    return { path, size: bytes.length, modified: 1, bytes };
  });
  await takeIn(library, sources, [], neverCancelled);
}

await add(stories.map((text, i) => [`sources/${i}.txt`, text]));
console.log(`${stories.length} articles, ${(stories.reduce((n, t) => n + t.length, 0) / 1e6).toFixed(1)} MB; seed ${values.seed}`);
const wanted = (part: string): boolean => values.only === undefined || values.only === part;
if (wanted('hover')) await hovers();
if (wanted('evidence')) await evidence();
if (wanted('reprints')) await reprints();

/** Names that fewer articles carry rest on all of them; those of more would take all day without limits. */
function carried(articles: number): boolean {
  return articles > LIMITS.articles && articles <= 400;
}

/** Sentences with the offset of a name that many articles carry; an entity twice at most. */
async function questions(): Promise<{ text: string; at: number; articles: number }[]> {
  const register = await library.register();
  const found: { text: string; at: number; articles: number }[] = [];
  const asked = new Map<string, number>();
  for (const story of others) {
    if (found.length >= QUESTIONS) break;
    const list = sentences(story).map((s) => collapsed(story.slice(s.start, s.end)));
    const text = list[Math.floor(random() * list.length)] ?? '';
    if (text.length < 60 || text.length > 300) continue;
    const { mentions } = await new BriefingMemory().outline(library, { path: 'b.md', version: 1, text }, neverCancelled);
    for (const { entity, form, start } of mentions) {
      if (entity === undefined || form !== 'name' || (asked.get(entity) ?? 0) >= 2) continue;
      const articles = register.articlesNaming(register.keysOf(entity));
      if (!carried(articles)) continue;
      asked.set(entity, (asked.get(entity) ?? 0) + 1);
      found.push({ text, at: start, articles });
      break;
    }
  }
  return found;
}

async function hovers(): Promise<void> {
  const without: Limits = { ...LIMITS, places: Number.POSITIVE_INFINITY, articles: Number.POSITIVE_INFINITY };
  const settings: readonly (readonly [best: number, speaking: number, some: number])[] = [
    [2, 1, 3],
    [4, 2, 6],
    [3, 3, 6],
    [2, 4, 6],
    [3, 5, 8],
    [4, 4, 8],
    [6, 2, 8],
    [4, 6, 10],
    [6, 4, 10],
    [8, 4, 12],
    [12, 8, 20],
  ];
  const scores = settings.map(() => ({ score: new HoverScore(), reads: 0 }));
  let whole = 0;
  const asked = await questions();
  for (const { text, at } of asked) {
    const before = reads;
    const full = await shown(text, at, without);
    whole += reads - before;
    for (const [i, [best, speaking, some]] of settings.entries()) {
      const limited = await shown(text, at, { ...LIMITS, best, speaking, some });
      const one = scores[i];
      one?.score.add(limited, full);
    }
  }
  console.log(
    `\nhover: ${asked.length} names that ${asked.map((q) => q.articles).sort((a, b) => a - b)[asked.length >> 1]} articles carry (median); without limits ${(whole / asked.length).toFixed(0)} are read`,
  );
  console.log('best speaking some   same  first  spoken  score   (% of what is shown without limits)');
  for (const [i, setting] of settings.entries()) {
    const { same, sameFirst, spoken, score } = scores[i]?.score.figures ?? { same: 0, sameFirst: 0, spoken: 0, score: 0 };
    console.log(
      `${setting.map((n) => String(n).padStart(4)).join('   ')}     ${[same, sameFirst, spoken, score].map(percent).join(' ')}${isNow(setting)}`,
    );
  }
}

function isNow([best, speaking, some]: readonly [number, number, number]): string {
  return best === LIMITS.best && speaking === LIMITS.speaking && some === LIMITS.some ? '   <- now' : '';
}

async function shown(text: string, at: number, limits: Limits): Promise<Shown[]> {
  world.limits = limits;
  const outline = await new BriefingMemory().outline(library, { path: 'b.md', version: 1, text }, neverCancelled);
  const card = await hoverCard(library, outline, at, neverCancelled);
  world.limits = LIMITS;
  if (card?.type !== 'name') return [];
  const own = new Set(searchTerms(prepareClaim(text.slice(card.span.start, card.span.end))));
  const terms = searchTerms(prepareClaim(text)).filter((term) => !own.has(term));
  const { passages } = await library.store.counts(neverCancelled);
  const frequencies = await library.store.frequencies(terms, neverCancelled);
  const weights = terms.map((term, i) => [term, rarity(passages, frequencies[i] ?? 0)] as const);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return card.passages.map((passage) => {
    const held = new Set(termsOf(passage.text));
    const score = weights.reduce((sum, [term, weight]) => sum + (held.has(term) ? weight : 0), 0) / Math.max(total, Number.MIN_VALUE);
    return { place: place(passage), spoken: passage.relation === 'by', score };
  });
}

function place({ source, start }: PassageRef): string {
  return `${source.path} ${start}`;
}

async function evidence(): Promise<void> {
  const lexicon = await builtLexicon();
  const vocabulary = commonWords();
  const claims: { readonly text: string; readonly path: string }[] = [];
  while (claims.length < QUESTIONS) {
    const i = Math.floor(random() * stories.length);
    const story = stories[i] ?? '';
    const list = sentences(story).map((s) => collapsed(story.slice(s.start, s.end)));
    const text = list[Math.floor(random() * list.length)] ?? '';
    if (text.length >= 80 && text.length <= 300)
      claims.push({ text: replaced(text, { replace: 0.2, words: vocabulary }, random), path: `sources/${i}.txt` });
  }
  console.log(`\nevidence: ${claims.length} sentences with a fifth of their words replaced`);
  console.log('articles  own story among 5  first the same  5 the same   (% ; same as when 100 are ranked)');
  const results = new Map<number, string[][]>();
  for (const articles of [100, 3, 4, 6, 8, 12, 20]) {
    world.limits = { ...LIMITS, evidence: articles };
    const rows: string[][] = [];
    for (const { text } of claims) {
      const found = await findEvidence(library, prepareClaim(text, { lexicon }), 5, neverCancelled);
      rows.push(found.map(({ view, ranked }) => `${view.article.path} ${ranked.index}`));
    }
    results.set(articles, rows);
    const whole = results.get(100) ?? [];
    const own = rows.filter((row, i) => row.some((one) => one.startsWith(`${claims[i]?.path} `))).length / claims.length;
    const first = rows.filter((row, i) => row[0] === whole[i]?.[0]).length / claims.length;
    const same = rows.flatMap((row, i) => (whole[i] ?? []).map((one) => (row.includes(one) ? 1 : 0) as number));
    const share = same.reduce((a, b) => a + b, 0) / same.length;
    console.log(`${String(articles).padStart(8)} ${[own, first, share].map((x) => percent(x).padStart(15)).join('')}`);
  }
  world.limits = LIMITS;
}

/** Small-letter words of the stories, as often as they stand there. */
function commonWords(): string[] {
  return stories.slice(0, 200).flatMap((text) => text.match(/\b[a-z]{4,}\b/g) ?? []);
}

/** What the articles of the corpus are called that hold a passage: stories come there twice. */
function elsewhere(passage: string): readonly string[] {
  const found =
    known.get(passage) ??
    flat.flatMap((text, i) => {
      const card = text.includes(collapsed(passage)) ? library.catalogue.card(`sources/${i}.txt`) : undefined;
      return card ? [sourceLabel(card)] : [];
    });
  known.set(passage, found);
  return found;
}

interface Family {
  readonly path: string;
  readonly reprints: readonly { readonly path: string; readonly label: string; readonly fates: readonly Fate[] }[];
}

/** Stories with their edited reprints, taken into the library. */
async function plant(long: string[], size: number, count: number): Promise<Family[]> {
  const vocabulary = commonWords();
  const families: Family[] = [];
  for (let f = 0; f < count; f++) {
    // Each story once: the reprints of one family are none of another's.
    const [story = ''] = long.splice(Math.floor(random() * long.length), 1);
    const path = `planted/${size}-${f}.md`;
    await add([[path, `${front(`Origin ${size}-${f}`)}# The first headline of story ${f}\n\n${story}\n`]]);
    const view = await library.view(path, neverCancelled);
    if (!view) continue;
    const passages = view.article.passages.map(
      ({ start, end, paragraph }): StoryPassage => ({ text: collapsed(view.article.text.slice(start, end)), paragraph }),
    );
    const made = Array.from({ length: size }, (_, r) => {
      const label = `Outlet ${size}-${f}-${r}`;
      // Some desks print what they get, others work it over.
      const editing = { drop: 0.25, alter: [0.1, 0.3, 0.5][r % 3] ?? 0, replace: 0.08, words: vocabulary };
      return {
        path: `planted/${size}-${f}-${r}.md`,
        label,
        ...reprintOf(passages, front(label), `Another headline, number ${r}`, editing, random),
      };
    });
    await add(made.map(({ path: to, text }) => [to, text]));
    families.push({ path, reprints: made });
  }
  return families;
}

async function reprints(): Promise<void> {
  console.log(
    '\nreprints: another headline, a quarter of the paragraphs dropped, 10 to 50 % of the sentences with 8 % of their words replaced',
  );
  const long = others.filter((text) => text.length > 1500 && text.split(/\n\n/).length >= 5);
  const planted: (readonly [size: number, families: readonly Family[]])[] = [];
  for (const [size, count] of [
    [3, 24],
    [10, 12],
    [60, 4],
  ] as const)
    planted.push([size, await plant(long, size, count)]);
  console.log('reprints  resembling   told as it is  told altered  wrong in 100');
  for (const resembling of [4, 8, 16, 32, 64, 200]) {
    world.limits = { ...LIMITS, resembling };
    for (const [size, families] of planted) {
      const score = new AlsoInScore();
      for (const { path, reprints } of families) {
        const view = await library.view(path, neverCancelled);
        if (!view) continue;
        for (const passage of view.article.passages) {
          // Shorter ones are shared by accident, and told of nobody.
          if (words(view.article.text, passage).length < SHORTEST_SHARED) continue;
          const [kept, altered] = (['kept', 'altered'] as const).map((fate) =>
            reprints.filter((r) => r.fates[passage.index] === fate).map((r) => r.label),
          );
          const { text } = view.article;
          const signatures = passageSignatures(text, passage);
          const exact = await library.store.kinBy(signatures, path, neverCancelled);
          const others = [...exact.paths, ...(await nearlyHolding(library, view, passage, signatures, neverCancelled))];
          const alsoIn = others.flatMap((other) => library.catalogue.card(other) ?? []).map(sourceLabel);
          score.add(alsoIn, [...(kept ?? []), ...elsewhere(text.slice(passage.start, passage.end))], altered ?? []);
        }
      }
      const { found } = score;
      const now = resembling === LIMITS.resembling ? '   <- now' : '';
      console.log(
        `${String(size).padStart(8)} ${String(resembling).padStart(11)} ${percent(found.kept).padStart(15)} ${percent(found.altered).padStart(13)} ${percent(score.wrong / Math.max(1, score.told)).padStart(13)}${now}`,
      );
    }
  }
  console.log('\nreprints  kin   given the origin of their story');
  for (const kin of [25, 50, 100]) {
    world.limits = { ...LIMITS, kin };
    // What was found out under other limits is remembered until the library changes.
    library.generation++;
    for (const [size, families] of planted) {
      let one = 0;
      for (const { path, reprints } of families) {
        const origin = await originOf(library, path, neverCancelled);
        for (const { path: other } of reprints) if (origin && (await originOf(library, other, neverCancelled)) === origin) one++;
      }
      const share = one / families.reduce((n, f) => n + f.reprints.length, 0);
      console.log(
        `${String(size).padStart(8)} ${String(kin).padStart(4)} ${percent(share).padStart(15)}${kin === LIMITS.kin ? '   <- now' : ''}`,
      );
    }
  }
  world.limits = LIMITS;
}
