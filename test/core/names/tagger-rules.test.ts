import assert from 'node:assert/strict';
import { KINDS, type LabelKind } from '../../../src/core/names/tagger/labels.ts';
import { DEMONYM, HashTable, packEntry } from '../../../src/core/names/tagger/lexicon.ts';
import { Reading } from '../../../src/core/names/tagger/reading.ts';
import { tidy } from '../../../src/core/names/tagger/rules.ts';
import { hashWord, Tokens, tokenise } from '../../../src/core/names/tagger/tokens.ts';

describe('what becomes of a name that the model read', () => {
  const lexicon = { words: new HashTable(4), phrases: new HashTable(4) };
  lexicon.words.set(hashWord('who'), packEntry(0, 1, 0));
  lexicon.words.set(hashWord('Jingulu'), packEntry(0, 0, DEMONYM));

  /** The names that are left of one that the brackets mark. */
  function left(marked: string, kind: LabelKind): string[] {
    const text = marked.replace(/[[\]]/g, '');
    const start = marked.indexOf('[');
    const end = marked.indexOf(']') - 1;
    const tokens = new Tokens();
    tokenise(text, tokens);
    const reading = new Reading(tokens, lexicon);
    reading.read();
    const rows = Array.from({ length: tokens.count }, (_, i) => i).filter(
      (i) => (tokens.start[i] ?? 0) >= start && (tokens.end[i] ?? 0) <= end,
    );
    const name = { from: rows[0] ?? 0, to: (rows.at(-1) ?? 0) + 1, kind: KINDS.indexOf(kind), margin: 1 };
    return tidy([name], reading, lexicon).map(({ from, to }) => text.slice(tokens.start[from], tokens.end[to - 1]));
  }

  const table: readonly (readonly [marked: string, kind: LabelKind, left: readonly string[]])[] = [
    [
      'at [Cowan Education Centre and File Hills Tribal Council] now',
      'organisation',
      ['Cowan Education Centre', 'File Hills Tribal Council'],
    ],
    ['the [Health and Welfare Ministry] said', 'organisation', ['Health and Welfare Ministry']],
    ['the [Department of Trade and Industry] said', 'organisation', ['Department of Trade and Industry']],
    ['[Ruth Roe and Abel Poe] said', 'person', ['Ruth Roe', 'Abel Poe']],
    ['under the [Clean Air Act] of', 'organisation', []],
    ['the [Clean Air Agency] of', 'organisation', ['Clean Air Agency']],
    ['by [Wong Yeung] - tat', 'person', ['Wong Yeung - tat']],
    ['by [Wong Yeung]\n- tat', 'person', ['Wong Yeung']],
    ['by [Ruth Roe] - who left', 'person', ['Ruth Roe']],
    ['a [GDP] of', 'organisation', []],
    ['a [GDA] of', 'organisation', ['GDA']],
  ];
  it('takes a listed people for one', () => {
    const text = 'use of Jingulu here';
    const tokens = new Tokens();
    tokenise(text, tokens);
    const reading = new Reading(tokens, lexicon);
    reading.read();
    const kinds = (kind: LabelKind): (string | undefined)[] =>
      tidy([{ from: 2, to: 3, kind: KINDS.indexOf(kind), margin: 1 }], reading, lexicon).map((name) => KINDS[name.kind]);
    assert.deepEqual([kinds('place'), kinds('organisation'), kinds('person')], [['demonym'], ['demonym'], ['person']]);
  });

  for (const [marked, kind, names] of table)
    it(`${marked} → ${names.join(', ') || 'none'}`, () => assert.deepEqual(left(marked, kind), names));
});
