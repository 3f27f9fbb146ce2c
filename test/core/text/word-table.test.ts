import assert from 'node:assert/strict';
import fc from 'fast-check';
import { WordTable } from '../../../src/core/text/word-table.ts';

/** A table that numbers words as they are first asked for, and the words in that order. */
function numbering(bits: number): { table: WordTable; asked: string[] } {
  const numbers = new Map<string, number>();
  const asked: string[] = [];
  const table = new WordTable((word) => {
    asked.push(word);
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  }, bits);
  return { table, asked };
}

describe('word table', () => {
  it('asks for each word once, wherever it stands', () => {
    const { table, asked } = numbering(8);
    const text = 'tea or tea? Or the tea-tree and the trees, the antidisestablishmentarianism of antidisestablishmentarianism';
    const numbers = [...text.matchAll(/\w+/g)].map((m) => table.get(text, m.index, m.index + m[0].length));
    assert.deepEqual(numbers, [0, 1, 0, 2, 3, 0, 4, 5, 3, 6, 3, 7, 8, 7]);
    assert.deepEqual(asked, ['tea', 'or', 'Or', 'the', 'tree', 'and', 'trees', 'antidisestablishmentarianism', 'of']);
  });

  it('tells all words apart, however full it is', () => {
    const { table } = numbering(3);
    const plain = new Map<string, number>();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.nat(5), (word, at) => {
        const text = `${'#'.repeat(at)}${word}!`;
        const number = table.get(text, at, at + word.length);
        const known = plain.get(word) ?? plain.size;
        plain.set(word, known);
        assert.equal(number, known);
      }),
      { numRuns: 2000 },
    );
  });

  it('forgets when it is cleared', () => {
    const { table, asked } = numbering(4);
    for (const word of ['tea', 'a-very-long-word-indeed']) {
      table.get(word, 0, word.length);
      table.clear();
      table.get(word, 0, word.length);
    }
    assert.deepEqual(asked, ['tea', 'tea', 'a-very-long-word-indeed', 'a-very-long-word-indeed']);
  });
});
