import assert from 'node:assert/strict';
import { dates } from '../../../src/core/claims/dates.ts';
import { figures } from '../../../src/core/claims/figures.ts';
import { tokens } from '../../../src/core/claims/tokens.ts';

/** text → what is read: value, "th" for ranks, bound unless exact, unit after a slash. */
const figureTable: readonly (readonly [string, string])[] = [
  ['about thirty thousand people', '30000 about'],
  ['30k troops', '30000'],
  ['30,000 soldiers', '30000'],
  ['$5m and US$1.2 billion, A$3', '5000000/usd 1200000000/usd 3/a$'],
  ['5 per cent or 5% or five percentage points', '5/percent 5/percent 5/point'],
  ['more than 100 dead, at most 7 hurt', '100 more 7 at-most'],
  ['no more than 3 tonnes, three or more', '3 at-most/tonne 3 at-least'],
  ['two hundred and six houses', '206'],
  ['twenty-five men in the twenty-first century', '25 21th/century'],
  ['the 9th-grade', '9th'],
  ['a dozen eggs, dozens of people', '12 12 about'],
  ['half a million people, half a dozen ships', '500000 6'],
  ['a third of voters, half the city', '0.3333 0.5'],
  ['two and a half years', '2.5/year'],
  ['five million US dollars; 5 square miles', '5000000/usd 5/square-mile'],
  ['one two three', '1 2 3'],
  ['1.5 mln dlrs', '1500000/usd'],
  ['4bn euros ($19bn; £10bn)', '4000000000/eur 19000000000/usd 10000000000/gbp'],
  ['no figure at all', ''],
];

describe('figures', () => {
  for (const [text, expected] of figureTable)
    it(JSON.stringify(text), () => {
      const found = figures(tokens(text)).map(({ value, ordinal, bound, unit }) => {
        const rounded = Math.round(value * 10_000) / 10_000;
        return `${rounded}${ordinal ? 'th' : ''}${bound === 'exact' ? '' : ` ${bound}`}${unit === undefined ? '' : `/${unit}`}`;
      });
      assert.equal(found.join(' '), expected);
    });

  it('spans figure, scale and unit', () => {
    const text = 'It cost some US$1.2 billion in all, or 5 per cent.';
    assert.deepEqual(
      figures(tokens(text)).map((f) => text.slice(f.start, f.end)),
      ['US$1.2 billion', '5 per cent'],
    );
  });
});

/** text → year/month/day, then "w" and the weekday (0 = Sunday). */
const dateTable: readonly (readonly [string, string])[] = [
  ['January 29, 2026', '2026/1/29'],
  ['29 Jan. and Jan 29th', '-/1/29 -/1/29'],
  ['stamped 2004-10-19 14:49', '2004/10/19'],
  ['on Wednesday', '-/-/- w3'],
  ['Monday, Nov 05, 2018', '2018/11/5 w1'],
  ['in May he may go; May said March 3', '-/5/- -/3/3'],
  ['the 1960s; 1,950 men, $1950, in 1950', '1960/-/- 1950/-/-'],
  ['Tues. 5 March', '-/3/5 w2'],
  ['by mid-March', '-/3/-'],
  ['the 2018–19 season', '2018/-/-'],
  ['the Sun said on Sunday', '-/-/- w0'],
  ['She will march and may win', ''],
];

describe('dates', () => {
  for (const [text, expected] of dateTable)
    it(JSON.stringify(text), () => {
      const found = dates(tokens(text)).map(
        ({ year, month, day, weekday }) => `${year ?? '-'}/${month ?? '-'}/${day ?? '-'}${weekday === undefined ? '' : ` w${weekday}`}`,
      );
      assert.equal(found.join(' '), expected);
    });
});
