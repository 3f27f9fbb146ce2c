import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkWorthiness } from '../../../src/core/claims/checkworthy.ts';

describe('checkWorthiness', () => {
  it('puts figures about the world above politeness', () => {
    const facts = [
      'Unemployment rose to 7.4 percent in 2009.',
      'They voted against the bill four times.',
      'We spend 40 billion dollars a year on it.',
    ];
    const talk = ['Thank you very much for coming.', 'Let me come back to that.', 'I would like to answer the question.'];
    const least = Math.min(...facts.map(checkWorthiness));
    assert.ok(least > 0.5, `${least}`);
    for (const t of talk) assert.ok(checkWorthiness(t) < 0.2, t);
  });

  it('is a number from 0 to 1 for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const score = checkWorthiness(text);
        assert.ok(score >= 0 && score <= 1);
      }),
    );
  });
});
