/**
 * Trains the check-worthiness weights: `npm run train:claims -- DATA`, where DATA holds `claims/checkthat24-train.jsonl`.
 * Deterministic: fixed seed, fixed order. Writes src/core/claims/checkworthy.weights.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUCKETS, featuresOf, norm } from '../core/claims/checkworthy.ts';

const EPOCHS = 12;
const RATE = 0.5;
const L2 = 2e-6;
/** Features of a sentence that are hidden at random in each step: rare words must not carry a verdict alone. */
const DROPOUT = 0.3;

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run train:claims -- DATA   (the folder that holds claims/checkthat24-train.jsonl)');
  process.exit(2);
}
const rows = readFileSync(join(folder, 'claims/checkthat24-train.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as { text: string; label: number })
  .map(({ text, label }) => ({ features: [...featuresOf(text)], label }));

let state = 12345;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 4294967296;
};
const weights = new Float64Array(BUCKETS);
const gathered = new Float64Array(BUCKETS).fill(1e-8);
const averaged = new Float64Array(BUCKETS);
let bias = 0;
for (let epoch = 0; epoch < EPOCHS; epoch++) {
  for (let i = rows.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const a = rows[i];
    const b = rows[j];
    if (a !== undefined && b !== undefined) {
      rows[i] = b;
      rows[j] = a;
    }
  }
  for (const { features, label } of rows) {
    const kept = features.filter(() => random() >= DROPOUT);
    const n = norm(kept.length);
    let sum = 0;
    for (const f of kept) sum += weights[f] ?? 0;
    const gradient = 1 / (1 + Math.exp(-(bias + sum / n))) - label;
    bias -= 0.01 * gradient;
    for (const f of kept) {
      const g = gradient / n + L2 * (weights[f] ?? 0);
      gathered[f] = (gathered[f] ?? 0) + g * g;
      weights[f] = (weights[f] ?? 0) - (RATE * g) / Math.sqrt(gathered[f] ?? 1);
    }
  }
  // The mean of the later epochs' weights is steadier than the last.
  if (epoch >= EPOCHS / 2) for (let f = 0; f < BUCKETS; f++) averaged[f] = (averaged[f] ?? 0) + (weights[f] ?? 0) / (EPOCHS / 2);
}
const largest = averaged.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
const scale = largest / 127;
const table = Buffer.from(Int8Array.from(averaged, (w) => Math.round(w / scale)).buffer).toString('base64');
writeFileSync(
  join(import.meta.dirname, '../core/claims/checkworthy.weights.ts'),
  `/** Written by \`npm run train:claims\`; trained on CheckThat 2024 (ClaimBuster, CC BY 4.0). Not edited by hand. */\nexport const WEIGHTS = {\n  scale: ${scale},\n  bias: ${bias},\n  table:\n    '${table}',\n} as const;\n`,
);
console.log(`${rows.length} sentences, ${averaged.filter((w) => Math.abs(w) >= scale / 2).length} weights, ${table.length} characters`);
