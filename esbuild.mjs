/**
 * Builds `dist`: the extension, the worker, the command line and the generated data.
 *
 *   node esbuild.mjs [--production] [--watch] [--sizes]
 *
 * --production  minified, no source maps, with the licences of what is bundled
 * --watch       builds again whenever a source changes
 * --sizes       tells what the desktop bundle consists of
 *
 * The build fails when the desktop bundle outgrows its budget (src/tools/build/budget.ts).
 */
import { join } from 'node:path';
import { context, build as esbuild } from 'esbuild';
import { desktopFiles, judge, kilobytes, sizes } from './src/tools/build/budget.ts';
import { buildData } from './src/tools/build/data.ts';
import { notices } from './src/tools/build/licences.ts';
import { withoutLinkify } from './src/tools/build/linkify.ts';
import { withoutFetchers, withoutNetworkGlobals } from './src/tools/build/network.ts';
import { buildWorker } from './src/tools/build/worker.ts';
import { removeStale, writeChanged } from './src/tools/build/write.ts';

const root = import.meta.dirname;
const options = new Set(process.argv.slice(2));
const unknown = [...options].filter((option) => !['--production', '--watch', '--sizes'].includes(option));
if (unknown.length > 0) {
  console.error(`unknown option ${unknown.join(' ')}; known are --production --watch --sizes`);
  process.exit(2);
}
const production = options.has('--production');
const hour = 3_600_000;

/** Dependencies in CommonJS call `require` for Node's modules, which an ES module does not have. */
const requireBanner = "import { createRequire as attestRequire } from 'node:module'; const require = attestRequire(import.meta.url);";

/** @satisfies {import('esbuild').BuildOptions} */
const bundle = {
  absWorkingDir: root,
  // One build with splitting: extension and command line share their chunks, and what is imported on first use gets its own.
  // (VS Code loads extensions that are ES modules since 1.100.) The library's process has a bundle of its own, of one script.
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  // ES modules first: UMD modules hide what they require from the bundler.
  mainFields: ['module', 'main'],
  define: { ...withoutNetworkGlobals },
  plugins: [withoutFetchers, withoutLinkify],
  banner: { js: requireBanner },
  charset: 'utf8',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
};

/** @typedef {{ outputFiles: readonly import('esbuild').OutputFile[], metafile: import('esbuild').Metafile }} Built */

/** Both builds as one. */
async function withWorker(/** @type {Built} */ { outputFiles, metafile }, options = bundle) {
  const worker = await buildWorker(options);
  return {
    outputFiles: [...outputFiles, ...worker.outputFiles],
    metafile: {
      inputs: { ...metafile.inputs, ...worker.metafile.inputs },
      outputs: { ...metafile.outputs, ...worker.metafile.outputs },
    },
  };
}

async function write(/** @type {Built} */ { outputFiles, metafile }) {
  for (const file of outputFiles) await writeChanged(file.path, file.contents);
  await removeStale(join(root, 'dist/chunks'), new Set(outputFiles.map(({ path }) => path)), production ? 0 : hour);
  await writeChanged(join(root, 'dist/meta.json'), JSON.stringify(metafile));
}

async function buildOnce() {
  const started = performance.now();
  const [result, data] = await Promise.all([esbuild(bundle).then((built) => withWorker(built)), buildData(root)]);
  await write(result);
  const meta = result.metafile;
  if (production) await writeChanged(join(root, 'dist/licences.txt'), await notices(root, meta));
  if (production || options.has('--sizes')) {
    console.log(sizes(meta));
    for (const file of data) console.log(`${kilobytes(file.bytes).padStart(10)}  ${file.path.replace('dist/', '')}  (${file.from})`);
  }
  // What counts is what ships, and a development build is not minified.
  const minified = { ...bundle, minify: true, sourcemap: false };
  const shipped = production ? meta : (await withWorker(await esbuild(minified), minified)).metafile;
  const bytes = new Map(desktopFiles(shipped).map((path) => [path, shipped.outputs[path]?.bytes ?? 0]));
  const verdict = judge(shipped, bytes, options.has('--sizes'));
  console[verdict.within ? 'log' : 'error'](verdict.report);
  console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return verdict.within;
}

async function watch() {
  await buildData(root);
  /** @type {import('esbuild').Plugin} */
  const writing = {
    name: 'write',
    setup({ onEnd }) {
      onEnd(async (result) => {
        const time = new Date().toTimeString().slice(0, 8);
        if (result.errors.length > 0) return console.log(`${time} ${result.errors.length} errors`);
        // The options above ask for both.
        await write(await withWorker(/** @type {import('esbuild').BuildResult<typeof bundle>} */ (result)));
        console.log(`${time} built`);
      });
    },
  };
  await (await context({ ...bundle, plugins: [...bundle.plugins, writing] })).watch();
}

try {
  if (options.has('--watch')) await watch();
  else if (!(await buildOnce())) process.exitCode = 1;
} catch (error) {
  // esbuild has printed its own errors already.
  if (!(error instanceof Error && 'errors' in error)) console.error(error);
  process.exitCode = 1;
}
