/** When the tables load, and what a missing or broken one costs. */
import assert from 'node:assert/strict';
import { silent } from '../../../src/core/library/world.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { briefing, library, load, seeds } from './fixture.ts';

const TEXT = 'Putin insists that Ukraine surrender the entire Donbas region.';

describe('library: tables', function () {
  this.timeout(60_000);

  it('load when they are wanted: a hover on a name needs no lexicon, the first claim does', async () => {
    const loaded: string[] = [];
    const assets = {
      load: (name: string) => {
        loaded.push(name);
        return load(name);
      },
    };
    const service = await library(seeds(), { assets });
    assert.deepEqual(loaded.toSorted(), ['first-names.txt', 'gazetteer.bin', 'names.bin']);
    const card = await service.hover(briefing(TEXT), 1, neverCancelled);
    assert.ok(card?.type === 'name' && card.passages.length > 0);
    assert.deepEqual(loaded.toSorted(), ['first-names.txt', 'gazetteer.bin', 'names.bin']);
    await service.check(briefing(TEXT), neverCancelled);
    await service.evidenceAt(briefing(TEXT), 1, 3, neverCancelled);
    assert.deepEqual(loaded.toSorted(), ['first-names.txt', 'gazetteer.bin', 'lexicon.txt', 'names.bin']);
  });

  const faults: readonly (readonly [table: string, bytes: string | undefined, told: RegExp])[] = [
    ['lexicon.txt', undefined, /^This build carries no lexicon\.txt: claims are compared without it\.$/],
    [
      'lexicon.txt',
      'Attest lexicon 0\n',
      /^lexicon\.txt could not be read \(it begins with “Attest lexicon 0”.*: claims are compared without it\.$/,
    ],
    ['first-names.txt', undefined, /^This build carries no first-names\.txt: pronouns are understood without it\.$/],
    ['first-names.txt', '<html>', /^first-names\.txt could not be read \(it begins with “<html>”.*: pronouns are understood without it\.$/],
    ['gazetteer.bin', undefined, /^This build carries no gazetteer\.bin: names are recognised without it\.$/],
  ];
  for (const [table, bytes, message] of faults)
    it(`${table} that is ${bytes === undefined ? 'missing' : 'of another form'} costs itself alone, and is told once`, async () => {
      const told: string[] = [];
      const say = (line: string): void => void told.push(line);
      const assets = {
        load: async (name: string) => (name === table ? bytes && new TextEncoder().encode(bytes) : load(name)) || undefined,
      };
      const service = await library(seeds(), { assets, log: { ...silent, warn: say, error: say } });
      const report = await service.check(briefing(`${TEXT} “It is over,” she said.`), neverCancelled);
      await service.check(briefing(TEXT, 2), neverCancelled);
      assert.match(told[0] ?? '', message);
      assert.equal(told.length, 1);
      assert.ok(report.findings.some((f) => f.code === 'unsourced-claim' && f.evidence.length > 0));
    });
});
