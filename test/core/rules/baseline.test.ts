import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../../src/core/model.ts';
import { applyBaseline, parseBaseline, writeBaseline } from '../../../src/core/rules/baseline.ts';

const TEXT = 'Alpha left. Beta left. Alpha left.';

function finding(code: Finding['code'], fingerprint: string, start = 0, end = 11): Finding {
  return { code, fingerprint, start, end, severity: 'warning', message: '', reason: '', evidence: [], fixes: [] };
}

const a = finding('unsourced-claim', 'a');
const b = finding('unsourced-claim', 'b', 12, 22);
const again = finding('unsourced-claim', 'a', 23, 34);

describe('baseline', () => {
  const file = writeBaseline([{ path: 'one.md', text: TEXT, findings: [b, a, again, finding('stale-ignore', 's')] }]);

  it('is sorted, one entry a line, with the words for the reviewer', () => {
    assert.equal(
      file,
      `{
  "version": 1,
  "files": {
    "one.md": [
      {"code":"unsourced-claim","fingerprint":"a","words":"Alpha left.","count":2},
      {"code":"unsourced-claim","fingerprint":"b","words":"Beta left."}
    ]
  }
}
`,
    );
    assert.equal(
      writeBaseline([{ path: 'one.md', text: TEXT, findings: [] }], parseBaseline(file)),
      '{\n  "version": 1,\n  "files": {}\n}\n',
    );
  });

  const entries = parseBaseline(file).get('one.md') ?? [];
  // Findings, and what is left of them: fingerprints, "stale" for each entry that matches nothing.
  const cases: readonly [name: string, findings: readonly Finding[], left: readonly string[]][] = [
    ['the same', [a, b, again], []],
    ['moved', [again, b, a], []],
    ['one more of a kind', [a, b, again, finding('unsourced-claim', 'a', 40, 51)], ['a']],
    ['one less of a kind', [a, b], []],
    ['another rule', [finding('misquotation', 'a'), a, b], ['a']],
    ['a new one', [a, b, again, finding('unsourced-claim', 'c')], ['c']],
    ['all of a kind mended', [b], ['stale']],
    ['all mended', [], ['stale', 'stale']],
  ];
  for (const [name, findings, left] of cases)
    it(name, () => {
      const kept = applyBaseline(findings, entries, 'information');
      assert.deepEqual(
        kept.map((f) => (f.code === 'stale-ignore' ? 'stale' : f.fingerprint)),
        left,
      );
      assert.ok(applyBaseline(findings, entries, 'off').every((f) => f.code !== 'stale-ignore'));
    });

  it('leaves nothing of what it was written from, whatever that was', () => {
    const one = fc.record({ fingerprint: fc.string(), start: fc.nat(TEXT.length), length: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(one), fc.string(), (all, path) => {
        const findings = all.map(({ fingerprint, start, length }) => finding('unknown-name', fingerprint, start, start + length));
        const read = parseBaseline(writeBaseline([{ path, text: TEXT, findings }]));
        assert.deepEqual(applyBaseline(findings, read.get(path) ?? [], 'information'), []);
      }),
    );
  });

  for (const [text, told] of [
    ['', /no JSON/],
    ['[]', /version 1/],
    ['{"version":2,"files":{}}', /version 1/],
    ['{"version":1}', /version 1/],
  ] as const)
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseBaseline(text), told);
    });

  it('passes over entries that are none', () => {
    const read = parseBaseline('{"version":1,"files":{"a.md":[1,{"code":"x"},{"code":"x","fingerprint":"y","count":-1}],"b.md":7}}');
    assert.deepEqual(
      [...read],
      [
        ['a.md', [{ code: 'x', fingerprint: 'y', words: '' }]],
        ['b.md', []],
      ],
    );
  });
});
