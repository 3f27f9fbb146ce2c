/** The library's process, as the extension runs it, from the built bundle, with a probe. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { PROTOCOL_VERSION } from '../../src/worker/protocol.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Starts the process of the library in a folder, whose index lies in it.
 * @param probe the file of this folder that is loaded before anything of the process's own
 * @param code folder in which its compiled code is kept
 */
export function forked(folder: string, probe: string, code?: string): ChildProcess {
  const place = { root: folder, assets: join(root, 'dist/data'), index: join(folder, 'index.db') };
  const start = { version: PROTOCOL_VERSION, ...place, ...(code === undefined ? {} : { code }) };
  return fork(join(root, 'dist/worker.cjs'), [JSON.stringify(start)], {
    execArgv: ['--require', join(import.meta.dirname, probe)],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
