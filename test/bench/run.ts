/**
 * `npm run bench [-- --quick] [-- --data FILE.jsonl] [-- --only NAME] [-- --large] [-- --cold] [-- --table PAGE.md]`: rates, peers in the same run,
 * and growth. Fails when a growth ratio that is gated is exceeded. FILE holds lines of `{"text"}`; without it the
 * sentences of the sample articles are recombined. `--large` measures a library of 100,000 articles too, which takes a while.
 * `--cold` asks each library once more from a cold disk. `--only busy` asks libraries that are being indexed, and needs the built bundle.
 * `--table` writes the results of a whole run between the marks of a page (see `table.ts`).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchBusy } from './busy.ts';
import { cases } from './cases.ts';
import { judge, measure, mostOf } from './harness.ts';
import { benchLibrary } from './library.ts';
import { type Measured, tableOf, withTable } from './table.ts';
import { sentencePool } from './texts.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    cold: { type: 'boolean', default: false },
    data: { type: 'string' },
    only: { type: 'string' },
    table: { type: 'string' },
  },
});
if (values.table !== undefined && values.only !== undefined) {
  console.error('--table shows a whole run, and takes no --only');
  process.exit(2);
}
// Read before hours are spent on measuring.
const page = values.table !== undefined && existsSync(values.table) ? readFileSync(values.table, 'utf8') : '';
withTable(page, '');
const rounds = values.quick ? 5 : 7;
const pool = sentencePool(values.data);
const chosen = cases(pool, values.quick).filter((c) => values.only === undefined || c.name.includes(values.only));
const conditions = `Node ${process.version}, ${cpus().length} cores, ${pool.length} sentences recombined, processor time, median of ${rounds} rounds`;
console.log(`${conditions}\n`);
const measured: Measured[] = [];
let failed = 0;
for (const bench of chosen) {
  const rows = await measure(bench, rounds);
  for (const row of rows)
    console.log(
      `${row.case.padEnd(28)} ${String(row.size).padStart(6)}  ${row.who.padEnd(12)} ${row.rate.toFixed(2).padStart(10)} ${row.unit}/s`,
    );
  const grows = bench.grows ?? 'linear';
  const verdict = judge(rows, grows);
  measured.push({ rows, verdict, grows: bench.sizes.length > 1 ? grows : undefined });
  const ahead = verdict.ahead.map(({ peer, ratio }) => `${ratio.toFixed(2)} × ${peer}`).join(', ');
  const growth =
    bench.sizes.length > 1
      ? `growth ${verdict.growth.toFixed(2)} ${verdict.within ? `[${grows}]` : `[NOT ${grows}: over ${mostOf(rows, grows)}]`}`
      : '';
  if (bench.sizes.length > 1 && !verdict.within) failed++;
  console.log(`${''.padEnd(28)} ${[growth, ahead].filter((s) => s !== '').join('; ')}\n`);
}
if (values.only === undefined || 'library'.includes(values.only)) {
  const sizes = values.quick ? [200, 1000] : [1000, 10_000, ...(values.large ? [100_000] : [])];
  const { passed, figures, peers } = await benchLibrary(pool, sizes, join(import.meta.dirname, '../../dist/data'), values.cold);
  if (!passed) failed++;
  if (values.table !== undefined) writeFileSync(values.table, withTable(page, tableOf(`${conditions}.`, measured, figures, peers)));
}
// It tells the clock's time, which is that of one moment of the machine: it is measured where it is asked for.
if (values.only === 'busy')
  for (const size of values.quick ? [1000] : [10_000, ...(values.large ? [30_000] : [])]) await benchBusy(pool, size);
process.exitCode = failed === 0 ? 0 : 1;
