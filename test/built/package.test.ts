/** What the .vsix would hold: all that the extension needs and nothing else. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

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

  it('holds neither sources, tests, maps nor settings of the project', () => {
    const allowed =
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/(licences\.txt|[^/]+\.js|chunks\/[^/]+\.js|data\/.+)|(media|syntaxes)\/.+)$/i;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file) || file.endsWith('.map')),
      [],
    );
  });
});
