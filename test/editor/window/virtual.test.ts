/** A folder that is on no disk: its sources are read through VS Code, and everything else is as ever. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packaged } from '../../vscode/packaged.ts';
import { root, sample } from '../../vscode/paths.ts';
import { scratchCopy, scratchFolder } from '../../vscode/scratch.ts';
import { until } from '../../vscode/until.ts';
import { openWindow } from '../../vscode/window.ts';
import type { Workbench } from '../../vscode/workbench.ts';

describe('a virtual folder', function () {
  this.timeout(180_000);
  let window: Workbench | undefined;
  after(() => window?.close());

  it('is a library, with hovers and findings', async () => {
    const workspace = await scratchFolder('virtual');
    const folders = [{ uri: 'attest-virtual:/', name: 'virtual' }];
    await writeFile(join(workspace, 'virtual.code-workspace'), JSON.stringify({ folders }));
    const open = await openWindow({
      fixture: workspace,
      workspace: 'virtual.code-workspace',
      // The file system is the extension that is developed, so Attest is installed.
      extension: join(root, 'test/fixtures/virtual'),
      server: { install: await packaged(), env: { ATTEST_TEST_VIRTUAL: await scratchCopy(sample) } },
    });
    window = open;
    // Quick Open finds nothing here: the file system has no search.
    await open.page.getByRole('treeitem', { name: 'briefing.md' }).dblclick({ timeout: 60_000 });
    await open.shows('briefing.md');
    await until('the share of sourced claims', async () => (await open.status()).some((text) => /% sourced/.test(text)), {
      timeout: 60_000,
      seen: async () => (await open.status()).join(' | '),
    });
    assert.match(await open.editor.hover('Rustem Umerov', /substantive/), /1 passage in 1 source/);
    await open.editor.leaveHover();
    await open.run('Attest: Show Status');
    let seen = '';
    await until(
      'the status of the folder',
      async () => {
        seen = (await open.editor.lines()).join('\n');
        return /## virtual\n[\s\S]*Library: 2 sources/.test(seen);
      },
      { seen: () => seen },
    );
  });
});
