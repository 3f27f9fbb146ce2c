import assert from 'node:assert/strict';
import { isPrefixed } from '../../../src/core/claims/lexicon/direction.ts';
import { oppositesOf, synonymsOf } from '../../../src/core/claims/lexicon/lexicon.ts';
import * as table from '../../../src/core/claims/lexicon/table.ts';
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

describe('claims lexicon', () => {
  it('keeps its budget', () => {
    const size = Object.values(table).map((v) => new TextEncoder().encode(typeof v === 'string' ? v : Object.values(v).join(' ')).length);
    assert.ok(size.reduce((a, b) => a + b, 0) <= 100_000);
  });
  it('is symmetric, and no opposite is a synonym', () => {
    for (const word of ['accept', 'increase', 'open', 'win', 'strong', 'public', 'first', 'buy', 'forbid']) {
      const stem = stemOf(word);
      assert.ok(oppositesOf(stem).size > 0, word);
      for (const opposite of oppositesOf(stem)) {
        assert.ok(oppositesOf(opposite).has(stem), `${opposite} of ${stem}`);
        assert.ok(!synonymsOf(stem).has(opposite), `${opposite} near ${stem}`);
      }
    }
  });
  it('knows demonyms and what WordNet does not pair', () => {
    assert.ok(synonymsOf(stemOf('russian')).has(stemOf('russia')));
    assert.ok(oppositesOf(stemOf('insist')).has(stemOf('drop')));
    assert.ok(oppositesOf(stemOf('legal')).has(stemOf('illegal')));
  });
  it('sees negative prefixes', () => {
    assert.ok(isPrefixed('uncapped', 'capped'));
    assert.ok(isPrefixed('agree', 'disagree'));
    assert.ok(!isPrefixed('under', 'der'));
    assert.ok(!isPrefixed('capped', 'capped'));
  });
});
