/**
 * The library's worker, a process of its own: a library in its index, files and tables of this machine, answers by messages. The threads
 * that read sources for it start here too.
 */
import { statSync } from 'node:fs';
import { setTimeout as later, setImmediate as turn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { LocalService } from '../core/library.ts';
import type { Log } from '../core/ports.ts';
import type { Index } from '../core/store/store.ts';
import { isDamaged, markDamaged, type Opened, openStore, READ_ONLY } from '../store/open.ts';
import { stampOf } from '../store/stamp.ts';
import { forgetUnused } from '../store/unused.ts';
import { FolderAssets, NodeFiles } from './files.ts';
import { type FromWorker, PROTOCOL_VERSION, type ToWorker, type WorkerStart } from './protocol.ts';
import { type ReaderStart, read } from './reader.ts';
import type { ToReader } from './readers.ts';
import { serve } from './serve.ts';
import { readerPool } from './thread.ts';

/** Progress is told at most this often, in ms: each message costs the host a little. */
const PROGRESS = 100;
/** How long work may go on before waiting requests and cancellations get their turn, in ms. */
const SLICE = 8;
/** What lies beside the index is looked after when the start is over, in ms. */
const STARTED = 30_000;
/** How often it is looked, in ms, whether another process has written the index, or has ended; and how long its writing may go on untold. */
const LOOK = 1000;
const LONGEST = 10_000;
/** Nobody reads more problems of files than this, and each costs the editor a diagnostic. */
const MOST_PROBLEMS = 1000;

/** What the file that runs tells of itself. */
export interface Booted {
  /** Path of the file that runs: the threads that read sources run it too, and its contents change with the program's. */
  readonly entry: string;
  /** Called once, when the first hover was answered: what the next start needs first is compiled. */
  warm?(): void;
}

/** Begins to answer, in a process or a thread. */
export function start(booted: Booted): void {
  const port = parentPort;
  if (port !== null) {
    const { reader } = workerData as { readonly reader: ReaderStart };
    read(reader, {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => {
        port.on('message', (message: ToReader) => listener(message));
      },
    });
    return;
  }
  if (process.send === undefined) throw new Error('This file runs as a process that another one starts.');
  // The editor is gone, however it ended.
  process.on('disconnect', () => process.exit());
  void library(JSON.parse(process.argv[2] ?? '{}') as WorkerStart, booted);
}

async function library({ root, assets, version, index, code }: WorkerStart, { entry, warm }: Booted): Promise<void> {
  const post = (message: FromWorker, sent?: () => void): void => {
    // A channel that is closing takes nothing more, and the process ends with it.
    if (process.connected) process.send?.(message, undefined, undefined, () => sent?.());
  };
  // The client refuses a worker of another version; a worker refuses such a client by saying its own and doing nothing.
  if (version !== PROTOCOL_VERSION) return post({ type: 'ready', version: PROTOCOL_VERSION });
  const say =
    (level: 'info' | 'warn' | 'error') =>
    (message: string): void =>
      post({ type: 'log', level, message });
  const log: Log = { info: say('info'), warn: say('warn'), error: say('error') };
  let told = 0;
  let isWarm = false;
  let since = performance.now();
  const { store, message }: Opened = index === undefined ? {} : await openStore(index, stampOf(entry, assets));
  if (message !== undefined) log.warn(message);
  const file = store && index;
  const readers = readerPool(entry, { assets, ...(root === undefined ? {} : { root }) }, log, code);
  const service = new LocalService({
    assets: new FolderAssets(assets),
    clock: { now: () => Date.now() },
    log,
    ...(root === undefined ? {} : { files: new NodeFiles(root) }),
    ...(store ? { store, index: store } : {}),
    ...(readers ? { readers } : {}),
    mostProblems: MOST_PROBLEMS,
    kept: () => ({
      ...(file === undefined ? {} : { file, size: sizeOf(file) + sizeOf(`${file}-wal`) }),
      ...(store ? { owned: store.owned } : {}),
      ...noteOf(store && !store.owned ? READ_ONLY : store?.outdated === undefined ? message : RENEWING),
    }),
    pause: () => later(LOOK),
    process: () => ({ id: process.pid, memory: process.memoryUsage.rss() }),
    breathe: async () => {
      if (performance.now() - since < SLICE) return;
      await turn();
      since = performance.now();
    },
    progress: (progress) => {
      const now = performance.now();
      if (progress.done < progress.total && now - told < PROGRESS) return;
      told = now;
      post({ type: 'progress', ...progress });
    },
  });
  if (file !== undefined) setTimeout(() => void forgetUnused(file, Date.now()), STARTED).unref();
  if ((store?.outdated ?? 0) > 0) post({ type: 'changed', ours: false });
  if (store?.owned === false) {
    log.info(READ_ONLY);
    void watchOthers(store, service, post);
  }
  serve(service, {
    post,
    onMessage: (listener) => {
      process.on('message', (message: ToWorker) => listener(message));
    },
    answered: (method) => {
      if (method !== 'hover' || isWarm) return;
      isWarm = true;
      if (warm) setImmediate(warm);
    },
    failed: (error) => {
      if (file === undefined || !isDamaged(error)) return;
      // Nothing that this process holds may be trusted any more: the next one sets the index aside and reads the sources again.
      markDamaged(file);
      const message = `The index ${file} is damaged. It is set aside, and all sources are read again.`;
      post({ type: 'log', level: 'error', message }, () => process.exit(1));
    },
  });
  void service.warm();
}

const RENEWING =
  'Attest was changed since the sources were read. They are read again, one after the other; what was read before answers until then.';

/** Tells what another process does to the index, when it has done it, until this one has taken it over. */
async function watchOthers(store: Index, service: LocalService, post: (message: FromWorker, sent?: () => void) => void): Promise<void> {
  let since: number | undefined;
  for (;;) {
    await later(LOOK);
    try {
      const now = await service.lookAround();
      if (now === 'ours') post({ type: 'changed', ours: true });
      // A scan that waited has taken it over.
      if (store.owned) return;
      if (now === 'changed') since ??= performance.now();
      if (since === undefined || (now === 'changed' && performance.now() - since < LONGEST)) continue;
      since = undefined;
      post({ type: 'changed', ours: false });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      post({ type: 'log', level: 'warn', message }, () => process.exit(1));
      return;
    }
  }
}

function noteOf(note: string | undefined): { readonly note?: string } {
  return note === undefined ? {} : { note };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
