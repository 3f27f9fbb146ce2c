/** An indexing process that is killed at any moment: the next one goes on where it stood, and ends where an undisturbed one ends. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { neverCancelled } from '../../../src/core/ports.ts';
import { openStore } from '../../../src/store/open.ts';
import { gazetteerBytes } from '../library/fixture.ts';
import { random, sourcesIn, stateOf } from './indexing.ts';

/** How many times the process is killed; 100 with ATTEST_KILLS=100. */
const KILLS = Number(process.env['ATTEST_KILLS'] ?? 8);
const SEED = Number(process.env['ATTEST_SEED'] ?? 20_260_201);
const ARTICLES = 60;

describe('store: SQLite, a process that is killed', function () {
  this.timeout(60_000 + KILLS * 5000);
  let folder: string;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'attest-kill-'));
    mkdirSync(path.join(folder, 'data'));
    writeFileSync(path.join(folder, 'data', 'gazetteer.bin'), await gazetteerBytes());
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs an indexing process on a root; kills it so many ms after it has read so many files, when given. */
  async function run(root: string, at?: { readonly files: number; readonly wait: number }): Promise<{ killed: boolean; said: string }> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'indexing.ts'), root, path.join(folder, 'data')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      const files = said.split('.').length - 1;
      if (at !== undefined && timer === undefined && files >= at.files) timer = setTimeout(() => child.kill('SIGKILL'), at.wait);
    });
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
    });
    const killed = await new Promise<boolean>((resolve) => child.on('close', (_, signal) => resolve(signal === 'SIGKILL')));
    clearTimeout(timer);
    return { killed, said };
  }

  it(`ends where an undisturbed one ends, killed ${KILLS} times (seed ${SEED})`, async () => {
    const next = random(SEED);
    const calm = path.join(folder, 'calm');
    sourcesIn(calm, ARTICLES, 0);
    assert.match((await run(calm)).said, /done/);
    const shaken = path.join(folder, 'shaken');
    sourcesIn(shaken, ARTICLES, 0);
    let hit = 0;
    let partly = 0;
    for (let i = 0; i < KILLS; i++) {
      // Articles change now and then, so that there is always something to do.
      if (i > 0) sourcesIn(shaken, ARTICLES, i, next);
      // The first has stored a few articles of all; the others come anywhere.
      const files = i === 0 ? ARTICLES / 5 : Math.floor(next() * (i % 2 === 0 ? ARTICLES : ARTICLES / 4));
      const { killed, said } = await run(shaken, { files, wait: i === 0 ? 0 : next() * 12 });
      assert.doesNotMatch(said, /set aside|damaged|in memory/, said);
      if (killed) hit++;
      const { store, message } = await openStore(path.join(shaken, 'index.db'), 'stamp', 2000);
      assert.ok(store, message);
      assert.equal(message, undefined);
      const { sources } = await store.counts(neverCancelled);
      if (sources > 0 && sources < ARTICLES / 2) partly++;
      await store.close();
    }
    sourcesIn(shaken, ARTICLES, 0);
    assert.match((await run(shaken)).said, /done/);
    assert.deepEqual(await stateOf(shaken, path.join(folder, 'data')), await stateOf(calm, path.join(folder, 'data')));
    assert.ok(hit >= KILLS / 3, `only ${hit} of ${KILLS} were killed in their midst`);
    assert.ok(partly > 0, 'none was killed with a part of the articles stored');
  });
});
