import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sentences } from '../../../src/core/text/sentences.ts';

/** `|` marks where a sentence ends. */
const table: readonly string[] = [
  'One ends here.| Another begins.',
  'The U.S. officials left.| They flew home.',
  'Talks with the U.S. President stalled.',
  'He lives in the U.S.| The other does not.',
  'On Jan. 29 Mr. Putin met Dr. A. B. Smith.| Nothing came of it.',
  'He said “No. Never.” and left.| She stayed.',
  'He said: "No. Never." and left.| She stayed.',
  '“The conditions are the best,” Gabuev said.| “It is unlikely that it will last.| If he loses, it ends.”',
  'It was… not what it seemed.| Then it ended...| Nobody came.',
  'Acme Inc. Chairman Roe spoke.| Acme Inc.| The firm fell.',
  'Is it so?| It is!| Good.',
  'He asked “Is it so?” and went on.',
  'The rate was 3.5 per cent.| In No. 10 they knew.| He said no.| They agreed.',
  'George W. Bush spoke.| It was Plan B.| The end.',
  'It dates from c. 1491–1510 or so.| Vitamin c.| The end.',
  'First block has no full stop\n\n|Second block.',
  'A line\nbreak inside a sentence.| And one\nmore.',
  'Он приехал в Киев.| Она осталась.',
  'e.g. Russia, i.e. the federation.| Next.',
  '',
  '   ',
];

describe('sentences', () => {
  for (const marked of table)
    it(JSON.stringify(marked), () => {
      const text = marked.replaceAll('|', '');
      const expected = marked
        .split('|')
        .map((s) => s.trim())
        .filter((s) => s.length > 0);
      assert.deepEqual(
        sentences(text).map((s) => text.slice(s.start, s.end)),
        expected,
      );
    });

  it('covers every visible character once, in order, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        let at = 0;
        for (const s of sentences(text)) {
          assert.ok(s.start >= at && s.end > s.start && s.end <= text.length);
          assert.equal(text.slice(at, s.start).trim(), '');
          at = s.end;
        }
      }),
    );
  });

  it('offsets refer to the whole text when a span is given', () => {
    assert.deepEqual(sentences('Skip. One. Two.', { start: 6, end: 15 }), [
      { start: 6, end: 10 },
      { start: 11, end: 15 },
    ]);
  });
});
