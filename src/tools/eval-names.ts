/**
 * Measures the recogniser: `npm run eval:names -- FILE.jsonl… [--model FILE] [--gazetteer FILE] [--predictions DIR] [--tagger-only]`.
 * Each file holds gold documents `{id, text, entities: [{start, end, type: PER|ORG|LOC}]}`; the figures are exact, typed
 * and micro-averaged, as the usual scorers count them. Without --tagger-only the whole recogniser is measured, as it ships.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Gazetteer } from '../core/names/gazetteer.ts';
import { recognise } from '../core/names/recognise.ts';
import { loadTagger } from '../core/names/tagger/tagger.ts';
import { evaluate } from './names/evaluate.ts';
import { TYPES } from './names/score.ts';

const root = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: join(root, 'src/core/names/model/names.bin') },
    gazetteer: { type: 'string', default: join(root, 'dist/data/gazetteer.bin') },
    predictions: { type: 'string' },
    'tagger-only': { type: 'boolean', default: false },
  },
});
if (positionals.length === 0) {
  console.error('usage: npm run eval:names -- FILE.jsonl… [--model FILE] [--gazetteer FILE] [--predictions DIR] [--tagger-only]');
  process.exit(2);
}

const tagger = loadTagger(readFileSync(values.model));
if (!values['tagger-only'] && !existsSync(values.gazetteer)) {
  console.error(`${values.gazetteer} is missing: build it (npm run build), or measure the tagger alone with --tagger-only.`);
  process.exit(2);
}
const context = values['tagger-only'] ? undefined : { tagger, gazetteer: new Gazetteer(readFileSync(values.gazetteer)) };
for (const path of positionals) {
  const lines: string[] = [];
  const score = evaluate(
    path,
    (text) => (context ? recognise(text, context) : tagger.tag(text)),
    (id, entities) => lines.push(JSON.stringify({ id, entities })),
  );
  console.log(path);
  for (const type of [...TYPES, undefined]) {
    const { p, r, f } = score.figures(type);
    const cell = (n: number): string => (n * 100).toFixed(1).padStart(5);
    console.log(`exact   ${(type ?? 'ALL').padEnd(5)} P ${cell(p)} R ${cell(r)} F1 ${cell(f)}`);
  }
  if (values.predictions !== undefined) {
    mkdirSync(values.predictions, { recursive: true });
    writeFileSync(join(values.predictions, basename(path)), `${lines.join('\n')}\n`);
  }
}
