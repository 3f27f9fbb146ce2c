import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FIRST_OF_SENTENCE, hashWord, SHOUTED, Tokens, tokenise } from '../../../src/core/names/tagger/tokens.ts';

const tokens = new Tokens();

function cut(text: string): string[] {
  tokenise(text, tokens);
  return Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.start[i], tokens.end[i]));
}

function flagged(text: string, flag: number): string[] {
  const words = cut(text);
  return words.filter((_, i) => ((tokens.flags[i] ?? 0) & flag) !== 0);
}

describe('tokenise', () => {
  for (const [text, expected] of [
    ['Mr. Viera left.', 'Mr.|Viera|left|.'],
    ['the U.S. and J. Smith’s Corp.', 'the|U.S.|and|J.|Smith|’s|Corp.'],
    ['El-Arish, 1,300.5 men', 'El|-|Arish|,|1,300.5|men'],
    ["Shi'ite O’Brien d'Ivoire", "Shi'ite|O’Brien|d'Ivoire"],
    ['(NATO) “Kyiv”', '(|NATO|)|“|Kyiv|”'],
    ['a\u200bb\u00adc', 'a\u200bb\u00adc'],
    ['\ud800 Paris', '\ud800|Paris'],
    ['', ''],
  ] as const)
    it(JSON.stringify(text), () => assert.equal(cut(text).join('|'), expected));

  it('knows where sentences begin', () => {
    assert.deepEqual(flagged('He met Dr. Ali. “She left.” Then rain\nNext', FIRST_OF_SENTENCE), ['He', '“', 'She', 'Then', 'Next']);
  });

  it('knows sentences of capitals', () => {
    assert.deepEqual(flagged('LONDON STOCKS RISE\nThe BBC and ITV said\nNATO', SHOUTED), ['LONDON', 'STOCKS', 'RISE']);
  });

  it('gives a word one hash however it is typed', () => {
    for (const [a, b] of [
      ['Zürich', 'ZURICH'],
      ['O’Brien', "o'brien"],
      ['Ki\u00adev', 'Kiev'],
    ] as const)
      assert.equal(hashWord(a), hashWord(b));
    assert.notEqual(hashWord('U.S.'), hashWord('us'));
  });

  it('covers every letter and figure once, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        tokenise(text, tokens);
        let at = 0;
        for (let i = 0; i < tokens.count; i++) {
          const start = tokens.start[i] ?? -1;
          const end = tokens.end[i] ?? -1;
          assert.ok(start >= at && end > start && end <= text.length);
          assert.doesNotMatch(text.slice(at, start), /[\p{L}\p{Nd}]/u);
          at = end;
        }
        assert.doesNotMatch(text.slice(at), /[\p{L}\p{Nd}]/u);
      }),
    );
  });
});
