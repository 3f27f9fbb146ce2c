import assert from 'node:assert/strict';
import type { EntityKind, MentionForm } from '../../../src/core/model.ts';
import { recognise } from '../../../src/core/names/recognise.ts';
import { gazetteer, withGazetteer } from './tables.ts';

const LETTERS: Readonly<Record<string, readonly [EntityKind | undefined, MentionForm]>> = {
  p: ['person', 'name'],
  o: ['organisation', 'name'],
  s: ['state', 'name'],
  l: ['place', 'name'],
  // A demonym's kind is that of what it belongs to: not asked for here.
  d: [undefined, 'demonym'],
  r: ['person', 'role'],
};

/** p[person] o[organisation] s[state] l[place] d[demonym] r[role]; nothing else may be found. */
const table: Readonly<Record<string, readonly string[]>> = {
  titles: [
    'President p[Volodymyr Zelenskyy] spoke.',
    'Secretary of State p[Marco Rubio] announced it.',
    'The presidential aide p[Yuri Ushakov] said so.',
    'd[Russian] Foreign Minister p[Sergei Lavrov] left.',
    'The s[US] Secretary General, p[Mark Rutte], spoke.',
    'Then Mr. p[Quixley] and Mrs p[Brannagh] left.',
    'A spokesman, General p[Tadd Orriston], said no.',
  ],
  speech: ['“Never,” p[Orriston] said.', 'They told p[Vladimir Orriston] and left.'],
  'surnames of the article': ['We met p[Donald Orriston]. Then p[Orriston] left. “No,” p[Orriston] said.'],
  'sentence starts': [
    'However, nobody came. Although it rained, they left. Reading helps. Meanwhile they slept.',
    'On Monday they met. In March it snowed. May it last. Most agreed.',
    'Talks failed. Negotiators left. Officials disagreed. “Nothing works,” he said.',
  ],
  states: [
    's[Russia] and s[Ukraine] met in the s[United Arab Emirates].',
    'The s[U.S.] and the s[US] are one; us and them are not.',
    's[China] agreed, and s[Turkey] too.',
    'The talks in s[Turkey] were about turkey.',
    'The s[UK], the s[UAE] and s[Côte d’Ivoire] came.',
    's[США] и s[Россия] встретились. Войска s[России] ушли.',
  ],
  possessives: ["s[Ukraine]'s army, l[Moscow]’s demands and the s[US]’s view", 's[China]’s President p[Xi Jinping] came.'],
  hyphens: ['d[Russian]-d[Ukrainian] talks and s[US]-led efforts', 'p[Jean-Luc Orriston] came.'],
  demonyms: ['The d[Russians] and the d[French] met d[European] and d[Emirati] envoys; the d[Europeans] left.'],
  places: [
    'in l[Abu Dhabi] and near l[Kharkiv]',
    'the entire eastern l[Donbas] region and the l[Black Sea]',
    'in the l[Kherson] and l[Zaporizhzhia] regions',
    'They moved to l[Nice]. It is a nice town.',
    'the l[Middle East] and the l[West Bank]',
  ],
  organisations: [
    'the o[Ministry of Foreign Affairs] and the o[European Union]',
    'the o[Carnegie Russia Eurasia Center] in l[Berlin]',
    'o[NATO], the o[EU] and the o[United Nations] agreed.',
    'The o[Kremlin] and the o[White House] talked.',
    'o[Orriston & Sons] paid.',
    'a vote in o[Congress] was lost',
    'o[Quixley] reports, citing sources.',
  ],
  roles: [
    'd[Russian] President p[Vladimir Putin] came. The r[Russian president] left.',
    'p[Angela Merkel] is the chancellor of s[Germany]. r[Germany’s chancellor] left.',
    'The d[Russian] president left.',
  ],
  headings: ['WHO WON AND WHO LOST\n\nThe o[WHO] knows.'],
  Cyrillic: ['Президент p[Владимир Путин] приехал.', 'В l[Киеве] встретились.'],
  particles: ['p[Ursula von der Leyen] and p[Omar al-Bashir] met.', 'at l[Mar-a-Lago] residence'],
  initials: ['p[J. K. Orriston] and p[George W. Bush] met.'],
};

describe('recognise, by rules and gazetteer', () => {
  withGazetteer();

  for (const [group, rows] of Object.entries(table))
    describe(group, () => {
      for (const row of rows)
        it(row, async () => {
          let text = '';
          let at = 0;
          const expected: string[] = [];
          for (const m of row.matchAll(/\b([poslrd])\[([^\]]+)\]/g)) {
            text += row.slice(at, m.index);
            const [kind, form] = LETTERS[m[1] ?? ''] ?? [];
            expected.push(`${text.length} ${m[2]} ${kind ?? '*'} ${form}`);
            text += m[2] ?? '';
            at = m.index + m[0].length;
          }
          text += row.slice(at);
          const found = recognise(text, { gazetteer: await gazetteer() });
          assert.deepEqual(
            found.map((m) => `${m.start} ${text.slice(m.start, m.end)} ${m.form === 'demonym' ? '*' : m.kind} ${m.form}`),
            expected,
          );
        });
    });
});
