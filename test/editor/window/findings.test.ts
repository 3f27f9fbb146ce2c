import assert from 'node:assert/strict';
import { until } from '../../vscode/until.ts';
import { windowSuite } from '../../vscode/window.ts';

windowSuite('findings in the window', { file: 'briefing.md', viewport: { width: 1280, height: 900 } }, (window) => {
  const content = async (): Promise<string> => (await window().editor.lines()).join('\n');

  it('stand in the Problems panel', async () => {
    const rows = await window().problems(/attest\s*\(?unsourced-claim/);
    for (const wanted of [
      /No source is cited.*Best passage: “Putin continues to insist/,
      /The source reads “No one agreed \*\*on\*\* this/,
      /No source has the key “komersant-miami”/,
    ])
      assert.ok(
        rows.some((row) => wanted.test(row)),
        `${wanted} is not among\n${rows.join('\n')}`,
      );
  });

  it('are explained where their code leads', async () => {
    const { page } = window();
    await page.locator('.markers-panel a', { hasText: 'misquotation' }).first().click();
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await frame.locator('h2#misquotation').waitFor();
    await window().run('View: Close Editor');
    await window().run('View: Toggle Panel Visibility');
    await window().shows('briefing.md');
  });

  it('are fixed by keyboard', async () => {
    const { editor } = window();
    await editor.clickInto('wants Ukraine');
    const titles = await editor.quickFixes(/Cite Komersant Ukrainian/);
    assert.ok(
      titles.some((t) => /Choose among/.test(t)) && titles.some((t) => /judgement/.test(t)) && titles.some((t) => /Ignore here/.test(t)),
      titles.join(),
    );
    await editor.chooseFix('Cite Komersant Ukrainian, paragraph 3');
    await until('the citation', async () =>
      /Donbas region \[@000_c980effe1f55e4a2, para\. 3\]\./.test((await content()).replace(/\s+/g, ' ')),
    );
  });

  it('are left alone for a reason that is typed', async () => {
    const { editor, page } = window();
    await editor.clickInto('initially claimed five');
    await until('the finding', async () => (await editor.quickFixes(/Ignore here/)).length > 0);
    await editor.chooseFix('Ignore here');
    const input = page.locator('.quick-input-widget:not([style*="display: none"]) input');
    await input.waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-message', { hasText: 'A reason is needed' }).waitFor();
    await input.fill('counted by the desk');
    await page.keyboard.press('Enter');
    await until('the comment', async () =>
      /<!-- attest-ignore [a-z-]+: counted by the desk -->/.test((await content()).replace(/\s+/g, ' ')),
    );
  });

  it('give a share in the status bar, and a click leads to the next one', async () => {
    const { page } = window();
    const item = page.locator('.part.statusbar .statusbar-item', { hasText: '% sourced' });
    await item.click();
    await until('the cursor on the next claim', async () =>
      (await window().status()).some((text) => /^Ln (2[0-9]|3[0-9]), Col \d+/.test(text)),
    );
  });
});
