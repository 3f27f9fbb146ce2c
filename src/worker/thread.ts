import { Worker } from 'node:worker_threads';
import type { WorkerThread } from './client.ts';
import { PROTOCOL_VERSION, type WorkerStart } from './protocol.ts';

/**
 * Starts a Node worker thread that serves a library.
 * @param file absolute path of the worker's bundle
 */
export function startThread(file: string, start: Omit<WorkerStart, 'version'>): WorkerThread {
  const workerData: WorkerStart = { version: PROTOCOL_VERSION, ...start };
  const worker = new Worker(file, { workerData, name: 'attest-library' });
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
