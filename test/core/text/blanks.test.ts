import assert from 'node:assert/strict';
import { isBlank, isSpace } from '../../../src/core/text/blanks.ts';

describe('white space', () => {
  it('is what \\s says, for every code unit', () => {
    for (let code = 0; code <= 0xffff; code++) assert.equal(isSpace(code), /\s/.test(String.fromCharCode(code)), code.toString(16));
  });

  it('and what shows nothing besides', () => {
    const more = Array.from({ length: 0x10000 }, (_, code) => code).filter((code) => isBlank(code) && !isSpace(code));
    assert.deepEqual(more, [0x85, 0x200b, 0x2060]);
  });
});
