import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sentenceBreaks } from '../../../src/core/text/sentence-breaks.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function asSegmented(line: string): number[] {
  return [...segmenter.segment(line)].slice(1).map(({ index }) => index);
}

/** Each shows a rule of UAX #29, or an exception to one. */
const table: readonly string[] = [
  'One ends here. Another begins.',
  'It rose by 3.5 points.3 more follow. 4 did not.',
  'The U.S.A. and the u.S. of c.D. and 1.A and D.b',
  'He left. (“then, ‘he said) came back. — No. … 12 … x',
  'Is it so?” she asked. “No!” He left, etc., and so on.; and.: x',
  'Done.) [Next] one. "Quoted." \'Again.\' x',
  'a.\u0301\u00ad B. c!\u200d D. \u0301e. F',
  'Он ушёл. она осталась. Я тоже! да? Нет.',
  '東京は大きい。人が多い。 ה. א. ب؟ س',
  'An emoji 😀. 😀 Next 😀! x. 𝐀. 𝒂 b. 𝐀',
  '\ud83d. A \udc00! B. \ud83d',
  'Tab.\tThen.\u00a0No.\u3000Yes.\ufeffNo.',
  'ǅ. Ⅳ. ª. ① . ﬁ. ـ . ١. ५.',
  '',
  '. . ! A',
];

describe('sentence breaks', () => {
  for (const line of table) it(JSON.stringify(line), () => assert.deepEqual(sentenceBreaks(line, 0, line.length), asSegmented(line)));

  it('are those of Intl.Segmenter for any line', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'aAbB1.!?…,;:-—"”(’) \u00a0\u0301'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const line = units.join('').replace(/[\n\r\u0085\u2028\u2029]/g, ' ');
        assert.deepEqual(sentenceBreaks(line, 0, line.length), asSegmented(line));
      }),
      { numRuns: 2000 },
    );
  });

  it('are those of Intl.Segmenter around every character of Latin and Cyrillic text', () => {
    const points = [...Array(0x460).keys(), ...Array.from({ length: 0xd0 }, (_, i) => 0x2000 + i)];
    for (const char of points.map((point) => String.fromCodePoint(point)).filter((c) => !/[\n\r\u0085\u2028\u2029]/.test(c)))
      for (const line of [`a${char} A`, `a${char}A`, `a!${char}A`, `a! ${char}A`, `a! ${char}"A`, `1.${char}A`, `1.${char}a`, `a.${char}A`])
        assert.deepEqual(sentenceBreaks(line, 0, line.length), asSegmented(line), JSON.stringify(line));
  });

  it('looks at nothing outside the span, not even at the other half of a pair', () => {
    const line = 'He left. It rained. 😀';
    assert.deepEqual(sentenceBreaks(line, 9, 21), [20]);
    assert.deepEqual(sentenceBreaks(line, 0, 10), [9]);
    assert.deepEqual(sentenceBreaks('Stop.Go', 0, 5), []);
  });

  it('takes line ends for blanks', () => {
    assert.deepEqual(sentenceBreaks('One.\nTwo\nthree.\u2028Four', 0, 20), [5, 16]);
  });
});
