/**
 * `npm start`: builds Attest and opens the sample briefing with it, in a copy that may be edited.
 *
 *   node test/vscode/start.ts [--serve] [--check]
 *
 * The `code` on PATH is used; without one (or with --serve) a VS Code is served to the browser on 127.0.0.1 until Ctrl+C.
 * --check opens the served one in a headless browser, waits until the briefing is shown, and ends.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser.ts';
import { codeCommand } from './desktop.ts';
import { endAll, program } from './lifetime.ts';
import { root, sample } from './paths.ts';
import { scratchCopy } from './scratch.ts';
import { serve } from './serve.ts';
import { openWorkbench } from './workbench.ts';

const briefing = 'briefing.md';

const { values: options } = parseArgs({
  options: { serve: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
});

await program(async () => {
  const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) return 1;
  if (options.check) return check();
  const folder = join(await realpath(await mkdtemp(join(tmpdir(), 'attest-sample-'))), 'sample');
  await cp(sample, folder, { recursive: true });
  console.log(`\nThe sample is copied to ${folder}: edit it as you like.`);
  const command = options.serve || headless() ? undefined : codeCommand();
  if (command !== undefined && openDesktop(command, folder)) return 0;
  return openServed(folder);
});

/** Opens the window and returns at once; false when `code` could not do it. */
function openDesktop(command: string, folder: string): boolean {
  console.log(`Opening ${briefing} with Attest: ${command} --extensionDevelopmentPath=${root}`);
  const shell = process.platform === 'win32';
  const quote = (text: string): string => (shell ? `"${text}"` : text);
  const values = [`--extensionDevelopmentPath=${root}`, folder, join(folder, briefing)];
  const { status } = spawnSync(quote(command), values.map(quote), { stdio: 'inherit', shell });
  if (status === 0)
    console.log('The window says “Extension Development Host”. After changes, run npm run build and then “Developer: Reload Window”.');
  else console.log(`${command} failed; a served VS Code takes its place.`);
  return status === 0;
}

async function openServed(folder: string): Promise<number> {
  const served = await serve({ person: true });
  console.log(
    `\nAttest runs in a VS Code in your browser. Open this address:\n\n  ${served.url({ folder, file: join(folder, briefing), extension: root })}\n`,
  );
  console.log('It listens on this machine only. Ctrl+C ends it.');
  await served.ended;
  await endAll();
  console.log('The served VS Code has ended.');
  return 1;
}

async function check(): Promise<number> {
  const folder = await scratchCopy(sample);
  const served = await serve({ person: true });
  const window = await openWorkbench(await launchBrowser(), served, { folder, file: join(folder, briefing), extension: root });
  await window.editor.find('# ');
  console.log(`\nOK: the workbench shows ${briefing}`);
  return 0;
}

function headless(): boolean {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'] && !process.env['VSCODE_IPC_HOOK_CLI'];
}
