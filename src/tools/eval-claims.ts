/**
 * Measures how statements are told apart: `npm run eval:claims -- FILE.jsonl [--threshold=0.5]`, lines of `{id,text,label}`.
 * A text's score is that of its most check-worthy claim or quotation, as the command line reports it.
 */
import { parseArgs } from 'node:util';
import { checkWorthiness } from '../core/claims/checkworthy.ts';
import { classifyStatements } from '../core/claims/statements.ts';
import { parseBriefing } from '../core/markdown/prose.ts';
import { readLines } from './evidence/data.ts';
import { auroc, averagePrecision } from './evidence/metrics.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { threshold: { type: 'string', default: '0.5' } } });
const [file] = positionals;
if (file === undefined) {
  console.error('usage: npm run eval:claims -- FILE.jsonl [--threshold=0.5]');
  process.exit(2);
}
const kinds = new Map<string, [number, number]>();
const scored = readLines<{ text: string; label: number }>(file).map(({ text, label }) => {
  let score = 0;
  for (const statement of classifyStatements(parseBriefing(text), [], checkWorthiness)) {
    const counts = kinds.get(statement.kind) ?? [0, 0];
    counts[label === 1 ? 1 : 0]++;
    kinds.set(statement.kind, counts);
    if (statement.kind === 'claim' || statement.kind === 'quotation') score = Math.max(score, statement.score);
  }
  return { score, positive: label === 1 };
});
const threshold = Number(values.threshold);
const hits = scored.filter((s) => s.positive && s.score >= threshold).length;
const precision = hits / Math.max(scored.filter((s) => s.score >= threshold).length, 1);
const recall = hits / Math.max(scored.filter((s) => s.positive).length, 1);
const percent = (x: number): string => (100 * x).toFixed(1);
console.log(
  `${scored.length} texts  AP ${averagePrecision(scored).toFixed(3)}  AUROC ${auroc(scored).toFixed(3)}  @${threshold}: P ${percent(precision)} R ${percent(recall)} F1 ${percent((2 * precision * recall) / Math.max(precision + recall, 1e-9))}`,
);
for (const [kind, [not, worthy]] of kinds) console.log(`${kind.padEnd(10)} check-worthy ${worthy}, not ${not}`);
