import assert from 'node:assert/strict';
import { continueQuotation } from '../../../src/core/quotes/complete.ts';
import { diffWords } from '../../../src/core/quotes/diff.ts';
import {
  type AlterationReason,
  type Location,
  locateQuotation,
  quotationFix,
  quotationProbes,
  sourceIndex,
} from '../../../src/core/quotes/locate.ts';

const SOURCE = `The guarantees were rejected. “No one agreed on this with the Russian side,” presidential aide Yuri Ushakov said.
The minister did not say that he would come. Not all of the troops will leave the region before spring.
They said the talks were not particularly useful for either side. Nobody believed it. The talks were, all the same, long and hard.
The fund paid 30,000 dollars for the house in Berlin. It rained in Berlin. It rained in Berlin.`;
const sources = [
  { path: 'a', text: SOURCE },
  { path: 'b', text: 'On Monday it rained in Berlin, and the talks about the troops in the northern region went on until the evening.' },
];

type State = Location['state'];
/** What is quoted, what is said of it, the reason, and the repair. */
const table: readonly (readonly [string, State, AlterationReason?, string?])[] = [
  ['No one agreed on this with the Russian side', 'exact'],
  ['No one agreed on this with the Russian side,', 'exact'],
  ['no one agreed on this', 'typographic'],
  ['[N]o one agreed on this', 'typographic'],
  ['No one agreed on this …', 'exact'],
  ['No one agreed … with the Russian side', 'typographic'],
  ['No one agreed [...] with the Russian side', 'typographic'],
  ['No one agreed . . . with the Russian side', 'typographic'],
  ['No one agreed on [the plan] with the Russian side', 'typographic'],
  ['No one agree[s] on this with the Russian side', 'typographic'],
  ['No one agreed on this [sic] with the Russian side', 'typographic'],
  // Whole sentences may go, with what they negate.
  ['useful for either side. ... The talks were, all the same, long and hard', 'typographic'],
  // Words that differ, and their repair.
  ['No one agreed with the Russian side', 'altered', 'words', 'No one agreed on this with the Russian side'],
  ['No one agreed to this with the Russian side', 'altered', 'words', 'No one agreed on this with the Russian side'],
  ['Everyone agreed on this with the Russian side', 'altered', 'negation', 'No one agreed on this with the Russian side'],
  ['No one agreed on this with the Ukrainian side', 'altered', 'words', 'No one agreed on this with the Russian side'],
  ['No one really agreed on this with the Russian side', 'altered', 'words', 'No one agreed on this with the Russian side'],
  ['No one agreed on this, with the American side', 'altered', 'words', 'No one agreed on this, with the Russian side'],
  ['The fund paid 20,000 dollars for the house', 'altered', 'figure', 'The fund paid 30,000 dollars for the house'],
  ['The minister did say that he would come', 'altered', 'negation', 'The minister did not say that he would come'],
  // The repair keeps within the source's own quotation.
  ['Yes, no one agreed on this with the Russian side', 'altered', 'words', 'no one agreed on this with the Russian side'],
  ['No one agreed on this with the Russian side, he', 'altered', 'words', 'No one agreed on this with the Russian side'],
  // An ellipsis, a bracket or a cut that drops a negation.
  ['the talks were … useful for either side', 'altered', 'ellipsis', 'the talks were not particularly useful for either side'],
  ['The minister did … say that he would come', 'altered', 'ellipsis', 'The minister did not say that he would come'],
  ['the talks were [very] useful for either side', 'altered', 'negation', 'the talks were not particularly useful for either side'],
  ['The minister did not say that he would [not] come', 'altered', 'negation', 'The minister did not say that he would come'],
  // Short strings, and words that stand nowhere.
  ['Berlin', 'exact'],
  ['Vienna', 'absent'],
  ['agreed with side', 'absent'],
  ['Atlantis will rise out of the sea again tomorrow', 'absent'],
  ['the of and in to', 'absent'],
  ['', 'absent'],
  ['…', 'absent'],
];

describe('locating a quotation', () => {
  for (const [content, state, reason, repaired] of table)
    it(`${JSON.stringify(content)}: ${state}`, () => {
      const location = locateQuotation(content, sources);
      assert.equal(location.state, state);
      assert.equal(location.reason, reason);
      assert.equal(quotationFix(location), repaired);
      if (repaired !== undefined) assert.notEqual(locateQuotation(repaired, sources).state, 'altered');
    });

  it('gives the source’s own words as a span', () => {
    const { places } = locateQuotation('No one agreed … the Russian side', sources);
    assert.deepEqual(
      places.map((p) => [p.path, SOURCE.slice(p.span.start, p.span.end)]),
      [['a', 'No one agreed on this with the Russian side']],
    );
  });

  it('gives every place of the same words, by article and offset', () => {
    const location = locateQuotation('it rained in Berlin', sources);
    assert.equal(location.state, 'exact');
    assert.deepEqual(
      location.places.map((p) => p.path),
      ['b'],
    );
    assert.deepEqual(
      locateQuotation('It rained in Berlin', sources).places.map((p) => p.path),
      ['a', 'a'],
    );
  });

  it('says so when different words fit equally well', () => {
    const two = [
      { path: 'a', text: 'The army will leave the northern region in spring.' },
      { path: 'b', text: 'The army will leave the southern region in spring.' },
    ];
    const location = locateQuotation('The army will leave the western region in spring', two);
    assert.equal(location.state, 'several');
    assert.equal(location.places.length, 2);
    assert.equal(locateQuotation('The army will leave the … region in spring', two).state, 'several');
  });

  it('sees a negation that was cut off before the quotation, unless the briefing says it', () => {
    const at = (before: string): Location => locateQuotation('say that he would come', sources, { before });
    assert.deepEqual([at('The minister did ').state, at('The minister did ').reason], ['altered', 'cut']);
    assert.equal(quotationFix(at('The minister did ')), 'not say that he would come');
    assert.equal(at('The minister did not ').state, 'exact');
    assert.equal(locateQuotation('say that he would come', sources).state, 'exact');
  });

  it('compares word by word, with offsets on both sides', () => {
    const content = 'No one agreed to this with the side';
    const { diff } = locateQuotation(content, sources);
    assert.deepEqual(
      diff?.map((d) => [d.type, content.slice(d.quote.start, d.quote.end), SOURCE.slice(d.source.start, d.source.end)]),
      [
        ['equal', 'No one agreed', 'No one agreed'],
        ['deleted', '', 'on'],
        ['inserted', 'to', ''],
        ['equal', 'this with the', 'this with the'],
        ['deleted', '', 'Russian'],
        ['equal', 'side', 'side'],
      ],
    );
  });

  it('gives the same with indexes made before', () => {
    const indexed = sources.map((s) => ({ ...s, index: sourceIndex(s.text) }));
    for (const [content] of table) assert.deepEqual(locateQuotation(content, indexed), locateQuotation(content, sources));
  });

  it('names word sequences for an index to look up', () => {
    assert.deepEqual(quotationProbes('No one … agreed on this'), [
      ['no', 'one'],
      ['agreed', 'on', 'this'],
    ]);
    const many = quotationProbes('one two three four five six seven eight nine ten '.repeat(20), 4);
    assert.equal(many.length, 4);
    assert.deepEqual(many[0], ['one', 'two', 'three', 'four', 'five']);
  });
});

describe('a quotation being typed', () => {
  it('goes on as the source does, to the end of the sentence', () => {
    const [found] = continueQuotation('"no one agr', sources, 5);
    assert.equal(found && SOURCE.slice(found.whole.start, found.whole.end), 'No one agreed on this with the Russian side');
    assert.equal(found && SOURCE.slice(found.typed.start, found.typed.end), 'No one agreed');
  });
  it('offers the same words once, and nothing for one word', () => {
    assert.equal(continueQuotation('It rained in Berlin', sources, 9).length, 2);
    assert.equal(continueQuotation('It rained', [sources[0] ?? { path: '', text: '' }], 9).length, 1);
    assert.deepEqual(continueQuotation('rain', sources, 9), []);
    assert.deepEqual(continueQuotation('it rai ', sources, 9), []);
  });
});

describe('word differences', () => {
  const show = (a: string, b: string): string | undefined =>
    diffWords(a.split(' '), b.split(' '))
      ?.map((r) =>
        r.type === 'equal'
          ? a.split(' ').slice(r.aStart, r.aEnd).join(' ')
          : r.type === 'deleted'
            ? `-${a.split(' ').slice(r.aStart, r.aEnd).join(' ')}`
            : `+${b.split(' ').slice(r.bStart, r.bEnd).join(' ')}`,
      )
      .join(' | ');
  for (const [a, b, expected] of [
    ['a', 'a', 'a'],
    ['a', 'b', '-a | +b'],
    ['a b c', 'a c', 'a | -b | c'],
    ['a c', 'a b c', 'a | +b | c'],
    ['a x y b', 'a z b', 'a | -x y | +z | b'],
    ['a b c d', 'x y', '-a b c d | +x y'],
  ] as const)
    it(`${a} → ${b}`, () => assert.equal(show(a, b), expected));
  it('gives up beyond its limit', () => {
    assert.equal(diffWords(['a', 'b', 'c'], ['x', 'y', 'z'], 2), undefined);
  });
});
