/** What the .vsix would hold: all that the extension needs and nothing else. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';

/** Without them names, claims and pronouns are understood worse, and nothing else tells. */
const TABLES = ['gazetteer.bin', 'names.bin', 'lexicon.txt', 'first-names.txt'];
const root = resolve(import.meta.dirname, '../..');

describe('the package', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = stdout.split(/\r?\n/).filter(Boolean);

  it('holds the manifest, the entry and the licence', () => {
    for (const file of ['package.json', 'dist/extension.js', 'LICENSE', 'CHANGELOG.md'])
      assert.ok(files.includes(file), `${file} is missing\n${stderr}`);
  });

  it('holds all that was built', () => {
    const meta: Metafile = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8'));
    const built = [...Object.keys(meta.outputs).filter((path) => !path.endsWith('.map')), ...TABLES.map((name) => `dist/data/${name}`)];
    assert.deepEqual(
      built.filter((path) => !files.includes(path)),
      [],
    );
  });

  it('holds neither sources, tests, maps nor settings of the project', () => {
    const allowed =
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/(licences\.txt|(extension|cli)\.js|worker\.cjs|chunks\/[^/]+\.c?js|data\/.+)|(media|syntaxes)\/.+)$/i;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file) || file.endsWith('.map')),
      [],
    );
  });
});
