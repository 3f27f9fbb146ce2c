/** The browser in which the served VS Code is used: a Chromium from an npm package, or the one that the machine has. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { endLater } from './lifetime.ts';
import { packageFolder, root } from './paths.ts';

const run = promisify(execFile);

/**
 * Launches a headless Chromium; it is closed when the runner ends.
 * `ATTEST_CHROMIUM` names an executable; else Linux on x64 unpacks the one in node_modules, and other systems use Chrome or Edge.
 */
export async function launchBrowser(): Promise<Browser> {
  const browser = await launch();
  endLater(() => browser.close());
  return browser;
}

async function launch(): Promise<Browser> {
  const own = process.env['ATTEST_CHROMIUM'];
  const base = { headless: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  if (own !== undefined) return chromium.launch({ ...base, executablePath: own, args: commonArguments });
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = await unpacked();
    const env = { ...process.env, ...(await libraries(folder)), ...fonts(folder) };
    return chromium.launch({ ...base, executablePath: join(folder, 'chromium'), args: [...commonArguments, '--no-sandbox'], env });
  }
  for (const channel of ['chrome', 'msedge']) {
    try {
      return await chromium.launch({ ...base, channel, args: commonArguments });
    } catch {
      // Not installed: the next one may be.
    }
  }
  throw new Error('no browser found: install Chrome or Edge, or let ATTEST_CHROMIUM name a Chromium');
}

// Webviews are frames of other origins: without site isolation they stay in one process, which starts faster.
const commonArguments = ['--disable-gpu', '--disable-site-isolation-trials', '--font-render-hinting=none', '--no-default-browser-check'];

/** Unpacks the packaged Chromium once into node_modules/.cache, so that `npm ci` removes it. Runs side by side do not disturb each other. */
async function unpacked(): Promise<string> {
  const source = packageFolder('@sparticuz/chromium');
  const { version }: { readonly version: string } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  const folder = join(root, 'node_modules/.cache', `chromium-${version}`);
  if (existsSync(join(folder, 'complete'))) return folder;
  const fresh = `${folder}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = fresh;
  try {
    // The package unpacks into the temporary folder and takes a half-unpacked file of another run for a whole one: hence a folder of our own.
    const { default: packaged, inflate } = await import('@sparticuz/chromium');
    await packaged.executablePath();
    await inflate(join(source, 'bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  await writeFile(join(fresh, 'complete'), version);
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(join(folder, 'complete'))) throw error;
  });
  return folder;
}

/** On a machine that lacks a library the browser needs, the libraries that come with it. */
async function libraries(folder: string): Promise<Record<string, string>> {
  const { stdout } = await run('ldd', [join(folder, 'chromium')]).catch(() => ({ stdout: '' }));
  if (!stdout.includes('not found')) return {};
  return { LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':') };
}

/** On a machine without fonts, those that come with the browser. */
function fonts(folder: string): Record<string, string> {
  return existsSync('/usr/share/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
}
