/**
 * How long the process of a library takes from its start to the first answered hover, its index being there already: of the clock and
 * of its processors, and in its parts. It runs as the extension runs it, from the built bundle; nothing of VS Code is in these times.
 *
 *   npm run bench:start [-- --articles N] [--data FILE.jsonl] [--runs N] [--no-build]
 *
 * --articles N   a library of the sample and so many articles beside it, recombined from FILE; default the sample alone, and 10,000
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NameCard } from '../../src/core/service.ts';
import { defaultSettings } from '../../src/core/service.ts';
import type { FromWorker, Method } from '../../src/worker/protocol.ts';
import { forked } from './forked.ts';
import { writeArticles } from './library.ts';
import { quantiles } from './measures.ts';
import { articlesOf, sentencePool } from './texts.ts';

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    articles: { type: 'string', multiple: true, default: ['0', '10000'] },
    data: { type: 'string' },
    runs: { type: 'string', default: '15' },
    'no-build': { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);

/** In ms since the process began. */
interface Spent {
  readonly processor: number;
  readonly clock: number;
}
type Told = FromWorker & { readonly spent: Spent; readonly begun: Spent };

const briefing = { path: 'briefing.md', version: 1, text: readFileSync(join(root, 'media/sample/briefing.md'), 'utf8') };
/** "Putin" in the sentence that one passage of the sample's articles answers, and a word of that passage. */
const offset = briefing.text.indexOf('Putin wants') + 1;
const expected = 'Gabuev';

type Question = readonly [method: Method, ...args: readonly unknown[]];
const configure: Question = ['configure', defaultSettings];
const project: Question = ['setProject', undefined];
const scan: Question = ['scan'];
const hover: Question = ['hover', briefing, offset];

/** Starts the process, asks it, and gives what was spent when it was ready and when each question was answered, in their order. */
function ask(folder: string, questions: readonly Question[], atOnce: boolean, code?: string): Promise<Spent[]> {
  const child = forked(folder, 'start/probe.cjs', code);
  const spent: Spent[] = [];
  const send = (id: number): void => {
    const [method, ...args] = questions[id] ?? [];
    child.send({ type: 'request', id, method, args });
  };
  if (atOnce) for (const id of questions.keys()) send(id);
  return new Promise((done, failed) => {
    let open = questions.length;
    child.on('error', failed);
    child.on('exit', (code) => (open === 0 ? done(spent) : failed(new Error(`the library's process ended with code ${code}`))));
    child.on('message', (message: Told) => {
      if (message.type === 'error') failed(new Error(message.message));
      if (message.type === 'ready') {
        spent[0] = message.begun;
        spent[1] = message.spent;
        if (!atOnce) send(0);
      }
      if (message.type !== 'result') return;
      spent[message.id + 2] = message.spent;
      if (questions[message.id]?.[0] === 'hover' && !shows(message.value)) failed(new Error('the hover does not show the passage'));
      open--;
      // What is compiled is kept at once when the first hover was answered.
      if (open === 0) setImmediate(() => child.disconnect());
      else if (!atOnce) send(message.id + 1);
    });
  });
}

function shows(card: unknown): boolean {
  return ((card as NameCard | undefined)?.passages ?? []).some(({ text }) => text.includes(expected));
}

/** What the steps are that `ask` times. */
const steps = [
  'the runtime itself',
  'code loaded, index opened',
  'tables loaded, settings taken, sources listed',
  'project taken, register loaded',
  'briefing read, hover answered',
];

async function measure(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'attest-start-'));
  try {
    cpSync(join(root, 'media/sample'), folder, { recursive: true });
    if (size > 0) writeArticles(folder, articlesOf(sentencePool(values.data), size));
    await ask(folder, [scan], true);
    const code = join(folder, 'code');
    await ask(folder, [hover, project], false, code);
    const compiling: Spent[] = [];
    const first: Spent[] = [];
    const window: Spent[] = [];
    const parts: Spent[][] = [];
    for (let i = 0; i < runs; i++) {
      compiling.push((await ask(folder, [hover], true)).at(-1) as Spent);
      first.push((await ask(folder, [hover], true, code)).at(-1) as Spent);
      window.push((await ask(folder, [configure, project, scan, hover], true, code)).at(-1) as Spent);
      parts.push(await ask(folder, [configure, project, hover], false, code));
    }
    const median = (all: readonly Spent[]): string => {
      const of = (kind: keyof Spent): string => quantiles(all.map((one) => one[kind])).p50.toFixed(0);
      return `${of('clock').padStart(5)} ms of the clock, ${of('processor').padStart(4)} of processor time`;
    };
    console.log(`\nlibrary of ${size + 2} articles, already indexed`);
    const line = (what: string, all: readonly Spent[]): void => console.log(`  ${what.padEnd(60)} ${median(all)}`);
    line('start to the first hover, compiling the program', compiling);
    line('start to the first hover, the compiled program kept', first);
    line('start to the first hover, while the sources are looked through', window);
    steps.forEach((step, i) => {
      const less = (all: readonly Spent[], kind: keyof Spent): number => (all[i]?.[kind] ?? 0) - (all[i - 1]?.[kind] ?? 0);
      line(
        `  ${step}`,
        parts.map((all) => ({ clock: less(all, 'clock'), processor: less(all, 'processor') })),
      );
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!values['no-build']) {
  const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, median of ${runs} runs`);
for (const size of values.articles) await measure(Number(size));
