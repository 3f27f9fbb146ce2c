/** Finds a desktop VS Code: one that is named or installed, else a download. */
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { root } from './paths.ts';

/** The `code` command on PATH, if there is one. */
export function codeCommand(): string | undefined {
  const names = process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders'];
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}

/**
 * The executable of a desktop VS Code, or undefined where none can be had: `VSCODE_PATH`, an installed one, a download.
 * Linux without a display has no use for one.
 */
export async function desktopExecutable(): Promise<string | undefined> {
  const named = process.env['VSCODE_PATH'];
  if (named !== undefined) return named;
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return undefined;
  const command = codeCommand();
  const installed = command === undefined ? undefined : beside(realpathSync(command));
  if (installed !== undefined) return installed;
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(root, '.vscode-test'), reporter: new SilentReporter() });
  } catch {
    return undefined;
  }
}

/** Where the application lies relative to its command, as each system installs it. */
function beside(command: string): string | undefined {
  const folder = dirname(command);
  const places = ['../code', '../code-insiders', '../Code.exe', '../Code - Insiders.exe', '../../../MacOS/Electron', '../../../MacOS/Code'];
  return places.map((place) => join(folder, place)).find((place) => existsSync(place));
}
