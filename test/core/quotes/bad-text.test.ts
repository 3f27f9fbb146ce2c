import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NameSpan } from '../../../src/core/model.ts';
import { choosePassages } from '../../../src/core/quotes/choose.ts';
import { continueQuotation } from '../../../src/core/quotes/complete.ts';
import { diffWords } from '../../../src/core/quotes/diff.ts';
import { quotations } from '../../../src/core/quotes/extract.ts';
import { locateQuotation, quotationFix } from '../../../src/core/quotes/locate.ts';
import { resolvePronouns } from '../../../src/core/quotes/pronouns.ts';
import { foldedWords } from '../../../src/core/quotes/quoted.ts';
import { genderOf } from '../tables.ts';

const word = fc.constantFrom(
  ..."said says he she the a Trump Anna Holt told asked not no never minister who that “ ” \" ' ‘ ’ « » „ “ '' … ... [ ] ( ) , . ! ? : — - > \n \n\n 30 \uD83D \uDE00 é ß \u200b 漢 according to and with of Mr .".split(
    ' ',
  ),
  '',
);
const text = fc.array(word, { maxLength: 120 }).map((w) => w.join(' '));
const tight = fc.array(word, { maxLength: 60 }).map((w) => w.join(''));
const any = fc.oneof(text, tight, fc.string({ unit: 'binary', maxLength: 200 }));

function spansIn(content: string): fc.Arbitrary<NameSpan[]> {
  return fc
    .array(fc.tuple(fc.nat(content.length), fc.nat(20), fc.constantFrom('person', 'organisation', 'state', 'place')), { maxLength: 8 })
    .map((list) =>
      list.map(
        ([start, length, kind]) =>
          ({ start, end: Math.min(content.length, start + length), kind, form: 'name', confidence: 0.5 }) as NameSpan,
      ),
    );
}

describe('quotations in bad text', () => {
  it('lie within the text, in order, with speakers and cues that are slices of it', () => {
    fc.assert(
      fc.property(
        any.chain((t) => fc.tuple(fc.constant(t), spansIn(t))),
        ([t, mentions]) => {
          const found = quotations(t, { mentions });
          let last = 0;
          for (const q of found) {
            assert.ok(
              q.start >= last &&
                q.start <= q.content.start &&
                q.content.start < q.content.end &&
                q.content.end <= q.end &&
                q.end <= t.length,
            );
            last = q.start;
            for (const part of [q.speaker, q.cue, ...(q.via ?? [])]) if (part) assert.equal(t.slice(part.start, part.end), part.text);
          }
          for (const link of resolvePronouns(t, mentions, found, { genderOf })) {
            assert.ok(found[link.quotation]?.speaker);
            assert.equal(mentions[link.mention]?.kind !== undefined, true);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are the same whenever the text is the same', () => {
    fc.assert(
      fc.property(any, (t) => assert.deepEqual(quotations(t, { mentions: [] }), quotations(t, { mentions: [] }))),
      { numRuns: 50 },
    );
  });

  it('do not overlap but for speech that holds a partial quotation', () => {
    fc.assert(
      fc.property(any, (t) => {
        const marked = quotations(t, { mentions: [] }).filter((q) => q.type !== 'reported');
        for (const [i, q] of marked.entries()) assert.ok(i === 0 || (marked[i - 1]?.end ?? 0) <= q.start);
      }),
      { numRuns: 200 },
    );
  });
});

describe('locating in bad text', () => {
  it('finds every run of words of a source in it, and gives slices', () => {
    fc.assert(
      fc.property(any, fc.nat(), fc.nat(), (t, a, b) => {
        const words = foldedWords(t);
        if (words.length === 0) return;
        const from = a % words.length;
        const to = Math.min(words.length, from + 1 + (b % 12));
        const content = t.slice(words[from]?.start, words[to - 1]?.end);
        const location = locateQuotation(content, [{ path: 'x', text: t }]);
        // Brackets and ellipses in the source are read as an editor's in the quotation: then it need not be verbatim.
        if (!/[[(.…]/.test(content)) assert.ok(location.state === 'exact' || location.state === 'typographic', location.state);
        for (const p of location.places) assert.ok(p.span.start < p.span.end && p.span.end <= t.length);
      }),
      { numRuns: 400 },
    );
  });

  it('never throws, and its differences cover the quotation in order', () => {
    fc.assert(
      fc.property(any, any, (content, t) => {
        const location = locateQuotation(content, [{ path: 'x', text: t }], { before: content });
        quotationFix(location);
        let quote = 0;
        let source = 0;
        for (const d of location.diff ?? []) {
          assert.ok(d.quote.start >= quote && d.quote.end <= content.length && d.source.start >= source && d.source.end <= t.length);
          quote = d.quote.end;
          source = d.source.end;
        }
        continueQuotation(content, [{ path: 'x', text: t }], 3);
      }),
      { numRuns: 400 },
    );
  });

  it('turns one sequence into the other by its differences', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        const runs = diffWords(a, b);
        assert.ok(runs);
        const back: string[] = [];
        for (const r of runs) {
          if (r.type === 'equal') assert.deepEqual(a.slice(r.aStart, r.aEnd), b.slice(r.bStart, r.bEnd));
          if (r.type !== 'deleted') back.push(...b.slice(r.bStart, r.bEnd));
        }
        assert.deepEqual(back, b);
        assert.deepEqual(
          runs.filter((r) => r.type !== 'inserted').flatMap((r) => a.slice(r.aStart, r.aEnd)),
          a,
        );
      }),
    );
  });
});

describe('choosing among bad candidates', () => {
  it('gives a part of them, each once', () => {
    const candidate = fc.record({
      path: fc.constantFrom('a', 'b', 'c'),
      start: fc.nat(50),
      end: fc.nat(100),
      text: any,
      relation: fc.constantFrom<'by' | 'about'>('by', 'about'),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 12 }), any, fc.nat(8), (candidates, contextSentence, limit) => {
        const chosen = choosePassages({ candidates, contextSentence, limit });
        assert.ok(chosen.length <= limit && new Set(chosen).size === chosen.length && chosen.every((c) => candidates.includes(c)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('hostile sizes', () => {
  const big: readonly [string, string][] = [
    ['a million characters in one quotation', `“${'word '.repeat(200_000)}” said Anna Holt.`],
    ['an opening mark that nothing closes', `“${'word '.repeat(200_000)}`],
    ['100,000 opening marks', '“'.repeat(100_000)],
    ['100,000 nested marks', `${'“a '.repeat(50_000)}${'”'.repeat(50_000)}`],
    ['100,000 straight marks', '" '.repeat(50_000)],
    ['100,000 single marks', "' a".repeat(50_000)],
    ['alternating marks of all kinds', '“"„«‘\' x ’»”" '.repeat(10_000)],
    ['5,000 quotations in one sentence', 'he said “a b c” and '.repeat(5_000)],
    ['5,000 cues in one sentence', 'she said that he said '.repeat(5_000)],
    ['50,000 commas before a verb', `Holt${', x'.repeat(50_000)}, said “no one”.`],
    ['10,000 names in one sentence', `${'Anna Holt met Karl Roe and '.repeat(5_000)}he said “no”.`],
    ['one line without a blank', 'x'.repeat(1_000_000)],
    ['10,000 paragraphs that open a quotation', '“a\n\n'.repeat(10_000)],
    ['50,000 brackets', '('.repeat(50_000)],
  ];
  for (const [name, t] of big)
    it(`takes ${name}`, () => {
      const found = quotations(t, { mentions: [] });
      assert.ok(found.every((q) => q.end <= t.length));
    });

  const located: readonly [string, string, string][] = [
    ['a quotation of a million characters', 'word other thing '.repeat(60_000), 'nothing of the kind'],
    ['the same in the source', 'word other thing '.repeat(60_000), `${'word other thing '.repeat(60_000)}x`],
    ['10,000 ellipses', 'a ... '.repeat(10_000), 'a b '.repeat(20_000)],
    ['10,000 brackets', 'a [b] '.repeat(10_000), 'a b '.repeat(20_000)],
    ['a word repeated 40,000 times', 'a '.repeat(40_000), `${'a '.repeat(20_000)}b ${'a '.repeat(20_000)}`],
    ['unclosed brackets', '['.repeat(100_000), 'a'],
    [
      'a long quotation with one word altered',
      `${'one two three four five six seven '.repeat(5_000)}eight`,
      `${'one two three four five six seven '.repeat(5_000)}nine ten`,
    ],
  ];
  for (const [name, content, t] of located)
    it(`locates ${name}`, () => {
      assert.ok(locateQuotation(content, [{ path: 'x', text: t }]).places.every((p) => p.span.end <= t.length));
    });
});
