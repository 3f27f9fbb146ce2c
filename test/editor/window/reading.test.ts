/** The reading of a library that takes its time: how far it is, stopped by a person, and gone on with. */
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { articles, sentencePool } from '../../bench/texts.ts';
import { sample } from '../../vscode/paths.ts';
import { scratchFolder } from '../../vscode/scratch.ts';
import { until } from '../../vscode/until.ts';
import { openWindow } from '../../vscode/window.ts';
import type { Workbench } from '../../vscode/workbench.ts';

/** Characters of text: more than can be read before somebody finds the button, with as many readers as there are cores. */
const LARGE = 12_000_000 * availableParallelism();

describe('reading a large library', function () {
  this.timeout(240_000);
  let window: Workbench | undefined;
  after(() => window?.close());

  it('shows how far it is, can be stopped, and goes on', async () => {
    const folder = await scratchFolder('large');
    await mkdir(join(folder, 'sources'));
    await writeFile(join(folder, 'briefing.md'), await readFile(join(sample, 'briefing.md')));
    const texts = articles(sentencePool(undefined), LARGE);
    for (const [i, text] of texts.entries()) await writeFile(join(folder, 'sources', `${String(i).padStart(5, '0')}.txt`), text);
    const open = await openWindow({ fixture: folder, file: 'briefing.md' });
    window = open;
    const bar = (fits: RegExp, timeout = 30_000): Promise<string> =>
      until('the status bar', async () => (await open.status()).find((text) => fits.test(text)), {
        timeout,
        seen: async () => (await open.status()).join(' | '),
      });

    await bar(/reading sources, [\d]+ of/, 60_000);
    // A toast goes by itself; the list of notifications stays.
    const notice = open.page.locator('.notifications-center .notification-list-item', { hasText: 'Attest: reading the sources' });
    await open.run('Notifications: Show Notifications');
    await notice.waitFor({ timeout: 30_000 });
    await until('the pace', async () => /of [\d,]+ · [\d.]+ MB\/s · about \d+ (s|min) left/.test(await notice.innerText()), {
      seen: () => notice.innerText(),
    });
    await notice.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await bar(/reading stopped/);
    await notice.waitFor({ state: 'detached' });

    // What was read answers; a briefing is not checked against half a library.
    assert.match(await open.editor.hover('Putin'), /reading stopped/);
    await open.editor.leaveHover();
    assert.equal(
      (await open.status()).some((text) => /% sourced/.test(text)),
      false,
    );

    await open.run('Attest: Show Status');
    const stopped = await until(
      'the status',
      async () => /Last reading: .* left/.test((await open.editor.lines()).join(' ')) && open.editor.lines(),
    );
    assert.match(stopped.join(' '), /State: stopped/);
    await open.openFile('briefing.md');
    await open.run('Attest: Go On Reading Sources');
    await bar(/reading sources, [\d]+ of/);
    await open.run('Attest: Stop Reading Sources');
    await bar(/reading stopped/);
  });
});
