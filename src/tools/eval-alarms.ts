/**
 * Counts what the rules on carrying say of labelled claims: `node src/tools/eval-alarms.ts FILE.jsonl [--show=CODE|all] [--whole]`.
 * Each claim becomes a briefing of one sentence that cites one source, made of the sentences that its label rests on. A finding on
 * a supported claim is a false alarm; one on a claim that its sentences refute, or do not reach, is a catch. `--whole` gives every
 * claim all sentences of its item.
 *
 * Sentences: those of the gold sets; where there are none, those with the claim's own label; else all of them.
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { silent } from '../core/library/world.ts';
import { LocalService } from '../core/library.ts';
import { escapeMarkdown } from '../core/markdown/insert.ts';
import type { Finding, FindingCode, StatementKind } from '../core/model.ts';
import { neverCancelled } from '../core/ports.ts';
import { defaultSettings, type SourceChange } from '../core/service.ts';
import { builtTable } from './build/data.ts';
import { type ClaimItem, readLines, sentencesOf } from './evidence/data.ts';

const CODES: readonly FindingCode[] = ['unsupported-claim', 'contradicted-claim', 'figure-mismatch'];
const SUPPORTED = /^support(?:s|ed)?$/i;
/** Places of citations, as one of the sets marks them: "[<|cit|>]", "(Table <|cit|>]". */
const CITED_THERE = /\s*[[(][^[\]()]*<\|[^|]*\|>[\])]?/g;

const root = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'string' }, whole: { type: 'boolean', default: false } },
});
const [file] = positionals;
if (file === undefined) {
  console.error('usage: node src/tools/eval-alarms.ts FILE.jsonl [--show=CODE|all] [--whole]');
  process.exit(2);
}

/** The sentences on which the label rests. */
function basis(item: ClaimItem): string[] {
  const all = sentencesOf(item);
  if (values.whole) return all;
  const gold = new Set((item.supporting ?? []).flat());
  if (gold.size > 0) return all.filter((_, i) => gold.has(i));
  const labelled = item.evidence.flatMap((e) => (typeof e === 'string' || e.label !== item.label ? [] : [e.text]));
  return labelled.length > 0 ? labelled : all;
}

function plain(text: string): string {
  return text.replace(CITED_THERE, '').replace(/\s+/g, ' ').trim();
}

const items = readLines<ClaimItem>(file);
const encoder = new TextEncoder();
const sources = items.map((item, i): SourceChange => {
  const text = `Source ${i}\n\n${basis(item).map(plain).join('\n\n')}\n`;
  const bytes = encoder.encode(text);
  return { path: `sources/s${i}.txt`, size: bytes.length, modified: 1, bytes };
});
const assets = new Map([
  ['gazetteer.bin', (await builtTable(root, 'gazetteer.bin')).bytes],
  ['lexicon.txt', (await builtTable(root, 'lexicon.txt')).bytes],
  ['first-names.txt', (await builtTable(root, 'first-names.txt')).bytes],
  ['names.bin', new Uint8Array(readFileSync(resolve(root, 'src/core/names/model/names.bin')))],
]);
const service = new LocalService({ assets: { load: async (name) => assets.get(name) }, clock: { now: () => 0 }, log: silent });
// Each claim is held against its own source alone.
await service.configure({ ...defaultSettings, rules: { 'conflicting-sources': 'off' } }, neverCancelled);
await service.update(sources, [], neverCancelled);

interface Count {
  claims: number;
  /** Those in which the rules see a claim: no judgement, no framing. */
  read: number;
  told: number;
  readonly codes: Map<FindingCode, number>;
}

const counts = new Map<string, Count>();
const shown: string[] = [];
for (const [i, item] of items.entries()) {
  const text = `${escapeMarkdown(plain(item.claim)).replace(/[.\s]+$/, '')} [@s${i}].\n`;
  const path = 'briefing.md';
  const report = await service.check({ path, version: 1, text }, neverCancelled);
  await service.close(path);
  const found = report.findings.filter(({ code }) => CODES.includes(code));
  const count: Count = counts.get(item.label) ?? { claims: 0, read: 0, told: 0, codes: new Map() };
  counts.set(item.label, count);
  count.claims++;
  const kinds: readonly StatementKind[] = report.statements.map((s) => s.kind);
  if (kinds.includes('claim')) count.read++;
  if (found.length > 0) count.told++;
  for (const code of new Set(found.map((f) => f.code))) count.codes.set(code, (count.codes.get(code) ?? 0) + 1);
  for (const finding of found) if (values.show === 'all' || values.show === finding.code) shown.push(describe(item, finding));
}

function describe(item: ClaimItem, { code, message, reason }: Finding): string {
  const rest = basis(item).map((s) => `\n      | ${s.slice(0, 400)}`);
  return `${SUPPORTED.test(item.label) ? 'FALSE' : 'catch'} [${item.label}] ${code} (${reason}): ${message}\n   ${item.claim}${rest.slice(0, 6).join('')}`;
}

console.log(`${basename(file)}: ${items.length} claims${values.whole ? ', each with all sentences of its item' : ''}`);
for (const [label, { claims, read, told, codes }] of counts) {
  const rate = told === 0 ? 'none' : `1 in ${(read / told).toFixed(1)}`;
  const list = CODES.map((code) => `${code} ${codes.get(code) ?? 0}`).join(', ');
  const percent = ((100 * told) / Math.max(read, 1)).toFixed(1);
  console.log(
    `${SUPPORTED.test(label) ? 'false alarms' : 'caught'}  ${label}: ${claims} claims, ${read} read as claims, ${told} told (${percent} %, ${rate}); ${list}`,
  );
}
for (const line of shown.sort().reverse()) console.log(line);
