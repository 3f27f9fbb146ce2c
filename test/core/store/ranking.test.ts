import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Counted, rank } from '../../../src/core/store/ranking.ts';
import { rarity } from '../../../src/core/store/store.ts';

const PASSAGES = 100;

/** The same, place by place. */
function plainly(terms: readonly Counted[], placesOf: (words: readonly string[]) => number[], limit: number, within?: number[]): unknown {
  const all = new Set(within ?? terms.flatMap(({ ways }) => ways.flatMap(({ words }) => placesOf(words))));
  const scored = [...all].map((packed) => {
    let score = 0;
    for (const { ways } of terms) {
      const met = ways.filter(({ words }) => placesOf(words).includes(packed));
      score += Math.max(0, ...met.map(({ quality, count }) => quality * rarity(PASSAGES, count)));
    }
    return { packed, score };
  });
  return scored.sort((a, b) => b.score - a.score || a.packed - b.packed).slice(0, limit);
}

describe('store: ranking', () => {
  it('adds up the best way of each term at each place, best first', () => {
    const list = fc.uniqueArray(fc.nat({ max: 60 }), { minLength: 1, maxLength: 40 }).map((all) => all.sort((a, b) => a - b));
    const way = fc.record({ places: list, quality: fc.constantFrom(1, 0.5, 0.4) });
    const terms = fc.array(fc.array(way, { minLength: 1, maxLength: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(terms, fc.nat({ max: 20 }), fc.option(list, { nil: undefined }), (all, limit, within) => {
        const lists = new Map<string, number[]>();
        const counted = all.map((ways, t): Counted => {
          const made = ways.map(({ places, quality }, w) => {
            lists.set(`${t} ${w}`, places);
            return { words: [`${t} ${w}`], quality, count: places.length };
          });
          return { term: String(t), count: made.reduce((sum, { count }) => sum + count, 0), ways: made };
        });
        const placesOf = (words: readonly string[]): number[] => lists.get(words.join()) ?? [];
        assert.deepEqual(rank(counted, PASSAGES, placesOf, limit, within), plainly(counted, placesOf, limit, within));
      }),
      { numRuns: 500 },
    );
  });

  it('begins anew with each search, however many places the last one had', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => i);
    const term = (words: readonly string[], count: number): Counted => ({
      term: words.join(),
      count,
      ways: [{ words, quality: 1, count }],
    });
    const placesOf = ([word]: readonly string[]): number[] => (word === 'all' ? many : [3, 7]);
    assert.equal(rank([term(['all'], 200_000), term(['few'], 2)], 200_000, placesOf, 2)[0]?.packed, 3);
    assert.deepEqual(
      rank([term(['few'], 2)], 200_000, placesOf, 5).map(({ packed }) => packed),
      [3, 7],
    );
  });
});
