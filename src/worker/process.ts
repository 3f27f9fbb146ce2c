import { type ChildProcess, fork } from 'node:child_process';
import type { RunningWorker } from './client.ts';
import { PROTOCOL_VERSION, type WorkerStart } from './protocol.ts';

/** So much of what a process says last is looked at for the reason of its end, in UTF-16 units. */
const LAST_WORDS = 4000;

/**
 * Starts a process that serves a library: a Node of the same program that runs here. What it holds in memory is not the editor's,
 * and nothing that happens in it, not even in a database's native code, takes the editor's extensions along. It ends when this
 * process does, however that ends.
 * @param file absolute path of the worker's bundle
 */
export function startProcess(file: string, start: Omit<WorkerStart, 'version'>): RunningWorker {
  const workerStart: WorkerStart = { version: PROTOCOL_VERSION, ...start };
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = fork(file, [JSON.stringify(workerStart)], {
    // The desktop's program is Electron, which is a plain Node when it is told so. Options of the host's own (a debugger's port) are not
    // for the child.
    env: { ...inherited, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
    // Bytes, and what is undefined, cross as they are.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lastWords = listen(child);
  let ended: { readonly reason: string | undefined } | undefined;
  const listeners: ((reason: string | undefined) => void)[] = [];
  const end = (reason: string | undefined): void => {
    if (ended !== undefined) return;
    ended = { reason };
    for (const listener of listeners) listener(reason);
  };
  child.on('error', (error) => end(error.message));
  // After "exit" its last words may still be on their way.
  child.on('close', (code, signal) => end(code === 0 ? undefined : reasonOf(lastWords(), code, signal)));
  return {
    ...(child.pid === undefined ? {} : { id: child.pid }),
    post: (message) => {
      // A message to a process that has just ended is answered by its end.
      if (child.connected) child.send(message, () => undefined);
    },
    // Node keeps what is said before somebody listens.
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => {
      listeners.push(listener);
      if (ended !== undefined) queueMicrotask(() => listener(ended?.reason));
    },
    // Whatever it is just doing: each step of the index is there as a whole or not at all.
    end: () => void child.kill('SIGKILL'),
  };
}

/** Collects the end of what a process says. */
function listen({ stderr }: ChildProcess): () => string {
  let last = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    last = (last + chunk).slice(-LAST_WORDS);
  });
  return () => last;
}

function reasonOf(said: string, code: number | null, signal: NodeJS.Signals | null): string {
  // "TypeError: x is not a function", or V8's own words when its memory is full.
  const line = /^(?:Uncaught )?(?:\w*Error\b.*|FATAL ERROR: .*)$/m.exec(said)?.[0];
  if (line !== undefined) return line.replace(/^(?:Uncaught )?Error: /, '');
  return signal === null ? `exit code ${code}` : `ended by ${signal}`;
}
