/**
 * The whole library: reading, names, index, start, questions. Each size is a library of articles on the disk, made of the pool by a
 * fixed seed. It is indexed in this thread, and asked in a process of its own, as in the next window. Times are processor time: on a
 * machine that does other things as well the clock tells more of those. Questions are told by how long they are waited for.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, insertMultiple, search } from '@orama/orama';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { neverCancelled } from '../../src/core/ports.ts';
import type { SqliteStore } from '../../src/store/sqlite.ts';
import { type Answers, type Asked, WARM } from './ask.ts';
import { FLAT, LINEAR } from './harness.ts';
import { open, processorTime, type Quantiles, quantiles } from './measures.ts';
import type { PeerFigures } from './table.ts';
import { articlesOf } from './texts.ts';

/** Questions of one kind; a twentieth of them may take longer than the p95. */
const QUESTIONS = 150;
/** An index that is merged by size writes an article once for each size that the library has: its time grows with the logarithm. */
const SORTED = 2.2;
/** What each figure may be at most (the rate: at least), whatever the library's size. Times in ms, of the first hover after a restart too. */
const BUDGETS = { start: 2000, hover: 20, edit: 50, evidence: 30, completion: 50, rate: 1.5 };
/** Peers hold everything in memory: they are measured up to this many articles. */
const MOST_OF_PEERS = 1000;

export interface LibraryFigures extends Answers {
  readonly size: number;
  readonly megabytes: number;
  /** Of processor time, in ms for an article; and the part of it that storing takes. */
  readonly indexing: number;
  readonly storing: number;
  /** MB of article text a second of processor time. */
  readonly rate: number;
  /** MB of the index on the disk. */
  readonly disk: number;
  /** What is answered from a cold disk, of the clock, where that was asked for. */
  readonly cold?: Answers;
}

/** Writes the articles, a thousand a folder; tells how many megabytes they are. */
export function writeArticles(root: string, texts: readonly string[]): number {
  let characters = 0;
  texts.forEach((text, i) => {
    const folder = join(root, 'sources', String(Math.floor(i / 1000)));
    if (i % 1000 === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `a${i}.txt`), text);
    characters += text.length;
  });
  return characters / 1e6;
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

/** Measures one size. The library is removed afterwards. @param cold asks a second time, from a cold disk */
export async function measureLibrary(pool: readonly string[], size: number, assets: string, cold = false): Promise<LibraryFigures> {
  const root = mkdtempSync(join(tmpdir(), 'attest-bench-'));
  try {
    const megabytes = writeArticles(root, articlesOf(pool, size));
    const first = await open(root, assets);
    const storing = timeOfStoring(first.store);
    const spent = await processorTime(() => first.service.scan(neverCancelled));
    await first.store.close();
    const texts = Array.from({ length: QUESTIONS + WARM }, (_, i) => [1, 2, 3].map((k) => sentenceAt(pool, i * 3 + k)).join(' '));
    const questions: Asked = { root, assets, first: sentenceAt(pool, 0), texts };
    const asked = askElsewhere(questions);
    const disk = statSync(join(root, 'index.db')).size / 1e6;
    return {
      size,
      megabytes,
      indexing: spent / size,
      storing: storing() / size,
      rate: (1000 * megabytes) / spent,
      ...asked,
      disk,
      ...(cold ? { cold: askElsewhere(questions, '--cold') } : {}),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** @throws Error with what the process said when it fails */
function askElsewhere(asked: Asked, ...how: string[]): Answers {
  const script = join(import.meta.dirname, 'ask.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--no-warnings', script, ...how], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the questions failed: ${stderr}`);
  return JSON.parse(stdout) as Answers;
}

function sentenceAt(pool: readonly string[], i: number): string {
  return pool[(i * 7919) % pool.length] ?? '';
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
  line('edit to findings p50 / p95', ms(one.edit), most(one.edit.p95, BUDGETS.edit));
  line('evidence p50 / p95', ms(one.evidence), most(one.evidence.p95, BUDGETS.evidence));
  line('completion typed p50 / p95', ms(one.completion), most(one.completion.p95, BUDGETS.completion));
  line('completion bare p50 / p95', ms(one.bare), most(one.bare.p95, BUDGETS.completion));
  if (one.cold) {
    line('from a cold disk, first hover', `${one.cold.start.toFixed(0)} ms`, 'of the clock');
    line('  hover p50 / p95', ms(one.cold.hover));
    line('  evidence p50 / p95', ms(one.cold.evidence));
  }
  line('index on the disk', `${one.disk.toFixed(1)} MB`);
  line('memory', `${one.memory.toFixed(0)} MB, ${one.resident.toFixed(0)} MB of the process`);
}

/** What search libraries take to index the same passages and to answer the same sentences: ms an article, ms p95. */
export async function measurePeers(pool: readonly string[], size: number): Promise<PeerFigures[]> {
  const texts = articlesOf(pool, size);
  const passages = texts.flatMap((text) => text.split('\n\n')).map((text, id) => ({ id: String(id), text }));
  const mini = new MiniSearch({ fields: ['text'] });
  const flex = new FlexSearch.Index();
  const orama = create({ schema: { text: 'string' } as const });
  const peers = [
    { who: 'minisearch' as const, add: () => mini.addAll(passages), ask: (text: string): unknown => mini.search(text) },
    {
      who: 'flexsearch' as const,
      add: () => {
        for (const { id, text } of passages) flex.add(Number(id), text);
      },
      ask: (text: string): unknown => flex.search(text, { suggest: true, limit: 5 }),
    },
    {
      who: '@orama/orama' as const,
      add: () => insertMultiple(orama, passages),
      ask: (text: string): unknown => search(orama, { term: text, limit: 5 }),
    },
  ];
  const out: PeerFigures[] = [];
  for (const { who, add, ask } of peers) {
    const spent = await processorTime(async () => add());
    const times: number[] = [];
    for (let i = 0; i < QUESTIONS; i++) {
      const took = await processorTime(async () => ask(sentenceAt(pool, i)));
      if (i >= WARM) times.push(took);
    }
    out.push({ who, size, indexing: spent / size, search: quantiles(times) });
  }
  return out;
}

/** What was measured, and whether the growth is what it may be. */
export interface LibraryBench {
  readonly passed: boolean;
  readonly figures: readonly LibraryFigures[];
  readonly peers: readonly PeerFigures[];
}

/** Measures all sizes and prints them. @param cold see `measureLibrary` */
export async function benchLibrary(pool: readonly string[], sizes: readonly number[], assets: string, cold = false): Promise<LibraryBench> {
  const figures: LibraryFigures[] = [];
  const peers: PeerFigures[] = [];
  for (const size of sizes) {
    const one = await measureLibrary(pool, size, assets, cold);
    figures.push(one);
    print(one);
    if (size <= MOST_OF_PEERS)
      for (const peer of await measurePeers(pool, size)) {
        peers.push(peer);
        console.log(
          `  ${peer.who.padEnd(14)} indexing alone ${peer.indexing.toFixed(2)} ms an article, search p50 / p95 ${ms(peer.search)}, nothing kept`,
        );
      }
  }
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined || first === last) return { passed: true, figures, peers };
  const growth = (of: (one: LibraryFigures) => number): number => of(last) / of(first);
  const gates = [
    { what: 'indexing an article', ratio: growth((one) => one.indexing), most: LINEAR, as: 'linear' },
    { what: 'storing an article', ratio: growth((one) => one.storing), most: SORTED, as: 'n log n' },
    // The p95 rests on a few answers, and is held to its budget.
    { what: 'hover p50', ratio: growth((one) => one.hover.p50), most: FLAT, as: 'flat' },
    { what: 'evidence p50', ratio: growth((one) => one.evidence.p50), most: FLAT, as: 'flat' },
    { what: 'completion p50', ratio: growth((one) => one.bare.p50), most: FLAT, as: 'flat' },
  ];
  for (const { what, ratio, most, as } of gates)
    console.log(`  growth of ${what}: ${ratio.toFixed(2)} ${ratio <= most ? `[${as}]` : `[NOT ${as}: over ${most}]`}`);
  console.log('');
  return { passed: gates.every(({ ratio, most }) => ratio <= most), figures, peers };
}
