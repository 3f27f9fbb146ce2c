import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import talks from '../fixtures/faults/briefing.md';
import talksFaults from '../fixtures/faults/expected.json' with { type: 'json' };
import portFaults from '../fixtures/faults/port.json' with { type: 'json' };
import port from '../fixtures/faults/port.md';
import sources from '../fixtures/faults/sources.json' with { type: 'json' };
import { at, briefing, checked, codeOf, findings, describe as listed, remove, tidy, until, write } from './support.ts';

interface Expected {
  readonly code: string;
  readonly words: string;
}

describe('a briefing with planted faults', function () {
  this.timeout(60_000);
  after(tidy);

  async function foundOut(text: string, expected: readonly Expected[]): Promise<void> {
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
  }

  it('is found out: every fault, and nothing else', () => foundOut(talks, talksFaults));

  it('is found out where several sources are needed to see it', async () => {
    const settings = vscode.workspace.getConfiguration('attest');
    try {
      for (const [path, text] of Object.entries(sources)) await write(path, text);
      await write('attest.json', JSON.stringify({ cited: { sevan: 'as it was' } }));
      await settings.update('rules', { 'estimative-language': 'warning' }, vscode.ConfigurationTarget.Workspace);
      await foundOut(port, portFaults);
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
      await remove('attest.json');
      for (const path of Object.keys(sources)) await remove(path);
    }
  });
});
