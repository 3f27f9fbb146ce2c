/**
 * The whole library: reading, names, index, start, questions. Each size is a library of articles on the disk, made of the pool by a
 * fixed seed. Everything runs in this thread, and times are processor time: on a machine that does other things as well the clock
 * tells more of those.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, insertMultiple, search } from '@orama/orama';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { silent } from '../../src/core/library/world.ts';
import { LocalService } from '../../src/core/library.ts';
import { neverCancelled } from '../../src/core/ports.ts';
import { openStore } from '../../src/store/open.ts';
import type { SqliteStore } from '../../src/store/sqlite.ts';
import { FolderAssets, NodeFiles } from '../../src/worker/files.ts';
import { LINEAR } from './harness.ts';
import { articles } from './texts.ts';

const ARTICLE = 4300;
/** Questions of one kind; a twentieth of them may take longer than the p95. */
const QUESTIONS = 60;
/** The first questions meet code that is not compiled yet. */
const WARM = 10;
/** A question's time may grow so much, from the smallest library to the largest, and still count as flat. */
const FLAT = 3;
/** What each figure may be at most (the rate: at least), whatever the library's size. Times in ms, of the first hover after a restart too. */
const BUDGETS = { start: 2000, hover: 20, evidence: 30, completion: 50, rate: 1.5 };
/** Peers hold everything in memory: they are measured up to this many articles. */
const MOST_OF_PEERS = 1000;

export interface LibraryFigures {
  readonly size: number;
  readonly megabytes: number;
  /** Of processor time, in ms for an article; and the part of it that storing takes. */
  readonly indexing: number;
  readonly storing: number;
  /** MB of article text a second of processor time. */
  readonly rate: number;
  /** ms from opening the index to the first hover, tables loaded anew. */
  readonly start: number;
  /** ms of a scan that finds nothing changed. */
  readonly unchanged: number;
  readonly hover: Quantiles;
  readonly evidence: Quantiles;
  /** Of sources, with the beginning of a key, and with nothing typed behind "[@". */
  readonly completion: Quantiles;
  readonly bare: Quantiles;
  /** MB: of the index on the disk; of the heap and outside it, after a collection when node runs with --expose-gc; of the whole process. */
  readonly disk: number;
  readonly memory: number;
  readonly resident: number;
}

interface Quantiles {
  readonly p50: number;
  readonly p95: number;
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Processor time in ms, of all threads: collecting garbage counts. */
async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return millisecondsSince(before);
}

function quantiles(times: readonly number[]): Quantiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Writes the articles, a thousand a folder; tells how many megabytes they are. */
function write(root: string, texts: readonly string[]): number {
  let characters = 0;
  texts.forEach((text, i) => {
    const folder = join(root, 'sources', String(Math.floor(i / 1000)));
    if (i % 1000 === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `a${i}.txt`), text);
    characters += text.length;
  });
  return characters / 1e6;
}

async function open(root: string, assets: string): Promise<{ service: LocalService; store: SqliteStore }> {
  const { store, message } = await openStore(join(root, 'index.db'), 'bench');
  if (store === undefined) throw new Error(message);
  const service = new LocalService({
    assets: new FolderAssets(assets),
    clock: { now: () => Date.now() },
    log: silent,
    files: new NodeFiles(root),
    store,
    index: store,
  });
  return { service, store };
}

/** Adds up the processor time that a store takes to put articles, in ms, from now on. */
function timeOfStoring(store: SqliteStore): () => number {
  const apply = store.apply.bind(store);
  let spent = 0;
  store.apply = async (...asked) => {
    spent += await processorTime(() => apply(...asked));
  };
  return () => spent;
}

/** Measures one size. The library is removed afterwards. */
export async function measureLibrary(pool: readonly string[], size: number, assets: string): Promise<LibraryFigures> {
  const root = mkdtempSync(join(tmpdir(), 'attest-bench-'));
  try {
    const megabytes = write(root, articles(pool, size * ARTICLE, 7).slice(0, size));
    const first = await open(root, assets);
    const storing = timeOfStoring(first.store);
    const spent = await processorTime(() => first.service.scan(neverCancelled));
    await first.store.close();
    const text = sentenceAt(pool, 0);
    const beginning = process.cpuUsage();
    const { service, store } = await open(root, assets);
    await service.hover({ path: 'first.md', version: 1, text }, firstName(text), neverCancelled);
    const start = millisecondsSince(beginning);
    const unchanged = await processorTime(() => service.scan(neverCancelled));
    const asked = await questions(service, pool);
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    const disk = statSync(join(root, 'index.db')).size / 1e6;
    await store.close();
    return {
      size,
      megabytes,
      indexing: spent / size,
      storing: storing() / size,
      rate: (1000 * megabytes) / spent,
      start,
      unchanged,
      ...asked,
      disk,
      memory: (heapUsed + external) / 1e6,
      resident: rss / 1e6,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function sentenceAt(pool: readonly string[], i: number): string {
  return pool[(i * 7919) % pool.length] ?? '';
}

/** Where a name may begin: the first capital that does not begin the sentence. */
function firstName(text: string): number {
  return Math.max(0, text.search(/(?<=\s)\p{Lu}/u));
}

/** Asks about sentences of the pool, each in a briefing of its own: what is asked was not asked before. */
async function questions(
  service: LocalService,
  pool: readonly string[],
): Promise<Pick<LibraryFigures, 'hover' | 'evidence' | 'completion' | 'bare'>> {
  const times = { hover: [] as number[], evidence: [] as number[], completion: [] as number[], bare: [] as number[] };
  const timed = async (kind: keyof typeof times, count: boolean, ask: () => Promise<unknown>): Promise<void> => {
    const took = await processorTime(ask);
    if (count) times[kind].push(took);
  };
  for (let i = 0; i < QUESTIONS + WARM; i++) {
    const text = [1, 2, 3].map((k) => sentenceAt(pool, i * 3 + k)).join(' ');
    const briefing = { path: `${i}.md`, version: 1, text };
    // What is typed is checked before anybody rests the mouse on it.
    const { mentions } = await service.check(briefing, neverCancelled);
    const mention = mentions[i % Math.max(mentions.length, 1)];
    const at = mention?.start ?? 0;
    if (mention) await timed('hover', i >= WARM, () => service.hover(briefing, at, neverCancelled));
    await timed('evidence', i >= WARM, () => service.evidenceAt(briefing, at, 5, neverCancelled));
    await timed('completion', i >= WARM, () => service.suggestSources(briefing, at, `a${i}`, 20, neverCancelled));
    await timed('bare', i >= WARM, () => service.suggestSources(briefing, at, '', 20, neverCancelled));
    await service.close(briefing.path);
  }
  const { hover, evidence, completion, bare } = times;
  return { hover: quantiles(hover), evidence: quantiles(evidence), completion: quantiles(completion), bare: quantiles(bare) };
}

const ms = ({ p50, p95 }: Quantiles): string => `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`;

/** Prints the figures of one size, each that has a budget with it. */
function print(one: LibraryFigures): void {
  const line = (what: string, figure: string, budget = ''): void =>
    console.log(`  ${what.padEnd(30)} ${figure.padEnd(22)} ${budget}`.trimEnd());
  const most = (figure: number, budget: number): string => `[budget ${budget} ms: ${figure < budget ? 'met' : 'NOT met'}]`;
  console.log(`library of ${one.size} articles, ${one.megabytes.toFixed(1)} MB`);
  const rate = `[budget ${BUDGETS.rate} MB/s: ${one.rate >= BUDGETS.rate ? 'met' : 'NOT met'}]`;
  line('indexing, names included', `${one.rate.toFixed(2)} MB/s`, rate);
  line('  of one core, an article', `${one.indexing.toFixed(2)} ms, of which storing ${one.storing.toFixed(2)} ms`);
  line('start to first hover', `${one.start.toFixed(0)} ms`, most(one.start, BUDGETS.start));
  line('scan with nothing changed', `${one.unchanged.toFixed(0)} ms`);
  line('hover p50 / p95', ms(one.hover), most(one.hover.p95, BUDGETS.hover));
  line('evidence p50 / p95', ms(one.evidence), most(one.evidence.p95, BUDGETS.evidence));
  line('completion typed p50 / p95', ms(one.completion), most(one.completion.p95, BUDGETS.completion));
  line('completion bare p50 / p95', ms(one.bare), most(one.bare.p95, BUDGETS.completion));
  line('index on the disk', `${one.disk.toFixed(1)} MB`);
  line('memory', `${one.memory.toFixed(0)} MB, ${one.resident.toFixed(0)} MB of the process`);
}

/** What search libraries take to index the same passages and to answer the same sentences: ms an article, ms p95. */
export async function measurePeers(pool: readonly string[], size: number): Promise<{ who: string; indexing: number; search: Quantiles }[]> {
  const texts = articles(pool, size * ARTICLE, 7).slice(0, size);
  const passages = texts.flatMap((text) => text.split('\n\n')).map((text, id) => ({ id: String(id), text }));
  const mini = new MiniSearch({ fields: ['text'] });
  const flex = new FlexSearch.Index();
  const orama = create({ schema: { text: 'string' } as const });
  const peers = [
    { who: 'minisearch', add: () => mini.addAll(passages), ask: (text: string): unknown => mini.search(text) },
    {
      who: 'flexsearch',
      add: () => {
        for (const { id, text } of passages) flex.add(Number(id), text);
      },
      ask: (text: string): unknown => flex.search(text, { suggest: true, limit: 5 }),
    },
    {
      who: '@orama/orama',
      add: () => insertMultiple(orama, passages),
      ask: (text: string): unknown => search(orama, { term: text, limit: 5 }),
    },
  ];
  const out: { who: string; indexing: number; search: Quantiles }[] = [];
  for (const { who, add, ask } of peers) {
    const spent = await processorTime(async () => add());
    const times: number[] = [];
    for (let i = 0; i < QUESTIONS; i++) {
      const took = await processorTime(async () => ask(sentenceAt(pool, i)));
      if (i >= WARM) times.push(took);
    }
    out.push({ who, indexing: spent / size, search: quantiles(times) });
  }
  return out;
}

/** Measures all sizes, prints them, and says whether the growth is what it may be. */
export async function benchLibrary(pool: readonly string[], sizes: readonly number[], assets: string): Promise<boolean> {
  const figures: LibraryFigures[] = [];
  for (const size of sizes) {
    const one = await measureLibrary(pool, size, assets);
    figures.push(one);
    print(one);
    if (size <= MOST_OF_PEERS)
      for (const peer of await measurePeers(pool, size))
        console.log(
          `  ${peer.who.padEnd(14)} indexing alone ${peer.indexing.toFixed(2)} ms an article, search p50 / p95 ${ms(peer.search)}, nothing kept`,
        );
  }
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined || first === last) return true;
  const growth = (of: (one: LibraryFigures) => number): number => of(last) / of(first);
  const gates = [
    { what: 'indexing an article', ratio: growth((one) => one.indexing), most: LINEAR, as: 'linear' },
    { what: 'storing an article', ratio: growth((one) => one.storing), most: LINEAR, as: 'linear' },
    { what: 'hover p95', ratio: growth((one) => one.hover.p95), most: FLAT, as: 'flat' },
    { what: 'evidence p95', ratio: growth((one) => one.evidence.p95), most: FLAT, as: 'flat' },
    { what: 'completion p95', ratio: growth((one) => one.bare.p95), most: FLAT, as: 'flat' },
  ];
  for (const { what, ratio, most, as } of gates)
    console.log(`  growth of ${what}: ${ratio.toFixed(2)} ${ratio <= most ? `[${as}]` : `[NOT ${as}: over ${most}]`}`);
  console.log('');
  return gates.every(({ ratio, most }) => ratio <= most);
}
