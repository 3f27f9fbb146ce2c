import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NumberReader, NumberWriter } from '../../../src/core/text/numbers.ts';

describe('numbers in few bytes', () => {
  it('are read as they were written, of either sign', () => {
    const edges = [0, 127, 128, 0x3fff, 0x4000, 0x7fffffff, 0x80000000, 0xffffffff];
    const number = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 0xffffffff }));
    const signed = fc.oneof(fc.constantFrom(0, -1, 63, -64, 64, -0x80000000, 0x7fffffff), fc.integer());
    fc.assert(
      fc.property(fc.array(fc.tuple(number, signed), { maxLength: 400 }), (all) => {
        const out = new NumberWriter();
        for (const [one, two] of all) {
          out.add(one);
          out.addSigned(two);
        }
        const numbers = new NumberReader(out.taken());
        for (const [one, two] of all) assert.deepEqual([numbers.next(), numbers.nextSigned()], [one, two]);
        assert.throws(() => numbers.next(), RangeError);
      }),
    );
  });

  it('take one byte where they are small', () => {
    const out = new NumberWriter();
    for (const value of [0, 1, 127]) out.add(value);
    for (const value of [-64, 63]) out.addSigned(value);
    assert.equal(out.taken().length, 5);
  });

  it('are no endless work where the bytes are not of this kind', () => {
    assert.throws(() => new NumberReader(new Uint8Array(10_000).fill(255)).next(), RangeError);
  });
});
