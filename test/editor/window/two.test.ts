/** Two windows on one library at a time: each answers, sees what changes, and stays when the other one goes. */
import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, sample } from '../../vscode/paths.ts';
import { scratchCopy } from '../../vscode/scratch.ts';
import { serve } from '../../vscode/serve.ts';
import { until } from '../../vscode/until.ts';
import { browser } from '../../vscode/window.ts';
import { openWorkbench, type Workbench } from '../../vscode/workbench.ts';

/** Windows start cold, and one that goes is waited for by VS Code. */
const slow = { timeout: 60_000 };
const NAME = 'Rustem Umerov';
const ARTICLE = 'sources/003_ce60f647ed50ed9e.txt';

/** What "Attest: Show Status" says, as soon as it fits; the briefing is shown again then. */
async function status(window: Workbench, fits: RegExp): Promise<string> {
  await window.run('Attest: Show Status');
  let seen = '';
  const text = await until(
    `a status that fits ${fits}`,
    async () => {
      // The editor wraps long lines.
      seen = (await window.editor.lines()).join('');
      return fits.test(seen) && seen;
    },
    { seen: () => seen, ...slow },
  );
  await window.run('View: Close Editor');
  await window.shows('briefing.md');
  return text;
}

/** Waits until the hover on the name says it: what changed shows in the next hover, not in the open one. */
async function says(window: Workbench, fits: RegExp): Promise<void> {
  await window.editor.hover(NAME, fits);
  await window.editor.leaveHover();
}

describe('two windows on one library', function () {
  this.timeout(300_000);
  this.slow(60_000);
  const open: Workbench[] = [];
  afterEach(() => Promise.all(open.splice(0).map((window) => window.close())));

  /** @param folder undefined: the sample in the extension's own storage, shown in an empty window */
  async function opened(served: Awaited<ReturnType<typeof serve>>, folder?: string): Promise<Workbench> {
    const place = folder === undefined ? {} : { folder, file: join(folder, 'briefing.md') };
    const window = await openWorkbench(await browser(), served, { extension: root, viewport: { width: 1280, height: 1100 }, ...place });
    open.push(window);
    if (folder === undefined) {
      await window.run('Attest: Open Sample Briefing');
      await window.pick('Open it now');
      await window.shows('briefing.md');
      // Else the status takes its place.
      await window.run('View: Keep Editor');
    }
    await until('the share of sourced claims', async () => (await window.status()).some((text) => /% sourced/.test(text)), slow);
    return window;
  }

  for (const [where, of] of [
    ['the sample', async () => undefined],
    ['a folder', () => scratchCopy(sample)],
  ] as const)
    it(`share the index of ${where}, which one of them writes, and the other takes it over`, async () => {
      const served = await serve();
      try {
        const asked = await of();
        const first = await opened(served, asked);
        const told = await status(first, /kept up to date by this window/);
        const folder = asked ?? fileURLToPath(/Folder: (file:\S+?\/sample)- State/.exec(told)?.[1] ?? '');
        const second = await opened(served, asked);
        const other = await status(second, /kept up to date by another window or command/);
        assert.equal(/Kept: (\S+?\.index\.db)/.exec(other)?.[1], /Kept: (\S+?\.index\.db)/.exec(told)?.[1]);
        for (const window of [first, second]) await says(window, /substantive/);
        await appendFile(join(folder, ARTICLE), `\n\n${NAME} visited Vardenis on 3 March, his office said.\n`);
        for (const window of [first, second]) await says(window, /visited Vardenis/);
        await first.close();
        await status(second, /kept up to date by this window/);
        await appendFile(join(folder, ARTICLE), `\n\n${NAME} left Gavar on 5 March, his office said.\n`);
        await says(second, /left Gavar/);
      } finally {
        await served.stop();
      }
    });
});
