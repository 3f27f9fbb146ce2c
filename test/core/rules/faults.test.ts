/**
 * A briefing about the sample articles with planted faults of every rule that runs: each line is prose and what must be found in
 * it (code, then words of the message or of the place), or nothing. Not one fault may be missed, not one alarm be false.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { neverCancelled } from '../../../src/core/ports.ts';
import { defaultSettings } from '../../../src/core/service.ts';
import { digest } from '../../../src/core/text/digest.ts';
import { briefing, library, seeds } from '../library/fixture.ts';
import { FIRE, port } from './port.ts';

const A = '@000_c980effe1f55e4a2';
const B = '@003_ce60f647ed50ed9e';

const lines: readonly [text: string, ...faults: string[]][] = [
  ['# Talks in Abu Dhabi'],
  [
    `The Kremlin does not see significant chances for a breakthrough in the peace talks [${A}].`,
    'weak-sourcing relays Bloomberg here',
    'weak-sourcing sourced statements of this section rest on',
  ],
  [`A new round of talks is scheduled for February 1 in Abu Dhabi [${A}, para. 1].`],
  [`A new round of talks is scheduled for February 3 in Abu Dhabi [${A}].`, 'figure-mismatch February 3'],
  ['Jared Kushner met the Ukrainian delegation on Saturday.', 'unsourced-claim No source is cited (date'],
  [`Putin continues to insist that Ukraine surrender the entire Donbas region [${A}].`],
  [`Putin initially claimed four regions of Ukraine [${A}].`],
  [`Putin initially claimed six regions of Ukraine [${A}].`, 'figure-mismatch six'],
  ['Emmanuel Macron will attend the next meeting in Geneva on Friday.', 'unsourced-claim mentions Emmanuel Macron or Geneva'],
  ['## Guarantees'],
  [`Secretary of State Marco Rubio announced the agreement on security guarantees for Ukraine [${A}].`],
  [`According to Rubio, the guarantees include the deployment of French and British troops with American support [${A}].`],
  [`The Kremlin immediately rejected the Western guarantees [${A}].`],
  [`The Kremlin immediately accepted the Western guarantees [${A}].`, 'contradicted-claim accepted'],
  [`“No one agreed on this with the Russian side,” presidential aide Yuri Ushakov said on January 29 [${A}].`],
  [`“Everyone agreed on this with the Russian side,” presidential aide Yuri Ushakov said on January 29 [${A}].`, 'misquotation **No one**'],
  [`“No one agreed on this with the Russian side,” Sergei Lavrov said [${A}].`, 'misattributed-quotation Yuri Ushakov'],
  [`Zelenskyy described the discussions as “substantive and productive” [${B}].`, 'misattributed-quotation Rustem Umerov'],
  [`“We shall rebuild our cities with our own hands,” Rustem Umerov said [${B}].`, 'misquotation These words are not in'],
  ['## Delegations'],
  [`The US delegation is led by Jared Kushner and Steve Witkoff [${B}].`],
  [`Ukrainian negotiator Rustem Umerov described the discussions as “substantive and productive” [${B}].`],
  [`Steve Witkoff called the discussions “frank and productive” [${B}].`, 'misquotation These words are not in'],
  [
    `Rustem Umerov described the discussions as “frank and productive” [${B}].`,
    'misquotation quoted there with “substantive and productive”',
  ],
  [`Rustem Umerov described the discussions as “substantive and productive” [@umerov2026].`, 'unknown-source umerov2026'],
  [`China's President Xi Jinping has hailed the strength of bilateral ties with Putin [${B}].`],
  [`The second round of talks was postponed due to rising tensions over Iran [${B}].`],
  [
    `The talks were moved to Istanbul after an attack on the embassy of Brazil killed three guards [${B}].`,
    'unsupported-claim does not carry this',
  ],
  [`President Zelenskyy urged his partners to apply more pressure on Moscow [${B}].`],
  [`President Zelensky urged his partners to apply more pressure on Moscow [${B}].`, 'name-variant The sources write “Zelenskyy”'],
  [`The Europeans were not invited to Miami, one EU diplomat told Bloomberg [${A}].`],
  ['Kirill Dmitriev flew to Miami on the eve of the talks.', 'unsourced-claim Best passage: “On the eve of the talks in Abu Dhabi'],
  ['## Assessment'],
  ['We judge that a settlement before the summer is unlikely.'],
  ['Will Moscow give way?'],
  ['The territorial issue is likely to remain the hardest.'],
  ['<!-- attest-ignore unsourced-claim: said by the desk -->', 'stale-ignore matches no finding'],
  [`Moscow is ready to freeze the front line in the Kherson and Zaporizhzhia regions, Bloomberg sources said [${A}].`],
  [
    'It is almost certain that Kyiv will not cede the region, and probable that the talks go on.',
    'estimative-language rest of this sentence',
  ],
  ['We judge that a truce may well hold.', 'estimative-language'],
  ['## The port'],
  ['The fire in the port of Vardenis destroyed 14 warehouses [@daily].', 'conflicting-sources wire, paragraph 1 disagrees'],
  ['Firefighters needed nine hours to put out the flames [@daily; @gazette].', 'weak-sourcing one story'],
  ['The harbour master closed the northern pier [@daily].'],
  ['The fire began in a store for paint [@wire].'],
  ['Norwind sued Calder Lines over two late ships in Vardenis [@wire].'],
  ['Calder Lines sued Norwind over two late ships in Vardenis [@wire].', 'contradicted-claim stand in each other’s place'],
  ['A storm in the port of Sevan destroyed 25 boats on April 9 [@sevan].', 'changed-source sevan has changed'],
];

describe('rules: planted faults', () => {
  it('finds those of the window’s briefing about a port', async function () {
    this.timeout(60_000);
    const folder = path.resolve(import.meta.dirname, '../../fixtures/faults');
    const text = readFileSync(path.join(folder, 'port.md'), 'utf8');
    const expected = JSON.parse(readFileSync(path.join(folder, 'port.json'), 'utf8')) as readonly { code: string; words: string }[];
    const service = await library([...seeds(), ...port]);
    await service.configure({ ...defaultSettings, rules: { 'estimative-language': 'warning' } }, neverCancelled);
    await service.setProject(JSON.stringify({ cited: { sevan: 'as it was' } }), neverCancelled);
    const { findings } = await service.check(briefing(text), neverCancelled);
    const left = [...expected];
    const alarms = findings.filter((f) => {
      const i = left.findIndex(({ code, words }) => {
        const start = text.indexOf(words);
        return code === f.code && f.start < start + words.length && start < f.end;
      });
      if (i >= 0) left.splice(i, 1);
      return i < 0;
    });
    assert.deepEqual([left, alarms.map((f) => `${f.code} ${text.slice(f.start, f.end)}: ${f.message}`)], [[], []]);
  });

  it('finds every fault, and nothing else', async function () {
    this.timeout(180_000);
    const service = await library([...seeds(), ...port]);
    await service.configure({ ...defaultSettings, rules: { 'estimative-language': 'warning' } }, neverCancelled);
    await service.setProject(JSON.stringify({ cited: { daily: digest(FIRE), sevan: 'as it was' } }), neverCancelled);
    const text = lines.map(([line]) => line).join('\n\n');
    const { findings } = await service.check(briefing(text), neverCancelled);
    const wanted = lines.flatMap(([line, ...faults]) => faults.map((fault) => ({ line, fault })));
    const missed = wanted.filter(({ line, fault }) => {
      const [code, ...words] = fault.split(' ');
      const start = text.indexOf(line);
      return !findings.some(
        (f) =>
          f.code === code &&
          f.start >= start &&
          f.end <= start + line.length &&
          `${f.message} ${text.slice(f.start, f.end)}`.includes(words.join(' ')),
      );
    });
    assert.deepEqual(missed, []);
    assert.deepEqual(
      findings.length,
      wanted.length,
      findings.map((f) => `${f.code} ${text.slice(f.start, f.end)}: ${f.message}`).join('\n'),
    );
  });
});
