/**
 * Measures finding evidence in a large library: `node src/tools/evidence/bench-candidates.ts CORPUS.jsonl [ARTICLES]`. Articles are
 * made of runs of sentences of the corpus' stories until there are enough; claims are sentences of it. Each question takes the
 * candidates, prepares and ranks the best twelve articles, and judges the first.
 */
import { judgeSupport, MemoryCandidates, prepareClaim, preparePassages, rankPassages } from '../../core/claims/evidence.ts';
import { sentences } from '../../core/text/sentences.ts';
import { seeded } from './alter.ts';
import { builtLexicon, readLines } from './data.ts';

const [file, count = '100000'] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node src/tools/evidence/bench-candidates.ts CORPUS.jsonl [ARTICLES]');
  process.exit(2);
}
const LENGTH = 12;
const QUESTIONS = 300;
const CANDIDATES = 200;
const ARTICLES = 12;
const random = seeded(1);
const lexicon = await builtLexicon();
const stories = readLines<{ text: string }>(file).map(({ text }) => sentences(text).map((s) => text.slice(s.start, s.end)));
const articles = Array.from({ length: Number(count) }, () => {
  const [a, b] = [0, 0].map(() => stories[Math.floor(random() * stories.length)] ?? []);
  const from = Math.floor(random() * Math.max(1, (a?.length ?? 0) - LENGTH / 2));
  return [...(a ?? []).slice(from, from + LENGTH / 2), ...(b ?? []).slice(0, LENGTH / 2)];
});

const index = new MemoryCandidates();
let start = performance.now();
for (const [i, texts] of articles.entries()) index.add(`${i}`, preparePassages(texts));
console.log(
  `${articles.length} articles, ${articles.reduce((n, a) => n + a.length, 0)} passages, built in ${((performance.now() - start) / 1000).toFixed(1)} s`,
);
console.log(
  `resident memory ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB, of it typed arrays ${(process.memoryUsage().arrayBuffers / 1e6).toFixed(0)} MB`,
);

const times: { candidates: number; all: number }[] = [];
for (let q = 0; q < QUESTIONS; q++) {
  const article = articles[Math.floor(random() * articles.length)] ?? [];
  const claim = prepareClaim(article[Math.floor(random() * article.length)] ?? '', { lexicon });
  start = performance.now();
  const found = index.candidates(claim, CANDIDATES);
  const candidates = performance.now() - start;
  const paths = [...new Set(found.map((c) => c.path))].slice(0, ARTICLES);
  const ranked = paths.map((path) => {
    const passages = preparePassages(articles[Number(path)] ?? []);
    return { passages, ranked: rankPassages(claim, passages) };
  });
  ranked.sort((a, b) => (b.ranked[0]?.score ?? 0) - (a.ranked[0]?.score ?? 0));
  const [best] = ranked;
  if (best) judgeSupport(claim, best.passages, best.ranked);
  times.push({ candidates, all: performance.now() - start });
}
const at = (list: readonly number[], share: number): string =>
  (list.toSorted((a, b) => a - b)[Math.floor(share * (list.length - 1))] ?? 0).toFixed(1);
for (const key of ['candidates', 'all'] as const) {
  const list = times.map((t) => t[key]);
  console.log(`${key}: p50 ${at(list, 0.5)} ms, p95 ${at(list, 0.95)} ms`);
}
