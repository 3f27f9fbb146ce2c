/**
 * Trains the name model: `npm run train:names -- DATA [--packages DIR]… [--out FILE] [--quick]`.
 *
 * DATA holds `names/*.jsonl`; only the sets named in `names/train.ts` train, the development sets are measured. Word
 * vectors and lists come from npm packages, which stand in `node_modules` or in the folders given with --packages
 * (MODEL-CARD.md names them with their versions). Writes the model and the figures in its card.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeModel } from '../core/names/tagger/model.ts';
import { loadTagger } from '../core/names/tagger/tagger.ts';
import { evaluate } from './names/evaluate.ts';
import { buildLexicon } from './names/lexicon-build.ts';
import { readLists } from './names/lists.ts';
import { Packages } from './names/packages.ts';
import { TYPES } from './names/score.ts';
import { DEFAULTS, trainModel } from './names/train.ts';
import { readVectors } from './names/vectors.ts';

/** Words with vectors that the lexicon keeps, most frequent first. */
const VECTOR_WORDS = 150_000;
const DEV_SETS = ['worldwide-dev', 'conll03-dev', 'wnut17-dev'] as const;

const root = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    packages: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: join(root, 'src/core/names/model/names.bin') },
    card: { type: 'string', default: join(root, 'src/core/names/model/MODEL-CARD.md') },
    quick: { type: 'boolean', default: false },
  },
});
const data = positionals[0];
if (data === undefined) {
  console.error('usage: npm run train:names -- DATA [--packages DIR]… [--out FILE] [--card FILE] [--quick]');
  process.exit(2);
}

const began = performance.now();
const log = (message: string): void => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${message}`);
const packages = new Packages([join(root, 'node_modules'), ...values.packages.map((folder) => resolve(folder))]);
const lists = readLists(packages);
log(`${lists.words.size} listed words, ${lists.phrases.size} listed phrases`);
const lexicon = buildLexicon(readVectors(packages, VECTOR_WORDS), lists);
log(`${lexicon.words.size} words, ${lexicon.phrases.size} phrases in the lexicon`);
const options = values.quick ? { ...DEFAULTS, stride: 4, rounds: 1, epochs: 3 } : DEFAULTS;
const bytes = encodeModel(trainModel(data, lists, lexicon, options, log));
writeFileSync(values.out, bytes);
const digest = createHash('sha256').update(bytes).digest('hex');
log(`${values.out}: ${bytes.length} bytes, sha256 ${digest}`);

const tagger = loadTagger(bytes);
const rows = DEV_SETS.flatMap((set) => {
  const path = join(data, 'names', `${set}.jsonl`);
  if (!existsSync(path)) return [];
  const score = evaluate(path, (text) => tagger.tag(text));
  log(`${set}: ${score}`);
  const cell = (n: number): string => (n * 100).toFixed(1);
  const { p, r, f } = score.figures();
  return [`| ${set} | ${TYPES.map((type) => cell(score.figures(type).f)).join(' | ')} | ${cell(p)} | ${cell(r)} | ${cell(f)} |`];
});
if (existsSync(values.card) && !values.quick) {
  const table = [
    '| set (exact, typed) | PER F1 | ORG F1 | LOC F1 | all P | all R | all F1 |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `${bytes.length} bytes, sha256 \`${digest}\``,
  ].join('\n');
  const card = readFileSync(values.card, 'utf8');
  writeFileSync(
    values.card,
    card.replace(/(<!-- figures -->\n)[\s\S]*?(\n<!-- \/figures -->)/, (_, open: string, close: string) => open + table + close),
  );
}
