import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openQuotation } from '../../../src/core/quotes/typing.ts';

describe('a quotation that is being typed', () => {
  const table: readonly (readonly [line: string, start?: number, typed?: string, close?: string])[] = [
    ['“No one agr', 0, 'No one agr', '”'],
    ['"No one agr', 0, 'No one agr', '"'],
    ['He said, "no one ', 9, 'no one ', '"'],
    ['Er sagte: „niemand ', 10, 'niemand ', '“'],
    ['Il a dit («personne ', 10, 'personne ', '»'],
    ['“No one,” he said, “agr', 19, 'agr', '”'],
    ['“No one agreed,” he said'],
    ['"No one agreed," he said'],
    ['a 6" nail and'],
    [''],
  ];
  for (const [line, start, typed, close] of table)
    it(line, () => {
      const found = openQuotation(line);
      assert.deepEqual([found?.start, found?.typed, found?.marks[1]], [start, typed, close]);
    });

  it('is a slice of the line, whatever the line', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('“', '”', '"', '«', '»', 'a', ' ')), (parts) => {
        const line = parts.join('');
        const found = openQuotation(line);
        return found === undefined || line.slice(found.start) === found.marks[0] + found.typed;
      }),
    );
  });
});
