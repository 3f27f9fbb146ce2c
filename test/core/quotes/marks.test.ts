import assert from 'node:assert/strict';
import { markedStretches } from '../../../src/core/quotes/marks.ts';
import { readMarked } from './marked.ts';

/** ⟦…⟧ is what stands between the marks. */
const table: readonly string[] = [
  'He said “⟦no one agreed⟧” and left.',
  'He said "⟦no one agreed⟧" and left.',
  'Er sagte „⟦niemand stimmte zu⟧“ und ging.',
  'Er sagte „⟦niemand stimmte zu⟧” und ging.',
  'Il a dit « ⟦personne⟧ » et il est parti.',
  'Er sagte »⟦niemand⟧« und ging.',
  "He said ''⟦no one agreed⟧'' and left.",
  'He said ``⟦no one agreed⟧`` and left.',
  "He said '⟦no one agreed⟧' and left.",
  'He said ‘⟦no one agreed⟧’ and left.',
  // Nested marks belong to the outer stretch.
  '“⟦He told me ‘go away’ and left⟧,” she said.'.replace('⟧,”', ',⟧”'),
  '"⟦He told me \'go away\' and left.⟧"',
  '\'⟦He told me "go away" and left,⟧\' she said.',
  '“⟦He said “no” to me⟧” was all.',
  '“⟦He said "no" to me⟧” was all.',
  // Apostrophes are no marks.
  "The workers' rights and the people's will don't end in the '90s.",
  "It's the workers’ party, ’em and ’tis all.",
  "She said '⟦the workers' rights come first⟧', and left.",
  // Inches and unpaired marks make nothing.
  'He is 6\'2" tall.',
  'A mark " stands alone.',
  'It opens “here and never closes.',
  'It closes here” and never opened.',
  // Mixed marks pair, when the writer or a converter mixed them up.
  'He said “⟦no one agreed⟧" and left.',
  'He said "⟦no one agreed⟧” and left.',
  '”⟦No one agreed,⟧” he said.',
  'He asked “⟦Is it so?⟧“ and left.',
  // Over paragraphs: the first part is open, the last closes.
  '“⟦One part.⟧\n\n“⟦The other part.⟧”',
  '“One part that nobody closes.\n\nAnother paragraph.',
  // A paragraph set off by > is a block quote.
  'X wrote:\n\n> ⟦We met the minister\n> and left.⟧\n\nThe end.',
  // Two in one sentence, marks that touch punctuation.
  '“⟦No⟧”—“⟦Yes⟧”.',
  '(“⟦No⟧”)',
  '',
];

describe('quotation marks', () => {
  for (const marked of table)
    it(JSON.stringify(marked), () => {
      const { text, places } = readMarked(marked);
      assert.deepEqual(
        markedStretches(text).map((m) => text.slice(m.content.start, m.content.end)),
        places.map((p) => text.slice(p.start, p.end)),
      );
      assert.deepEqual(
        markedStretches(text).map((m) => m.content),
        places,
      );
    });

  it('tells which ends are certain', () => {
    const doubt = (text: string): boolean[] => markedStretches(text).map((m) => m.doubtful);
    assert.deepEqual(doubt('He said “no one” and "nobody".'), [false, false]);
    assert.deepEqual(doubt('He said “no one" and left.'), [true]);
    assert.deepEqual(
      markedStretches('“One.\n\n“Two.”').map((m) => m.open),
      [true, false],
    );
  });
});
