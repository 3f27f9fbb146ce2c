/** What happens in a test run, as plain data: the same from the extension host, the runner's own mocha and the core tests. */

export type TestEvent =
  | { readonly type: 'suite'; readonly title: string; readonly depth: number }
  | { readonly type: 'pass'; readonly title: string; readonly depth: number; readonly ms: number; readonly slow: boolean }
  | { readonly type: 'skip'; readonly title: string; readonly depth: number }
  | {
      readonly type: 'fail';
      readonly title: string;
      readonly depth: number;
      /** The titles of the suites around it. */
      readonly path: readonly string[];
      readonly message: string;
      readonly stack: string;
    }
  | { readonly type: 'end' };

/** Marks a console line of the extension host as an event of the run. */
export const eventMark = '@attest-test ';

/** Hands on what mocha's runner reports. A failing hook is a failing test, under the hook's name. */
export function listen(runner: Mocha.Runner, tell: (event: TestEvent) => void): void {
  runner.on('suite', (suite) => {
    if (!suite.root) tell({ type: 'suite', title: suite.title, depth: suite.titlePath().length - 1 });
  });
  runner.on('pass', (test) => {
    const ms = test.duration ?? 0;
    tell({ type: 'pass', title: test.title, depth: test.titlePath().length - 1, ms, slow: ms > test.slow() });
  });
  runner.on('pending', (test) => tell({ type: 'skip', title: test.title, depth: test.titlePath().length - 1 }));
  runner.on('fail', (test, error) => {
    const path = test.titlePath();
    tell({ type: 'fail', title: test.title, depth: path.length - 1, path: path.slice(0, -1), ...describeError(error) });
  });
  runner.on('end', () => tell({ type: 'end' }));
}

function describeError(error: unknown): { readonly message: string; readonly stack: string } {
  if (!(error instanceof Error)) return { message: String(error), stack: '' };
  const stack = error.stack ?? '';
  const from = stack.search(/\n\s+at /);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${describeError(error.cause).message}`;
  return { message: `${from === -1 ? error.message : stack.slice(0, from)}${cause}`, stack: from === -1 ? '' : stack.slice(from + 1) };
}
