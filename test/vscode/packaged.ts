/** Attest as a user gets it: a .vsix, and an empty extension to develop, since VS Code runs tests only for one that is developed. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageFolder, root } from './paths.ts';
import { scratchFolder } from './scratch.ts';

/** Packages what is in dist and returns the .vsix, which is removed when the runner ends. */
export async function packaged(): Promise<string> {
  const vsix = join(await scratchFolder('vsix'), 'attest.vsix');
  const values = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
  await promisify(execFile)(process.execPath, [join(packageFolder('@vscode/vsce'), 'vsce'), ...values], { cwd: root });
  return vsix;
}

/** A folder with an extension that does nothing. */
export async function emptyExtension(): Promise<string> {
  const folder = await scratchFolder('carrier');
  const manifest = { name: 'carrier', publisher: 'attest-test', version: '0.0.0', engines: { vscode: '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
