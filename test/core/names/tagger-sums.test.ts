import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { charactersOf, LOWER, OTHER } from '../../../src/core/names/tagger/characters.ts';
import { Sums } from '../../../src/core/names/tagger/sums.ts';
import { loadTagger } from '../../../src/core/names/tagger/tagger.ts';
import { LANES } from '../../../src/core/names/tagger/weights.ts';
import { WordBits } from '../../../src/core/names/tagger/word-bits.ts';

describe('sums that the tagger keeps', () => {
  /** What the caller would add up for a key. */
  const made = (a: number, b: number, c: number): number => ((a * 31 + b) * 31 + c) & 0xffff;

  it('are what was kept for the very key, and hold while a total is made', () => {
    const key = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 }));
    const sums = new Sums();
    fc.assert(
      fc.property(fc.array(key, { maxLength: 20 }), (keys) => {
        sums.begin();
        for (const [a, b, c] of keys) {
          const at = sums.ask(a, b, c);
          if (at >= 0) sums.target.fill(made(a, b, c), at, at + LANES);
        }
        const total = new Int32Array(LANES);
        sums.total(total);
        const expected = keys.reduce((sum, [a, b, c]) => (sum + made(a, b, c)) | 0, 0);
        assert.deepEqual([...total], new Array<number>(LANES).fill(expected));
      }),
      { numRuns: 2000 },
    );
  });

  it('leave no trace of what was tagged before', () => {
    const bytes = readFileSync(new URL('../../../src/core/names/model/names.bin', import.meta.url));
    const used = loadTagger(bytes);
    const words = fc.constantFrom(
      'Ruth',
      'Roe',
      'said',
      'NATO',
      'of',
      'the',
      'Bank',
      '(',
      ')',
      ',',
      '.',
      'Kyiv',
      "'s",
      '12',
      'Mr',
      'x­y',
      'p.m.',
      'pm',
      '1,0MW',
      '10MW',
    );
    const text = fc.array(words, { maxLength: 60 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(text, text, (before, t) => {
        used.tag(before);
        assert.deepEqual(used.tag(t), loadTagger(bytes).tag(t));
      }),
      { numRuns: 15 },
    );
  });
});

describe('bits of words', () => {
  it('are those of a map, from text to text', () => {
    const bits = new WordBits();
    const word = fc.integer({ min: -40, max: 40 }).map((n) => Math.imul(n, 0x01000001));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.integer({ min: 1, max: 7 })), { maxLength: 300 }), (puts) => {
        const map = new Map<number, number>();
        bits.reset(puts.length);
        for (const [w, b] of puts) {
          bits.add(w, b);
          map.set(w, (map.get(w) ?? 0) | b);
        }
        for (let n = -40; n <= 40; n++) {
          const w = Math.imul(n, 0x01000001);
          assert.equal(bits.get(w), map.get(w) ?? 0);
        }
      }),
    );
  });
});

describe('characters', () => {
  it('are classed when a text has them', () => {
    const table: readonly (readonly [char: string, kind: number])[] = [
      ['a', LOWER],
      ['ж', LOWER],
      ['ა', LOWER],
      ['ا', OTHER],
      ['語', OTHER],
    ];
    for (const [char, kind] of table) assert.equal(charactersOf(char).kind[char.charCodeAt(0)], kind, char);
  });
});
