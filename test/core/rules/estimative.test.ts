import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LocalService } from '../../../src/core/library.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { confidenceIn, likelihoods } from '../../../src/core/rules/likelihood.ts';
import { defaultSettings } from '../../../src/core/service.ts';
import { briefing, library, seeds } from '../library/fixture.ts';

const A = '000_c980effe1f55e4a2';

describe('likelihood in words', () => {
  // Words of the scale as «words|band.row», words outside as «words».
  const table: readonly string[] = [
    'A truce is «very likely|5.0» this week.',
    'A truce is «highly probable|5.1», and «unlikely|2.0» to last.',
    'There is «almost no chance|0.0» of it; «a remote chance|0.1» at best.',
    'It has «a roughly even chance|3.0», or «roughly even odds|3.1».',
    'It will «probably|4.1» rain; it is «almost certainly|6.0» late.',
    'It is «highly likely» and «in all likelihood» true.',
    'Moscow «may well» agree; Kyiv «could be» next, «perhaps» soon.',
    'There is «a good chance» of rain; snow «cannot be ruled out».',
    'The most likely outcome is rain, more likely than snow.',
    'Nothing here is likewise unlikelier.',
    'On 4 May the Mayor might.',
  ];
  for (const marked of table)
    it(marked, () => {
      const text = marked.replace(/«([^|»]*)(?:\|[^»]*)?»/g, '$1');
      let out = '';
      let at = 0;
      for (const { start, end, words, band, row } of likelihoods(text)) {
        assert.equal(text.slice(start, end), words);
        out += `${text.slice(at, start)}«${words}${band === undefined ? '' : `|${band}.${row}`}»`;
        at = end;
      }
      assert.equal(out + text.slice(at), marked);
    });

  it('knows levels of confidence', () => {
    for (const text of ['We judge with high confidence that …', 'We have moderate confidence in it.', 'Our confidence in this is low.'])
      assert.ok(confidenceIn(text), text);
    for (const text of ['A vote of confidence failed.', 'High hopes and little confidence-building.'])
      assert.equal(confidenceIn(text), undefined);
  });

  it('is read in linear time, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(likelihoods(text))));
    for (const piece of ['more likely ', 'a remote ', 'very  ', 'likely', 'could be ']) {
      const start = performance.now();
      likelihoods(piece.repeat(2000));
      assert.ok(performance.now() - start < 2000, piece);
    }
  });
});

describe('rules: estimative-language', function () {
  this.timeout(60_000);
  let service: LocalService;
  before(async () => {
    service = await library(seeds());
    await service.configure({ ...defaultSettings, rules: { 'estimative-language': 'warning' } }, neverCancelled);
  });

  async function told(text: string): Promise<string[]> {
    const { findings } = await service.check(briefing(text), neverCancelled);
    return findings.filter((f) => f.code === 'estimative-language').map((f) => `${text.slice(f.start, f.end)}: ${f.message}`);
  }

  const cases: readonly [name: string, text: string, ...findings: string[]][] = [
    ['the scale’s words', 'We judge that a truce is likely. A settlement is very unlikely.'],
    [
      'words outside that mean a step',
      'We judge that a truce is highly likely.',
      'highly likely: “highly likely” is not on the scale of ICD 203, where “very likely” is 80–95 %.',
    ],
    [
      'words outside that mean none',
      'We judge that a truce may well hold.',
      'may well: “may well” is not on the scale of ICD 203: how likely is it? Its seven steps go from “almost no chance” to “almost certain”.',
    ],
    [
      'both rows in one sentence',
      'We judge that a truce is likely and a settlement improbable.',
      'improbable: “improbable” is of the other row of ICD 203’s scale than the rest of this sentence: “unlikely” says the same.',
    ],
    [
      'both rows in one briefing: the rarer gives way',
      'A truce is probable. A settlement is highly probable. We judge that a return to war is unlikely.',
      'unlikely: “unlikely” is of the other row of ICD 203’s scale than the rest of this briefing: “improbable” says the same.',
    ],
    [
      'confidence and likelihood in one sentence',
      'We assess with high confidence that a truce is likely.',
      'with high confidence: Confidence (“with high confidence”) and likelihood (“likely”) stand in one sentence; ICD 203 keeps them apart, since each reads as the other.',
    ],
    ['confidence by itself', 'A truce is likely. We have high confidence in this judgement.'],
    ['comparisons', 'We judge that the most likely outcome is a truce.'],
    ['what a source says', `A settlement could be a factor for the Kremlin, Gabuev said [@${A}].`],
    ['quoted words', 'We judge that what he calls a “highly likely truce of sorts” is unlikely.'],
  ];
  for (const [name, text, ...findings] of cases)
    it(name, async () => {
      assert.deepEqual(await told(text), findings);
    });

  it('puts the scale’s words there by a fix', async () => {
    const text = 'We judge that a truce is highly likely.';
    const { findings } = await service.check(briefing(text), neverCancelled);
    const edit = findings.flatMap((f) => f.fixes).find((fix) => fix.title === 'Write “very likely”')?.edits[0];
    assert.deepEqual(edit, { start: text.indexOf('highly'), end: text.indexOf('.'), newText: 'very likely' });
  });

  it('is off unless asked for', async () => {
    const plain = await library([]);
    const { findings } = await plain.check(briefing('We judge that a truce is highly likely.'), neverCancelled);
    assert.deepEqual(findings, []);
  });
});
