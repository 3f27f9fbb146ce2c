/**
 * The served VS Code expects its packages in a `node_modules` of its own, which its install script would fill (by compiling).
 * Ours come from the workspace's manifest and are linked there before the first start.
 */
import { mkdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageFolder, vscodeServer } from './paths.ts';

/** Makes the links that are missing or point elsewhere. Several processes may do so at once: a link is put in place by a rename. */
export async function linkPackages(): Promise<void> {
  const manifest: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
    await readFile(join(import.meta.dirname, 'package.json'), 'utf8'),
  );
  const folder = join(vscodeServer(), 'node_modules');
  for (const name of Object.keys(manifest.dependencies)) {
    const target = packageFolder(name);
    const link = join(folder, name);
    if ((await realpath(link).catch(() => undefined)) === target) continue;
    await mkdir(dirname(link), { recursive: true });
    const fresh = `${link}.${process.pid}`;
    // A junction needs no rights on Windows; elsewhere the type is ignored.
    await symlink(target, fresh, 'junction');
    try {
      await rename(fresh, link);
    } catch {
      // A folder, or a junction on Windows, is not replaced by a rename.
      await rm(link, { recursive: true, force: true });
      await rename(fresh, link);
    }
  }
}
