import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article } from '../../../src/core/model.ts';
import { Kinship } from '../../../src/core/sources/kinship.ts';
import { read } from './fixtures.ts';

const WIRE = [
  'The two delegations met for six hours in the capital on Tuesday and agreed to exchange three hundred prisoners.',
  'A spokesman for the ministry said that a second round of talks would begin early next month in Geneva.',
  'Diplomats from four countries had urged both sides to return to the table after months of silence.',
  'The exchange will take place at the border crossing where an earlier one failed in the autumn.',
];
const OTHER = [
  'Harvests in the southern provinces fell by a fifth after the driest summer since records began in the valley.',
  'Farmers demanded compensation from the government and blocked two motorways with their tractors for a day.',
  'The minister of agriculture promised a fund of forty million euros before the end of the current year.',
];

async function article(path: string, paragraphs: readonly string[], head = ''): Promise<Article> {
  const { article: made } = await read(path, `${head}${paragraphs.join('\n\n')}\n`);
  assert.ok(made);
  return made;
}

async function kinship(files: Readonly<Record<string, readonly string[]>>): Promise<Kinship> {
  const kin = new Kinship();
  for (const [path, paragraphs] of Object.entries(files)) kin.add(await article(path, paragraphs));
  return kin;
}

describe('Kinship', () => {
  it('finds reprints, edited ones too, and leaves strangers alone', async () => {
    const edited = WIRE.map((s) => s.replace('Tuesday', 'Tuesday evening').replace('Geneva', 'Geneva, Switzerland').replace('“', '"'));
    const kin = await kinship({
      'a.txt': WIRE,
      'b.txt': [
        'Our own correspondent adds a line that no other newspaper has printed so far this week.',
        ...WIRE.map((s) => s.toUpperCase()),
      ],
      'c.txt': edited,
      'd.txt': OTHER,
      'e.txt': [...OTHER, WIRE[0] ?? ''],
    });
    assert.deepEqual(kin.reprintsOf('a.txt'), ['b.txt', 'c.txt']);
    assert.deepEqual(kin.reprintsOf('c.txt'), ['a.txt', 'b.txt']);
    assert.deepEqual(kin.reprintsOf('d.txt'), ['e.txt']);
    assert.deepEqual(kin.reprintsOf('nowhere.txt'), []);
    assert.deepEqual(kin.familyOf('b.txt'), ['a.txt', 'b.txt', 'c.txt']);
  });

  it('finds a shared passage in an article that is no reprint', async () => {
    const kin = await kinship({ 'a.txt': WIRE, 'e.txt': [...OTHER, WIRE[0] ?? ''] });
    assert.deepEqual(kin.samePassage('a.txt', 0), [{ path: 'e.txt', passage: 3 }]);
    assert.deepEqual(kin.samePassage('a.txt', 1), []);
    assert.deepEqual(kin.reprintsOf('a.txt'), []);
  });

  it('does not take short sentences for shared ones', async () => {
    const kin = await kinship({
      'a.txt': ['He did not elaborate on that.', ...WIRE],
      'b.txt': ['He did not elaborate on that.', ...OTHER],
    });
    assert.deepEqual(kin.samePassage('a.txt', 0), []);
  });

  it('names the origin: the outlet that the others cite, else the earliest', async () => {
    const kin = new Kinship();
    const front = (outlet: string, date: string) => `---\noutlet: ${outlet}\ndate: ${date}\n---\n\n`;
    kin.add(await article('a.md', WIRE, front('The Daily', '2026-02-01')));
    kin.add(await article('b.md', [...WIRE, 'The agreement was first reported by Reuters.'], front('Kyiv Post', '2026-02-02')));
    assert.equal(kin.originOf('b.md'), 'a.md');
    kin.add(await article('r.md', WIRE, front('Reuters', '2026-02-03')));
    assert.equal(kin.originOf('a.md'), 'r.md');
    kin.remove('r.md');
    assert.equal(kin.originOf('a.md'), 'a.md');
  });

  it('is the same after any sequence of changes as built at once', async () => {
    const pool = [...WIRE, ...OTHER];
    const change = fc.record({
      path: fc.constantFrom('a.txt', 'b.txt', 'c.txt', 'd.txt'),
      paragraphs: fc.option(fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 5 }), { freq: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        const kin = new Kinship();
        const last = new Map<string, Article>();
        for (const { path, paragraphs } of changes) {
          if (paragraphs) {
            const made = await article(path, paragraphs);
            kin.add(made);
            last.set(path, made);
          } else {
            kin.remove(path);
            last.delete(path);
          }
        }
        const fresh = new Kinship();
        for (const made of [...last.values()].reverse()) fresh.add(made);
        for (const path of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) {
          assert.deepEqual(kin.reprintsOf(path), fresh.reprintsOf(path));
          assert.deepEqual(kin.familyOf(path), fresh.familyOf(path));
          assert.equal(kin.originOf(path), fresh.originOf(path));
          for (let i = 0; i < (last.get(path)?.passages.length ?? 0); i++)
            assert.deepEqual(kin.samePassage(path, i), fresh.samePassage(path, i));
          // Kinship is mutual.
          for (const other of kin.reprintsOf(path)) assert.ok(kin.reprintsOf(other).includes(path));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stays linear: boilerplate does not make everything kin', async () => {
    const boiler = 'This newspaper is published six days a week by a company that is owned by its readers alone.';
    const first = await article('0.txt', [boiler, ...WIRE]);
    const kin = new Kinship();
    const start = performance.now();
    for (let i = 0; i < 3000; i++) {
      const text = first.text.replaceAll('the', `t${i}he`);
      kin.add({ ...first, path: `${i}.txt`, text: boiler + text.slice(boiler.length) });
    }
    assert.deepEqual(kin.reprintsOf('7.txt'), []);
    assert.ok(performance.now() - start < 8000);
  });
});
