/**
 * `npm run screenshots`: opens the sample in a real VS Code and writes the pictures of the documentation to `media/screenshots`.
 *
 *   node test/vscode/screenshots.ts [NAME…]
 */
import { spawnSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser.ts';
import { program } from './lifetime.ts';
import { root, sample } from './paths.ts';
import { scratchCopy } from './scratch.ts';
import { serve } from './serve.ts';
import { shots } from './shots.ts';
import { openWorkbench } from './workbench.ts';

const folder = join(root, 'media/screenshots');

/** Less of VS Code around what is shown. */
const pictureSettings = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'workbench.activityBar.location': 'hidden',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

await program(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !shots.some((shot) => shot.name === name));
  if (unknown.length > 0) throw new Error(`no picture ${unknown.join(', ')}; there are ${shots.map((shot) => shot.name).join(', ')}`);
  const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) return 1;
  const served = await serve({ settings: pictureSettings });
  const browser = await launchBrowser();
  await mkdir(folder, { recursive: true });
  for (const shot of shots) {
    if (names.length > 0 && !names.includes(shot.name)) continue;
    const copy = await scratchCopy(sample);
    const { viewport } = shot;
    const window = await openWorkbench(browser, served, { folder: copy, file: join(copy, shot.file), extension: root, viewport });
    await window.editor.coloured();
    const clip = await shot.show(window);
    const path = join(folder, `${shot.name}.png`);
    await window.page.screenshot({ path, animations: 'disabled', caret: 'hide', ...(clip === undefined ? {} : { clip }) });
    await window.close();
    console.log(`${path} (${Math.round((await stat(path)).size / 1000)} kB)`);
  }
  return 0;
});
