import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assemble, dateLabel, dateOfField, dateOfLine } from '../../../src/core/sources/dates.ts';

/** A line → the date it states, or undefined where it is no date line. */
const lines: readonly (readonly [string, string | undefined])[] = [
  ['1 February 00:21', 'XXXX-02-01'],
  ['1 February 2026', '2026-02-01'],
  ['February 1, 2026', '2026-02-01'],
  ['Feb. 1, 2026 10:30 a.m. EST', '2026-02-01'],
  ['Sunday, February 1st, 2026', '2026-02-01'],
  ['Sun 1 Feb 2026 10.30 GMT', '2026-02-01'],
  ['Published: 1 February 2026, 10:30 | Updated: 2 February 2026', '2026-02-01'],
  ['2026-02-01', '2026-02-01'],
  ['2026-02-01T10:30:00Z', '2026-02-01'],
  ['2026/02/01', '2026-02-01'],
  ['01.02.2026', '2026-02-01'],
  ['13/02/2026', '2026-02-13'],
  ['02/13/2026', '2026-02-13'],
  ['02/02/2026', '2026-02-02'],
  ['01/02/2026', '2026'],
  ['1 февраля 2026, 12:30', '2026-02-01'],
  ['1 февраля 2026 года', '2026-02-01'],
  ['Неділя, 1 лютого 2026 р.', '2026-02-01'],
  ['Опубликовано 5 мая в 12:30', 'XXXX-05-05'],
  ['1er février 2026', '2026-02-01'],
  ['1. Februar 2026', '2026-02-01'],
  ['1 de febrero de 2026', '2026-02-01'],
  ['1 lutego 2026', '2026-02-01'],
  ['May 5', 'XXXX-05-05'],
  ['29 February 2024', '2024-02-29'],
  ['30 February 2024', undefined],
  ['February 2026', undefined],
  ['10:30', undefined],
  ['2026', undefined],
  ['March 2026 was cold', undefined],
  ['On 1 February 2026 the talks resumed.', undefined],
  ['Talks resume 1 February 2026', undefined],
  ['3 hours ago', undefined],
  ['Yesterday, 10:30', undefined],
  ['1 in 5', undefined],
  ['5 May Street', undefined],
  ['', undefined],
];

const fields: readonly (readonly [string, string | undefined])[] = [
  ['2026', '2026'],
  ['2026-02', '2026-02'],
  ['2026-02-01', '2026-02-01'],
  ['2026-02-01T23:59:00+02:00', '2026-02-01'],
  ['2026-02-01 10:30', '2026-02-01'],
  ['20260201', '2026-02-01'],
  ['XXXX-02-01', 'XXXX-02-01'],
  ['2026-02-XX', '2026-02'],
  ['2026?', '2026'],
  ['February 2026', '2026-02'],
  ['Sun, 01 Feb 2026 10:30:00 GMT', '2026-02-01'],
  ['Vienna, 1 February 2026', '2026-02-01'],
  ['2026-13-45', undefined],
  ['spring', undefined],
  ['n.d.', undefined],
  ['', undefined],
];

const labels: readonly (readonly [string, string])[] = [
  ['2026-02-01', '1 February 2026'],
  ['2026-02', 'February 2026'],
  ['2026', '2026'],
  ['XXXX-02-01', '1 February (year not stated)'],
  ['2026-02-XX', 'February 2026'],
  ['2026-XX-XX', '2026'],
  ['XXXX-02', 'February (year not stated)'],
  ['spring', 'spring'],
  ['2026-13-01', '2026'],
];

describe('dates', () => {
  for (const [line, expected] of lines) it(`line “${line}”`, () => assert.equal(dateOfLine(line), expected));
  for (const [value, expected] of fields) it(`field “${value}”`, () => assert.equal(dateOfField(value), expected));
  for (const [edtf, label] of labels) it(`label ${edtf}`, () => assert.equal(dateLabel(edtf), label));

  it('never states more than is written, and never throws', () => {
    const token = fc.oneof(
      fc.constantFrom(
        'February',
        'Feb.',
        'May',
        '1',
        '31',
        '2026',
        '.',
        '/',
        ',',
        ':',
        'of',
        '1st',
        '12:30',
        '2026-02-01',
        'T',
        '-',
        'мая',
        'de',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        const line = tokens.join(' ');
        for (const date of [dateOfLine(line), dateOfField(line)]) {
          if (date === undefined) continue;
          const year = /^\d{4}/.exec(date)?.[0];
          if (year !== undefined) assert.ok(line.includes(year), `${line} → ${date}`);
          const day = /-(\d\d)$/.exec(date.slice(5))?.[1];
          if (day !== undefined) assert.ok(line.includes(String(Number(day))), `${line} → ${date}`);
        }
      }),
    );
  });

  it('every assembled date has a label that names its year, or that there is none', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1400, max: 2200 })),
        fc.option(fc.integer({ min: 1, max: 12 })),
        fc.option(fc.integer({ min: 1, max: 31 })),
        (y, m, d) => {
          const edtf = assemble(y ?? undefined, m ?? undefined, d ?? undefined);
          if (edtf === undefined) return;
          assert.ok(dateLabel(edtf).includes(y === null ? 'year not stated' : String(y)));
        },
      ),
    );
  });
});
