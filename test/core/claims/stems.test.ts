import assert from 'node:assert/strict';
import { stemOf } from '../../../src/core/claims/stems.ts';
import { tokens } from '../../../src/core/claims/tokens.ts';

const together = [
  'admit admitted admission',
  'decide decided decision',
  'lose lost losing losses',
  'sell sold sale selling',
  'try tried tries trial',
  'announce announced announcement',
  'organise organize organised organization',
  'metre meter metres',
  'centre center',
  'travelled traveled',
  'analyse analysis analyst',
];
const apart = [
  ['police', 'policy'],
  ['international', 'internal'],
  ['several', 'severe'],
  ['business', 'busy'],
  ['news', 'new'],
  ['willing', 'will'],
  ['university', 'universe'],
];

describe('stems', () => {
  for (const group of together)
    it(`${group} meet`, () => {
      assert.equal(new Set(group.split(' ').map(stemOf)).size, 1);
    });
  for (const [a = '', b = ''] of apart)
    it(`${a} and ${b} do not`, () => {
      assert.notEqual(stemOf(a), stemOf(b));
    });
  it('leaves words of other scripts and noise as they are', () => {
    for (const word of ['київ', 'x'.repeat(1000), '']) assert.equal(stemOf(word), word);
  });
});

describe('tokens', () => {
  const table: readonly (readonly [string, string])[] = [
    ["didn't can't won't", 'did not can not will not'],
    ["Zelenskyy's allies’ U.S. plan", 'zelenskyy allies ’ us plan'],
    ['1,234.5 % of 30k', '1234.5 % of 30 k'],
    ['café Ödön Łódź', 'cafe odon lodz'],
    ['“x” – ‘y’', '" x " - \' y \''],
  ];
  for (const [text, expected] of table)
    it(JSON.stringify(text), () => {
      assert.equal(
        tokens(text)
          .map((t) => t.text)
          .join(' ')
          .replaceAll('’', "'"),
        expected.replaceAll('’', "'"),
      );
    });
});
