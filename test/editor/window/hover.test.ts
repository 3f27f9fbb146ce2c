import assert from 'node:assert/strict';
import { until } from '../../vscode/until.ts';
import { windowSuite } from '../../vscode/window.ts';

windowSuite('the hover in the window', { file: 'briefing.md', viewport: { width: 1100, height: 1300 } }, (window) => {
  it('opens over a name and reads in plain order', async () => {
    const text = await window().editor.hover('Rustem Umerov', /Edit entity/);
    assert.match(
      text.replace(/\s+/g, ' '),
      /Rustem Umerov · person · 1 passage in 1 source .*"Ukrainian negotiator Rustem Umerov described the discussions as "substantive and productive", focused on concrete steps and practical solutions\." .*003_ce60f647ed50ed9e, paragraph 1 · Open · Cite · Quote The one mention · Edit entity|Rustem Umerov · person/,
    );
    await window().editor.leaveHover();
  });

  it('leads to the very words of the article', async () => {
    const { editor, page } = window();
    await editor.hover('Rustem Umerov', /Edit entity/);
    await editor.hoverBox
      .getByRole('link', { name: 'Open' })
      .or(editor.hoverBox.locator('a', { hasText: /^Open$/ }))
      .first()
      .click();
    await window().shows('003_ce60f647ed50ed9e.txt');
    assert.match(await editor.selection(), /^Ukrainian negotiator Rustem Umerov described the discussions as "substantive and productive"/);
    await page.keyboard.press('ControlOrMeta+Alt+Minus').catch(() => undefined);
    await window().openFile('briefing.md');
  });

  it('opens by keyboard, and its links can be followed from there', async () => {
    const { editor, page } = window();
    await editor.clickInto('Rustem Umerov');
    await editor.focusHover(/Edit entity/);
    // Tab goes through the links; the first is "Open".
    await until('the link to have the keyboard', async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => document.activeElement?.textContent === 'Open');
    });
    await page.keyboard.press('Enter');
    await window().shows('003_ce60f647ed50ed9e.txt');
    assert.match(await editor.selection(), /^Ukrainian negotiator Rustem Umerov/);
    await window().openFile('briefing.md');
  });

  it('draws a map for a place', async () => {
    const { editor } = window();
    await editor.hover('Abu Dhabi', /place/, 2);
    const map = editor.hoverBox.locator('img');
    await map.waitFor();
    assert.match((await map.getAttribute('alt')) ?? '', /^Map: Abu Dhabi, United Arab Emirates/);
    assert.match((await map.getAttribute('src')) ?? '', /^data:image\/svg\+xml;base64,/);
    const size = await until('the map to be drawn', async () => {
      const box = await map.boundingBox();
      return box !== null && box.width > 100 && box;
    });
    assert.ok(size.height > 50);
    await editor.leaveHover();
  });

  it('opens over a citation', async () => {
    const text = await window().editor.hover('000_c980effe1f55e4a2', /Bloomberg: Kremlin not expecting/);
    assert.match(text, /Komersant Ukrainian/);
    await window().editor.leaveHover();
  });
});
