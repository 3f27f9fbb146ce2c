/** Prints a test run to the terminal and counts it. */
import { appendFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { TestEvent } from './events.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Printer {
  readonly event: (event: TestEvent) => void;
  readonly counts: () => Counts;
}

export interface PrintOptions {
  /** `tests`: a line for each test. `failures`: only what is wrong, for suites with thousands of tests. */
  readonly show: 'tests' | 'failures';
  /** Rewrites a stack trace, for instance from bundle to source positions. */
  readonly mapStack?: (stack: string) => string;
}

const colour = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[39m` : text);
export const green = (text: string): string => paint(32, text);
export const red = (text: string): string => paint(31, text);
export const grey = (text: string): string => paint(90, text);

/** A heading of the run. */
export function heading(text: string): void {
  console.log(`\n== ${text}`);
}

export function printer(options: PrintOptions): Printer {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  const line = (depth: number, text: string): void => {
    if (options.show === 'tests') console.log(`${'  '.repeat(depth)}${text}`);
  };
  const event = (happened: TestEvent): void => {
    switch (happened.type) {
      case 'suite':
        line(happened.depth, happened.title);
        break;
      case 'pass':
        passed++;
        line(happened.depth, `${green('✓')} ${happened.title}${happened.slow ? grey(` (${Math.round(happened.ms)} ms)`) : ''}`);
        break;
      case 'skip':
        skipped++;
        line(happened.depth, grey(`- ${happened.title} (skipped)`));
        break;
      case 'fail':
        failed++;
        console.log(failure(happened, options.mapStack));
        break;
      case 'end':
        break;
    }
  };
  return { event, counts: () => ({ passed, failed, skipped }) };
}

function failure(event: TestEvent & { readonly type: 'fail' }, mapStack: PrintOptions['mapStack']): string {
  const stack = (mapStack?.(event.stack) ?? event.stack)
    .split('\n')
    .filter((frame) => !/node_modules[/\\]mocha|node:internal|code-server[/\\]lib[/\\]vscode/.test(frame))
    .join('\n');
  const place = [...event.path, event.title].join(' › ');
  const text = [event.message, stack].filter((part) => part !== '').join('\n');
  const body = colour ? text : stripVTControlCharacters(text);
  return `${red(`✗ ${place}`)}\n${body.replace(/^/gm, '    ')}`;
}

/** Hands the counts to the program that started this one, if one did (`ATTEST_COUNTS` names its file). */
export function handOver(counts: Counts): void {
  const file = process.env['ATTEST_COUNTS'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(counts)}\n`);
}

export function summary(counts: Counts): string {
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
