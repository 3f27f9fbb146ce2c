/** The entry that VS Code calls in the extension host: runs the bundled tests in mocha and reports each event as a marked console line. */
import { tests } from 'virtual:tests';
import { eventMark, listen } from '../report/events.ts';

/** @throws Error when a test failed, which VS Code turns into its exit code. */
export async function run(): Promise<void> {
  // Mocha is an ES module: only `import()` gets it as one from a CommonJS bundle.
  const { default: Mocha } = await import('mocha');
  class Reporter extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner) {
      super(runner);
      listen(runner, (event) => console.log(eventMark + JSON.stringify(event)));
    }
  }
  const grep = process.env['ATTEST_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    slow: 1000,
    reporter: Reporter,
    // Untrimmed, so that the runner can map the positions.
    fullTrace: true,
    ...(grep === undefined ? {} : { grep: new RegExp(grep) }),
  });
  for (const [file, load] of Object.entries(tests)) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    await load();
  }
  const failures = await new Promise<number>((done) => {
    mocha.run(done);
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
