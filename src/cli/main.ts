#!/usr/bin/env node
/** Entry of the command line: ties the commands to this process. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FAILED, type Io, OK } from './io.ts';
import { run } from './run.ts';

/** The tables lie beside the bundle; run from the sources, in the folder of the last build. */
function assetsFolder(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist/data' : './data', import.meta.url));
}

/** The worker lies beside the bundle, too. */
function workerFile(): string | undefined {
  const file = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../worker/main.ts' : './worker.cjs', import.meta.url));
  return existsSync(file) ? file : undefined;
}

function processIo(): Io {
  const worker = workerFile();
  return {
    ...(worker === undefined ? {} : { worker }),
    input: process.stdin,
    out: (text) =>
      new Promise((resolve) => {
        if (process.stdout.write(text)) resolve();
        else process.stdout.once('drain', resolve);
      }),
    err: (text) => {
      process.stderr.write(text);
    },
    cwd: process.cwd(),
    assets: assetsFolder(),
  };
}

// A reader that has seen enough ("| head") is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? OK : FAILED));
process.exitCode = await run(process.argv.slice(2), processIo());
