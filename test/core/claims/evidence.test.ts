import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeSupport, prepareClaim, preparePassages, rankPassages } from '../../../src/core/claims/evidence.ts';
import { lexicon } from '../tables.ts';

const VOCABULARY =
  'Ann Lund Ministry said may not never sold 30 thousand 12% $5 on Monday May 3 2015 ships the of to by and , . “ ” - \ud800 é Київ rejected accepted before after more than up'.split(
    ' ',
  );
const sentence = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 40 }).map((words) => words.join(' '));
const anything = fc.oneof(sentence, fc.string({ unit: 'binary', maxLength: 200 }));

describe('evidence', () => {
  it('holds its promises on any text', () => {
    fc.assert(
      fc.property(anything, fc.array(anything, { maxLength: 8 }), (text, texts) => {
        const claim = prepareClaim(text, { lexicon });
        const passages = preparePassages(texts);
        const ranked = rankPassages(claim, passages);
        assert.deepEqual(
          ranked.map((r) => r.index).sort((a, b) => a - b),
          texts.map((_, i) => i),
        );
        for (const { index, score, agreeing } of ranked) {
          assert.ok(score >= 0 && score <= 1);
          let end = 0;
          for (const span of agreeing) {
            assert.ok(span.start >= end && span.start < span.end && span.end <= (texts[index]?.length ?? 0));
            end = span.end;
          }
        }
        for (const most of [0, 1, 3]) assert.deepEqual(rankPassages(claim, passages, most), ranked.slice(0, most));
        const judged = judgeSupport(claim, passages, ranked);
        assert.ok(judged.support >= 0 && judged.support <= 1);
        for (const { confidence, claimSpan, passageIndex, passageSpan } of judged.mismatches) {
          assert.ok(confidence >= 0 && confidence <= 1);
          if (claimSpan) assert.ok(claimSpan.start >= 0 && claimSpan.start <= claimSpan.end && claimSpan.end <= text.length);
          if (passageSpan) assert.ok(passageSpan.start >= 0 && passageSpan.end <= (texts[passageIndex ?? -1]?.length ?? -1));
        }
        // Nothing is kept between questions: a second look says the same.
        assert.deepEqual(
          judgeSupport(
            prepareClaim(text, { lexicon }),
            preparePassages(texts),
            rankPassages(prepareClaim(text, { lexicon }), preparePassages(texts)),
          ),
          judged,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('never calls a sentence of the article contradicted by the article', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), fc.nat(), (texts, pick) => {
        // Sentences of one vocabulary may well contradict each other: what is asked of the article is the sentence alone.
        const text = texts[pick % texts.length] ?? '';
        const claim = prepareClaim(text, { lexicon });
        const passages = preparePassages([text]);
        assert.notEqual(judgeSupport(claim, passages, rankPassages(claim, passages)).verdict, 'contradicted');
      }),
      { numRuns: 300 },
    );
  });

  it('ranks by words rare in the article, and completes the first passage by the next', () => {
    const passages = preparePassages([
      'The council met in Lund.',
      'The council of Lund talked about the weather in Lund.',
      'The council bought two ferries.',
      'The ferries were built in Gdansk.',
    ]);
    const ranked = rankPassages(prepareClaim('The council bought two ferries that were built in Gdansk.', { lexicon }), passages);
    assert.deepEqual(new Set(ranked.slice(0, 2).map((r) => r.index)), new Set([2, 3]));
  });

  it('completes a passage by the line that has its date, and prefers words that stand side by side', () => {
    const rank = (claim: string, texts: readonly string[]): number[] =>
      rankPassages(prepareClaim(claim, { lexicon }), preparePassages([...texts])).map((r) => r.index);
    const news = [
      'Mar. 27, 2018,',
      'Ann Lund won the cup of Norland after six games.',
      'Six games of the cup were played in the north of Norland.',
      'The games go on.',
      'The north won nothing.',
    ];
    assert.deepEqual(rank('In March 2018 Lund won the cup of Norland.', news).slice(0, 2), [1, 0]);
    const phrases = ['The cold of that long war froze peace talks.', 'Talks on peace in the cold war went on for long.', 'Nothing else.'];
    assert.equal(rank('Peace talks in the long cold war went on.', phrases)[0], 1);
  });

  it('puts a line that repeats another behind those that add something', () => {
    const texts = [
      'Ann Lund won the cup of Norland',
      'It rained.',
      'Ann Lund won the cup of Norland.',
      'The cup had been lost by Ben Holm.',
    ];
    const ranked = rankPassages(prepareClaim('Ann Lund won the cup of Norland that Ben Holm lost.', { lexicon }), preparePassages(texts));
    assert.equal(ranked[1]?.index, 3);
  });

  it('prefers, of two that hold the same of a claim, the short one', () => {
    const long =
      'Of all the guests whom the town had asked to dance, sing, eat, drink and sleep there in that wet May, Ann Lund won the cup.';
    const ranked = rankPassages(
      prepareClaim('Ann Lund won the cup.', { lexicon }),
      preparePassages([long, 'Ann Lund won the cup in Norland, they say.']),
    );
    assert.equal(ranked[0]?.index, 1);
  });

  it('meets figures by value, names by initials and words by sense', () => {
    const passages = preparePassages(['Nothing of the kind happened.', 'The WEF announced that 30,000 people would come.', 'It rained.']);
    const [best] = rankPassages(prepareClaim('The World Economic Forum declared that thirty thousand would come.', { lexicon }), passages);
    assert.equal(best?.index, 1);
    assert.deepEqual(best?.missing, []);
  });

  it('stays linear on hostile input', () => {
    const texts = Array.from({ length: 126 }, (_, i) => `On ${1 + (i % 28)} January 2019 Ann Lee did not sell ${i * 37} tonnes to France.`);
    const passages = preparePassages(texts);
    for (const text of [
      'Alpha beta not gamma. '.repeat(5000),
      Array.from({ length: 10_000 }, (_, i) => `${i} men`).join(', '),
      'a'.repeat(1_000_000),
      'not '.repeat(20_000),
      'one hundred and '.repeat(5000),
      '"'.repeat(20_000),
    ]) {
      const claim = prepareClaim(text, { lexicon });
      const start = performance.now();
      const judged = judgeSupport(claim, passages, rankPassages(claim, passages));
      assert.ok(judged.mismatches.length <= 20);
      assert.ok(performance.now() - start < 5000, `${text.slice(0, 20)}: too slow`);
    }
  });
});
