/**
 * Runs the editor tests in a real VS Code: first those inside the extension host (`test/editor/**`), then those that look at the
 * window (`test/editor/window/**`).
 *
 *   node test/vscode/run.ts [--grep PATTERN] [--host-only | --window-only] [--repeat N] [--served] [--no-build] [--bundle-only]
 *                            [--packaged]
 *
 * --served       host tests in the served VS Code even where a desktop one can be had
 * --no-build     uses what is in dist
 * --packaged     host tests only, with Attest packaged and installed as a user would
 * --bundle-only  runs nothing: leaves the bundled host tests and a copy of the sample in dist/test, for the debugger
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { listen } from '../report/events.ts';
import { type Counts, handOver, heading, printer, summary } from '../report/print.ts';
import { bundleHostTests } from './bundle.ts';
import { desktopExecutable } from './desktop.ts';
import { runDesktop, runServed } from './host.ts';
import { program } from './lifetime.ts';
import { emptyExtension, packaged } from './packaged.ts';
import { builtTests, failures, root, sample } from './paths.ts';
import { serve } from './serve.ts';
import { browser, server } from './window.ts';

const { values: options } = parseArgs({
  options: {
    grep: { type: 'string' },
    'host-only': { type: 'boolean', default: false },
    'window-only': { type: 'boolean', default: false },
    repeat: { type: 'string', default: '1' },
    served: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    packaged: { type: 'boolean', default: false },
    'bundle-only': { type: 'boolean', default: false },
  },
});

await program(async () => {
  const grep = options.grep;
  if (!options['no-build']) {
    const build = ['esbuild.mjs', ...(options.packaged ? ['--production'] : [])];
    const { status } = spawnSync(process.execPath, build, { cwd: root, stdio: 'inherit' });
    if (status !== 0) return 1;
  }
  if (options['bundle-only']) {
    await cp(sample, join(builtTests, 'work/sample'), { recursive: true });
    console.log(`bundled: ${await bundleHostTests()}`);
    return 0;
  }
  await rm(failures, { recursive: true, force: true });
  let total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const rounds = Number(options.repeat);
  for (let round = 1; round <= rounds; round++) {
    if (rounds > 1) heading(`round ${round} of ${rounds}`);
    if (!options['window-only'] || options.packaged) total = add(total, await hostTests(grep));
    if (!options['host-only'] && !options.packaged) total = add(total, await windowTests(grep));
  }
  console.log(`\n${summary(total)}`);
  handOver(total);
  if (total.passed + total.failed === 0) {
    console.log('no test was run');
    return 1;
  }
  return total.failed === 0 ? 0 : 1;
});

async function hostTests(grep: string | undefined): Promise<Counts> {
  const tests = await bundleHostTests();
  const env: Record<string, string> = grep === undefined ? {} : { ATTEST_TEST_GREP: grep };
  if (options.packaged) {
    heading('inside the extension host, packaged and installed');
    const carrier = await emptyExtension();
    return runServed(tests, await serve({ env, install: await packaged() }), await browser(), carrier);
  }
  const desktop = options.served ? undefined : await desktopExecutable();
  if (desktop !== undefined) {
    heading('inside the extension host of the desktop VS Code');
    return runDesktop(tests, desktop, env);
  }
  heading('inside the extension host of the served VS Code');
  return runServed(tests, grep === undefined ? await server() : await serve({ env }), await browser(), root);
}

async function windowTests(grep: string | undefined): Promise<Counts> {
  heading('in the window of the served VS Code');
  const { event, counts } = printer({ show: 'tests' });
  class Reporter extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner) {
      super(runner);
      listen(runner, event);
    }
  }
  const mocha = new Mocha({ ui: 'bdd', reporter: Reporter, ...(grep === undefined ? {} : { grep: new RegExp(grep) }) });
  // A module is evaluated once: a further round gets its tests by evaluating it under another address.
  for (const file of globSync('test/editor/window/**/*.test.ts', { cwd: root }).sort()) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    await import(`${join(root, file)}?${performance.now()}`);
  }
  await new Promise<void>((done) => {
    mocha.run(() => done());
  });
  return counts();
}

function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
