/** No bundle opens a network connection. Read from what was built, so that a dependency cannot bring one in unseen. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Metafile, transform } from 'esbuild';
import { networkGlobals, networkModules } from '../../src/tools/build/network.ts';

const root = resolve(import.meta.dirname, '../..');
const meta: Metafile = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8'));
const scripts = Object.keys(meta.outputs).filter((path) => /\.c?js$/.test(path));

const mark = 'networkIsReached';
/** esbuild replaces references to the global only: a method or a local of that name is something else. */
const marking = Object.fromEntries(
  networkGlobals.flatMap((name) => [name, `globalThis.${name}`, `self.${name}`, `window.${name}`].map((key) => [key, mark])),
);
const byName = new RegExp(
  `\\[\\s*(["'\`])(${networkGlobals.join('|')}|sendBeacon)\\1\\s*\\]|\\bnavigator\\s*(\\?\\.|\\.)\\s*sendBeacon\\b`,
);
const modules = new RegExp(`\\b(?:require|import)\\s*\\(\\s*(["'\`])(?:node:)?(?:${networkModules.join('|')})\\1\\s*\\)`);

/** The network access in a script, as the words that were found; empty when there is none. */
async function access(code: string): Promise<readonly string[]> {
  const marked = await transform(code, { define: marking, loader: 'js', minifyWhitespace: true, logLevel: 'silent' });
  const found = [...marked.code.matchAll(new RegExp(mark, 'g'))].map(({ index }) => marked.code.slice(Math.max(0, index - 60), index + 60));
  return [...found, ...[byName, modules].flatMap((pattern) => pattern.exec(code)?.[0] ?? [])];
}

describe('the network stays out', () => {
  for (const path of scripts) {
    it(`of ${path.replace('dist/', '')}`, async () => {
      const imported = (meta.outputs[path]?.imports ?? []).filter(({ external }) => external).map((use) => use.path.replace(/^node:/, ''));
      assert.deepEqual(
        imported.filter((name) => networkModules.includes(name)),
        [],
        'imports of network modules',
      );
      assert.deepEqual(await access(readFileSync(join(root, path), 'utf8')), [], 'uses of network globals');
    });
  }

  it('and the check would see it', async () => {
    const open = [
      'fetch("x")',
      'const f = fetch; f("x")',
      'globalThis.fetch("x")',
      'globalThis["fetch"]("x")',
      'new WebSocket("x")',
      'navigator.sendBeacon("x")',
      'require("node:https")',
      'await import("net")',
      'typeof XMLHttpRequest',
    ];
    for (const code of open) assert.notDeepEqual(await access(code), [], code);
    for (const code of [
      'class A { fetch(x) { return this.fetch(x); } }',
      'function g(fetch) { return fetch(1); }',
      'log("cannot fetch(x)")',
    ]) {
      assert.deepEqual(await access(code), [], code);
    }
  });
});
