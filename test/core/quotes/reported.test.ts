import assert from 'node:assert/strict';
import { quotations } from '../../../src/core/quotes/extract.ts';
import { readMarked } from './marked.ts';

/** ⟦…⟧ what is said, ⟨…⟩ by whom; a text without ⟦…⟧ reports nobody's speech. */
const table: readonly string[] = [
  '⟨Rubio⟩ announced that ⟦the talks had ended without a result⟧.',
  '⟨Rubio⟩ announced ⟦the agreement on security guarantees⟧.',
  '⟨Rubio⟩ announced in a statement this month that ⟦the talks had ended⟧.',
  'According to ⟨him⟩, ⟦they include the deployment of troops⟧.',
  '⟦The talks had ended without a result⟧, ⟨Rubio⟩ said.',
  '⟦The talks had ended without a result⟧, ⟨the ministry⟩ said on Friday.',
  '⟦The talks had ended without a result⟧, ⟨an EU diplomat⟩ told Bloomberg.',
  '⟦The talks had ended without a result⟧, according to ⟨the ministry⟩.',
  '⟨Rubio⟩ said ⟦the talks had ended without a result⟧.',
  '⟨He⟩ warned that ⟦Ukraine will not be swayed by promises⟧ and emphasized the need for results.',
  '⟨Putin⟩ continues to insist that ⟦Ukraine surrender the entire region⟧, citing the formula.',
  'The Europeans, ⟨who⟩ insisted that ⟦talks were impossible without them⟧, were not invited.'
    .replace('⟨who⟩', 'who')
    .replace('The Europeans', '⟨The Europeans⟩'),
  'With ⟨Dmitry Peskov⟩ stating that ⟦the forces will go on fighting⟧.',
  // No speech.
  'The report was long and said nothing.',
  'He was told to leave the room at once.',
  'The claims of the workers were heard in court.',
  'Rubio said goodbye.',
];

describe('reported speech', () => {
  for (const marked of table)
    it(marked, () => {
      const { text, speakers, places } = readMarked(marked);
      const found = quotations(text, { mentions: [] }).filter((q) => q.type === 'reported');
      assert.deepEqual(
        found.map((q) => text.slice(q.content.start, q.content.end)),
        places.map((p) => text.slice(p.start, p.end)),
      );
      if (places.length > 0) assert.equal(found[0]?.speaker?.text, text.slice(speakers[0]?.start, speakers[0]?.end));
    });
});
