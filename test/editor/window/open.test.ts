import assert from 'node:assert/strict';
import { windowSuite } from '../../vscode/window.ts';

windowSuite('the sample in the window', { file: 'briefing.md' }, (window) => {
  it('shows the briefing as Markdown', async () => {
    const { editor } = window();
    await editor.find('# ');
    await editor.coloured();
    assert.ok((await window().status()).includes('Markdown'));
  });

  it('opens an article beside it', async () => {
    await window().openFile('sources/003_ce60f647ed50ed9e.txt');
    assert.match((await window().editor.lines())[0] ?? '', /^US-led peace talks/);
  });

  it('shows the briefing in the Markdown preview', async () => {
    await window().openFile('briefing.md');
    const preview = await window().preview();
    assert.match(await preview.locator('h1').innerText(), /Abu Dhabi/);
  });
});
