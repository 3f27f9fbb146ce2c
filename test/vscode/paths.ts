/** Where things lie in the project, and how a path is written in the served VS Code's addresses. */
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root: string = resolve(import.meta.dirname, '../..');
export const dist: string = join(root, 'dist');
export const builtTests: string = join(dist, 'test');
export const failures: string = join(builtTests, 'failures');
export const sample: string = join(root, 'media/sample');

const requireHere = createRequire(import.meta.url);

/**
 * Where npm put a package that the workspace `test/vscode` uses, nearest first.
 * (`require.resolve` does not tell it: many packages do not export their manifest.)
 * @throws Error when it is not installed.
 */
export function packageFolder(name: string): string {
  for (const folder of requireHere.resolve.paths(name) ?? []) {
    const found = join(folder, name);
    if (existsSync(found)) return realpathSync(found);
  }
  throw new Error(`the package ${name} is not installed: run npm ci`);
}

/** The served VS Code inside the code-server package. */
export function vscodeServer(): string {
  return join(packageFolder('code-server'), 'lib/vscode');
}

/** The path part of a file's URI: percent-encoded, forward slashes, a drive letter after the first slash. */
export function uriPath(path: string): string {
  return pathToFileURL(path).pathname;
}
