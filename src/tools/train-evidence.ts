/**
 * Trains the weights that tell which words of a claim an article does not carry: `npm run train:evidence -- DATA`, where DATA
 * holds `claims/wice-tokens-train.jsonl` (labels of single tokens; nothing else is trained on). Deterministic.
 * Writes src/core/claims/model/terms.json. With `claims/wice-tokens-dev.jsonl` there, it also prints the figures on that.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../core/claims/comparison.ts';
import { prepareClaim, preparePassages, rankPassages } from '../core/claims/evidence.ts';
import { TERM_FEATURES, termFeatures } from '../core/claims/termModel.ts';
import { builtLexicon, readLines } from './evidence/data.ts';
import { logistic } from './evidence/logistic.ts';
import { auroc } from './evidence/metrics.ts';

/** Strong, since 374 claims are few: chosen among 5, 20 and 60, which differ little. */
const L2 = 20;

interface TokenItem {
  readonly claim: string;
  readonly claim_tokens: readonly string[];
  readonly non_supported: readonly boolean[];
  readonly evidence: readonly string[];
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npm run train:evidence -- DATA   (the folder that holds claims/wice-tokens-train.jsonl)');
  process.exit(2);
}

const lexicon = await builtLexicon();

function read(file: string): { rows: number[][]; labels: boolean[] } {
  const rows: number[][] = [];
  const labels: boolean[] = [];
  for (const item of readLines<TokenItem>(file)) {
    const claim = prepareClaim(item.claim, { lexicon });
    const passages = preparePassages(item.evidence);
    rows.push(...termFeatures(compare(claim, passages, rankPassages(claim, passages))));
    let at = 0;
    const unsupported = item.claim_tokens.flatMap((token, i) => {
      const start = Math.max(at, item.claim.indexOf(token, at));
      at = start + token.length;
      return item.non_supported[i] ? [{ start, end: at }] : [];
    });
    for (const term of claim.terms) {
      const start = claim.tokens[term.first]?.start ?? 0;
      const end = claim.tokens[term.last - 1]?.end ?? 0;
      labels.push(unsupported.some((s) => s.start < end && start < s.end));
    }
  }
  return { rows, labels };
}

const train = read(join(folder, 'claims/wice-tokens-train.jsonl'));
const weights = logistic(train.rows, train.labels, L2).map((w) => Number(w.toFixed(4)));
const target = join(import.meta.dirname, '../core/claims/model/terms.json');
const card = {
  what: 'Logistic regression: the chance that an article does not carry a word of a claim. Weights in the order of TERM_FEATURES.',
  trained: 'npm run train:evidence -- DATA, on claims/wice-tokens-train.jsonl (WiCE; annotations ODC-BY, text CC BY-SA)',
  weights,
};
writeFileSync(
  target,
  `${JSON.stringify(card, null, 2).replace(/\[\n\s+([^\]]+?)\n\s+\]/, (_, list: string) => `[${list.replaceAll(/\s+/g, ' ')}]`)}\n`,
);
console.log(`${train.rows.length} terms, ${train.labels.filter(Boolean).length} not carried`);
for (const [i, name] of TERM_FEATURES.entries()) console.log(`  ${(weights[i] ?? 0).toFixed(2).padStart(6)}  ${name}`);

const dev = join(folder, 'claims/wice-tokens-dev.jsonl');
if (existsSync(dev)) {
  const { rows, labels } = read(dev);
  const scored = rows.map((x, i) => ({ score: x.reduce((sum, v, j) => sum + v * (weights[j] ?? 0), 0), positive: labels[i] ?? false }));
  let best = 0;
  for (const { score } of scored) {
    const said = scored.filter((s) => s.score >= score);
    const right = said.filter((s) => s.positive).length;
    best = Math.max(best, (2 * right) / (said.length + labels.filter(Boolean).length));
  }
  console.log(`wice-tokens-dev: ${rows.length} terms, AUROC ${auroc(scored).toFixed(3)}, best F1 ${(100 * best).toFixed(1)}`);
}
