/** A mocha reporter for the tests that run in plain Node: prints failures, and hands the counts over to `npm test`. */
import { listen } from './events.ts';
import { handOver, printer, summary } from './print.ts';

export default class Reporter {
  constructor(runner: Mocha.Runner) {
    const { event, counts } = printer({ show: process.env['ATTEST_SHOW'] === 'tests' ? 'tests' : 'failures' });
    listen(runner, (happened) => {
      event(happened);
      if (happened.type !== 'end') return;
      console.log(summary(counts()));
      handOver(counts());
    });
  }
}
