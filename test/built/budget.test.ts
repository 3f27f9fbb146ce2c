/** The gate of the build: what counts as loaded at the start, and that an outgrown bundle is refused with a reason. */
import assert from 'node:assert/strict';
import type { Metafile } from 'esbuild';
import { desktopBudget, desktopFiles, judge, reachable } from '../../src/tools/build/budget.ts';

type Output = Metafile['outputs'][string];

function output(
  bytes: number,
  imports: Readonly<Record<string, 'import-statement' | 'dynamic-import'>>,
  inputs: Readonly<Record<string, number>> = {},
): Output {
  return {
    bytes,
    exports: [],
    imports: Object.entries(imports).map(([path, kind]) => ({ path, kind })),
    inputs: Object.fromEntries(Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }])),
  };
}

const meta: Metafile = {
  inputs: {},
  outputs: {
    'dist/extension.js': output(10, {}),
    'dist/worker.cjs': output(20, { 'dist/chunks/a.js': 'import-statement', 'dist/chunks/pdf.js': 'dynamic-import' }),
    'dist/chunks/a.js': output(30, { 'dist/chunks/b.js': 'import-statement' }, { 'src/small.ts': 10, 'node_modules/big/index.js': 20 }),
    'dist/chunks/b.js': output(40, { 'dist/chunks/a.js': 'import-statement' }),
    'dist/chunks/pdf.js': output(5000, {}),
    'dist/cli.js': output(60, { 'dist/chunks/a.js': 'import-statement' }),
  },
};

describe('the budget of the desktop bundle', () => {
  it('counts what is imported at once, in circles too, and not what is imported on first use', () => {
    assert.deepEqual([...reachable(meta, 'dist/worker.cjs')].sort(), ['dist/chunks/a.js', 'dist/chunks/b.js', 'dist/worker.cjs']);
    assert.deepEqual([...desktopFiles(meta)].sort(), ['dist/chunks/a.js', 'dist/chunks/b.js', 'dist/extension.js', 'dist/worker.cjs']);
  });

  it('is kept below the limit and broken at it, and then names the largest inputs first', () => {
    const below = judge(meta, new Map([['dist/chunks/a.js', desktopBudget - 1]]), false);
    assert.equal(below.within, true);
    assert.doesNotMatch(below.report, /node_modules/);
    const at = judge(meta, new Map([['dist/chunks/a.js', desktopBudget]]), false);
    assert.equal(at.within, false);
    assert.match(at.report, /outgrew its budget.*node_modules\/big\/index\.js.*src\/small\.ts/s);
  });
});
