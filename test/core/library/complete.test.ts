import assert from 'node:assert/strict';
import type { LocalService } from '../../../src/core/library.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { briefing, library, seeds, source } from '../library/fixture.ts';

const A = '000_c980effe1f55e4a2';
const B = '003_ce60f647ed50ed9e';

describe('library: a quotation that is being typed', function () {
  this.timeout(60_000);
  let service: LocalService;
  before(async () => {
    service = await library([...seeds(), source('sources/zz.txt', 'Nobody came.\n\nThe conditions were bad. No one agreed to come.\n')]);
  });

  // What stands before the caret (|); what is offered, with its place.
  const cases: readonly [text: string, ...offered: string[]][] = [
    ['“No one agr|', `No one agreed on this with the Russian side (${A}, 7)`, 'No one agreed to come (zz, 1)'],
    ['As the source says [@zz], “no one agr|', 'No one agreed to come (zz, 1)', `No one agreed on this with the Russian side (${A}, 7)`],
    ['“the conditions trump is o|', `The conditions Trump is offering to end the war are the best for Putin in four years (${A}, 9)`],
    ['"substantive and|', `substantive and productive (${B}, 1)`],
    ['“No|'],
    ['“|'],
    ['“purple elephants d|'],
  ];
  for (const [marked, ...offered] of cases)
    it(marked, async () => {
      const offset = marked.indexOf('|');
      const text = marked.replace('|', '');
      const typed = /[“"]([^“"]*)$/.exec(text.slice(0, offset))?.[1] ?? '';
      const found = await service.suggestQuotations(briefing(text), offset, typed, 5, neverCancelled);
      assert.deepEqual(
        found.map(({ words, passage }) => `${words} (${passage.source.key}, ${String(passage.paragraph)})`),
        offered,
      );
    });

  it('finds its article by its words among many', async () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      source(`sources/${String(i).padStart(2, '0')}.txt`, `Report ${i}. The harbour was closed.\n`),
    );
    const large = await library([...many, source('sources/last.txt', 'The lighthouse keeper refused to leave his tower.\n')]);
    const [first] = await large.suggestQuotations(briefing('“The lighthouse keeper re'), 25, 'The lighthouse keeper re', 3, neverCancelled);
    assert.equal(first?.words, 'The lighthouse keeper refused to leave his tower');
  });
});

describe('library: the sources that a briefing cites', () => {
  it('are told once each, with where they are cited', async () => {
    const service = await library([source('sources/b.txt', 'Beta.\n'), source('sources/a.txt', 'Alpha.\n')]);
    const text = 'One [@b]. Two [@a; @b]. Three [@nowhere].';
    const cited = await service.citedSources(briefing(text), neverCancelled);
    assert.deepEqual(
      cited.map(({ key, at }) => [key, at.map((offset) => text.slice(offset, offset + 2))]),
      [
        ['a', ['@a']],
        ['b', ['@b', '@b']],
      ],
    );
    assert.equal(new Set(cited.map(({ digest }) => digest)).size, 2);
  });
});
