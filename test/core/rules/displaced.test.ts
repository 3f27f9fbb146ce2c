/** A name of the article in another's place: told through the whole library, which knows who is who. */
import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/ports.ts';
import { briefing, library, source } from '../library/fixture.ts';

const ARTICLE = `Talks in Oslo

Foreign Minister Anna Lindqvist flew to Oslo on the eve of the talks. Her deputy, Peter Hallgren, stayed at home.

The French delegation, led by Marie Duval, arrived by train. The German delegation from Berlin came a day late.

Marie Duval praised the hosts. She signed the final statement on Friday.

Peter Hallgren criticised the hosts in an interview.
`;

const cases: readonly (readonly [claim: string, told: boolean])[] = [
  ['Anna Lindqvist flew to Oslo on the eve of the talks', false],
  ['Lindqvist flew to Oslo on the eve of the talks', false],
  ['Peter Hallgren flew to Oslo on the eve of the talks', true],
  ['Marie Duval flew to Oslo on the eve of the talks', true],
  // The sentence before names her.
  ['Marie Duval signed the final statement on Friday', false],
  ['Marie Duval criticised the hosts in an interview', true],
  ['Marie Duval led the French delegation, which arrived by train', false],
  ['The Norwegian delegation, led by Marie Duval, arrived by train', true],
  ['The German delegation came a day late', false],
  ['The Swedish delegation from Berlin came a day late', true],
];

describe('names in each other’s place', () => {
  for (const [claim, told] of cases)
    it(`${told ? 'tells' : 'lets pass'}: ${claim}`, async () => {
      const service = await library([
        source('sources/oslo.txt', ARTICLE),
        // These states are known to the article's library, though not to the article.
        source('sources/other.txt', 'Officials\n\nSwedish and Norwegian officials watched the talks.\n'),
      ]);
      const { findings } = await service.check(briefing(`${claim} [@oslo].`), neverCancelled);
      const codes = findings.map(({ code }) => code).filter((code) => /^(?:contradicted|unsupported)-claim$/.test(code));
      assert.equal(codes.length > 0, told, JSON.stringify(findings.map(({ message }) => message)));
    });
});
