import assert from 'node:assert/strict';
import { recognise } from '../../../src/core/names/recognise.ts';
import { statedRoles } from '../../../src/core/names/roles.ts';
import { gazetteer, withGazetteer } from './tables.ts';

describe('stated roles', () => {
  withGazetteer();

  const table: readonly (readonly [text: string, ...roles: string[]])[] = [
    [
      'Alexander Gabuev, director of the Carnegie Russia Eurasia Center in Berlin.',
      'Alexander Gabuev: director of the Carnegie Russia Eurasia Center in Berlin',
    ],
    ['The presidential aide Yuri Ushakov said so.', 'Yuri Ushakov: presidential aide'],
    ['President Volodymyr Zelenskyy spoke.', 'Volodymyr Zelenskyy: President'],
    ['The US Secretary General, Mark Rutte, has proposed it.', 'Mark Rutte: US Secretary General'],
    ['Then Kremlin special representative Kirill Dmitriev flew.', 'Kirill Dmitriev: Kremlin special representative'],
    ['Ukrainian negotiator Rustem Umerov described it.', 'Rustem Umerov: Ukrainian negotiator'],
    ["China's President Xi Jinping came.", "Xi Jinping: China's President"],
    ['Secretary of State Marco Rubio left.', 'Marco Rubio: Secretary of State'],
    ['Angela Merkel is the chancellor of Germany.', 'Angela Merkel: chancellor of Germany'],
    ['Angela Merkel, a former chancellor, came.', 'Angela Merkel: former chancellor'],
    ['Mr Orriston left.'],
    ['Dr. Orriston left.'],
    ['Donald Trump, after a long day, slept.'],
    ['The president met Donald Trump.'],
    ['Donald Trump is offering to end the war.'],
  ];
  for (const [text, ...roles] of table)
    it(text, async () => {
      const g = await gazetteer();
      const spans = recognise(text, { gazetteer: g });
      const found = statedRoles(text, spans, g).map(({ name, role }) => {
        const span = spans[name];
        return `${text.slice(span?.start, span?.end)}: ${text.slice(role.start, role.end)}`;
      });
      assert.deepEqual(found, roles);
    });

  it('knows whose office it is', async () => {
    const g = await gazetteer();
    const text = 'Russian Foreign Minister Sergei Lavrov met Emmanuel Macron, the president of France.';
    const roles = statedRoles(text, recognise(text, { gazetteer: g }), g);
    assert.deepEqual(
      roles.map((r) => [r.title, r.country]),
      [
        ['foreign minister', 'RU'],
        ['president', 'FR'],
      ],
    );
  });
});
