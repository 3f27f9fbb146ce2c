import assert from 'node:assert/strict';
import type { LocalService } from '../../../src/core/library.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { briefing, library, seeds } from '../library/fixture.ts';

const A = '000_c980effe1f55e4a2';
const B = '003_ce60f647ed50ed9e';

describe('rules: misquotation of few words', function () {
  this.timeout(60_000);
  let service: LocalService;
  before(async () => {
    service = await library(seeds());
  });

  async function told(text: string): Promise<string[]> {
    const { findings } = await service.check(briefing(text), neverCancelled);
    return findings.filter((f) => f.code.startsWith('mis')).map((f) => `${text.slice(f.start, f.end)}: ${f.message}`);
  }

  const cases: readonly [name: string, text: string, ...findings: string[]][] = [
    [
      'words of a speaker that are not in the cited source, with what he is quoted with there',
      `Rustem Umerov described the discussions as “frank and productive” [@${B}].`,
      `frank and productive: These words are not in ${B}. The same speaker is quoted there with “substantive and productive” (${B}, paragraph 1).`,
    ],
    [
      'no candidate from another speaker',
      `Steve Witkoff called the talks “frank and productive” [@${B}].`,
      `frank and productive: These words are not in ${B}.`,
    ],
    ['two words', `Umerov spoke of “full agreement” with Moscow [@${B}].`, `full agreement: These words are not in ${B}.`],
    [
      'words that stand in another source',
      `Umerov spoke of “maximalist demands” on the eve of the talks [@${B}].`,
      `maximalist demands: These words are not in ${B}; they stand in ${A}, paragraph 8.`,
    ],
    [
      'a word put before them: the source is shown within its own marks',
      `Umerov described the discussions as “frank, substantive and productive” [@${B}].`,
      `frank, substantive and productive: The source reads “substantive and productive” (${B}, paragraph 1).`,
    ],
    [
      'a quotation over the end of the source’s: marks are shown in pairs',
      `The first day was “a truly productive first day,” Umerov said [@${B}].`,
      `a truly productive first day,: The source reads “**with** a ‘productive’ first day” (${B}, paragraph 1).`,
    ],
    ['the very words', `Rustem Umerov described the discussions as “substantive and productive” [@${B}].`],
    ['the very words in part', `Rustem Umerov described the discussions as “productive”, focused on “practical solutions” [@${B}].`],
    [
      'two words that the source quotes once, of another speaker',
      `Marco Rubio spoke of a “Russophobic regime” [@${A}].`,
      'Russophobic regime: The source gives these words to Sergei Lavrov, not Marco Rubio.',
    ],
    ['two words of their speaker', `Sergei Lavrov spoke of a “Russophobic regime” [@${A}].`],
    [
      'a block quotation with a line that names speaker and source',
      `> “No one agreed to this with the Russian side”\n>\n> Yuri Ushakov [@${A}]`,
      `No one agreed to this with the Russian side: The source reads “No one agreed **on** this with the Russian side” (${A}, paragraph 7).`,
    ],
    ['typography', `Rustem Umerov described the discussions as ‘Substantive  and productive’ [@${B}].`],
    ['a single word', `Rustem Umerov described the discussions as “constructive” [@${B}].`],
    ['nothing is cited', 'Rustem Umerov described the discussions as “frank and productive”.'],
    ['nobody speaks', `The talks brought a “small thaw” to Abu Dhabi [@${B}].`],
    ['a term of the author', `Moscow insists on the “Miami formula” for the Donbas region [@${A}].`],
    ['a term with an owner', `Kyiv rejects Moscow’s “red lines” on the frontline [@${B}].`],
    ['so-called', `Moscow considers so-called “peace weeks” in Abu Dhabi constructive [@${A}].`],
    ['a title', `Gabuev wrote “Axis Without End” in Berlin, said the Carnegie Center [@${A}].`],
    ['a question of two words of many speakers', `Sergei Lavrov spoke of “security guarantees” [@${A}].`],
  ];
  for (const [name, text, ...findings] of cases)
    it(name, async () => {
      assert.deepEqual(await told(text), findings);
    });

  it('offers the candidate, and never as the fix to be applied without asking', async () => {
    const text = `Rustem Umerov described the discussions as “frank and productive” [@${B}].`;
    const { findings } = await service.check(briefing(text), neverCancelled);
    const fixes = findings.flatMap((f) => f.fixes).filter((fix) => fix.title.startsWith('Quote'));
    assert.deepEqual(
      fixes.map(({ title, preferred, edits }) => ({ title, preferred, edits })),
      [
        {
          title: 'Quote “substantive and productive”',
          preferred: undefined,
          edits: [{ start: text.indexOf('frank'), end: text.indexOf('”'), newText: 'substantive and productive' }],
        },
      ],
    );
  });
});
