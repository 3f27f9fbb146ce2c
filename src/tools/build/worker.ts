/**
 * The bundle of the library's process: one script, whose compiled code can be kept from one start to the next (`src/worker/boot.ts`),
 * and beside it the packages that only some kinds of sources need, which are loaded on first use.
 */
import { basename } from 'node:path';
import { type BuildOptions, type BuildResult, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

/** By the name of the file that it is put into: what is loaded on first use, as an entry that exports what its importers ask for. */
const APART: Readonly<Record<string, { readonly packages: readonly string[]; readonly entry: string }>> = {
  linkedom: { packages: ['linkedom'], entry: "export { parseHTML } from 'linkedom';" },
  readability: { packages: ['@mozilla/readability'], entry: "export { Readability } from '@mozilla/readability';" },
  // What is imported by default is all that a script of CommonJS exports.
  mammoth: { packages: ['mammoth/mammoth.browser.js'], entry: "module.exports = require('mammoth/mammoth.browser.js');" },
  pdfjs: { packages: ['unpdf/pdfjs'], entry: "export { getDocument } from 'unpdf/pdfjs';" },
  // The plugin registers itself in the very core that its importer uses.
  citation: {
    packages: ['@citation-js/core', '@citation-js/plugin-bibtex'],
    entry: "import '@citation-js/plugin-bibtex'; export { plugins } from '@citation-js/core';",
  },
};

/** What `bundle` has for an ES module's `import.meta.url`, where a dependency asks for it. */
const URL_OF_SCRIPT = 'attestScriptUrl';

export interface WorkerBundle {
  readonly outputFiles: readonly OutputFile[];
  readonly metafile: Metafile;
}

/**
 * Builds it; nothing is written.
 * @param shared what it has in common with the other bundles. Outputs lie in `outdir`; its chunks' names change with what they hold
 */
export async function buildWorker(
  shared: BuildOptions & { readonly absWorkingDir: string; readonly outdir: string },
): Promise<WorkerBundle> {
  const { splitting: _, entryPoints: __, banner: ___, outExtension: ____, ...common } = shared;
  const script: BuildOptions & { readonly write: false; readonly metafile: true } = {
    ...common,
    format: 'cjs',
    // A script's `import()` would ask the loader of ES modules, which takes longer to start than what it loads here.
    supported: { ...common.supported, 'dynamic-import': false },
    outExtension: { '.js': '.cjs' },
    entryNames: 'chunks/[name]-[hash]',
    write: false,
    metafile: true,
  };
  const define = { ...common.define, 'import.meta.url': URL_OF_SCRIPT };
  const banner = { js: `const ${URL_OF_SCRIPT} = require('node:url').pathToFileURL(__filename).href;` };
  const apart = await Promise.all(
    Object.entries(APART).map(async ([name, { entry }]) => {
      const plugins = [entryOf(name, entry, common.absWorkingDir), ...(common.plugins ?? [])];
      return { name, built: await build({ ...script, entryPoints: { [name]: name }, define, banner, plugins }) };
    }),
  );
  const places = new Map(apart.map(({ name, built }) => [name, `./${fileOf(built)}`]));
  const body = await build({
    ...script,
    entryPoints: { library: 'src/worker/server.ts' },
    plugins: [outside(places), ...(common.plugins ?? [])],
  });
  const boot = await build({
    ...script,
    entryPoints: { worker: 'src/worker/boot.ts' },
    entryNames: '[name]',
    define: { ...common.define, ATTEST_LIBRARY: JSON.stringify(`chunks/${fileOf(body)}`) },
  });
  const others = apart.map(({ built }) => built);
  return {
    outputFiles: [boot, body, ...others].flatMap(({ outputFiles }) => outputFiles ?? []),
    metafile: joined(boot, body, others),
  };
}

/** Gives the text of an entry that is no file. */
function entryOf(name: string, contents: string, resolveDir: string): Plugin {
  return {
    name: 'entry',
    setup(all) {
      all.onResolve({ filter: /.*/ }, ({ kind }) => (kind === 'entry-point' ? { path: name, namespace: 'entry' } : undefined));
      all.onLoad({ filter: /.*/, namespace: 'entry' }, () => ({ contents, resolveDir, loader: 'js' }));
    },
  };
}

/** Leaves out of a bundle what lies beside it. */
function outside(places: ReadonlyMap<string, string>): Plugin {
  const byPackage = new Map(Object.entries(APART).flatMap(([name, { packages }]) => packages.map((one) => [one, places.get(name)])));
  return {
    name: 'outside',
    setup(all) {
      all.onResolve({ filter: /^[^.]/ }, ({ path }) => {
        const place = byPackage.get(path);
        return place === undefined ? undefined : { path: place, external: true };
      });
    },
  };
}

/** The name of the script that a build made. */
function fileOf({ outputFiles }: BuildResult): string {
  const file = outputFiles?.find(({ path }) => isScript(path))?.path;
  if (file === undefined) throw new Error('esbuild made no script.');
  return basename(file);
}

/** As of one build, in which the first script loads the second. */
function joined(boot: BuildResult, body: BuildResult, others: readonly BuildResult[]): Metafile {
  const inputs: Metafile['inputs'] = {};
  const outputs: Metafile['outputs'] = {};
  for (const { metafile } of [boot, body, ...others]) {
    Object.assign(inputs, metafile?.inputs);
    Object.assign(outputs, metafile?.outputs);
  }
  const [first = ''] = Object.keys(boot.metafile?.outputs ?? {}).filter(isScript);
  const [second = ''] = Object.keys(body.metafile?.outputs ?? {}).filter(isScript);
  outputs[first]?.imports.push({ path: second, kind: 'require-call' });
  return { inputs, outputs };
}

const isScript = (path: string): boolean => path.endsWith('.cjs');
