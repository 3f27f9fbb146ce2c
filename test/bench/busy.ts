/**
 * What a library answers while it is being indexed: its process runs as the extension runs it, from the built bundle, and somebody
 * writes meanwhile. Each question is told by how long its answer is waited for by the clock; beside it stand the longest turns of the
 * process's event loop, in which nothing is answered, by the clock and by processor time, which other programs hardly change.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { neverCancelled } from '../../src/core/ports.ts';
import { type BriefingText, defaultSettings } from '../../src/core/service.ts';
import { type RunningWorker, WorkerService } from '../../src/worker/client.ts';
import type { FromWorker } from '../../src/worker/protocol.ts';
import { forked } from './forked.ts';
import { writeArticles } from './library.ts';
import { quantiles } from './measures.ts';
import { articlesOf } from './texts.ts';

/** ms between two questions: the mouse rests here and there, and a sentence is finished now and then. */
const PACE = 150;
/** Questions that are asked when all is indexed. */
const AFTER = 150;
/** A turn that takes longer keeps a question waiting for longer than somebody notices; ms. */
const LONG = 30;

type Kind = 'check' | 'hover' | 'evidence';

interface Turn {
  readonly processor: number;
  readonly clock: number;
}

type Told = FromWorker & { readonly turn: Turn; readonly all: number };

/** What was waited for while something went on, and the longest turn between any two messages. */
class Stretch {
  readonly waits: Readonly<Record<Kind, number[]>> = { check: [], hover: [], evidence: [] };
  readonly turns: Turn[] = [];
  /** Processor time of all threads, in ms, at its first and its last message. */
  began: number | undefined;
  ended = 0;

  heard({ turn, all }: Told): void {
    this.turns.push(turn);
    this.began ??= all;
    this.ended = all;
  }
}

/** Starts the library's process with the probe; `heard` is told of every message. */
function start(folder: string, heard: (message: Told) => void): RunningWorker {
  const child = forked(folder, 'busy/probe.cjs');
  return {
    post: (message) => void child.send(message),
    onMessage: (listener) =>
      void child.on('message', (message: Told) => {
        heard(message);
        listener(message);
      }),
    onEnd: (listener) => void child.on('close', (code, signal) => listener(`code ${code}, signal ${signal}`)),
    end: () => void child.kill('SIGKILL'),
  };
}

/** Somebody who writes: three sentences, a look at two names in them and at what carries the first, and the next three. */
class Writer {
  readonly #service: WorkerService;
  readonly #pool: readonly string[];
  #number = 0;

  constructor(service: WorkerService, pool: readonly string[]) {
    this.#service = service;
    this.#pool = pool;
  }

  /** Goes on until `enough`; what is waited for goes to the stretch that is on when it is asked. */
  async write(now: () => Stretch, enough: () => boolean): Promise<void> {
    while (!enough()) {
      const number = this.#number++;
      const text = [1, 2, 3].map((k) => this.#pool[((number * 3 + k) * 7919) % this.#pool.length] ?? '').join(' ');
      const briefing: BriefingText = { path: `${number}.md`, version: 1, text };
      const { mentions } = await this.#asked(now(), 'check', () => this.#service.check(briefing, neverCancelled));
      for (const { start: at } of mentions.slice(0, 2))
        if (!enough()) await this.#asked(now(), 'hover', () => this.#service.hover(briefing, at, neverCancelled));
      if (!enough()) await this.#asked(now(), 'evidence', () => this.#service.evidenceAt(briefing, 0, 5, neverCancelled));
      await this.#service.close(briefing.path, neverCancelled);
    }
  }

  async #asked<T>({ waits }: Stretch, kind: Kind, ask: () => Promise<T>): Promise<T> {
    await later(PACE);
    const began = performance.now();
    const answer = await ask();
    waits[kind].push(performance.now() - began);
    return answer;
  }
}

/** Indexes a library of so many articles, asked all the while, and prints what was waited for. The library is removed afterwards. */
export async function benchBusy(pool: readonly string[], size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'attest-busy-'));
  const [starting, during, after] = [new Stretch(), new Stretch(), new Stretch()];
  let now = starting;
  const service = new WorkerService(() => start(folder, (message) => now.heard(message)), {
    log: (level, message) => console.error(`${level}: ${message}`),
  });
  try {
    const megabytes = writeArticles(folder, articlesOf(pool, size));
    await service.configure(defaultSettings, neverCancelled);
    const writer = new Writer(service, pool);
    // Code and tables are loaded by then: what they take is told by `start.ts`.
    await writer.write(
      () => starting,
      () => starting.waits.evidence.length > 1,
    );
    now = during;
    let indexed = false;
    const began = performance.now();
    const scan = service.scan(neverCancelled).finally(() => {
      indexed = true;
    });
    await writer.write(
      () => during,
      () => indexed,
    );
    await scan;
    const took = performance.now() - began;
    now = after;
    let count = 0;
    await writer.write(
      () => after,
      () => count++ > AFTER,
    );
    const spent = during.ended - (during.began ?? 0);
    console.log(`library of ${size} articles, ${megabytes.toFixed(1)} MB, asked every ${PACE} ms while it is indexed`);
    console.log(
      `  indexed in ${(took / 1000).toFixed(0)} s of the clock, ${(spent / 1000).toFixed(0)} s of processor time, questions included`,
    );
    print('while indexing', during);
    print('afterwards', after);
    console.log('');
  } finally {
    service.dispose();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function print(what: string, { waits, turns }: Stretch): void {
  console.log(`  ${what}`);
  for (const [kind, times] of Object.entries(waits)) {
    const { p50, p95 } = quantiles(times);
    const figures = [p50, p95, Math.max(...times)].map((ms) => ms.toFixed(1).padStart(6)).join(' / ');
    console.log(`    ${`${kind}, p50 / p95 / longest`.padEnd(32)} ${figures} ms of the clock, ${times.length} asked`);
  }
  for (const kind of ['processor', 'clock'] as const) {
    const all = turns.map((turn) => turn[kind]).sort((a, b) => b - a);
    const long = all.filter((ms) => ms > LONG).length;
    const figures = all.slice(0, 3).map((ms) => ms.toFixed(0).padStart(4));
    const of = kind === 'processor' ? 'of processor time' : 'of the clock';
    console.log(`    ${'longest turns'.padEnd(32)} ${figures.join(', ')} ms ${of}; over ${LONG} ms: ${long} of ${all.length} stretches`);
  }
}
