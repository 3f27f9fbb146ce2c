/** An indexing process that is killed at any moment: the next one goes on where it stood, and ends where an undisturbed one ends. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { neverCancelled } from '../../../src/core/ports.ts';
import { openStore } from '../../../src/store/open.ts';
import { gazetteerBytes } from '../library/fixture.ts';
import { libraryOf, random, sourcesIn, stateOf } from './indexing.ts';

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
  async function run(
    root: string,
    at?: { readonly files: number; readonly wait: number },
    stamp = 'stamp',
  ): Promise<{ killed: boolean; said: string }> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'indexing.ts'), root, path.join(folder, 'data'), stamp], {
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

  it('reads everything again after an update, goes on where it was killed, and ends where a fresh one ends', async () => {
    const assets = path.join(folder, 'data');
    const fresh = path.join(folder, 'fresh');
    sourcesIn(fresh, ARTICLES, 1);
    assert.match((await run(fresh, undefined, 'new')).said, /done/);
    const old = path.join(folder, 'old');
    sourcesIn(old, ARTICLES, 1);
    assert.match((await run(old, undefined, 'old')).said, /done/);
    // What the older program counted in another way can never be taken back.
    const { store: before } = await openStore(path.join(old, 'index.db'), 'old');
    await before?.save([
      ['owners', 's:berger', JSON.stringify([['p:otto berger', 3]])],
      ['group', 'p:anna berger', JSON.stringify([2, [['person', 2]], [['Anna Berger', 1]]])],
    ]);
    await before?.close();
    const left: number[] = [];
    for (const files of [4, 10, 30]) {
      await run(old, { files, wait: 0 }, 'new');
      const { store } = await openStore(path.join(old, 'index.db'), 'new', 2000);
      left.push(store?.outdated ?? 0);
      assert.equal((await store?.counts(neverCancelled))?.sources, ARTICLES, 'all answer meanwhile');
      await store?.close();
    }
    assert.deepEqual(
      left,
      left.toSorted((a, b) => b - a),
    );
    assert.ok((left[0] ?? 0) < ARTICLES && (left[2] ?? 0) > 0, `left after each kill: ${left}`);
    assert.match((await run(old, undefined, 'new')).said, /done/);
    const { store: after } = await openStore(path.join(old, 'index.db'), 'new');
    assert.deepEqual([after?.outdated, after?.fact('stamp')], [undefined, 'new']);
    await after?.close();
    assert.deepEqual(await stateOf(old, assets, 'new'), await stateOf(fresh, assets, 'new'));
  });

  it('is read by another process while it writes, which takes over when it is killed', async () => {
    const assets = path.join(folder, 'data');
    const root = path.join(folder, 'two');
    sourcesIn(root, ARTICLES * 8, 0);
    const reading = run(root, { files: ARTICLES * 4, wait: 0 });
    let ended = false;
    void reading.then(() => {
      ended = true;
    });
    while (!existsSync(path.join(root, 'index.db'))) await new Promise((later) => setTimeout(later, 5));
    // The tables are there a moment after the file.
    const open = (): ReturnType<typeof libraryOf> => libraryOf(root, assets, 'stamp', undefined, 0).catch(open);
    const { service, store } = await open();
    assert.equal(store.owned, false);
    const text = 'Putin flew to Moscow. Berger met Lavrov.';
    const seen: number[] = [];
    for (let version = 1; !ended; version++) {
      seen.push((await service.status(neverCancelled)).sources);
      await service.hover({ path: 'b.md', version, text }, 2, neverCancelled);
      for (const { path: found } of await store.search(['moscow', 'kyiv'], 20, neverCancelled))
        assert.ok(await store.record(found, neverCancelled), 'what is found is there');
      await service.check({ path: 'b.md', version, text }, neverCancelled);
      await new Promise((later) => setTimeout(later, 2));
    }
    assert.equal((await reading).killed, true);
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
    assert.ok(new Set(seen).size > 3, `it saw ${[...new Set(seen)]}`);
    assert.ok((seen.at(-1) ?? 0) < ARTICLES * 8);
    await service.scan(neverCancelled);
    assert.equal(store.owned, true);
    assert.equal((await service.status(neverCancelled)).sources, ARTICLES * 8);
    await store.close();
    const calm = path.join(folder, 'calm two');
    sourcesIn(calm, ARTICLES * 8, 0);
    assert.match((await run(calm)).said, /done/);
    assert.deepEqual(await stateOf(root, assets), await stateOf(calm, assets));
  });
});
