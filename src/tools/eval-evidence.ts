/**
 * Measures evidence ranking and support on labelled claims: `npm run eval:evidence -- FILE.jsonl [--pos=supported] [--neg=not_supported]
 * [--worst=N: list the N worst cases of each error] [--predictions=FILE: write what other scorers read]`.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judgeSupport, prepareClaim, preparePassages, rankPassages } from '../core/claims/evidence.ts';
import { builtLexicon, type ClaimItem, readLines, sentencesOf } from './evidence/data.ts';
import { auroc, averagePrecision, rankFigures } from './evidence/metrics.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pos: { type: 'string', default: 'supported' },
    neg: { type: 'string', default: 'not_supported' },
    worst: { type: 'string', default: '0' },
    predictions: { type: 'string' },
  },
});
const [file] = positionals;
if (file === undefined) {
  console.error('usage: npm run eval:evidence -- FILE.jsonl [--pos=LABEL] [--neg=LABEL] [--worst=N] [--predictions=FILE]');
  process.exit(2);
}
const items = readLines<ClaimItem>(file);
const lexicon = await builtLexicon();
const times: number[] = [];
const results = items.map((item) => {
  const sentences = sentencesOf(item);
  const start = performance.now();
  const claim = prepareClaim(item.claim, { lexicon });
  const passages = preparePassages(sentences);
  const ranked = rankPassages(claim, passages);
  const judged = judgeSupport(claim, passages, ranked);
  times.push(performance.now() - start);
  return { item, sentences, ranking: ranked.map((r) => r.index), judged };
});

const percent = (x: number): string => (100 * x).toFixed(1).padStart(5);
const figures = rankFigures(
  results.map((r) => ({ ranking: r.ranking, sets: r.item.supporting ?? [] })),
  [1, 3, 5, 10],
);
console.log(`${items.length} claims, ${figures.claims} with gold sentences`);
for (const [k, at] of figures.at)
  console.log(`@${String(k).padEnd(2)} recall ${percent(at.recall)}  hit ${percent(at.hit)}  full set ${percent(at.full)}`);
console.log(`MRR ${figures.mrr.toFixed(3)}`);
const scored = results.map((r) => ({ score: r.judged.support, positive: r.item.label === values.pos, label: r.item.label }));
for (const [name, kept] of [
  [`${values.pos} vs ${values.neg}`, scored.filter((s) => s.positive || s.label === values.neg)],
  [`${values.pos} vs rest`, scored],
] as const)
  console.log(`${name}: AUROC ${auroc(kept).toFixed(3)}  AP ${averagePrecision(kept).toFixed(3)}`);
const verdicts = new Map<string, Map<string, number>>();
for (const r of results) {
  const row = verdicts.get(r.item.label) ?? new Map<string, number>();
  row.set(r.judged.verdict, (row.get(r.judged.verdict) ?? 0) + 1);
  verdicts.set(r.item.label, row);
}
for (const [label, row] of verdicts) console.log(`${label}: ${[...row].map(([v, n]) => `${v} ${n}`).join(', ')}`);
const sorted = times.toSorted((a, b) => a - b);
const at = (q: number): string => (sorted[Math.floor(q * (sorted.length - 1))] ?? 0).toFixed(2);
console.log(`time a claim, preparing included: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);

const worst = Number(values.worst);
if (worst > 0) {
  const show = (title: string, list: typeof results): void => {
    console.log(`\n## ${title}`);
    for (const r of list.slice(0, worst)) {
      console.log(`${r.judged.support.toFixed(3)} ${r.judged.verdict} [${r.item.label}] ${r.item.claim}\n   ${r.judged.explanation}`);
      for (const i of r.ranking.slice(0, 2)) console.log(`   ${i}: ${(r.sentences[i] ?? '').slice(0, 240)}`);
      console.log(`   gold ${JSON.stringify((r.item.supporting ?? []).slice(0, 3))}`);
    }
  };
  const bySupport = results.toSorted((a, b) => a.judged.support - b.judged.support);
  show(
    'supported, scored lowest',
    bySupport.filter((r) => r.item.label === values.pos),
  );
  show('not supported, scored highest', bySupport.filter((r) => r.item.label === values.neg).reverse());
}
if (values.predictions !== undefined)
  writeFileSync(
    values.predictions,
    results.map((r) => `${JSON.stringify({ id: r.item.id, ranking: r.ranking, score: r.judged.support })}\n`).join(''),
  );
