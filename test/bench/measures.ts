/** What the parts of the library's bench measure with. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { silent } from '../../src/core/library/world.ts';
import { LocalService } from '../../src/core/library.ts';
import { openStore } from '../../src/store/open.ts';
import type { SqliteStore } from '../../src/store/sqlite.ts';
import { FolderAssets, NodeFiles } from '../../src/worker/files.ts';

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
}

export function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Processor time in ms, of all threads: collecting garbage counts. */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return millisecondsSince(before);
}

/**
 * How long whoever asks waits, in ms: the smaller of the clock's time and of processor time. The clock counts what other programs do
 * meanwhile; processor time counts garbage that is collected beside the work, on the other core.
 */
export async function waited(work: () => unknown): Promise<number> {
  const began = performance.now();
  const spent = await processorTime(work);
  return Math.min(performance.now() - began, spent);
}

/** How long whoever asks waits by the clock, in ms: where a disk is waited for, processor time tells nothing of it. */
export async function clocked(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Takes files out of the system's memory, so that they are read from the disk again. @throws Error where the system has no GNU `dd`,
 * which does it for the files of whoever asks
 */
export function forgetFiles(files: readonly string[]): void {
  for (const file of files) {
    const { status, stderr } = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${file} cannot be taken out of memory: ${stderr}`);
  }
}

export function quantiles(times: readonly number[]): Quantiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

/** The library of a folder with its index, in this thread. */
export async function open(root: string, assets: string): Promise<{ service: LocalService; store: SqliteStore }> {
  const { store, message } = await openStore(join(root, 'index.db'), 'bench');
  if (store === undefined) throw new Error(message);
  const service = new LocalService({
    assets: new FolderAssets(assets),
    clock: { now: () => Date.now() },
    log: silent,
    files: new NodeFiles(root),
    store,
    index: store,
  });
  return { service, store };
}
