/** Bundles the tests that run inside the extension host. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { builtTests, root } from './paths.ts';

/** Writes `dist/test/index.cjs` and returns its path. Code under test is not in it: the host tests use the built extension. */
export function bundleHostTests(): Promise<string> {
  return bundle('test/editor/index.ts', 'index.cjs');
}

/** Writes `dist/test/bench.cjs`, what `npm run bench:editor` runs in the extension host, and returns its path. */
export function bundleHostBench(): Promise<string> {
  return bundle('test/bench/window/host.ts', 'bench.cjs');
}

async function bundle(entry: string, name: string): Promise<string> {
  const files = globSync('test/editor/**/*.test.ts', { cwd: root, exclude: ['test/editor/window/**'] })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const outfile = join(builtTests, name);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'linked',
    external: ['vscode', 'mocha'],
    loader: { '.md': 'text' },
    logLevel: 'warning',
    plugins: [
      {
        name: 'tests',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^virtual:tests$/ }, ({ path }) => ({ path, namespace: 'tests' }));
          onLoad({ filter: /.*/, namespace: 'tests' }, () => ({
            contents: `export const tests = {${files.map((file) => `${JSON.stringify(file)}: () => import(${JSON.stringify(`./${file}`)})`).join(',')}};`,
            resolveDir: root,
          }));
        },
      },
    ],
  });
  return outfile;
}
