import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Log } from '../core/ports.ts';
import type { ReaderStart } from './reader.ts';
import { READER_VERSION, ReaderPool, type ReaderThread } from './readers.ts';

/** More readers than this wait for the one thread that stores what they read. */
const MOST_READERS = 6;

/**
 * Readers in threads of their own, as many as there are cores but for one, which is left to the editor; undefined on a machine
 * of one core.
 * @param file absolute path of the worker's bundle
 * @param code folder in which its compiled code is kept
 */
export function readerPool(file: string, start: Omit<ReaderStart, 'version'>, log: Log, code?: string): ReaderPool | undefined {
  const count = Math.min(availableParallelism() - 1, MOST_READERS);
  if (count < 1) return undefined;
  const reader: ReaderStart = { version: READER_VERSION, ...start };
  return new ReaderPool(() => running(new Worker(file, { workerData: { reader, code }, name: 'attest-reader' })), count, log);
}

/** A thread with its messages and its end. */
function running(worker: Worker): ReaderThread {
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
