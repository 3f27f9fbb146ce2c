import assert from 'node:assert/strict';
import { until } from '../../vscode/until.ts';
import { windowSuite } from '../../vscode/window.ts';

windowSuite('writing in the window', { file: 'briefing.md', viewport: { width: 1280, height: 900 } }, (window) => {
  it('offers sources after [@ and puts in the one that is chosen', async () => {
    const { editor, page } = window();
    await until('the sources', async () => (await window().status()).some((text) => /% sourced/.test(text)));
    await editor.clickInto('Putin wants');
    await page.keyboard.press('Home');
    for (const _ of 'Putin wants Ukraine to give up the whole Donbas region') await page.keyboard.press('ArrowRight');
    await editor.type(' [@');
    const [first] = await editor.suggestions(/000_c980effe1f55e4a2/);
    assert.match(first ?? '', /000_c980effe1f55e4a2.*Komersant Ukrainian/);
    await page.keyboard.press('Enter');
    await until('the key', async () =>
      /Donbas region \[@000_c980effe1f55e4a2\]\. He/.test((await editor.lines()).join(' ').replace(/\s+/g, ' ')),
    );
  });

  it('lists passages for a sentence, and quotes the one that is chosen', async () => {
    const { editor } = window();
    await editor.clickInto('cautiously optimistic');
    await window().run('Attest: Insert Quotation');
    await window().pick((row) => /cautiously optimistic/.test(row));
    await until('the quotation', async () =>
      /“President Volodymyr Zelenskyy, however, remains cautiously optimistic/.test((await editor.lines()).join(' ').replace(/\s+/g, ' ')),
    );
  });

  it('shows the preview with notes, sources and marks, and follows changes', async () => {
    const preview = await window().preview();
    await preview.locator('.attest-sources li').nth(1).waitFor();
    assert.equal(await preview.locator('.attest-note a').first().innerText(), '1');
    await preview.locator('mark.attest-unsourced', { hasText: 'Kirill Dmitriev flew to Miami' }).waitFor();
    assert.equal(await preview.locator('mark.attest-unsourced', { hasText: 'Putin wants' }).count(), 0);
    const colour = await preview
      .locator('mark.attest-unsourced')
      .first()
      .evaluate((mark) => getComputedStyle(mark).textDecorationStyle);
    assert.equal(colour, 'dotted');
  });
});
