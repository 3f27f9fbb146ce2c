import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EntityKind, MentionForm, NameSpan } from '../../../src/core/model.ts';
import { combine } from '../../../src/core/names/combine.ts';

const KIND: Readonly<Record<string, readonly [EntityKind, MentionForm]>> = {
  p: ['person', 'name'],
  o: ['organisation', 'name'],
  s: ['state', 'name'],
  l: ['place', 'name'],
  d: ['state', 'demonym'],
};

describe('the tagger and the rules together', () => {
  /** `p:Ruth Roe@0.9` is a span on those words of the text. */
  function spans(text: string, listed: readonly string[]): NameSpan[] {
    return listed.map((entry) => {
      const [, letter = '', words = '', sure = '1'] = /^(.):(.*?)(?:@(.*))?$/.exec(entry) ?? [];
      const start = text.indexOf(words);
      const [kind, form] = KIND[letter] ?? ['person', 'name'];
      return { start, end: start + words.length, kind, form, confidence: Number(sure) };
    });
  }

  const table: readonly {
    readonly why: string;
    readonly text: string;
    readonly tagged: readonly string[];
    readonly ruled: readonly string[];
    readonly both: readonly string[];
  }[] = [
    { why: 'the tagger’s names stand', text: 'Ruth Roe left', tagged: ['p:Ruth Roe@0.6'], ruled: [], both: ['person Ruth Roe'] },
    {
      why: 'a sure state is added',
      text: 'Ruth left Iran',
      tagged: ['p:Ruth'],
      ruled: ['s:Iran@0.95'],
      both: ['person Ruth', 'state Iran'],
    },
    { why: 'a guess is not', text: 'then Ruth Roe left', tagged: [], ruled: ['p:Ruth Roe@0.5'], both: [] },
    {
      why: 'demonyms come from the rules',
      text: 'the Russian side',
      tagged: ['l:Russian@0.5'],
      ruled: ['d:Russian@0.9'],
      both: ['state Russian'],
    },
    {
      why: 'a place of the gazetteer is no organisation',
      text: 'in Iran now',
      tagged: ['o:Iran'],
      ruled: ['s:Iran@0.95'],
      both: ['state Iran'],
    },
    {
      why: 'a club is called like its city',
      text: 'Lyon 2 in Nantes by Metz',
      tagged: ['o:Lyon@0.4', 'o:Nantes@0.6', 'o:Metz@0.9'],
      ruled: ['l:Lyon@0.95', 'l:Nantes@0.95', 'l:Metz@0.95'],
      both: ['organisation Lyon', 'place Nantes', 'organisation Metz'],
    },
    { why: 'a currency is no country', text: 'paid US$40 to US dollar', tagged: ['l:US'], ruled: ['s:US@0.95'], both: [] },
    { why: 'a people stays one before it', text: 'ten Canadian dollars', tagged: [], ruled: ['d:Canadian@0.9'], both: ['state Canadian'] },
    { why: 'nor is it in words', text: 'five US dollars', tagged: ['l:US'], ruled: ['s:US@0.95'], both: [] },
    { why: 'two letters are no state by themselves', text: 'Said OK to it', tagged: [], ruled: ['l:OK@0.95'], both: [] },
    { why: 'after a town they are', text: 'of Enid, OK today', tagged: ['l:Enid'], ruled: ['l:OK@0.95'], both: ['place Enid', 'place OK'] },
    {
      why: 'a surname that the tagger missed',
      text: 'then Roe, by Ruth Roe',
      tagged: ['p:Ruth Roe'],
      ruled: ['p:Roe@0.8'],
      both: ['person Roe', 'person Ruth Roe'],
    },
    { why: 'nobody whom the tagger sees bears it', text: 'said Roe then', tagged: [], ruled: ['p:Roe@0.8'], both: [] },
    { why: 'a listed body is no place', text: 'struck Daesh units', tagged: ['l:Daesh'], ruled: [], both: ['organisation Daesh'] },
    {
      why: 'a listed body counts though only a guess names it',
      text: 'told MSF so',
      tagged: [],
      ruled: ['o:MSF@0.6'],
      both: ['organisation MSF'],
    },
    { why: 'another guess does not', text: 'told MSX so', tagged: [], ruled: ['o:MSX@0.6'], both: [] },
    { why: 'a broadcaster is nobody', text: 'told Al Jazeera so', tagged: ['p:Al Jazeera'], ruled: [], both: ['organisation Al Jazeera'] },
    { why: 'a person stays one', text: 'then Jordan left', tagged: ['p:Jordan'], ruled: ['s:Jordan@0.95'], both: ['person Jordan'] },
    {
      why: 'a name that goes on to its head word',
      text: 'the Ethiopian Orthodox Church said',
      tagged: ['o:Orthodox Church'],
      ruled: ['o:Ethiopian Orthodox Church@0.85'],
      both: ['organisation Ethiopian Orthodox Church'],
    },
    { why: 'a title is no part', text: 'Mullah Roe left', tagged: ['p:Mullah Roe'], ruled: ['p:Roe@0.9'], both: ['person Roe'] },
    {
      why: 'two persons are two',
      text: 'Ruth and Abel left',
      tagged: ['p:Ruth and Abel'],
      ruled: [],
      both: ['person Ruth', 'person Abel'],
    },
    { why: 'Cyrillic names come from the rules', text: 'с Путиным и', tagged: [], ruled: ['p:Путиным@0.5'], both: ['person Путиным'] },
  ];
  for (const { why, text, tagged, ruled, both } of table)
    it(why, () => {
      const found = combine(text, spans(text, tagged), spans(text, ruled));
      assert.deepEqual(
        found.map((m) => `${m.kind} ${text.slice(m.start, m.end)}`),
        both,
      );
    });

  it('takes for a people what the tagger does, whatever country the rules name', () => {
    const text = 'the Saudi prince';
    const [tag] = spans(text, ['l:Saudi']);
    assert.ok(tag);
    const [found] = combine(text, [{ ...tag, form: 'demonym' }], spans(text, ['s:Saudi@0.95']));
    assert.deepEqual([found?.kind, found?.form], ['state', 'demonym']);
  });

  it('gives sorted spans without overlaps, whatever the two say', () => {
    const text = 'Ab and Cd '.repeat(12);
    const span = fc.record({
      start: fc.nat({ max: 90 }),
      length: fc.integer({ min: 1, max: 25 }),
      kind: fc.constantFrom(...(['person', 'organisation', 'state', 'place'] as const)),
      confidence: fc.double({ min: 0.3, max: 1, noNaN: true }),
    });
    const list = fc.array(span, { maxLength: 12 }).map((all) => {
      let last = 0;
      return all
        .sort((a, b) => a.start - b.start)
        .flatMap(({ start, length, kind, confidence }): NameSpan[] => {
          if (start < last) return [];
          last = start + length;
          return [{ start, end: last, kind, form: 'name', confidence }];
        });
    });
    fc.assert(
      fc.property(list, list, (tagged, ruled) => {
        let last = 0;
        for (const { start, end } of combine(text, tagged, ruled)) {
          assert.ok(start >= last && end > start);
          last = end;
        }
      }),
    );
  });
});
