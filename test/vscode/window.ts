/** Suites that look at the window: each gets a fresh copy of its folder and a fresh page; a failing test leaves a screenshot. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { failures, root, sample } from './paths.ts';
import { scratchCopy } from './scratch.ts';
import { type Served, type ServeOptions, serve } from './serve.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

export interface WindowOptions {
  /** The folder that is copied and opened; default `media/sample`. */
  readonly fixture?: string;
  /** A `.code-workspace` file of the folder that is opened instead of it. */
  readonly workspace?: string;
  /** Folder of the extension; default the project itself. */
  readonly extension?: string;
  /** The file to open, relative to the folder. */
  readonly file?: string;
  /** Given: the suite gets a VS Code of its own, started so (restricted mode, other settings). */
  readonly server?: ServeOptions;
  readonly viewport?: { readonly width: number; readonly height: number };
}

let sharedServer: Promise<Served> | undefined;
let sharedBrowser: Promise<Browser> | undefined;

/** The served VS Code that all suites without wishes of their own use; ended with the runner, and started anew when it has ended. */
export function server(): Promise<Served> {
  sharedServer ??= serve().then((served) => {
    void served.ended.then(() => {
      sharedServer = undefined;
    });
    return served;
  });
  return sharedServer;
}

/** The browser that all suites use; closed with the runner. */
export function browser(): Promise<Browser> {
  sharedBrowser ??= launchBrowser();
  return sharedBrowser;
}

/** Opens a window on a copy of the folder, with the built extension. */
export async function openWindow(options: WindowOptions = {}): Promise<Workbench> {
  const folder = await scratchCopy(options.fixture ?? sample);
  const served = options.server === undefined ? await server() : await serve(options.server);
  const { file, viewport, workspace } = options;
  return openWorkbench(await browser(), served, {
    folder,
    extension: options.extension ?? root,
    ...(options.server === undefined ? {} : { closed: served.stop }),
    ...(workspace === undefined ? {} : { workspace: join(folder, workspace) }),
    ...(file === undefined ? {} : { file: join(folder, file) }),
    ...(viewport === undefined ? {} : { viewport }),
  });
}

/** A mocha suite with a window. `tests` declares the tests; inside them `window()` is the open window. */
export function windowSuite(title: string, options: WindowOptions, tests: (window: () => Workbench) => void): void {
  describe(title, function () {
    this.timeout(60_000);
    this.slow(10_000);
    let open: Workbench | undefined;
    const window = (): Workbench => {
      if (open === undefined) throw new Error('the window is open inside tests only');
      return open;
    };
    before(async function () {
      // The first suite also starts the server and the browser.
      this.timeout(180_000);
      open = await openWindow(options);
    });
    afterEach(async function () {
      const test = this.currentTest;
      if (test?.state !== 'failed' || open === undefined) return;
      const name = test
        .titlePath()
        .join(' ')
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .slice(0, 100);
      const path = join(failures, `${name}.png`);
      await mkdir(failures, { recursive: true });
      await open.page.screenshot({ path });
      console.log(`    screenshot: ${path}`);
    });
    after(async () => {
      await open?.close();
    });
    tests(window);
  });
}
