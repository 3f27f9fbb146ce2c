/**
 * `npm run bench [-- --quick] [-- --data FILE.jsonl] [-- --only NAME] [-- --large]`: rates, peers in the same run, and growth.
 * Fails when a growth ratio that is gated as linear is exceeded. FILE holds lines of `{"text"}`; without it the
 * sentences of the sample articles are recombined. `--large` measures a library of 100,000 articles too, which takes a while.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases.ts';
import { judge, LINEAR, measure } from './harness.ts';
import { benchLibrary } from './library.ts';
import { sentencePool } from './texts.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    data: { type: 'string' },
    only: { type: 'string' },
  },
});
const rounds = values.quick ? 5 : 7;
const pool = sentencePool(values.data);
const chosen = cases(pool, values.quick).filter((c) => values.only === undefined || c.name.includes(values.only));
console.log(
  `Node ${process.version}, ${cpus().length} cores, ${pool.length} sentences recombined, processor time, median of ${rounds} rounds\n`,
);
let failed = 0;
for (const bench of chosen) {
  const rows = await measure(bench, rounds);
  for (const row of rows)
    console.log(
      `${row.case.padEnd(28)} ${String(row.size).padStart(6)}  ${row.who.padEnd(12)} ${row.rate.toFixed(2).padStart(10)} ${row.unit}/s`,
    );
  const most = bench.flat ?? LINEAR;
  const verdict = judge(rows, most);
  const shape = bench.flat === undefined ? 'linear' : 'flat';
  const ahead = verdict.ahead.map(({ peer, ratio }) => `${ratio.toFixed(2)} × ${peer}`).join(', ');
  const growth =
    bench.sizes.length > 1 ? `growth ${verdict.growth.toFixed(2)} ${verdict.linear ? `[${shape}]` : `[NOT ${shape}: over ${most}]`}` : '';
  if (bench.sizes.length > 1 && !verdict.linear) failed++;
  console.log(`${''.padEnd(28)} ${[growth, ahead].filter((s) => s !== '').join('; ')}\n`);
}
if (values.only === undefined || 'library'.includes(values.only)) {
  const sizes = values.quick ? [200, 1000] : [1000, 10_000, ...(values.large ? [100_000] : [])];
  if (!(await benchLibrary(pool, sizes, join(import.meta.dirname, '../../dist/data')))) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
