/**
 * Measures Attest inside a real VS Code: activation, first hover, hover, edit to findings, what a key keeps of the host's thread,
 * memory. Each run is a new server and a new library, opened in three windows, one after the other.
 *
 *   npm run bench:editor [-- --runs N] [--folder DIR] [--no-build]
 *
 * --folder DIR   a folder with a `briefing.md` that names what the sample's names; default the sample
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, figureMark, percentile } from '../bench/window/figures.ts';
import { bundleHostBench } from './bundle.ts';
import { program } from './lifetime.ts';
import { root, sample } from './paths.ts';
import { scratchCopy } from './scratch.ts';
import { type Served, serve } from './serve.ts';
import { browser } from './window.ts';

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, folder: { type: 'string' }, 'no-build': { type: 'boolean', default: false } },
});

/** Of a folder: one reads it, one is asked directly, one measures the rest (see test/bench/window/host.ts). */
const WINDOWS = 3;
/** A run that is not over after so long has hung. */
const LONGEST = 300_000;

await program(async () => {
  if (!options['no-build']) {
    const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'inherit' });
    if (status !== 0) return 1;
  }
  const entry = await bundleHostBench();
  const runs = Number(options.runs);
  const figures = new Map<string, Figure[]>();
  for (let i = 0; i < runs; i++)
    for (const figure of await once(entry)) figures.set(figure.what, [...(figures.get(figure.what) ?? []), figure]);
  console.log(`\nServed VS Code, Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${runs} runs\n`);
  for (const [what, all] of figures) console.log(row(what, all));
  return 0;
});

/** One value a run: the runs. Many: p50 and p95 over all. */
function row(what: string, all: readonly Figure[]): string {
  const unit = all[0]?.unit ?? '';
  const values = all.flatMap((figure) => figure.values);
  const show = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
  const text =
    values.length === all.length
      ? values.map(show).join(', ')
      : `p50 ${show(percentile(values, 0.5))}, p95 ${show(percentile(values, 0.95))} (${values.length} values)`;
  return `${what.padEnd(84)} ${text} ${unit}`;
}

/** One run. @throws as `inWindow` */
async function once(entry: string): Promise<Figure[]> {
  const folder = await scratchCopy(options.folder ?? sample);
  const served = await serve();
  try {
    const figures: Figure[] = [];
    for (let window = 1; window <= WINDOWS; window++) figures.push(...(await inWindow(served, folder, entry)));
    return figures;
  } finally {
    await served.stop();
  }
}

/** @throws Error with what the extension host said when the run fails. */
async function inWindow(served: Served, folder: string, entry: string): Promise<Figure[]> {
  const context = await (await browser()).newContext();
  const page = await context.newPage();
  const figures: Figure[] = [];
  const said: string[] = [];
  try {
    const ended = new Promise<number>((done, failed) => {
      setTimeout(() => failed(new Error(`no end after ${LONGEST / 1000} s`)), LONGEST).unref();
      void page.exposeFunction('codeAutomationExit', (code: number) => done(code));
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, values: readonly unknown[]) => {
      const line = values.map(String).join(' ');
      const at = line.indexOf(figureMark);
      if (at === -1) said.push(line);
      else figures.push(JSON.parse(line.slice(at + figureMark.length)) as Figure);
    });
    await page.goto(served.url({ folder, extension: root, tests: entry }), { timeout: 60_000 });
    const code = await ended;
    if (code !== 0) throw new Error(`the run failed:\n${said.at(-1)}`);
    return figures;
  } finally {
    await context.close();
  }
}
