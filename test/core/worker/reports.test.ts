import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BriefingReport, Citation, Finding, Mention, Statement } from '../../../src/core/model.ts';
import { ReportReceiver, ReportSender } from '../../../src/worker/reports.ts';

const mention = (start: number): Mention => ({
  start,
  end: start + 5,
  kind: 'person',
  form: 'name',
  confidence: 1,
  entity: 'person/ada',
  candidates: ['person/ada'],
});
const citation = (start: number): Citation => ({
  start,
  end: start + 4,
  form: 'pandoc',
  target: 'a',
  targetSpan: { start: start + 2, end: start + 3 },
  group: { start, end: start + 4 },
});
const statement = (start: number, citations: readonly number[]): Statement => ({
  start,
  end: start + 20,
  kind: 'claim',
  score: 0.5,
  reasons: ['event'],
  citations,
  sourced: citations.length > 0,
});
const finding = (start: number, message: string): Finding => ({
  start,
  end: start + 20,
  code: 'unsourced-claim',
  severity: 'warning',
  message,
  reason: 'event',
  evidence: [],
  fixes: [{ title: 'Cite', edits: [{ start: start + 19, end: start + 19, newText: ' [@a]' }] }],
  fingerprint: message,
});
const report = (version: number, lists: Partial<BriefingReport>): BriefingReport => ({
  path: 'b.md',
  version,
  mentions: [],
  citations: [],
  statements: [],
  findings: [],
  coverage: { claims: version, sourced: 0 },
  ...lists,
});

/** A report of sentences of 100 characters, `before` of them in front of `inserted` more characters, and `after` behind. */
function sentences(version: number, before: number, inserted: number, after: number, cites: boolean): BriefingReport {
  const starts = [
    ...Array.from({ length: before }, (_, i) => i * 100),
    ...Array.from({ length: after }, (_, i) => (before + i) * 100 + inserted),
  ];
  const cited = cites ? starts : starts.filter((_, i) => i !== before);
  return report(version, {
    mentions: starts.map(mention),
    citations: cited.map((start) => citation(start + 30)),
    statements: starts.map((start) => statement(start, cited.includes(start) ? [cited.indexOf(start)] : [])),
    findings: starts.map((start) => finding(start, `finding ${start % 100} ${cited.includes(start)}`)),
  });
}

describe('worker: reports as changes', () => {
  it('sends what an edit changed, and moves the rest along', () => {
    const sender = new ReportSender();
    const receiver = new ReportReceiver();
    const first = sentences(1, 50, 0, 50, true);
    assert.deepEqual(receiver.report(structuredClone(sender.change(first))), first);
    const second = sentences(2, 50, 7, 50, false);
    const change = sender.change(second);
    assert.deepEqual(
      [change.mentions, change.citations, change.statements, change.findings].map(({ head, items, tail }) => [head, items.length, tail]),
      [
        [50, 0, 50],
        [50, 0, 49],
        [50, 1, 49],
        [50, 50, 0],
      ],
    );
    assert.deepEqual(receiver.report(structuredClone(change)), second);
  });

  it('keeps what did not move as the same objects', () => {
    const sender = new ReportSender();
    const receiver = new ReportReceiver();
    const first = receiver.report(structuredClone(sender.change(sentences(1, 3, 0, 3, true))));
    const second = receiver.report(structuredClone(sender.change(sentences(2, 3, 0, 3, true))));
    assert.ok(first.findings.every((item, i) => item === second.findings[i]));
  });

  it('begins anew after a briefing was closed', () => {
    const sender = new ReportSender();
    const receiver = new ReportReceiver();
    receiver.report(sender.change(sentences(1, 2, 0, 2, true)));
    sender.forget('b.md');
    receiver.forget('b.md');
    const change = sender.change(sentences(2, 2, 0, 2, true));
    assert.equal(change.mentions.items.length, 4);
    assert.deepEqual(receiver.report(change), sentences(2, 2, 0, 2, true));
  });

  it('gives what was sent, whatever came before', () => {
    const place = fc.integer({ min: 0, max: 30 });
    const list = fc.array(place, { maxLength: 8 });
    const any = fc.record({ mentions: list, citations: list, statements: fc.array(fc.tuple(place, list)), findings: list });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (all) => {
        const sender = new ReportSender();
        const receiver = new ReportReceiver();
        for (const [version, one] of all.entries()) {
          const sent = report(version, {
            mentions: one.mentions.map(mention),
            citations: one.citations.map(citation),
            statements: one.statements.map(([start, cited]) => statement(start, cited)),
            findings: one.findings.map((start) => finding(start, String(start % 3))),
          });
          assert.deepEqual(receiver.report(structuredClone(sender.change(sent))), sent);
        }
      }),
      { numRuns: 500 },
    );
  });
});
