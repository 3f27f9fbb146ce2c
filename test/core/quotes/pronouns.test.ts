import assert from 'node:assert/strict';
import type { EntityKind, NameSpan } from '../../../src/core/model.ts';
import { quotations } from '../../../src/core/quotes/extract.ts';
import { FIRST_NAMES_HEADER, genderOfNoun, readFirstNames } from '../../../src/core/quotes/gender.ts';
import { resolvePronouns } from '../../../src/core/quotes/pronouns.ts';
import { nameOfSpeaker } from '../../../src/core/quotes/speaker.ts';
import { genderOf } from '../tables.ts';
import { readMarked } from './marked.ts';

/** ⟦…⟧ the names (persons), ⟨…⟩ the name that the last speaker stands for; no ⟨…⟩: nobody may be chosen. */
const table: readonly string[] = [
  '⟨Anna Holt⟩ left the talks.\n\n“It is over,” she said.',
  '⟨Anna Holt⟩ met ⟦Karl Roe⟧ in Vienna.\n\n“It is over,” she said.',
  '⟦Anna Holt⟧ met ⟨Karl Roe⟩ in Vienna.\n\n“It is over,” he said.',
  '“It began here,” ⟨Karl Roe⟩ said.\n\n“It is over,” he added.',
  // The subject is meant rather than the object.
  '⟨Karl Roe⟩ criticised ⟦Peter Lang⟧ sharply on Monday.\n\n“It is over,” he said.',
  // The person whom a modifier names is not the one who acts.
  '⟦Lang⟧ spokesman ⟨Karl Roe⟩ left the room.\n\n“It is over,” he said.',
  // Titles and role nouns tell the gender where a first name does not.
  'Mrs. ⟨Quandt⟩ met Mr. ⟦Roe⟧ in Vienna.\n\n“It is over,” she said.',
  'Spokeswoman ⟨Xi Quandt⟩ met ⟦Karl Roe⟧.\n\n“It is over,” she said.',
  // So do the article's own pronouns.
  '⟨Ix Quandt⟩ lost her seat. ⟦Ix Quandt⟧ kept her house. ⟦Ix Quandt⟧ sold her car.\n\n⟦Karl Roe⟧ met ⟦Quandt⟧.\n\n“It is over,” she said.'
    .replace('⟨Ix Quandt⟩', '⟦Ix Quandt⟧')
    .replace('met ⟦Quandt⟧', 'met ⟨Quandt⟩'),
  // A role is taken up again.
  'Sen. ⟨Karl Roe⟩ met ⟦Peter Lang⟧, the director of the bank.\n\n⟦Lang⟧ left.\n\n“It is over,” the senator said.',
  'Sen. ⟦Karl Roe⟧ met ⟨Peter Lang⟩, the director of the bank.\n\n“It is over,” the director said.',
  // Nobody of that gender, or two who fit alike: nobody.
  '⟦Anna Holt⟧ left the talks.\n\n“It is over,” he said.',
  '⟦Karl Roe⟧ and ⟦Peter Lang⟧ met.\n\n“It is over,” he said.',
  '“It is over,” the senator said.\n\n⟦Karl Roe⟧ left.',
  '“It is over,” they said.\n\n⟦Karl Roe⟧ left.',
];

function names(marked: ReturnType<typeof readMarked>, kind: EntityKind = 'person'): NameSpan[] {
  return [...marked.places, ...marked.speakers].sort((a, b) => a.start - b.start).map((s) => ({ ...s, kind, form: 'name', confidence: 1 }));
}

describe('pronouns and roles that speak', () => {
  for (const marked of table)
    it(marked, () => {
      const read = readMarked(marked);
      const mentions = names(read);
      const found = quotations(read.text, { mentions });
      const links = resolvePronouns(read.text, mentions, found, { genderOf });
      const last = found.length - 1;
      const link = links.find((l) => l.quotation === last);
      const [expected] = read.speakers;
      assert.equal(link === undefined ? undefined : mentions[link.mention]?.start, expected?.start);
    });

  it('knows what first names and nouns show, and what they do not', () => {
    for (const n of ['Anna', 'Volodymyr', 'Ursula', 'Dmitry', 'Fatima', 'Olena', 'Jean-Marc', 'Željko']) assert.ok(genderOf(n), n);
    assert.equal(genderOf('Olena'), 'female');
    assert.equal(genderOf('Emmanuel'), 'male');
    // Given differently in different countries, or unknown.
    for (const n of ['Andrea', 'Xq', '', '\uD800']) assert.equal(genderOf(n), undefined, n);
    assert.equal(genderOfNoun('Mrs.'), 'female');
    assert.equal(genderOfNoun('spokesman'), 'male');
    assert.equal(genderOfNoun('president'), undefined);
  });

  it('reads a table of first names, and refuses one of another form', () => {
    const read = (text: string): unknown => readFirstNames(new TextEncoder().encode(text));
    for (const text of ['', 'Attest first names 0\na\tfemale', '<html>']) assert.throws(() => read(text), /it begins with/);
    const small = readFirstNames(new TextEncoder().encode(`${FIRST_NAMES_HEADER}\n^luca\tmale\n^sasha\tunknown\na\tfemale`));
    assert.deepEqual(['Mona', 'Luca', 'Gianluca', 'Sasha', 'Karl', 'A'].map(small), [
      'female',
      'male',
      'female',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

/** ⟨…⟩ all the speaker's words, ⟦…⟧ the names in them; the expected one is given by its text. */
const speakers: readonly [string, string | undefined][] = [
  ['⟨presidential aide ⟦Yuri Ushakov⟧⟩ said', 'Yuri Ushakov'],
  ['⟨⟦Scott Pruitt⟧ of ⟦Oklahoma⟧⟩ said', 'Scott Pruitt'],
  ['⟨a spokesman for ⟦Bernie Sanders⟧⟩ said', undefined],
  ['⟨⟦Trump⟧’s campaign⟩ said', undefined],
  ['⟨⟦Kremlin⟧ officials⟩ said', undefined],
  ['⟨Secretary of State ⟦Marco Rubio⟧⟩ said', 'Marco Rubio'],
  ['⟨⟦Fed⟧ chair ⟦Jerome Powell⟧⟩ said', 'Jerome Powell'],
  ['⟨the ⟦Kremlin⟧⟩ said', 'Kremlin'],
  ['⟨he⟩ said, and ⟦Putin⟧ left', undefined],
];

describe('the name among a speaker’s words', () => {
  for (const [marked, expected] of speakers)
    it(marked, () => {
      const read = readMarked(marked);
      const mentions: NameSpan[] = read.places.map((s) => ({ ...s, kind: 'person', form: 'name', confidence: 1 }));
      const index = nameOfSpeaker(read.text, read.speakers[0] ?? { start: 0, end: 0 }, mentions);
      const found = mentions[index ?? -1];
      assert.equal(found && read.text.slice(found.start, found.end), expected);
    });
});
