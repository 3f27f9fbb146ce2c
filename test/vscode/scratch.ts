/** Folders that a run makes and removes again. */
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { endLater } from './lifetime.ts';

/** An empty folder in the system's temporary folder, removed when the runner ends. The path is the real one, as VS Code reports it. */
export async function scratchFolder(label: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `attest-${label}-`)));
  endLater(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

/** A fresh copy of a folder, under its own name: what is tested may change it. */
export async function scratchCopy(folder: string): Promise<string> {
  const copy = join(await scratchFolder('work'), basename(folder));
  await cp(folder, copy, { recursive: true });
  return copy;
}
