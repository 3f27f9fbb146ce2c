import assert from 'node:assert/strict';
import { windowSuite } from '../../vscode/window.ts';

windowSuite('an article in the window', { file: 'sources/000_c980effe1f55e4a2.txt' }, (window) => {
  it('is shown', async () => {
    const [first] = await window().editor.lines();
    assert.match(first ?? '', /^Bloomberg: Kremlin not expecting/);
  });
});
