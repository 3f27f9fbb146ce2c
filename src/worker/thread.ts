import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Log } from '../core/ports.ts';
import type { WorkerThread } from './client.ts';
import { PROTOCOL_VERSION, type WorkerStart } from './protocol.ts';
import type { ReaderStart } from './reader.ts';
import { READER_VERSION, ReaderPool } from './readers.ts';

/** More readers than this wait for the one thread that stores what they read. */
const MOST_READERS = 6;

/** Room for short-lived values, in MB: more of it makes the process larger and the answers no faster. */
const YOUNG = 16;

/**
 * Starts a Node worker thread that serves a library.
 * @param file absolute path of the worker's bundle
 */
export function startThread(file: string, start: Omit<WorkerStart, 'version'>): WorkerThread {
  const workerData: WorkerStart = { version: PROTOCOL_VERSION, ...start };
  return running(new Worker(file, { workerData, name: 'attest-library', resourceLimits: { maxYoungGenerationSizeMb: YOUNG } }));
}

/**
 * Readers in threads of their own, as many as there are cores but for one, which is left to the editor; undefined on a machine
 * of one core.
 * @param file absolute path or URL of the worker's bundle
 */
export function readerPool(file: string | URL, start: Omit<ReaderStart, 'version'>, log: Log): ReaderPool | undefined {
  const count = Math.min(availableParallelism() - 1, MOST_READERS);
  if (count < 1) return undefined;
  const reader: ReaderStart = { version: READER_VERSION, ...start };
  return new ReaderPool(() => running(new Worker(file, { workerData: { reader }, name: 'attest-reader' })), count, log);
}

/** A thread with its messages and its end. */
function running<In, Out>(
  worker: Worker,
): {
  post(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  onEnd(listener: (reason: string | undefined) => void): void;
  end(): void;
} {
  let failure: string | undefined;
  worker.on('error', (error: unknown) => {
    failure = error instanceof Error ? error.message : String(error);
  });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onEnd: (listener) => void worker.on('exit', (code) => listener(failure ?? (code === 0 ? undefined : `exit code ${code}`))),
    end: () => void worker.terminate(),
  };
}
