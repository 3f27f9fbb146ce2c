import assert from 'node:assert/strict';
import {
  judgeSupport,
  type MismatchKind,
  prepareClaim,
  preparePassages,
  rankPassages,
  type SupportJudgement,
} from '../../../src/core/claims/evidence.ts';
import { lexicon } from '../tables.ts';

/** From this confidence on a mismatch counts as seen. */
const SEEN = 0.3;

interface Options {
  readonly articleDate?: string;
}

function judge(article: string, claim: string, options: Options = {}): SupportJudgement {
  const passages = preparePassages(article.split(' | '), options);
  const prepared = prepareClaim(claim, { lexicon });
  return judgeSupport(prepared, passages, rankPassages(prepared, passages));
}

/** Sentences of one small article; every table below is held against it. */
const ARTICLE = [
  'Harbour strike enters second week',
  'Dock workers in Porto Alva have not returned to work since Monday, January 12, 2015.',
  'The port authority rejected a pay rise of 7 per cent on Wednesday, union leader Marta Quill said.',
  'About 30,000 containers are waiting, and the delay has cost traders $45 million.',
  'Transport minister Edgar Voss may ask the army to unload food.',
  'Norwind sued Calder Lines over two late ships in Oslo.',
  'The strike began after talks between the union and the port authority collapsed.',
  'Exports through Porto Alva fell by 12 per cent in 2014, while imports rose.',
  'Quill claims that the authority hides its profits.',
  'The union accepted an offer of mediation from the city of Lund.',
].join(' | ');

const faults: readonly (readonly [MismatchKind, string])[] = [
  ['negation', 'Dock workers in Porto Alva have returned to work.'],
  ['negation', 'The port authority did not reject a pay rise of 7 per cent.'],
  ['negation', 'The union never accepted an offer of mediation from Lund.'],
  ['antonym', 'The port authority accepted a pay rise of 7 per cent on Wednesday.'],
  ['antonym', 'Exports through Porto Alva rose by 12 per cent in 2014.'],
  ['antonym', 'The union refused an offer of mediation from the city of Lund.'],
  ['antonym', 'The strike began before talks between the union and the port authority collapsed.'],
  ['figure', 'About 60,000 containers are waiting.'],
  ['figure', 'Exports through Porto Alva fell by 17 per cent in 2014.'],
  ['figure', 'Norwind sued Calder Lines over nine late ships in Oslo.'],
  ['unit', 'The delay has cost traders €45 million.'],
  ['figure', 'The delay has cost traders $45 billion.'],
  ['date', 'Dock workers have not returned to work since January 21, 2015.'],
  ['date', 'Exports through Porto Alva fell by 12 per cent in 2011.'],
  ['name', 'Dock workers in Porto Alva were joined by Henrik Blom.'],
  ['name', 'Norwind sued Calder Lines over two late ships in Hamburg.'],
  ['roles', 'Calder Lines sued Norwind over two late ships in Oslo.'],
  ['modality', 'Edgar Voss will ask the army to unload food.'],
  ['attribution', 'The authority hides its profits.'],
];

const truths: readonly string[] = [
  'Dock workers in Porto Alva have not gone back to work since 12 January 2015.',
  'The authority turned down a pay rise of seven percent.',
  'Marta Quill, the leader of the union, said that the port authority had rejected a 7% pay rise.',
  'Some thirty thousand containers are waiting.',
  'Around 30k containers are waiting.',
  'The delay has cost traders 45 million dollars.',
  'Calder Lines was sued by Norwind over two late ships in Oslo.',
  'Exports through Porto Alva dropped by 12% in 2014.',
  'The union did not reject an offer of mediation from Lund.',
  'The union has taken up an offer of mediation.',
  'Edgar Voss, the transport minister, may ask the army to unload food.',
  'Quill claims that the authority hides its profits.',
  'The strike began after the talks had collapsed.',
];

/** Articles of one or two sentences, and what they do not speak against. */
const fair: readonly (readonly [article: string, claim: string])[] = [
  [
    'Police issued a drawing in a bid to help identify a man found dead in a caravan.',
    'The man found dead in a caravan was never identified.',
  ],
  [
    'December 20, 2018 | The committee announced its debates, with the first planned for June.',
    'The committee announced its first debate for June 2019.',
  ],
  [
    'The senator regrets his vote. | Because he has not kept a promise, he said. | All the president has done is take care of people in New York and Washington.',
    'The senator regrets his vote, as the president has not kept a promise and is taking care of people in New York.',
  ],
  ['The carrier Norwind owns 14 ships and Calder Lines owns nine.', 'Norwind owns 14 ships.'],
  [
    'Moya had to retire with an ankle injury in the first set of the final last autumn.',
    'Moya retired from last year’s final with an ankle injury.',
  ],
  ['The club offered Â£500,000 in advance, with the fee rising to Â£2.2m.', 'The club offered half a million pounds, rising to £2.2m.'],
  ['The rovers won 2–1 on Sunday. | A week before they had lost 2–0.', 'The rovers won 2–1.'],
  ['Season one began in May. | Season two began in June.', 'Season 1 began in May.'],
  ['Each household attended the school. | Ann Lund chose a college.', 'Instead of attending the school, Ann Lund chose a college.'],
  ['The air keeps the planet warm.', 'Without the air the planet would be cold.'],
  ['Emissions of CO2 rose by 3 per cent.', 'CO2 emissions rose by 3 per cent.'],
  ['That 1.5% annual growth rate is the lowest that the bank has seen since 2001.', 'Annual growth had not been so low since 2001.'],
  [
    'The next meeting, which will take place in Lund without the participation of Norwind, is on Friday.',
    'Norwind will not take part in the next meeting.',
  ],
];

/** Articles of a sentence, and what they speak against. */
const against: readonly (readonly [kind: MismatchKind, article: string, claim: string])[] = [
  [
    'negation',
    'Edgar Voss spoke in Lund. | He warned that Norwind will not be swayed by empty promises.',
    'Norwind will be swayed by promises, Voss said.',
  ],
  ['figure', 'The carrier Norwind owns 14 ships and Calder Lines owns nine.', 'Calder Lines owns 14 ships.'],
  ['antonym', 'The complaints of passengers were upheld by the court in Lund.', 'The court in Lund rejected the complaints of passengers.'],
  [
    'antonym',
    'She was expelled from the party for her staunch opposition to the war.',
    'She was expelled from the party for her support for the war.',
  ],
  ['antonym', 'At 2.6%, inflation remains within the target range of the bank.', 'Inflation is above the target range of the bank.'],
];

/** Articles of a few sentences, a claim that departs from them in one point, and the kind of the point. */
const unfair: readonly (readonly [article: string, claim: string, kind: MismatchKind])[] = [
  ['The rovers won the game in Lund 5–4. | It rained.', 'The rovers won the game in Lund 5–1.', 'figure'],
  ['Part 2 of the film ends the series. | Nine men wept.', 'Part 9 of the film ends the series.', 'figure'],
  ['The lake is about 230 metres deep.', 'The lake is about 240 metres deep.', 'figure'],
  ['The boats were towed to Lund. | It rained.', 'The boats were not, the mayor said, towed to Lund.', 'negation'],
  ['Nobody placed an order. | Ann Lund met Ben Holm at the club.', 'Ann Lund met Order at the club.', 'name'],
  ['The economic world met in a forum. | It rained in the town.', 'Ann met the World Trade Forum in the town.', 'name'],
  [
    'Ann Lund hosts a show on Radiosund. | Radiosund began in May. | People hear Ann Lund at home. | She came from Norland, and in Norland it rained. | She lives in Norland.',
    'Norland lives in Ann Lund.',
    'roles',
  ],
];

describe('mismatches', () => {
  for (const [kind, article, claim] of against)
    it(`${kind}, and sure of it: ${claim}`, () => {
      const told = judge(article, claim).mismatches.filter((m) => m.confidence >= 0.6);
      assert.deepEqual([...new Set(told.map((m) => m.kind))], [kind]);
    });

  for (const [article, claim] of fair)
    it(`none: ${claim}`, () => {
      assert.deepEqual(
        judge(article, claim).mismatches.filter((m) => m.confidence >= 0.6),
        [],
      );
    });

  for (const [article, claim, kind] of unfair)
    it(`${kind}, of a few sentences: ${claim}`, () => {
      const { mismatches } = judge(article, claim);
      assert.ok(
        mismatches.some((m) => m.kind === kind && m.confidence >= SEEN),
        JSON.stringify(mismatches),
      );
    });

  for (const [kind, claim] of faults)
    it(`${kind}: ${claim}`, () => {
      const judged = judge(ARTICLE, claim);
      const kinds = judged.mismatches
        .filter((m) => m.confidence >= (kind === 'attribution' || kind === 'modality' ? 0.2 : SEEN))
        .map((m) => m.kind);
      assert.ok(kinds.includes(kind), `saw ${JSON.stringify(judged)}`);
      assert.notEqual(judged.verdict, kind === 'attribution' ? 'contradicted' : 'supported');
    });

  for (const claim of truths)
    it(`carried: ${claim}`, () => {
      const { verdict, mismatches } = judge(ARTICLE, claim);
      assert.ok(verdict === 'supported' || verdict === 'partial', `${verdict}: ${JSON.stringify(mismatches)}`);
    });

  it('prefers every true sentence to each of its altered copies', () => {
    for (const sentence of ARTICLE.split(' | ').slice(1)) {
      const { verdict, support } = judge(ARTICLE, sentence);
      assert.equal(verdict, 'supported', sentence);
      for (const [, fault] of faults) assert.ok(judge(ARTICLE, fault).support <= support + 1e-9, `${fault} above ${sentence}`);
    }
  });

  it('tells how much of a claim stands nowhere in the article', () => {
    assert.equal(judge(ARTICLE, 'About 30,000 containers are waiting.').absent, 0);
    assert.equal(judge(ARTICLE, 'Dock workers in Porto Alva painted murals and sang hymns.').absent, 4 / 8);
    assert.equal(judge(ARTICLE, 'Penguins sang hymns.').absent, 0);
  });

  it('reads a weekday by the article’s date', () => {
    const at = (claim: string): string => judge(ARTICLE, claim, { articleDate: '2015-01-16' }).verdict;
    assert.notEqual(at('The port authority rejected a pay rise of 7 per cent on January 14, 2015.'), 'contradicted');
    assert.equal(at('The port authority rejected a pay rise of 7 per cent on January 9, 2015.'), 'contradicted');
  });

  it('places a mismatch on the words of claim and passage', () => {
    const claim = 'The delay has cost traders €45 million.';
    const [first] = judge(ARTICLE, claim).mismatches;
    assert.equal(claim.slice(first?.claimSpan?.start, first?.claimSpan?.end), '€45 million');
    const passage = ARTICLE.split(' | ')[first?.passageIndex ?? -1] ?? '';
    assert.equal(passage.slice(first?.passageSpan?.start, first?.passageSpan?.end), '$45 million');
  });

  it('compares names as entities when they are known', () => {
    const texts = ['Edgar Voss spoke in Lund.', 'The minister resigned on Friday.'];
    const mention = { start: 0, end: 12, kind: 'person', form: 'role', confidence: 1, entity: 'person:edgar-voss' } as const;
    const passages = preparePassages(texts, { mentions: [[{ ...mention, end: 10, form: 'name' }], [mention]] });
    const text = 'Voss resigned on Friday.';
    const claim = prepareClaim(text, { lexicon, mentions: [{ ...mention, end: 4, form: 'name' }] });
    const [best] = rankPassages(claim, passages);
    assert.equal(best?.index, 1);
    assert.ok(!best?.missing.includes('Voss'));
  });
});
