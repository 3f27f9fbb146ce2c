import assert from 'node:assert/strict';
import type { NameSpan } from '../../../src/core/model.ts';
import { cluster } from '../../../src/core/names/clusters.ts';
import { LongNames } from '../../../src/core/names/expansions.ts';
import { spelt } from '../../../src/core/names/spelt.ts';

const named = (text: string) => ({ key: `o:${text}`, name: spelt(text) });

/** Long names of a text, a short one, and the long one that it stands for; "-" for none. `beside`: the name in brackets with it. */
const table: readonly { long: readonly string[]; short: string; is: string; beside?: string }[] = [
  { long: ['World Health Fund'], short: 'WHF', is: 'World Health Fund' },
  { long: ['Fund for World Health'], short: 'FWH', is: 'Fund for World Health' },
  { long: ['Fund for World Health'], short: 'FFWH', is: 'Fund for World Health' },
  { long: ['Vine Steel Works Corp'], short: 'VSW', is: 'Vine Steel Works Corp' },
  { long: ['Vine Steel Works Corp'], short: 'V.S.W.', is: 'Vine Steel Works Corp' },
  { long: ['Vine Steel Works'], short: 'Vsw', is: '-' },
  { long: ['World Health Fund', 'Welsh Hill Farms'], short: 'WHF', is: '-' },
  { long: ['World Health Fund', 'Welsh Hill Farms'], short: 'WHF', is: 'Welsh Hill Farms', beside: 'Welsh Hill Farms' },
  { long: ['Vine Valley Institute'], short: 'Vine', is: 'Vine Valley Institute' },
  { long: ['Vine Valley Institute'], short: 'Vine Valley', is: 'Vine Valley Institute' },
  { long: ['Vine Valley Road'], short: 'Vine', is: '-' },
  { long: ['Vine Valley Institute', 'Vine Steel Corp'], short: 'Vine', is: '-' },
  { long: ['Ruritania Steel Corp'], short: 'Steel Corp', is: 'Ruritania Steel Corp' },
  { long: ['Vine Steel Corp'], short: 'Steel Corp', is: '-' },
  { long: ['Ruritania Corp'], short: 'Corp', is: '-' },
];

describe('long names and their short ones', () => {
  for (const { long, short, is, beside } of table)
    it(`${short} (${[...long, ...(beside === undefined ? [] : [`beside ${beside}`])].join(', ')}) → ${is}`, () => {
      const names = new LongNames(long.map(named), (word) => word === 'Ruritania');
      assert.equal(names.expand(spelt(short), beside)?.name.text ?? '-', is);
    });

  it('takes time in the names of a text, not in their square', function () {
    this.timeout(20_000);
    const names = Array.from({ length: 40_000 }, (_, i) => (i % 2 === 0 ? `Vine${i} Valley${i} Institute` : `Vine${i - 1}`));
    let text = '';
    const spans: NameSpan[] = names.map((name) => {
      const start = text.length;
      text += `${name}. `;
      return { start, end: start + name.length, kind: 'organisation', form: 'name', confidence: 1 };
    });
    assert.equal(cluster(text, spans, undefined).clusters.length, 20_000);
  });
});
