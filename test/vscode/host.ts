/** Runs the bundled host tests: in a desktop VS Code where there is one, else in the served one. The tests are the same. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runTests } from '@vscode/test-electron';
import type { Browser } from 'playwright-core';
import { eventMark, type TestEvent } from '../report/events.ts';
import { type Counts, printer } from '../report/print.ts';
import { dist, failures, root, sample } from './paths.ts';
import { scratchCopy, scratchFolder } from './scratch.ts';
import type { Served } from './serve.ts';
import { mapStack } from './stack.ts';

/** VS Code's own messages, of which a run has dozens even when all is well (missing compiled modules, no network). */
const ofVscode = /code-server[\\/]lib[\\/]vscode|\/static\/out\/vs\/|getaddrinfo|AccountPolicyGate|consult the log/;

/** A run in which nothing happens for so long has hung. */
const silence = 120_000;

interface Listener {
  /** Takes a console line of the extension host. */
  readonly line: (text: string) => void;
  /** When the run went wrong, prints what our code said and keeps the rest in a file. Returns the counts: a run that did not end is a failure. */
  readonly finish: (exitCode: number, output: string) => Promise<Counts>;
  /** Rejects when nothing has happened for too long. */
  readonly hung: Promise<never>;
}

/** Runs the tests in the served VS Code, with the extension in the given folder as the one that is developed. */
export async function runServed(tests: string, served: Served, browser: Browser, extension: string): Promise<Counts> {
  const folder = await scratchCopy(sample);
  const page = await browser.newPage();
  const run = listener();
  try {
    const ended = new Promise<number>((done) => {
      void page.exposeFunction('codeAutomationExit', (code: number) => done(code));
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, values: readonly unknown[]) =>
      run.line(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ')),
    );
    await page.goto(served.url({ folder, extension, tests }), { timeout: 60_000 });
    const code = await Promise.race([ended, run.hung]).catch((error: unknown) => {
      console.log(String(error));
      return 1;
    });
    return await run.finish(code, served.output());
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
  const all: string[] = [];
  const own: string[] = [];
  let running = false;
  let ended = false;
  let hang: (error: Error) => void = () => {};
  const hung = new Promise<never>((_, reject) => {
    hang = reject;
  });
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => hang(new Error(`the extension host has said nothing for ${silence / 1000} s`)), silence);
  };
  wait();
  const line = (text: string): void => {
    wait();
    all.push(text);
    const at = text.indexOf(eventMark);
    if (at === -1) {
      if (text.includes(dist) || (running && !ofVscode.test(text))) own.push(mapStack(text));
      return;
    }
    const happened: TestEvent = JSON.parse(text.slice(at + eventMark.length));
    running = happened.type !== 'end';
    ended ||= happened.type === 'end';
    event(happened);
  };
  const finish = async (exitCode: number, output: string): Promise<Counts> => {
    clearTimeout(timer);
    const seen = counts();
    const broken = !ended || (exitCode !== 0 && seen.failed === 0);
    if (!broken && seen.failed === 0) return seen;
    if (broken) console.log(`the run broke off (exit code ${exitCode})`);
    if (own.length > 0) console.log(`on the console of the extension host:\n${own.join('\n').replace(/^/gm, '  | ')}`);
    const log = join(failures, 'extension-host.log');
    await mkdir(failures, { recursive: true });
    await writeFile(log, [...all, '', output].join('\n'));
    console.log(`all that was said: ${log}`);
    return broken ? { ...seen, failed: seen.failed + 1 } : seen;
  };
  return { line, finish, hung };
}
