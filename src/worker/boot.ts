/**
 * Entry of the library's process and of its reading threads: loads the script that is all the rest. Compiling it takes a good part of the
 * time to the first hover, so its compiled code is kept in a file, with that of the functions which the first hover needed. V8 takes such
 * code only where it made it itself, of the same text and with the same options; whatever is wrong with the file, the script is compiled.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { isMainThread, workerData } from 'node:worker_threads';
import { CodeFile } from './code.ts';
import type { WorkerStart } from './protocol.ts';
import type { start } from './server.ts';

/** The script, relative to this file; its name changes with its contents. The build writes it here. */
declare const ATTEST_LIBRARY: string;

const file = join(__dirname, ATTEST_LIBRARY);
const told = (isMainThread ? JSON.parse(process.argv[2] ?? '{}') : workerData) as Partial<Pick<WorkerStart, 'code'>>;
const code = new CodeFile(told.code, file);
const kept = code.read();
// On one line, so that the script's own lines keep their numbers.
const text = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
const script = new Script(text, { filename: file, ...(kept ? { cachedData: kept } : {}) });
const module_: { exports: { start?: typeof start } } = { exports: {} };
const run = script.runInThisContext() as (...all: unknown[]) => void;
run(module_.exports, createRequire(file), module_, file, join(file, '..'));
const isKept = kept !== undefined && script.cachedDataRejected === false;
module_.exports.start?.({
  entry: __filename,
  warm: () => {
    if (!isKept) code.write(script.createCachedData());
  },
});
