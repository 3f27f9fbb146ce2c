import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CandidateIndex, MemoryCandidates, prepareClaim, preparePassages } from '../../../src/core/claims/evidence.ts';
import { lexicon } from '../tables.ts';

const index = (articles: Readonly<Record<string, readonly string[]>>): CandidateIndex => {
  const made = new MemoryCandidates();
  for (const [path, texts] of Object.entries(articles)) made.add(path, preparePassages(texts));
  return made;
};

const ARTICLES = {
  'a.txt': ['The ferry sank near Lund.', 'Nobody was hurt.'],
  'b.txt': ['A ferry was sold for 30,000 euros.', 'The buyer lives in Lund.'],
  'c.txt': ['The council met.', 'It talked about ferries.'],
};

describe('candidates', () => {
  it('finds the passages that hold most of what is rare', () => {
    const [first, second] = index(ARTICLES).candidates(prepareClaim('A ferry sank near Lund.', { lexicon }), 10);
    assert.deepEqual([first?.path, first?.passage], ['a.txt', 0]);
    assert.ok((first?.score ?? 0) > (second?.score ?? 0));
  });
  it('meets figures and synonyms as the ranking does', () => {
    const [first] = index(ARTICLES).candidates(prepareClaim('It cost 30k.', { lexicon }), 1);
    assert.deepEqual([first?.path, first?.passage], ['b.txt', 0]);
  });
  it('forgets what is removed, and replaces what is put again', () => {
    const made = index(ARTICLES);
    made.remove('a.txt');
    made.add('c.txt', preparePassages(['A quiet day.']));
    const paths = made.candidates(prepareClaim('A ferry sank near Lund; the council met.', { lexicon }), 10).map((c) => c.path);
    assert.deepEqual([...new Set(paths)], ['b.txt']);
  });
  it('answers nothing where nothing is asked or there', () => {
    assert.deepEqual(new MemoryCandidates().candidates(prepareClaim('A ferry.', { lexicon }), 5), []);
    assert.deepEqual(index(ARTICLES).candidates(prepareClaim('…', { lexicon }), 5), []);
    assert.deepEqual(index(ARTICLES).candidates(prepareClaim('A ferry.', { lexicon }), 0), []);
  });

  const words = 'ferry Lund council met sank 30 euros buyer quiet day ships army talks'.split(' ');
  const sentence = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((w) => w.join(' '));
  const step = fc.record({ path: fc.constantFrom('a', 'b', 'c', 'd'), texts: fc.option(fc.array(sentence, { maxLength: 4 })) });
  it('is the same whatever order articles came and went in', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), sentence, (steps, claim) => {
        const grown = new MemoryCandidates();
        const last = new Map<string, readonly string[]>();
        for (const { path, texts } of steps) {
          if (texts === null) {
            grown.remove(path);
            last.delete(path);
          } else {
            grown.add(path, preparePassages(texts));
            last.set(path, texts);
          }
        }
        const fresh = index(Object.fromEntries([...last].sort(([a], [b]) => (a < b ? -1 : 1))));
        const asked = prepareClaim(claim, { lexicon });
        assert.deepEqual(grown.candidates(asked, 5), fresh.candidates(asked, 5));
      }),
      { numRuns: 200 },
    );
  });
  it('compacts without losing anything', () => {
    const made = new MemoryCandidates();
    const texts = Array.from({ length: 60 }, (_, i) => `Ship ${i} sailed.`);
    for (let i = 0; i < 400; i++) made.add(`${i % 5}.txt`, preparePassages(texts));
    const fresh = index(Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.txt`, texts])));
    const claim = prepareClaim('Ship 7 sailed.', { lexicon });
    assert.deepEqual(made.candidates(claim, 8), fresh.candidates(claim, 8));
  });
});
