/** Runs the bundled host tests: in a desktop VS Code where there is one, else in the served one. The tests are the same. */
import { Writable } from 'node:stream';
import { runTests } from '@vscode/test-electron';
import type { Browser } from 'playwright-core';
import { eventMark, type TestEvent } from '../report/events.ts';
import { type Counts, printer } from '../report/print.ts';
import { root, sample } from './paths.ts';
import { scratchCopy, scratchFolder } from './scratch.ts';
import type { Served } from './serve.ts';
import { mapStack } from './stack.ts';

/** A run in which nothing happens for so long has hung. */
const silence = 120_000;

interface Listener {
  /** Takes a console line of the extension host. */
  readonly line: (text: string) => void;
  /** Prints what else was on the console when the run went wrong, and returns the counts: a run that did not end is a failure. */
  readonly finish: (exitCode: number, noise: string) => Counts;
  /** Rejects when nothing has happened for too long. */
  readonly hung: Promise<never>;
}

/** Runs the tests in the served VS Code. */
export async function runServed(tests: string, served: Served, browser: Browser): Promise<Counts> {
  const folder = await scratchCopy(sample);
  const page = await browser.newPage();
  const run = listener();
  try {
    const ended = new Promise<number>((done) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => done(code));
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, values: readonly unknown[]) => run.line(values.map(String).join(' ')));
    await page.goto(served.url({ folder, extension: root, tests }));
    const code = await Promise.race([ended, run.hung]).catch((error: unknown) => {
      console.log(String(error));
      return 1;
    });
    return run.finish(code, served.output());
  } finally {
    await page.close();
  }
}

/** Runs the tests in a desktop VS Code. */
export async function runDesktop(tests: string, executable: string, env: Readonly<Record<string, string>>): Promise<Counts> {
  const data = await scratchFolder('desktop');
  const run = listener();
  let rest = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const lines = (rest + chunk.toString()).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) run.line(line);
      done();
    },
  });
  let noise = '';
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      noise += chunk.toString();
      done();
    },
  });
  const ended = runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    extensionTestsEnv: { ...env },
    launchArgs: [await scratchCopy(sample), '--disable-extensions', `--user-data-dir=${data}/ud`, `--extensions-dir=${data}/exts`],
    stdout,
    stderr,
  }).catch(() => 1);
  const code = await Promise.race([ended, run.hung]).catch((error: unknown) => {
    console.log(String(error));
    return 1;
  });
  return run.finish(code, noise);
}

function listener(): Listener {
  const { event, counts } = printer({ show: 'tests', mapStack });
  const other: string[] = [];
  let ended = false;
  let hang: (error: Error) => void = () => {};
  const hung = new Promise<never>((_, reject) => {
    hang = reject;
  });
  let timer = setTimeout(() => {}, 0);
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => hang(new Error(`the extension host has said nothing for ${silence / 1000} s`)), silence);
  };
  wait();
  const line = (text: string): void => {
    wait();
    const at = text.indexOf(eventMark);
    if (at === -1) {
      other.push(text);
      return;
    }
    const happened: TestEvent = JSON.parse(text.slice(at + eventMark.length));
    ended ||= happened.type === 'end';
    event(happened);
  };
  const finish = (exitCode: number, noise: string): Counts => {
    clearTimeout(timer);
    const seen = counts();
    const broken = !ended || (exitCode !== 0 && seen.failed === 0);
    if (broken || seen.failed > 0) console.log([...other, ...(broken ? [noise] : [])].join('\n').replace(/^/gm, '  | '));
    if (broken) console.log(`the run broke off (exit code ${exitCode})`);
    return broken ? { ...seen, failed: seen.failed + 1 } : seen;
  };
  return { line, finish, hung };
}
