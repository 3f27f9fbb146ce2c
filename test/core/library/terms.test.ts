import assert from 'node:assert/strict';
import fc from 'fast-check';
import { initialRuns } from '../../../src/core/claims/initials.ts';
import { tokens } from '../../../src/core/claims/tokens.ts';
import { numberTerm, termsOf } from '../../../src/core/library/index.ts';

/** The terms as the tokens of a claim tell them. */
function asTokensTell(text: string): string[] {
  const found = tokens(text);
  const terms = found.flatMap(({ kind, stem, text, upper, content }) =>
    content ? [kind === 'number' ? numberTerm(text) : stem, ...(upper && text.length > 1 ? [`^${text}`] : [])] : [],
  );
  return [...new Set([...terms, ...initialRuns(found).map(({ initials }) => `@${initials}`)])];
}

const table: readonly (readonly [text: string, terms: readonly string[]])[] = [
  ['The ferries were sold, and the ferry sank.', ['ferri', 'sell', 'sink']],
  ['He paid 1,234,567.50 for 12,34 of 5%.', ['pai', '#1234567.50', '#12,34', '#5']],
  ['The World Economic Forum and the WEF met in the U.S.', ['world', 'econom', 'forum', 'wef', '^wef', 'meet', 'us', '^us', '@wef']],
  ['Bank of the North, Bank of the North', ['bank', 'north', '@bn']],
  ["They couldn't, wouldn't or didn't Go Home.", ['go', 'home', '@gh']],
  ['A a1b2 12.5.x Łódź’s', ['#1', 'b', '#2', '#12.5', 'x', 'lodz']],
];

describe('terms of a passage', () => {
  for (const [text, terms] of table)
    it(text, () => {
      assert.deepEqual(termsOf(text), asTokensTell(text));
      assert.deepEqual(new Set(termsOf(text)), new Set(terms));
    });

  it('are those that the tokens tell, for any text and any span of it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ' ',
        '.',
        ',',
        "'",
        '’',
        'The ',
        'of ',
        'NATO ',
        'U.S.',
        "didn't ",
        'Ferry ',
        'ferries ',
        'Bank ',
        '1,000',
        '5',
        'Â£',
        'Â',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(20), fc.nat(20), (pieces, before, length) => {
        const text = pieces.join('');
        const start = Math.min(before, text.length);
        const end = Math.min(start + length, text.length);
        assert.deepEqual(termsOf(text), asTokensTell(text));
        assert.deepEqual(termsOf(text, { start, end }), asTokensTell(text.slice(start, end)));
      }),
      { numRuns: 1000 },
    );
  });
});
