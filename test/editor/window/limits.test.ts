/** Where Attest does less, or nothing: no library, several roots, a library that is lost. */
import assert from 'node:assert/strict';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../vscode/paths.ts';
import { scratchFolder } from '../../vscode/scratch.ts';
import { until } from '../../vscode/until.ts';
import { openWindow, windowSuite } from '../../vscode/window.ts';
import type { Workbench } from '../../vscode/workbench.ts';

/** A VS Code of its own starts cold. */
const slow = { timeout: 50_000 };
const fixtures = join(root, 'test/fixtures');

/** What "Attest: Show Status" says, as soon as it fits. */
async function status(window: Workbench, fits: RegExp): Promise<string> {
  await window.run('Attest: Show Status');
  let seen = '';
  return until(
    `a status that fits ${fits}`,
    async () => {
      seen = (await window.editor.lines()).join('\n');
      return fits.test(seen) && seen;
    },
    { seen: () => seen },
  );
}

windowSuite('a folder without a library', { fixture: join(fixtures, 'idle'), file: 'notes.md' }, (window) => {
  it('gets no finding, no hover, no colour and no item in the status bar', async () => {
    assert.match(await status(window(), /Idle/), /Idle: .* has no sources/);
    await window().openFile('notes.md');
    await window().run('Problems: Focus on Problems View');
    await window().page.locator('.markers-panel', { hasText: 'No problems' }).waitFor();
    assert.deepEqual(
      (await window().status()).filter((text) => /sourced|Attest/.test(text)),
      [],
    );
    const { x, y, width, height } = await window().editor.find('Putin');
    await window().page.mouse.move(x + width / 2, y + height / 2);
    await new Promise((wake) => setTimeout(wake, 1500));
    assert.equal(await window().editor.hoverText(), '');
  });

  it('becomes a library with its first source', async () => {
    await mkdir(join(window().folder, 'sources'));
    await writeFile(
      join(window().folder, 'sources/nowhere.txt'),
      'Vladimir Putin flew to Abu Dhabi on 3 March, Volodymyr Zelenskyy said.\n',
    );
    await until('the share of sourced claims', async () => (await window().status()).some((text) => /100% sourced/.test(text)));
  });
});

windowSuite(
  'several folders',
  { fixture: join(fixtures, 'roots'), workspace: 'roots.code-workspace', viewport: { width: 1280, height: 1700 } },
  (window) => {
    const problems = async (file: string): Promise<string> => {
      await window().openFile(file);
      return until('the share of sourced claims', async () => (await window().status()).find((text) => /% sourced/.test(text)));
    };

    it('have a library each', async () => {
      await problems('first.md');
      assert.match(await window().editor.hover('Ada Okoro'), /harbour of Vardenis/);
      await window().editor.leaveHover();
      await problems('second.md');
      const second = await window().editor.hover('Ada Okoro');
      assert.match(second, /left for Abu Dhabi/);
      assert.doesNotMatch(second, /harbour of Vardenis on 3 March, her office/);
      await window().editor.leaveHover();
    });

    it('leave the one without sources alone', async () => {
      await window().openFile('third.md');
      const text = await status(window(), /## third/);
      assert.match(text, /## first\n[\s\S]*Library: 1 source[\s\S]*## second\n[\s\S]*Library: 1 source[\s\S]*## third\n+\s*Idle/);
    });
  },
);

windowSuite('Restricted Mode', { file: 'briefing.md', server: { trust: 'ask' } }, (window) => {
  it('reads plain text, passes over formats that need a parser, and says so', async () => {
    const page =
      '<html><body><article><p>Rustem Umerov visited the valley of Vardenis on Tuesday, and the minister explained at length why.</p></article></body></html>';
    await writeFile(join(window().folder, 'sources/page.html'), page);
    await until('the share of sourced claims', async () => (await window().status()).some((text) => /% sourced/.test(text)), slow);
    assert.match(await window().editor.hover('Rustem Umerov', /substantive/), /1 passage in 1 source/);
    await window().editor.leaveHover();
    assert.match(await status(window(), /Restricted Mode/), /Library: 2 sources/);
  });
});

describe('a library that is lost', function () {
  this.timeout(120_000);
  let window: Workbench | undefined;
  after(() => window?.close());

  it('is said, and comes back with Restart', async () => {
    const extension = await scratchFolder('extension');
    for (const name of ['package.json', 'dist']) await cp(join(root, name), join(extension, name), { recursive: true });
    for (const name of ['media', 'syntaxes']) await symlink(join(root, name), join(extension, name));
    const worker = join(extension, 'dist/worker.cjs');
    const whole = await readFile(worker, 'utf8');
    await writeFile(worker, "throw new Error('the disk is on fire');\n");
    const open = await openWindow({ file: 'briefing.md', extension });
    window = open;
    await until('the status bar to say so', async () => (await open.status()).some((text) => /Attest stopped/.test(text)), slow);
    await open.run('Notifications: Show Notifications');
    const message = open.page.locator('.notifications-center .notification-list-item', { hasText: 'Attest stopped' });
    assert.match(await message.first().innerText(), /Attest stopped: The library's worker was lost \(the disk is on fire\)/);
    assert.equal(await message.count(), 1);
    await writeFile(worker, whole);
    await message.first().locator('.monaco-button', { hasText: 'Restart' }).click();
    await until('the share of sourced claims', async () => (await open.status()).some((text) => /% sourced/.test(text)), {
      timeout: 40_000,
    });
    assert.match(await open.editor.hover('Rustem Umerov', /substantive/), /1 passage in 1 source/);
  });
});
