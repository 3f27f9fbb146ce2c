/**
 * Builds `dist`: the extension, the worker, the command line, the preview script and the generated data.
 *
 *   node esbuild.mjs [--production] [--watch] [--sizes]
 *
 * --production  minified, no source maps, with the licences of what is bundled
 * --watch       builds again whenever a source changes
 * --sizes       tells what the bundles consist of
 *
 * The build fails when the desktop bundle outgrows its budget (build/budget.ts).
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { context, build as esbuild, transform } from 'esbuild';
import { desktopFiles, judge, kilobytes, sizes } from './build/budget.ts';
import { buildData } from './build/data.ts';
import { notices } from './build/licences.ts';
import { withoutFetchers, withoutNetworkGlobals } from './build/network.ts';
import { removeStale, writeChanged } from './build/write.ts';

const root = import.meta.dirname;
const options = new Set(process.argv.slice(2));
const unknown = [...options].filter((option) => !['--production', '--watch', '--sizes'].includes(option));
if (unknown.length > 0) {
  console.error(`unknown option ${unknown.join(' ')}; known are --production --watch --sizes`);
  process.exit(2);
}
const production = options.has('--production');
const hour = 3_600_000;

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  write: false,
  outdir: 'dist',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  define: { ...withoutNetworkGlobals },
  plugins: [withoutFetchers],
  // ES modules first also for Node: UMD modules hide what they require from the bundler.
  mainFields: ['module', 'main'],
  sourcemap: production ? false : 'linked',
  minify: production,
};

/** Dependencies in CommonJS call `require` for Node's modules, which an ES module does not have. */
const requireBanner = "import { createRequire as attestRequire } from 'node:module'; const require = attestRequire(import.meta.url);";

/** @type {readonly import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...common,
    // One build with splitting: extension, worker and command line share their chunks, and what is imported on first use gets its own.
    // (VS Code loads extensions that are ES modules since 1.100.)
    entryPoints: entries({ extension: 'src/extension.ts', cli: 'src/cli/main.ts', worker: 'src/worker/server.ts' }),
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: requireBanner },
  },
  {
    ...common,
    entryPoints: entries({ preview: 'src/preview/preview.ts' }),
    format: 'iife',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    target: 'es2022',
  },
];

/** Drops entries whose file does not exist yet, and says so. */
function entries(/** @type {Record<string, string>} */ files) {
  return Object.fromEntries(
    Object.entries(files).filter(([, file]) => {
      const exists = existsSync(join(root, file));
      if (!exists) console.log(`skipped: ${file} does not exist yet`);
      return exists;
    }),
  );
}

const present = bundles.filter(({ entryPoints }) => Object.keys(entryPoints ?? {}).length > 0);

/** @returns {import('esbuild').Metafile} */
function merge(/** @type {readonly import('esbuild').BuildResult[]} */ results) {
  const inputs = Object.assign({}, ...results.map(({ metafile }) => metafile?.inputs));
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile?.outputs));
  return { inputs, outputs };
}

async function write(/** @type {readonly import('esbuild').BuildResult[]} */ results) {
  const files = results.flatMap(({ outputFiles }) => outputFiles ?? []);
  for (const file of files) await writeChanged(file.path, file.contents);
  await removeStale(join(root, 'dist/chunks'), new Set(files.map(({ path }) => path)), production ? 0 : hour);
  const meta = merge(results);
  await writeChanged(join(root, 'dist/meta.json'), JSON.stringify(meta));
  return meta;
}

/**
 * The minified sizes of what the desktop extension loads at its start. A development build is not minified: its files are, one by one,
 * which is within a few per cent of the real thing and leaves the large chunks alone.
 *
 * @returns {Promise<ReadonlyMap<string, number>>}
 */
async function desktopSizes(/** @type {import('esbuild').Metafile} */ meta) {
  const sizes = await Promise.all(
    desktopFiles(meta).map(async (path) => {
      if (production) return meta.outputs[path]?.bytes ?? 0;
      const code = await readFile(join(root, path), 'utf8');
      return Buffer.byteLength((await transform(code, { minify: true, charset: 'utf8', legalComments: 'none' })).code);
    }),
  );
  return new Map(desktopFiles(meta).map((path, index) => [path, sizes[index] ?? 0]));
}

async function buildOnce() {
  const started = performance.now();
  const [results, data] = await Promise.all([Promise.all(present.map((bundle) => esbuild(bundle))), buildData(root)]);
  const meta = await write(results);
  if (production) await writeChanged(join(root, 'dist/licences.txt'), await notices(root, meta));
  if (production || options.has('--sizes')) {
    console.log(sizes(meta));
    for (const file of data) console.log(`${kilobytes(file.bytes).padStart(10)}  ${file.path.replace('dist/', '')}  (${file.from})`);
  }
  const verdict = judge(meta, await desktopSizes(meta), options.has('--sizes'));
  console[verdict.within ? 'log' : 'error'](verdict.report);
  console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return verdict.within;
}

async function watch() {
  await buildData(root);
  for (const bundle of present) {
    const name = Object.keys(bundle.entryPoints ?? {}).join(', ');
    const watched = await context({
      ...bundle,
      plugins: [
        ...(bundle.plugins ?? []),
        {
          name: 'write',
          setup(build) {
            build.onEnd(async (result) => {
              for (const file of result.outputFiles ?? []) await writeChanged(file.path, file.contents);
              const { errors } = result;
              console.log(`${new Date().toTimeString().slice(0, 8)} ${name}: ${errors.length === 0 ? 'built' : `${errors.length} errors`}`);
            });
          },
        },
      ],
    });
    await watched.watch();
  }
}

try {
  if (options.has('--watch')) await watch();
  else if (!(await buildOnce())) process.exitCode = 1;
} catch (error) {
  // esbuild has printed its own errors already.
  if (!(error instanceof Error && 'errors' in error)) console.error(error);
  process.exitCode = 1;
}
