import assert from 'node:assert/strict';
import { type Candidate, choosePassages, overlapScores } from '../../../src/core/quotes/choose.ts';
import { contentStems } from '../../../src/core/quotes/content.ts';

const SENTENCE = 'Putin wants Ukraine to give up the whole Donbas region.';
let offset = 0;
function passage(path: string, text: string, relation: Candidate['relation'] = 'about', quoted = false): Candidate {
  offset += 1000;
  return { path, text, start: offset, end: offset + text.length, relation, quoted };
}
const needed = passage('a', 'Putin continues to insist that Ukraine surrender the entire Donbas region without a fight.');
const spoken = passage('a', '“The conditions are the best for Putin in four years,” Gabuev said.', 'about', true);
const other = passage('b', 'Xi has hailed the strength of bilateral ties with Putin, as Beijing steps up trade.');
const same = passage('a', 'Putin considers this a concession.');
const own = passage('c', '“We will not give way,” Putin said.', 'by');
const repeat = passage('b', 'Xi has hailed the strength of bilateral ties with Putin , as Beijing steps up trade!');

const choose = (candidates: readonly Candidate[], limit = 10, sentence = SENTENCE): Candidate[] =>
  choosePassages({ candidates, contextSentence: sentence, limit, nameWords: ['Putin'] });

describe('passages for a hover', () => {
  it('begins with what the sentence needs, then words that somebody spoke, then another source', () => {
    assert.deepEqual(choose([same, other, spoken, needed]), [needed, spoken, other, same]);
  });
  it('puts the words of the entity itself before words about it', () => {
    assert.deepEqual(choose([same, other, spoken, needed, own]), [needed, own, spoken, other, same]);
  });
  it('begins with spoken words when no passage carries the sentence', () => {
    assert.deepEqual(choose([same, other, spoken, own], 10, 'Nothing of the kind was ever heard.'), [own, spoken, other, same]);
  });
  it('shows repeats and reprints once, the first by path and offset', () => {
    assert.deepEqual(choose([repeat, other]), [other]);
    assert.deepEqual(
      choose([
        { ...same, sameAs: 'x' },
        { ...own, sameAs: 'x' },
      ]),
      [{ ...own, sameAs: 'x' }],
    );
  });
  it('keeps within the limit and does not depend on the order given', () => {
    const all = [same, other, spoken, needed, own, repeat];
    assert.deepEqual(choose(all.toReversed()), choose(all));
    assert.equal(choose(all, 2).length, 2);
    assert.deepEqual(choose(all, 0), []);
    assert.deepEqual(choose([], 3), []);
  });
  it('ranks by another judge when one is given', () => {
    const chosen = choosePassages({ candidates: [needed, same], contextSentence: SENTENCE, limit: 1, score: (c) => (c === same ? 1 : 0) });
    assert.deepEqual(chosen, [same]);
  });
});

describe('overlap of content words', () => {
  it('meets inflected forms, and weighs rare words more', () => {
    for (const [one, other] of [
      ['surrendered', 'surrenders'],
      ['guarantees', 'guarantee'],
      ['policies', 'policy'],
    ] as const)
      assert.deepEqual(contentStems(one), contentStems(other));
    assert.deepEqual([...contentStems('The 30 troops of it')].sort(), ['30', ...contentStems('troop')]);
    const [rare = 0, common = 0] = overlapScores('Donbas troops', ['Donbas is far', 'troops are here', 'troops left', 'troops came']);
    assert.ok(rare > common, `${rare} ${common}`);
  });
  it('gives 1 to a passage with all content words and 0 to one with none', () => {
    assert.deepEqual(overlapScores('Troops leave Donbas', ['The troops are leaving the Donbas', 'Nothing']), [1, 0]);
    assert.deepEqual(overlapScores('of the and', ['of the and']), [0]);
  });
});
