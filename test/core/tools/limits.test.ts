/** What `npm run eval:limits` counts, and what it plants. */
import assert from 'node:assert/strict';
import { seeded } from '../../../src/tools/evidence/alter.ts';
import { replaced, reprintOf, type StoryPassage } from '../../../src/tools/limits/reprints.ts';
import { AlsoInScore, HoverScore, type Shown } from '../../../src/tools/limits/score.ts';

const shown = (place: string, score: number, spoken = false): Shown => ({ place, score, spoken });

describe('tools: limits', () => {
  it('hovers count by what is the same, what is spoken, and how well the best fits', () => {
    const score = new HoverScore();
    score.add(
      [shown('a', 0.8), shown('b', 0.1, true)],
      [shown('a', 0.8), shown('c', 0.2, true), shown('d', 0.1, true), shown('b', 0.1, true)],
    );
    score.add([shown('y', 0.3)], [shown('x', 0.6)]);
    // Without limits nothing is shown: nothing is lost.
    score.add([], []);
    assert.equal(score.hovers, 2);
    const { same, sameFirst, spoken, score: fit } = score.figures;
    assert.deepEqual([same, sameFirst, spoken], [2 / 5, 1 / 2, 1 / 3]);
    assert.ok(Math.abs(fit - 1.1 / 1.4) < 1e-9);
  });

  it('hovers that show other words of the name lose none', () => {
    const score = new HoverScore();
    score.add([shown('b', 0.1, true)], [shown('a', 0.4, true)]);
    assert.deepEqual([score.figures.spoken, score.figures.same], [1, 0]);
  });

  it('“also in” counts those that hold the passage, as it is and altered, and those that do not', () => {
    const score = new AlsoInScore();
    score.add(['A', 'B', 'X', 'X'], ['A', 'C'], ['B']);
    score.add([], ['D', 'E'], ['F']);
    assert.deepEqual([score.found, score.told, score.wrong], [{ kept: 1 / 4, altered: 1 / 2 }, 3, 1]);
  });

  const story: StoryPassage[] = Array.from({ length: 40 }, (_, i) => ({
    text: `On day ${i} the harbour board of Lund said that the new ferry would sail later than was planned.`,
    paragraph: i >> 1,
  }));
  const editing = { drop: 0.25, alter: 0.3, replace: 0.1, words: ['zebra'] };

  it('reprints are the same for the same seed, and hold what their fates say', () => {
    const make = (seed: number) => reprintOf(story, '', 'News', editing, seeded(seed));
    const { text, fates } = make(4);
    assert.deepEqual(make(4), { text, fates });
    assert.notDeepEqual(make(5), { text, fates });
    assert.equal(fates.length, story.length);
    assert.deepEqual([...new Set(fates)].sort(), ['altered', 'dropped', 'kept']);
    story.forEach((passage, i) => {
      assert.equal(text.includes(passage.text), fates[i] === 'kept', `${i} ${fates[i]}`);
      assert.equal(text.includes(` ${i} `), fates[i] !== 'dropped', `${i} ${fates[i]}`);
    });
    assert.equal(text.match(/zebra/g)?.length, 2 * fates.filter((fate) => fate === 'altered').length);
  });

  it('reprints keep a paragraph whatever is dropped', () => {
    const { text, fates } = reprintOf(story, '---\noutlet: O\n---\n', 'News', { ...editing, drop: 1, alter: 0 }, seeded(1));
    assert.deepEqual(fates.slice(0, 3), ['kept', 'kept', 'dropped']);
    assert.ok(text.startsWith('---\noutlet: O\n---\n# News\n\nOn day 0 '));
  });

  it('short passages and those without free words are not altered', () => {
    for (const text of ['He did not say more.', 'A B C D E F G H I J K L M', '']) assert.equal(replaced(text, editing, seeded(1)), text);
    const text = story[0]?.text ?? '';
    assert.equal(replaced(text, { ...editing, words: [] }, seeded(1)), text);
    assert.notEqual(replaced(text, { ...editing, replace: 0 }, seeded(1)), text);
  });
});
