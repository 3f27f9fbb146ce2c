import assert from 'node:assert/strict';
import fc from 'fast-check';
import { figuresAndDates } from '../../../src/core/claims/quantities.ts';
import { classifySentence, classifyStatements } from '../../../src/core/claims/statements.ts';
import { parseBriefing } from '../../../src/core/markdown/prose.ts';

const paragraph = { block: 'paragraph', actors: 0, places: 0 } as const;

/** sentence, number of named actors, kind, a reason that must be given */
const table: readonly (readonly [string, number, string, string])[] = [
  ['The ministry spent 4.2 million euros on the bridge.', 0, 'claim', 'figure'],
  ['The two sides met in Geneva on 14 May.', 0, 'claim', 'date'],
  ['Halloran flew to Oslo.', 1, 'claim', 'event'],
  ['Halloran said that the talks had failed.', 1, 'claim', 'reported speech'],
  ['Halloran told reporters it was unlikely that the talks would resume.', 1, 'claim', 'reported speech'],
  ['Norway rejects the plan.', 1, 'claim', '1 named actor'],
  ['Halloran called it “a complete waste of everybody’s time”.', 1, 'quotation', 'quotation'],
  ['The “grey zone” is where Halloran operates.', 1, 'claim', '1 named actor'],
  ['We assess that Norway will hold out.', 1, 'judgement', 'the author assesses'],
  ['In our view the offer is not serious.', 0, 'judgement', 'the author assesses'],
  ['Norway is likely to hold out until spring.', 1, 'judgement', 'hedged'],
  ['Norway may yet hold out.', 1, 'judgement', 'conjecture'],
  ['Norway could not agree on a date.', 1, 'claim', '1 named actor'],
  ['The ministry should publish the figures.', 0, 'judgement', 'recommendation'],
  ['Comment: the timing is odd.', 0, 'judgement', 'labelled as assessment'],
  ['Will Norway hold out?', 1, 'framing', 'question'],
  ['This briefing reviews the talks of last week.', 0, 'framing', 'signpost'],
  ['Prepared for the Northern desk.', 0, 'framing', 'signpost'],
  ['Two sentences below are wrong, as the panel says.', 0, 'framing', 'signpost'],
  ['See the annex for a list of delegates.', 0, 'framing', 'signpost'],
  ['Note that the list is incomplete.', 0, 'framing', 'instruction'],
  ['Here “ceasefire” means any pause in fighting.', 0, 'framing', 'definition'],
  ['Three things stand out:', 0, 'framing', 'introduces what follows'],
  ['Three points deserve attention.', 0, 'framing', 'signpost'],
  ['Two further issues remain for the ministers, as an official said.', 0, 'claim', 'figure'],
  ['So far.', 0, 'framing', 'fragment'],
];

describe('statements', () => {
  for (const [sentence, actors, kind, reason] of table)
    it(`${kind}: ${sentence}`, () => {
      const found = classifySentence(sentence, { ...paragraph, actors });
      assert.equal(found.kind, kind);
      assert.ok(found.reasons.includes(reason), found.reasons.join());
    });

  for (const [text, figures, dates] of [
    ['On 29 January 2026 they met.', 0, 1],
    ['Jan. 29 and 30 April', 0, 2],
    ['Article 5 of the G7 text, COVID-19', 0, 0],
    ['30,000 people and 12.5%', 2, 0],
    ['thirty thousand people', 2, 0],
    ['in 2014', 0, 1],
  ] as const)
    it(`counts in ${text}`, () => assert.deepEqual(figuresAndDates(text), { figures, dates }));

  it('gives citations to the sentence in or behind which they stand', () => {
    const parsed = parseBriefing(
      'One fell [@a]. Two fell. [@b] Three fell.[^n] @c says four fell.\n\n> Five fell.\n\n[@d]\n\n[^n]: See @e.',
    );
    const statements = classifyStatements(parsed, []);
    assert.deepEqual(
      statements.slice(0, 5).map((s) => [s.text, s.own.map((i) => parsed.citations[i]?.target).join()]),
      [
        ['One fell .', 'a'],
        ['Two fell.', 'b'],
        ['Three fell.', 'e'],
        ['ℵ says four fell.', 'c'],
        ['Five fell.', 'd'],
      ],
    );
  });

  it('takes sentences under an assessment as judgement unless they state figures or dates', () => {
    const parsed = parseBriefing(
      '# Report\n\nThe army left.\n\n## Assessment\n\nThe army left too late. The army lost 40 tanks.\n\n## Facts\n\nThe army left.',
    );
    const kinds = classifyStatements(parsed, []).map((s) => s.kind);
    assert.deepEqual(kinds.slice(-1), kinds.slice(1, 2));
    assert.equal(classifyStatements(parsed, []).find((s) => s.text.includes('late'))?.kind, 'judgement');
    assert.equal(classifyStatements(parsed, []).find((s) => s.text.includes('40'))?.kind, 'claim');
  });

  it('takes a hedged sentence that cites a source for a claim', () => {
    const statements = classifyStatements(
      parseBriefing('Troops would be sent north [@a]. Troops would be sent south. We judge that troops stay [@a].'),
      [],
    );
    assert.deepEqual(
      statements.map((s) => s.kind),
      ['claim', 'judgement', 'judgement'],
    );
  });

  it('an attest-judgement comment marks the sentence behind it', () => {
    const statements = classifyStatements(parseBriefing('It fell. <!-- attest-judgement --> The army lost 40 tanks. It lost 50 guns.'), []);
    assert.deepEqual(
      statements.map((s) => s.kind === 'judgement'),
      [false, true, false],
    );
  });

  it('never throws and keeps spans in order, for any Markdown', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'The army ',
            'lost ',
            '40 ',
            '. ',
            '“',
            '”',
            '\n\n',
            '# ',
            '> ',
            '[@a] ',
            '[^1]',
            '[^1]: ',
            '<!-- attest-judgement -->',
            '| ',
            '\n',
            '?',
            '"',
          ),
        ),
        (parts) => {
          const text = parts.join('');
          let last = 0;
          for (const s of classifyStatements(parseBriefing(text), [])) {
            assert.ok(s.start >= last && s.end >= s.start && s.end <= text.length);
            last = s.start;
          }
        },
      ),
    );
  });
});
