/**
 * `npm test`: build, lint, types, core tests, tests of what was built, editor tests. All of them run, whatever fails, and the last line counts:
 * build, lint and types as one check each, and every test.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Counts, heading } from './report/print.ts';

const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'attest-test-'));
const counts = join(scratch, 'counts');

let passed = 0;
let failed = 0;

const built = check('build', ['esbuild.mjs']);
check('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']);
check(
  'types',
  ['node_modules/typescript/bin/tsc', '--noEmit'],
  ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.tsconfig.dom.json'],
);
const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/report/reporter.ts'];
tests('core tests', [...mocha, 'test/core/**/*.test.ts']);
if (built) {
  tests('tests of the bundles', [...mocha, '--no-config', '--timeout', '60000', 'test/built/**/*.test.ts']);
  tests('editor tests', ['test/vscode/run.ts', '--no-build']);
} else {
  heading('tests of the bundles, editor tests');
  console.log('not run: the build failed');
}

rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);

/** Runs programs that either succeed or not. */
function check(title: string, ...programs: readonly (readonly string[])[]): boolean {
  heading(title);
  const succeeded = programs.map((program) => run(program).status === 0).every(Boolean);
  if (succeeded) passed++;
  else failed++;
  return succeeded;
}

/** Runs a program that hands over its counts. One that fails without having counted a failure has failed once. */
function tests(title: string, program: readonly string[]): void {
  heading(title);
  writeFileSync(counts, '');
  const { status, signal } = run(program);
  const lines = readFileSync(counts, 'utf8').split('\n').filter(Boolean);
  const told: readonly Counts[] = lines.map((line) => JSON.parse(line));
  const bad = told.reduce((sum, one) => sum + one.failed, 0);
  passed += told.reduce((sum, one) => sum + one.passed, 0);
  failed += bad;
  if (status !== 0 && bad === 0) {
    console.log(`ended with ${signal ?? `exit code ${status}`}`);
    failed++;
  }
}

function run(program: readonly string[]): SpawnSyncReturns<Buffer> {
  return spawnSync(process.execPath, program, { cwd: root, stdio: 'inherit', env: { ...process.env, ATTEST_COUNTS: counts } });
}
