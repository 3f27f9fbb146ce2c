import assert from 'node:assert/strict';
import text from '../fixtures/faults/briefing.md';
import faults from '../fixtures/faults/expected.json' with { type: 'json' };
import { at, briefing, checked, codeOf, findings, describe as listed, tidy, until } from './support.ts';

interface Expected {
  readonly code: string;
  readonly words: string;
}
const expected: readonly Expected[] = faults;

describe('a briefing with planted faults', function () {
  this.timeout(60_000);
  after(tidy);

  it('is found out: every fault, and nothing else', async () => {
    const { document } = await briefing(text);
    await checked(document);
    const hit = ({ code, words }: Expected): boolean =>
      findings(document).some((found) => codeOf(found) === code && found.range.intersection(at(document, words)) !== undefined);
    await until('the findings', () => expected.every(hit), { seen: () => listed(document) }).catch(() => undefined);
    const missed = expected.filter((fault) => !hit(fault));
    const alarms = findings(document).filter(
      (found) => !expected.some(({ code, words }) => code === codeOf(found) && found.range.intersection(at(document, words)) !== undefined),
    );
    assert.deepEqual(missed, [], `missed ${missed.length} of ${expected.length}`);
    assert.deepEqual(
      alarms.map((found) => `${codeOf(found)} ${document.getText(found.range)}`),
      [],
      'false alarms',
    );
    assert.ok(expected.length >= 12);
  });
});
