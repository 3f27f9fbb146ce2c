/**
 * Measures quotations and their speakers: `npm run eval:quotes -- FILE.jsonl… [--no-names] [--pronouns FIXTURE.json] [--errors N]`.
 * Each line holds `{id, text, quotes: [{start, end, speaker, direct}]}`. Quotations whose ends are not certain and reported
 * speech are left out of the prediction, as on the command line. `--pronouns` measures, on the same texts, who "he" and
 * "she" are taken for: items `{id, start, end, answers}`, where a person without an answer must stay unresolved.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { NameSpan, Quotation } from '../core/model.ts';
import { Gazetteer } from '../core/names/gazetteer.ts';
import { type RecogniseContext, recognise } from '../core/names/recognise.ts';
import { loadTagger } from '../core/names/tagger/tagger.ts';
import { isVerbatim, quotations } from '../core/quotes/extract.ts';
import { readFirstNames } from '../core/quotes/gender.ts';
import { resolvePronouns } from '../core/quotes/pronouns.ts';
import { builtTable } from './build/data.ts';
import { figures, type GoldQuote, QuoteScore, type Stretch } from './quotes/score.ts';

const root = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    names: { type: 'boolean', default: true },
    pronouns: { type: 'string' },
    errors: { type: 'string', default: '0' },
  },
  allowNegative: true,
});
if (positionals.length === 0) {
  console.error('usage: npm run eval:quotes -- FILE.jsonl… [--no-names] [--pronouns FIXTURE.json] [--errors N]');
  process.exit(2);
}

interface Document {
  readonly id: string;
  readonly text: string;
  readonly quotes: readonly GoldQuote[];
}
interface Item extends Stretch {
  readonly id: string;
  readonly answers: readonly Stretch[];
}

const genderOf = readFirstNames((await builtTable(root, 'first-names.txt')).bytes);
const context = values.names ? namesContext() : {};
const pct = (x: number): string => (100 * x).toFixed(1);

for (const path of positionals) {
  const documents = readFileSync(path, 'utf8')
    .split('\n')
    .filter((l) => l.trim() !== '')
    .map((l) => JSON.parse(l) as Document);
  const mentions = new Map(documents.map((d) => [d.id, values.names ? recognise(d.text, context) : []]));
  const direct = new QuoteScore(false);
  const all = new QuoteScore(true);
  let characters = 0;
  const began = process.cpuUsage();
  const predicted = documents.map((d) => {
    characters += d.text.length;
    return quotations(d.text, { mentions: mentions.get(d.id) ?? [] }).filter(isVerbatim);
  });
  const seconds = process.cpuUsage(began).user / 1e6;
  for (const [i, d] of documents.entries()) {
    const found = (predicted[i] ?? []).map((q) => ({ start: q.start, end: q.end, speaker: q.speaker ?? null }));
    direct.add(d.text, d.quotes, found);
    all.add(d.text, d.quotes, found);
  }
  print(`${path} (direct quotes)`, direct);
  print(`${path} (direct + partial quotes)`, all);
  console.log(`${(characters / 1e6 / seconds).toFixed(1)} MB of text a second of processor time`);
  if (values.pronouns !== undefined) pronouns(documents, mentions, values.pronouns);
}

function print(title: string, score: QuoteScore): void {
  console.log(title);
  for (const [name, counts] of [
    ['exact', score.exact],
    ['relaxed', score.relaxed],
  ] as const) {
    const { p, r, f } = figures(counts);
    console.log(`quote ${name.padEnd(8)} P ${pct(p)} R ${pct(r)} F1 ${pct(f)} (tp ${counts.tp} fp ${counts.fp} fn ${counts.fn})`);
  }
  for (const [form, m] of score.speakers) {
    const n = String(m.gold).padStart(4);
    const matched = `accuracy|matched: span ${pct(m.span / m.found)} string ${pct(m.string / m.found)}`;
    console.log(`speaker ${form.padEnd(8)} n ${n}  ${matched}   end-to-end: span ${pct(m.span / m.gold)} string ${pct(m.string / m.gold)}`);
  }
}

function pronouns(documents: readonly Document[], mentions: ReadonlyMap<string, readonly NameSpan[]>, fixture: string): void {
  const { items } = JSON.parse(readFileSync(fixture, 'utf8')) as { readonly items: readonly Item[] };
  const texts = new Map(documents.map((d) => [d.id, d.text]));
  let right = 0;
  let silent = 0;
  let wrong = 0;
  for (const item of items) {
    const text = texts.get(item.id);
    const names = mentions.get(item.id);
    if (text === undefined || !names) continue;
    const span = { start: item.start, end: item.end };
    const quotation: Quotation = { ...span, content: span, type: 'direct', speaker: { ...span, text: text.slice(item.start, item.end) } };
    const [link] = resolvePronouns(text, names, [quotation], { genderOf });
    const answer = link ? names[link.mention] : undefined;
    const good = answer ? item.answers.some((a) => a.start < answer.end && answer.start < a.end) : item.answers.length === 0;
    if (good) right++;
    else if (answer) wrong++;
    else silent++;
    if (!good && right + wrong + silent <= Number(values.errors))
      console.log(`  ${item.id} ${item.start}: ${answer ? text.slice(answer.start, answer.end) : '—'}`);
  }
  const n = right + silent + wrong;
  console.log(`pronoun → person: ${right} of ${n} right (${pct(right / n)} %), ${wrong} wrong, ${silent} left open`);
}

/** What recognition ships with, as far as it has been built here. */
function namesContext(): RecogniseContext {
  const model = resolve(root, 'src/core/names/model/names.bin');
  const table = resolve(root, 'dist/data/gazetteer.bin');
  return {
    ...(existsSync(model) ? { tagger: loadTagger(readFileSync(model)) } : {}),
    ...(existsSync(table) ? { gazetteer: new Gazetteer(readFileSync(table)) } : {}),
  };
}
