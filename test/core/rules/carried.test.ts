/** What is said of a claim depends on how much text its source has: an excerpt carries claims in other words. */
import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/ports.ts';
import { briefing, library, source } from '../library/fixture.ts';

const NOTE = 'Harbour news\n\nThe cranes of the quay stood still on Tuesday because the wind was too strong for them.\n';
/** Sentences about other things, all of different words, that make the note an article. */
const REST = `The bakers of the old town sell rye bread, and their ovens burn beech wood from the hills behind the river.
Nobody had counted the swans on the lake until a teacher asked her pupils to draw each bird that they saw there.
The library lends violins, tents and sewing machines, and its cellar keeps maps which sailors left as pledges for beer.
A bus line links the station with the hospital; its drivers know most passengers by name and wait when somebody runs.
Gardeners planted plum trees along the canal, where washing once dried on ropes between poles of grey oak.
The clock of the town hall strikes thirteen at noon, since a smith in love repaired it with his mind elsewhere.
Fishermen mend nets in the square each spring, and children earn sweets by holding the ends of their twine.
A cinema shows silent films with a pianist, whose grandmother accompanied the same reels for soldiers on leave.
The mill grinds buckwheat again, after engineers cleared sand, rust and a stolen bicycle out of its wheel.
On the market a woman sells mushrooms, honey and knitted gloves, and gives recipes away to anybody who listens.
Pupils of the evening school translate letters from emigrants, whose handwriting fades in cardboard boxes under the roof.
A carpenter builds coffins, cradles and chess boards from one walnut tree that lightning split beside his workshop.
The chess club meets above a bakery, plays through thunderstorms and mourns a founder who never lost with black.
Cyclists complain about cobbles, pedestrians about cyclists, and the mayor about everybody who writes angry postcards.
An archive of perfumes smells of lavender, tar and oranges; visitors guess which flask belonged to a famous dancer.
`;
const ARTICLE = `${NOTE}\n${REST.split('\n').join('\n\n')}`;

describe('rules: claims and how much their source says', () => {
  const cases: readonly (readonly [name: string, claim: string, note: string | undefined, article: string | undefined])[] = [
    ['word for word', 'The cranes of the quay stood still on Tuesday', undefined, undefined],
    ['in other words', 'Strong wind halted gear on the quay, and captains grumbled about spoilt cargo', undefined, 'unsupported-claim'],
    ['about something else', 'Parliament lowered taxes for small companies and raised pensions', 'unsupported-claim', 'unsupported-claim'],
    [
      'another figure, little else in common',
      'Some 400 boats sank because the wind blew hard against stone walls',
      undefined,
      'figure-mismatch',
    ],
    [
      'another day, all else in common',
      'The cranes of the quay stood still on Friday because the wind was strong',
      'figure-mismatch',
      'figure-mismatch',
    ],
    [
      'a name that is not there',
      'The cranes of the quay in Hamburg stood still on Tuesday because the wind was strong',
      'unsupported-claim',
      'unsupported-claim',
    ],
  ];
  for (const [name, claim, note, article] of cases)
    it(name, async function () {
      this.timeout(60_000);
      const service = await library([source('sources/note.txt', NOTE), source('sources/article.txt', ARTICLE)]);
      const told = async (key: string): Promise<string | undefined> =>
        (await service.check(briefing(`${claim} [@${key}].`), neverCancelled)).findings.find((f) =>
          ['unsupported-claim', 'contradicted-claim', 'figure-mismatch'].includes(f.code),
        )?.code;
      assert.deepEqual([await told('note'), await told('article')], [note, article]);
    });
});
