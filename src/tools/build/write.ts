/** Writing build results so that whoever runs the previous build is disturbed as little as possible. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes a file in one step, and only when its contents differ. */
export async function writeChanged(path: string, contents: Uint8Array | string): Promise<void> {
  const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(bytes)) return;
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}.tmp`;
  await writeFile(fresh, bytes);
  await rename(fresh, path);
}

/** Chunk names carry a digest, so old ones pile up. `age` in milliseconds: younger ones stay for windows that still run on them. */
export async function removeStale(folder: string, keep: ReadonlySet<string>, age: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (keep.has(path)) continue;
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs >= age) await rm(path, { force: true });
  }
}
