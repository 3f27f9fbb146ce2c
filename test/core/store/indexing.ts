/** Makes and indexes a small library in a folder. As a program: `node indexing.ts ROOT ASSETS [STAMP]`, to be killed at any moment. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { silent } from '../../../src/core/library/world.ts';
import { LocalService } from '../../../src/core/library.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { openStore } from '../../../src/store/open.ts';
import type { SqliteStore } from '../../../src/store/sqlite.ts';
import { FolderAssets, NodeFiles } from '../../../src/worker/files.ts';

const NAMES = ['Anna Berger', 'Berger', 'Vladimir Putin', 'Putin', 'Moscow', 'Kyiv', 'Lavrov', 'Sergei Lavrov', 'the United Nations', 'UN'];
const DEEDS = ['met', 'wrote to', 'rejected the offer of', 'flew to see', 'praised'];

/** Numbers between 0 and 1, the same for a seed (a linear congruential generator, Numerical Recipes). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Writes the sources of a version; with `some`, only about a third of them, and takes one away. */
export function sourcesIn(root: string, count: number, version: number, some?: () => number): void {
  const folder = path.join(root, 'sources');
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const file = path.join(folder, `a${i}.txt`);
    if (some && some() > 0.35) continue;
    const next = random(i * 1000 + version + 1);
    const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '';
    const sentences = Array.from({ length: 12 }, () => `${pick(NAMES)} ${pick(DEEDS)} ${pick(NAMES)} on Monday, and “no one agreed”.`);
    writeFileSync(file, sentences.join(' '));
  }
  if (some) rmSync(path.join(folder, `a${Math.floor(some() * count)}.txt`), { force: true });
}

export async function libraryOf(
  root: string,
  assets: string,
  stamp = 'stamp',
  told?: () => void,
  wait = 2000,
): Promise<{ service: LocalService; store: SqliteStore }> {
  const { store, message } = await openStore(path.join(root, 'index.db'), stamp, wait);
  if (message !== undefined || store === undefined) throw new Error(message);
  const service = new LocalService({
    assets: new FolderAssets(assets),
    clock: { now: () => 0 },
    log: silent,
    files: new NodeFiles(root),
    store,
    index: store,
    batch: 4,
    // Killed between any two parts of a step, too.
    breathe: () => turn(),
    ...(told ? { progress: told } : {}),
  });
  return { service, store };
}

/** What a library answers, and what it keeps, but for what a file system and the order of changes decide. */
export async function stateOf(root: string, assets: string, stamp?: string): Promise<unknown> {
  const { service, store } = await libraryOf(root, assets, stamp);
  await service.scan(neverCancelled);
  const briefing = {
    path: 'b.md',
    version: 1,
    text: 'Putin flew to Moscow. Berger met Lavrov, and the UN rejected the offer of Anna Berger.',
  };
  const hovers = [];
  for (const name of ['Putin', 'Moscow', 'Berger', 'Lavrov', 'UN'])
    hovers.push(await service.hover(briefing, briefing.text.indexOf(name), neverCancelled));
  const register = [];
  for (const space of ['group', 'owners', 'first', 'names', 'name', 'entity', 'keys', 'number'])
    register.push([...store.savedKeys(space)].sort().map((key) => [space, key, normal(store.saved(space, key) ?? '')]));
  const { sources, passages, characters, entities } = await service.status(neverCancelled);
  const kept = [];
  for await (const { article, kept: bytes } of store.records(neverCancelled)) kept.push([article.path, bytes]);
  const files = (await store.files(neverCancelled)).map((file) => ({ ...file, modified: 0 }));
  const state = {
    files,
    kept,
    register,
    hovers,
    counts: { sources, passages, characters, entities },
    report: await service.check(briefing, neverCancelled),
  };
  await store.close();
  return state;
}

/** Counts of a saved value stand in the order in which they came: sorted, the value alone counts. */
function normal(value: string): unknown {
  try {
    return sorted(JSON.parse(value));
  } catch {
    return value;
  }
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value;
}

if (import.meta.main) {
  const [root = '', assets = '', stamp] = process.argv.slice(2);
  const { service, store } = await libraryOf(root, assets, stamp, () => process.stdout.write('.'));
  await service.scan(neverCancelled);
  await store.close();
  console.log('done');
}
