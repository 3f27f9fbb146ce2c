import assert from 'node:assert/strict';
import type { Quotation } from '../../../src/core/model.ts';
import { quotations } from '../../../src/core/quotes/extract.ts';
import { readMarked } from './marked.ts';

/** The first marked speaker (and cue, if marked) is that of every quotation of the text. */
const bySpeaker: readonly string[] = [
  // By verb, on either side, and between.
  '“No one agreed on this,” ⟨Yuri Ushakov⟩ ‹said› on January 29.',
  '“No one agreed on this,” ‹said› ⟨Yuri Ushakov⟩.',
  '⟨Yuri Ushakov⟩ ‹said›: “No one agreed on this.”',
  '⟨Ushakov⟩ ‹said› that “no one agreed on this” with the Russian side.',
  '‹Said› ⟨Ushakov⟩: “No one agreed on this.”',
  '“No one agreed,” ⟨Ushakov⟩ ‹said›, “and no one will agree to this.”',
  '“Is that so?” ⟨Ushakov⟩ ‹asked›.',
  '“Is that so?” ‹asked› ⟨Ushakov⟩.',
  '“Never in my life!” ‹retorted› ⟨Anna Holt of the union⟩.',
  // A verb that no list has, after a quotation that waits for one.
  '“Never in my life,” ⟨Anna Holt⟩ ‹thundered›.',
  // Apposition, age, state, party, relative clause, participle, brackets, day.
  '“It is over,” ‹said› ⟨Len Burman⟩, head of the Tax Policy Center.',
  '“It is over,” ⟨Len Burman⟩, head of the Tax Policy Center, ‹said›.',
  '“It is over,” ⟨Harry Bond⟩, 30, of Raleigh, N.C., who was among those polled, ‹said› in an interview.',
  '“It is over,” ⟨Sen. Roy Blunt⟩ (R-Mo.) ‹said› Tuesday.',
  '“It is over,” ⟨Roy Blunt⟩, R-Mo., ‹said› on Tuesday.',
  '“It is over,” ⟨Blunt⟩, speaking in Ohio, ‹said›.',
  '“It is over,” ⟨the official⟩, who asked not to be named, ‹said›.',
  '“It is over,” ⟨the two⟩ ‹write›.',
  '“It is over,” ⟨a spokesman for the ministry⟩ ‹said›.',
  '“It is over,” ⟨protesters marching through the streets⟩ ‹chanted›.',
  '“It is over,” ‹said› ⟨Will Doyle⟩, a professor.',
  // Introductory phrases are no subjects.
  'In an interview with CNN, ⟨Blunt⟩ ‹said› “it is over for all of us”.',
  'In Columbus, Ohio, on Friday, ⟨Blunt⟩ ‹told› reporters: “It is over for us.”',
  'When asked about it, ⟨she⟩ ‹said›: “It is over for us.”',
  // Another verb of the same subject; participles.
  '⟨Blunt⟩ walked out and ‹said›: “It is over for us.”',
  '⟨Blunt⟩ attacked the plan on Monday, ‹calling› it “a disaster for the country”.',
  'The crowd rose, with ⟨Anna Holt⟩ ‹shouting›, “It is over for us.”',
  // Nouns that look like verbs do not speak.
  '⟨Clinton⟩ posted a Twitter comment of her own, ‹saying›, “We are so excited.”',
  '⟨The committee⟩ granted the firm an extension on a court order, ‹saying› its “capital was less than expected”.',
  // Wishing and thinking give way to saying.
  '⟨Ditto⟩ ‹said› she expects the campaign “to continue calling out bias”.',
  // What he called: the subject of the sentence.
  '⟨Secretary General Ban Ki-moon⟩ condemned what he ‹called› a “brazen breach” of the resolutions.',
  // Passive: the agent speaks, whoever is described does not.
  'The plan was ‹described› by ⟨the ministry⟩ as “a step backwards”.',
  '“It is over,” ⟨Baldrige⟩ was ‹quoted as saying›.',
  '⟨Carrillo⟩ ‹said› that the “primitive act of barbarism” indicated their profile.',
  // Pronouns, collective and anonymous speakers.
  '“It is over,” ⟨he⟩ ‹added›.',
  '“It is over,” ⟨they⟩ ‹wrote›.',
  '“It is over,” ⟨officials⟩ ‹said›.',
  '“It is over,” ⟨the foreign ministry⟩ ‹said› in a statement.',
  '“It is over,” ‹according to› ⟨the ministry⟩.',
  'In ⟨his⟩ ‹remarks› he dwelt on “the long road to a lasting peace”.'.replace('he dwelt', 'there was talk of dwelling'),
  // Continuation in the paragraph, and the sentence before.
  '“It is over,” ⟨Gabuev⟩ ‹said›. “It is unlikely that it lasts. If he loses, it ends.”',
  '⟨Gabuev⟩ did not ‹mince› words. “It is over for all of us here.”'.replace('‹mince›', 'mince'),
  '⟨Caddell⟩ ‹continued›:\n\n“The health issue is a partisan issue.”',
  '“It is over,” ⟨he⟩ ‹said›.\n\n“One part of it.\n\n“And the other.”',
  // The speaker may be named at the end only.
  '“One part of it.\n\n“And the other,” ⟨Anna Holt⟩ ‹said›.',
  // Signatures.
  '“He is someone that no sane person would want.” ‹—› ⟨Carla Sanchez⟩',
  '“Boeing pays zero taxes.”\n\n‹-› ⟨Sanders⟩.',
  // A block quote.
  '⟨Anna Holt⟩ ‹wrote›:\n\n> It is over for all of us.',
  // Two apostrophes, guillemets, low marks, single marks as the house style.
  "''It is over,'' ⟨Gabuev⟩ ‹said›.",
  '« It is over », ⟨Gabuev⟩ ‹said›.',
  '„It is over“, ⟨Gabuev⟩ ‹said›.',
  "'It is over for us,' ⟨Gabuev⟩ ‹said›. 'It is unlikely to last.'",
];

const types: readonly [string, ...Quotation['type'][]][] = [
  ['“⟦No one agreed on this,⟧” Ushakov said.', 'direct'],
  ['Ushakov said: “⟦No one agreed on this.⟧”', 'direct'],
  ['The plan would turn it into a “⟦springboard for threats to Russia⟧,” Lavrov said.'.replace('⟧,”', ',⟧”'), 'partial'],
  ['Umerov described the talks as “⟦substantive and productive⟧”.', 'partial'],
  // Scare quotes, titles, terms, nicknames, outlets.
  ['It was a "⟦productive⟧" first day.', 'scare'],
  ['Rep. Robert C. "⟦Bobby⟧" Scott left.', 'scare'],
  ['He spoke on NBC’s "⟦Meet the Press⟧" about it.', 'scare'],
  ['She wrote the book “⟦Tough Choices⟧” in 2006.', 'scare'],
  ['Police use the so-called “⟦broken windows⟧” approach.', 'scare'],
  ['They coined the term “⟦undocumented voters⟧” for it.', 'scare'],
  ['The talks failed, "⟦Komersant Ukrainian⟧" reports.', 'scare'],
  // Single marks in a headline of a text that uses double ones.
  ['Ryan: ‘⟦Images⟧’ have no place.\n\n“⟦They have no place in a campaign,⟧” Ryan said.', 'scare', 'direct'],
];

describe('quotations', () => {
  for (const marked of bySpeaker)
    it(`speaker: ${marked}`, () => {
      const { text, speakers, cues } = readMarked(marked);
      const found = quotations(text, { mentions: [] }).filter((q) => q.type === 'direct' || q.type === 'partial');
      assert.ok(found.length > 0, 'no quotation');
      for (const q of found) {
        assert.equal(q.speaker?.text, text.slice(speakers[0]?.start, speakers[0]?.end));
        assert.equal(q.speaker?.start, speakers[0]?.start);
        if (cues[0]) assert.deepEqual(q.cue && { start: q.cue.start, end: q.cue.end }, cues[0]);
      }
    });

  for (const [marked, ...expected] of types)
    it(`type: ${marked}`, () => {
      const { text, places } = readMarked(marked);
      const found = quotations(text, { mentions: [] }).filter((q) => q.type !== 'reported');
      assert.deepEqual(
        found.map((q) => q.content),
        places,
      );
      assert.deepEqual(
        found.map((q) => q.type),
        expected,
      );
    });

  it('keeps anonymous speakers as such and names no institution anonymous', () => {
    const anonymous = (speaker: string): boolean | undefined =>
      quotations(`“It is over,” ${speaker} said.`, { mentions: [] })[0]?.speaker?.anonymous;
    for (const s of [
      'officials',
      'one EU diplomat',
      'a source',
      'a senior aide to the president',
      'people familiar with the talks',
      'Kremlin officials',
      'two of the sources',
    ])
      assert.equal(anonymous(s), true, s);
    for (const s of ['the ministry', 'Anna Holt', 'White House aide Anna Holt', 'a spokesman for the ministry', 'he', 'the Russian side'])
      assert.equal(anonymous(s), undefined, s);
  });

  it('keeps the chain of those who pass words on, outermost first', () => {
    const chain = (text: string): (string | undefined)[] => {
      const q = quotations(text, { mentions: [] }).find((f) => f.type !== 'scare');
      return [...(q?.via ?? []).map((v) => v.text), q?.speaker?.text];
    };
    assert.deepEqual(
      chain(
        'The Kremlin sees no chance of a truce, Bloomberg reports, citing sources familiar with the situation, "Komersant Ukrainian" reports.',
      ),
      ['Komersant Ukrainian', 'Bloomberg', 'sources familiar with the situation'],
    );
    assert.deepEqual(chain('They have little idea of what is happening, one EU diplomat told Bloomberg.'), [
      'Bloomberg',
      'one EU diplomat',
    ]);
    assert.deepEqual(chain('“It is over for us,” Trump said, according to CNN.'), ['CNN', 'Trump']);
    assert.deepEqual(chain('“It is over for us,” Trump told reporters.'), ['Trump']);
    assert.deepEqual(chain('Trump said, citing a study, that the talks had failed again.'), ['Trump']);
  });

  it('uses names that others found, and does without them', () => {
    const text = 'The talks failed. “It is over,” said De la Cruz of Manila.';
    const start = text.indexOf('De la Cruz');
    const name = { start, end: start + 10, kind: 'person', form: 'name', confidence: 1 } as const;
    assert.equal(quotations(text, { mentions: [name] })[0]?.speaker?.start, start);
  });

  it('gives a quotation over paragraphs part by part, all but the last with an uncertain end', () => {
    const text = '“One part.\n\n“The other,” Holt said.\n\n“Another.”';
    assert.deepEqual(
      quotations(text, { mentions: [] }).map((q) => [text.slice(q.content.start, q.content.end), q.doubtful ?? false]),
      [
        ['One part.', true],
        ['The other,', false],
        ['Another.', false],
      ],
    );
  });
});
