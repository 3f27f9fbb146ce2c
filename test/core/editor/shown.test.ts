import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding, Statement } from '../../../src/core/model.ts';
import { carry, type Edit, shown } from '../../../src/editor/shown.ts';

function finding(start: number, end: number, extra: Partial<Finding> = {}): Finding {
  return {
    code: 'unsourced-claim',
    severity: 'warning',
    message: '',
    reason: '',
    evidence: [],
    fixes: [],
    fingerprint: `${start}`,
    start,
    end,
    ...extra,
  };
}

const statement = (start: number, end: number): Statement => ({
  start,
  end,
  kind: 'claim',
  score: 1,
  reasons: [],
  citations: [],
  sourced: false,
});

/** The edit that turns the text into `after`, when only one place differs. */
function edit(start: number, end: number, text: string): Edit {
  return { start, end, inserted: text.length };
}

const text = 'One is wrong. Two is wrong. Three is fine.';
const second = { start: text.indexOf('Two'), end: text.indexOf(' Three') };

describe('findings between two checks', () => {
  const cases: readonly [name: string, edit: Edit, expected: string | undefined][] = [
    ['an edit before it moves it', edit(0, 3, 'The first'), 'Two is wrong.'],
    ['a deletion before it moves it', edit(0, 4, ''), 'Two is wrong.'],
    ['an edit behind it leaves it', edit(second.end + 1, text.length, 'x'), 'Two is wrong.'],
    ['an edit inside it takes it away', edit(second.start + 4, second.start + 6, 'was'), undefined],
    ['an insertion inside it takes it away', edit(second.end - 1, second.end - 1, ' [@a]'), undefined],
    ['an insertion right before it keeps it', edit(second.start, second.start, 'New. '), 'Two is wrong.'],
    ['an insertion right behind it keeps it', edit(second.end, second.end, ' More'), 'Two is wrong.'],
    ['a replacement over all of it takes it away', edit(0, text.length, 'x'), undefined],
    ['a deletion that ends inside it takes it away', edit(0, second.start + 1, ''), undefined],
  ];
  for (const [name, e, expected] of cases)
    it(name, () => {
      const after = text.slice(0, e.start) + 'x'.repeat(e.inserted) + text.slice(e.end);
      const [kept] = carry([finding(second.start, second.end)], [e]);
      assert.equal(kept === undefined ? undefined : after.slice(kept.start, kept.end), expected);
    });

  it('moves the edits of fixes, and drops a fix whose place was edited', () => {
    const fixes = [
      { title: 'here', edits: [{ start: 10, end: 10, newText: 'a' }] },
      { title: 'far', edits: [{ start: 30, end: 32, newText: 'b' }] },
    ];
    const [moved] = carry([finding(5, 12, { fixes })], [edit(0, 0, 'abc')]);
    assert.deepEqual(
      moved?.fixes.map((f) => f.edits),
      [[{ start: 13, end: 13, newText: 'a' }], [{ start: 33, end: 35, newText: 'b' }]],
    );
    const [kept] = carry([finding(5, 12, { fixes })], [edit(31, 31, 'x')]);
    assert.deepEqual(
      kept?.fixes.map((f) => f.title),
      ['here'],
    );
  });

  it('agrees with searching for the words again', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), fc.nat(), fc.string({ maxLength: 5 }), (before, a, b, c, inserted) => {
        const start = c % 20;
        const end = start + 1 + (a % 5);
        // A marked text: the finding's words are unlike anything that is inserted or stands around.
        const old = `${'.'.repeat(start)}${'#'.repeat(end - start)}${before.join('')}`;
        const from = a % (old.length + 1);
        const to = Math.min(old.length, from + (b % 6));
        const now = old.slice(0, from) + inserted.replaceAll('#', '+') + old.slice(to);
        const [kept] = carry([finding(start, end)], [{ start: from, end: to, inserted: inserted.length }]);
        if (kept !== undefined) assert.equal(now.slice(kept.start, kept.end), '#'.repeat(end - start));
        else assert.ok((from < end && to > start) || (from === to && start < from && from < end));
      }),
    );
  });
});

describe('findings that are shown', () => {
  const report = {
    statements: [statement(0, 13), statement(14, 27)],
    findings: [finding(0, 13), finding(14, 27), finding(4, 6), finding(28, 33)],
  };
  const starts = (showing: Parameters<typeof shown>[1]): number[] => shown(report, showing).map((f) => f.start);

  it('all of them, when nobody is typing', () => assert.deepEqual(starts({}), [0, 14, 4, 28]));
  it('not those of the statement that is being typed', () => assert.deepEqual(starts({ caret: 5 }), [14, 28]));
  it('not those of a statement at whose end the caret stands', () => assert.deepEqual(starts({ caret: 27 }), [0, 4, 28]));
  it('those of a statement before which the caret stands', () => assert.deepEqual(starts({ caret: 14 }), [0, 14, 4, 28]));
  it('not one in which the caret stands outside of any statement', () => assert.deepEqual(starts({ caret: 30 }), [0, 14, 4]));
  it('only known ones while the writer has not paused', () => {
    assert.deepEqual(starts({ known: new Set(['unsourced-claim 14', 'unknown-source 0']) }), [14]);
  });
});
