import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NameSpan } from '../../../src/core/model.ts';
import { recognise } from '../../../src/core/names/recognise.ts';
import { Register } from '../../../src/core/names/register.ts';
import { statedRoles } from '../../../src/core/names/roles.ts';
import { gazetteer, withGazetteer } from './tables.ts';

const PIECES = [
  'President Volodymyr Zelenskyy',
  'the US ',
  'U.S.',
  'Moscow’s',
  'The Russian president',
  'Mar-a-Lago',
  'ПУТИН',
  'Путина ',
  'Ministry of ',
  ' and ',
  ' of ',
  ', ',
  '. ',
  '“',
  '”',
  "'",
  '\n',
  '\r\n\r\n',
  '-',
  '&',
  '(',
  ')',
  'J. ',
  '\uD800',
  '\uDC00',
  '\u200B',
  '\u202E',
  '\u0301',
  '\u0000',
  '🙂',
  '中文',
  'ﬁ',
  'İ',
  'WHO ',
  'who ',
  '1996-08-30 ',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((p) => p.join('')),
);

function wellFormed(spans: readonly NameSpan[], length: number): void {
  let last = 0;
  for (const { start, end, confidence } of spans) {
    assert.ok(start >= last && end > start && end <= length, `${start}–${end} after ${last} of ${length}`);
    assert.ok(confidence > 0 && confidence <= 1);
    last = end;
  }
}

describe('names in bad text', () => {
  withGazetteer();

  it('never throws, and gives spans in order, inside the text, without overlaps', async () => {
    const g = await gazetteer();
    fc.assert(
      fc.property(text, (t) => {
        const spans = recognise(t, { gazetteer: g });
        wellFormed(spans, t.length);
        for (const role of statedRoles(t, spans, g))
          assert.ok(role.role.end > role.role.start && role.role.end <= t.length && spans[role.name]);
        const register = new Register(g);
        register.addArticle('a', t, spans);
        const mentions = register.resolveArticle('a');
        assert.deepEqual(
          mentions.map((m) => [m.start, m.end]),
          spans.map((m) => [m.start, m.end]),
        );
        wellFormed(register.findKnown(t), t.length);
        for (const e of register.entities()) assert.ok(register.references(e.id).length > 0, e.id);
        register.removeArticle('a');
        assert.deepEqual(register.entities(), []);
        assert.deepEqual(register.findKnown(t), []);
      }),
      { numRuns: 150 },
    );
  });

  it('finds the same names whatever invisible characters stand between words', async () => {
    const g = await gazetteer();
    const plain = 'President Volodymyr Zelenskyy met Marco Rubio in Abu Dhabi.';
    const names = (t: string): string[] =>
      recognise(t, { gazetteer: g }).map((m) => t.slice(m.start, m.end).replace(/[\u200B-\u202E]/g, ''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: plain.length }), fc.constantFrom('\u200B', '\u200E', '\u202A')), { maxLength: 6 }),
        (marks) => {
          let marked = plain;
          for (const [at, mark] of marks.sort((a, b) => b[0] - a[0])) marked = marked.slice(0, at) + mark + marked.slice(at);
          assert.deepEqual(names(marked), names(plain));
        },
      ),
    );
  });

  const hostile: Readonly<Record<string, (n: number) => string>> = {
    'capitals without end': (n) => 'Alpha '.repeat(n),
    'small letters without end': (n) => 'alpha '.repeat(n),
    'no blanks': (n) => 'Alpha'.repeat(n),
    'one capital letter after another': (n) => 'A.'.repeat(n * 2),
    hyphens: (n) => 'Al-'.repeat(n * 2),
    apostrophes: (n) => 'O’'.repeat(n * 2),
    'of of of': (n) => 'Ministry of '.repeat(n / 2),
    titles: (n) => 'President '.repeat(n / 2),
    'a title, then commas': (n) => `President Roe${', '.repeat(n * 2)}`,
    'lone surrogates': (n) => '\uD800 A'.repeat(n * 2),
    'line breaks': (n) => 'Roe\n'.repeat(n),
    'all capitals': (n) => 'WHO SAID '.repeat(n / 2),
    'one person, many words': (n) => `Ruth Roe, ${'the '.repeat(n)} president`,
    'the Russian president, again and again': (n) =>
      `Russian President Vladimir Putin came. ${'The Russian president left. '.repeat(n / 4)}`,
    'different names': (n) => Array.from({ length: n / 2 }, (_, i) => `Ax${i.toString(36)} Bx${i.toString(36)} said. `).join(''),
    'one surname, many first names': (n) =>
      `${Array.from({ length: n / 4 }, (_, i) => `Ax${i.toString(36)} Roe said. `).join('')}${'Roe said. '.repeat(n / 4)}`,
  };
  for (const [title, make] of Object.entries(hostile))
    it(`takes linear time: ${title}`, async function () {
      this.timeout(60_000);
      const g = await gazetteer();
      const time = (t: string): number => {
        const before = process.cpuUsage();
        const spans = recognise(t, { gazetteer: g });
        new Register(g).addArticle('a', t, spans);
        const { user, system } = process.cpuUsage(before);
        return user + system;
      };
      time(make(1_000));
      let small = Number.POSITIVE_INFINITY;
      let large = Number.POSITIVE_INFINITY;
      // Four times the text: four times the time, with room for noise; quadratic would be sixteen times, however often it is looked.
      const isLinear = (): boolean => large < Math.max(small, 8_000) * 10;
      for (let round = 0; round < 8 && (round < 2 || !isLinear()); round++) {
        small = Math.min(small, time(make(4_000)));
        large = Math.min(large, time(make(16_000)));
      }
      assert.ok(isLinear(), `${small} µs for 4,000, ${large} µs for 16,000`);
    });
});
