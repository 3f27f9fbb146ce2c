/** Entry of the library's worker thread: a library in memory, files and tables of this machine, answers by messages. */
import { setImmediate as turn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { LocalService } from '../core/library.ts';
import type { Log } from '../core/ports.ts';
import { FolderAssets, NodeFiles } from './files.ts';
import { type FromWorker, PROTOCOL_VERSION, type ToWorker, type WorkerStart } from './protocol.ts';
import { serve } from './serve.ts';

/** Progress is told at most this often, in ms: each message costs the host a little. */
const PROGRESS = 100;
/** How long work may go on before waiting requests and cancellations get their turn, in ms. */
const SLICE = 8;

const port = parentPort;
if (port === null) throw new Error('This file runs as a worker thread.');
const { root, assets, version } = workerData as WorkerStart;
const post = (message: FromWorker): void => port.postMessage(message);
// The client refuses a worker of another version; a worker refuses such a client by saying its own and doing nothing.
if (version !== PROTOCOL_VERSION) post({ type: 'ready', version: PROTOCOL_VERSION });
else {
  const say =
    (level: 'info' | 'warn' | 'error') =>
    (message: string): void =>
      post({ type: 'log', level, message });
  const log: Log = { info: say('info'), warn: say('warn'), error: say('error') };
  let told = 0;
  let since = performance.now();
  const service = new LocalService({
    assets: new FolderAssets(assets),
    clock: { now: () => Date.now() },
    log,
    ...(root === undefined ? {} : { files: new NodeFiles(root) }),
    breathe: async () => {
      if (performance.now() - since < SLICE) return;
      await turn();
      since = performance.now();
    },
    progress: (done, total) => {
      const now = performance.now();
      if (done < total && now - told < PROGRESS) return;
      told = now;
      post({ type: 'progress', done, total });
    },
  });
  serve(service, {
    post,
    onMessage: (listener) => {
      port.on('message', (message: ToWorker) => listener(message));
    },
  });
}
