/** What `npm run bench` writes into a page, and that the README shows it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintAnew, Notes } from '../../bench/approaches.ts';
import { cases } from '../../bench/cases.ts';
import { judge, type Row } from '../../bench/harness.ts';
import type { LibraryFigures } from '../../bench/library.ts';
import { BEGIN, END, LIBRARY, PEERS, rowsOf, tableOf, withTable } from '../../bench/table.ts';

const row = (who: string, size: number, costs: readonly number[]): Row => ({ case: 'work', unit: 'MB', size, who, rate: 2, costs });
const quantiles = { p50: 1.234, p95: 56.78 };
const library = (size: number): LibraryFigures => ({
  size,
  megabytes: 4.3,
  indexing: 4,
  storing: 0.4,
  rate: 1.9,
  disk: 14,
  start: 250,
  unchanged: 80,
  hover: quantiles,
  edit: quantiles,
  evidence: quantiles,
  completion: quantiles,
  bare: quantiles,
  memory: 118,
  resident: 200,
});

describe('bench: table', () => {
  const rows = [row('attest', 1, [1, 1, 1]), row('attest', 9, [2, 2, 2]), row('peer', 1, [3, 3, 3])];
  const table = (grows: 'linear' | 'flat'): string =>
    tableOf(
      'Node.',
      [{ rows, verdict: judge(rows, grows), grows }],
      [library(1000), library(100_000)],
      [{ who: 'minisearch', size: 1000, indexing: 1, search: quantiles }],
    );

  it('has a row for each case, each figure of a library, and each peer', () => {
    const text = table('flat');
    assert.ok(text.startsWith(`${BEGIN}\n`) && text.endsWith(`\n${END}`));
    assert.deepEqual(rowsOf(text), ['work', ...LIBRARY.map(([what]) => what), '*minisearch*']);
    assert.match(text, /^\| work \| 2\.00 MB\/s \| 2\.00 flat \| 3\.00 × \*peer\* \|$/m);
    assert.match(text, /^\| library \| 1,000 articles, 4 MB \| 100,000 articles, 4 MB \|$/m);
    assert.match(text, /^\| hover, p50 \/ p95 \| 1\.23 \/ 56\.8 ms \|/m);
  });

  it('says so where the time grows more than it may: a question’s may threefold, a unit’s by a third, or half as fast as the size', () => {
    assert.match(table('linear'), /2\.00 not linear/);
    assert.ok(judge(rows, 'flat').within && !judge(rows, 'linear').within);
    assert.ok(!judge([row('attest', 1, [1]), row('attest', 9, [3.1])], 'flat').within);
    assert.ok(judge([row('attest', 1, [1]), row('attest', 9, [4.5])], 'sublinear').within);
    assert.ok(!judge([row('attest', 1, [1]), row('attest', 9, [4.6])], 'sublinear').within);
  });

  it('takes the place of the one before, and is put at the end of a page without one', () => {
    const [first, second] = [table('flat'), table('linear')];
    const page = withTable('# Page\n\ntext\n', first);
    assert.equal(page, `# Page\n\ntext\n\n${first}\n`);
    assert.equal(withTable(`${page}more\n`, second), `# Page\n\ntext\n\n${second}\nmore\n`);
    assert.equal(withTable('', first), `${first}\n`);
    for (const broken of [`a ${BEGIN} b`, `a ${END} b`, `${END} ${BEGIN}`])
      assert.throws(() => withTable(broken, first), /the page must hold/);
  });

  it('the README shows one, with the rows that the bench prints', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    const names = cases(['A sentence.'], false).map((one) => one.name);
    assert.deepEqual([...new Set(rowsOf(readme))], [...names, ...LIBRARY.map(([what]) => what), ...PEERS.map((who) => `*${who}*`)]);
  });
});

describe('bench: approaches of others', () => {
  it('notes know which others they link to', () => {
    const notes = new Notes('/nowhere');
    notes.add('a', 'See [[b]] and [[c|that one]].');
    notes.add('b', 'See `[[a]]` [[a#part]].');
    assert.equal(notes.change('c', 'None yet.'), 3);
    assert.equal(notes.change('c', 'Now [@a, p. 4] and [[b]], [[nobody]].'), 5);
    assert.equal(notes.hover('nobody'), undefined);
  });

  it('regular expressions see words, figures and quotations, block by block', () => {
    assert.equal(lintAnew('She went home.'), 0);
    assert.equal(lintAnew('# Very\n\nShe said 5.'), 3);
  });
});
