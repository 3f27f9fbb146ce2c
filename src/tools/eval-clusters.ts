/**
 * Measures who is who: B³ (Bagga & Baldwin 1998) of the register's clusters against gold clusters, over the gold's mentions.
 *
 *   node src/tools/eval-clusters.ts GOLD.json TEXTS…
 *
 * GOLD.json: [{ "id", "clusters": [[[start, end], …], …] }], offsets in UTF-16. TEXTS: folders of `ID.txt`, or JSON lines
 * with `id` and `text`. All texts make one library. A gold mention that the recogniser misses stands alone.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Gazetteer } from '../core/names/gazetteer.ts';
import { recognise } from '../core/names/recognise.ts';
import { Register } from '../core/names/register.ts';
import { loadTagger } from '../core/names/tagger/tagger.ts';
import { buildTable } from './gazetteer.ts';

interface Gold {
  readonly id: string;
  readonly clusters: readonly (readonly (readonly [start: number, end: number])[])[];
}

export interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly mentions: number;
}

/** B³ of two partitions of the same items, given as the label of each item. */
export function bCubed(gold: readonly string[], found: readonly string[]): Agreement {
  const pairs = new Map<string, number>();
  const ofGold = new Map<string, number>();
  const ofFound = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  gold.forEach((g, i) => {
    add(pairs, `${g}\n${found[i] ?? ''}`);
    add(ofGold, g);
    add(ofFound, found[i] ?? '');
  });
  let precision = 0;
  let recall = 0;
  for (const [pair, n] of pairs) {
    const [g = '', f = ''] = pair.split('\n');
    precision += (n * n) / (ofFound.get(f) ?? 1);
    recall += (n * n) / (ofGold.get(g) ?? 1);
  }
  const mentions = Math.max(gold.length, 1);
  const p = precision / mentions;
  const r = recall / mentions;
  return { precision: p, recall: r, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r), mentions: gold.length };
}

/** The label that the register gives to each gold mention: its reading of the kind that was recognised, metonyms aside. */
export function clustersFound(
  gold: readonly Gold[],
  texts: ReadonlyMap<string, string>,
  register: Register,
): { gold: string[]; found: string[] } {
  const out = { gold: [] as string[], found: [] as string[] };
  for (const { id, clusters } of gold) {
    if (!texts.has(id)) throw new Error(`no text for ${id}`);
    const at = new Map(register.resolveArticle(id).map((m) => [`${m.start} ${m.end}`, m]));
    clusters.forEach((cluster, c) => {
      for (const [start, end] of cluster) {
        const m = at.get(`${start} ${end}`);
        const own = m && [m.entity, ...(m.candidates ?? [])].find((e) => e?.startsWith(m.kind));
        out.gold.push(`${id} ${c}`);
        // Within one text, as the gold is.
        out.found.push(m ? `${id} ${own ?? m.entity ?? m.candidates?.join(' ') ?? `${start}`}` : `${id} missed ${start}`);
      }
    });
  }
  return out;
}

function readTexts(places: readonly string[]): Map<string, string> {
  const out = new Map<string, string>();
  for (const place of places)
    if (statSync(place).isDirectory()) {
      for (const name of readdirSync(place)) if (name.endsWith('.txt')) out.set(name.slice(0, -4), readFileSync(join(place, name), 'utf8'));
    } else
      for (const line of readFileSync(place, 'utf8').split('\n')) {
        if (line.trim() === '') continue;
        const { id, text } = JSON.parse(line) as { readonly id: string; readonly text: string };
        out.set(id, text);
      }
  return out;
}

async function main([file, ...places]: readonly string[]): Promise<void> {
  if (file === undefined || places.length === 0) throw new Error('usage: eval-clusters.ts GOLD.json TEXTS…');
  const gold = JSON.parse(readFileSync(file, 'utf8')) as readonly Gold[];
  const texts = readTexts(places);
  const gazetteer = new Gazetteer(await buildTable());
  const model = new URL('../core/names/model/names.bin', import.meta.url);
  const tagger = existsSync(model) ? loadTagger(readFileSync(model)) : undefined;
  const register = new Register(gazetteer);
  for (const { id } of gold) {
    const text = texts.get(id) ?? '';
    register.addArticle(id, text, recognise(text, { gazetteer, ...(tagger ? { tagger } : {}) }));
  }
  const labels = clustersFound(gold, texts, register);
  const { precision, recall, f1, mentions } = bCubed(labels.gold, labels.found);
  const percent = (x: number): string => (100 * x).toFixed(1);
  console.log(`${gold.length} texts, ${mentions} mentions: B³ precision ${percent(precision)} recall ${percent(recall)} F1 ${percent(f1)}`);
}

if (import.meta.main) await main(process.argv.slice(2));
