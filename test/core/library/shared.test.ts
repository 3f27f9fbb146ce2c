/** Two windows on one folder: one keeps the index up to date, the other one answers from it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { World } from '../../../src/core/library/world.ts';
import { LocalService } from '../../../src/core/library.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { openStore } from '../../../src/store/open.ts';
import type { SqliteStore } from '../../../src/store/sqlite.ts';
import { NodeFiles } from '../../../src/worker/files.ts';
import { briefing, gazetteerBytes, world } from './fixture.ts';

const assets: World['assets'] = { load: async (name) => (name === 'gazetteer.bin' ? gazetteerBytes() : undefined) };
const TEXT = briefing('Putin flew to Moscow. Berger met Lavrov in Kyiv [@b].');

describe('library: two windows on one folder', function () {
  this.timeout(60_000);
  let root: string;
  let now: number;
  let windows: SqliteStore[];
  const write = (name: string, text: string): void => writeFileSync(path.join(root, 'sources', name), text);
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'attest-shared-'));
    mkdirSync(path.join(root, 'sources'));
    now = 0;
    windows = [];
    write('a.txt', 'Vladimir Putin flew to Moscow. “No one agreed,” Putin said.');
    write('b.txt', 'Anna Berger met Lavrov in Kyiv.');
  });
  afterEach(async () => {
    for (const one of windows) await one.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function window(stamp = 'stamp', extra: Partial<World> = {}): Promise<{ service: LocalService; store: SqliteStore }> {
    const { store, message } = await openStore(path.join(root, 'index.db'), stamp, 0);
    assert.ok(store, message);
    windows.push(store);
    const clock = { now: () => now };
    return { service: new LocalService(world({ assets, clock, files: new NodeFiles(root), store, index: store, ...extra })), store };
  }

  async function facts(service: LocalService): Promise<unknown> {
    const { sources, passages, characters, entities, problems } = await service.status(neverCancelled);
    const hovers = [];
    for (const name of ['Putin', 'Moscow', 'Berger', 'Lavrov'])
      hovers.push(await service.hover(TEXT, TEXT.text.indexOf(name), neverCancelled));
    return {
      status: { sources, passages, characters, entities, problems },
      hovers,
      report: await service.check(TEXT, neverCancelled),
      cards: await service.sources(neverCancelled),
    };
  }

  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('answers alike in both, and after each change that the first takes in', async () => {
    const one = (await window()).service;
    await one.scan(neverCancelled);
    const two = await window();
    await two.service.scan(neverCancelled);
    assert.equal(two.store.owned, false);
    assert.deepEqual(await facts(two.service), await facts(one));
    const { behind, indexing, reading } = await two.service.status(neverCancelled);
    assert.deepEqual([behind, indexing, reading], [0, false, undefined], 'it reads no source itself');
    write('c.txt', 'Berger praised Putin in Kyiv.');
    rmSync(path.join(root, 'sources', 'b.txt'));
    await one.scan(neverCancelled);
    await turn();
    now += 10_000;
    assert.equal(await two.service.lookAround(), 'changed');
    assert.deepEqual(await facts(two.service), await facts(one));
    assert.equal(await two.service.lookAround(), 'same');
  });

  it('takes up what the other one writes now and then, not at each question', async () => {
    const one = (await window()).service;
    await one.scan(neverCancelled);
    let listings = 0;
    const two = await window();
    const { listing } = two.store;
    two.store.listing = (cancel) => {
      listings++;
      return listing.call(two.store, cancel);
    };
    await facts(two.service);
    for (let i = 0; i < 20; i++) {
      write(`more-${i}.txt`, 'Berger praised Putin in Kyiv.');
      await one.scan(neverCancelled);
      await turn();
      now += 500;
      await two.service.hover(TEXT, 2, neverCancelled);
    }
    assert.ok(listings >= 4 && listings <= 7, `the sources were listed ${listings} times in 10 s`);
  });

  it('goes on from what the first has written when that one closes, and scans', async () => {
    const one = await window();
    await one.service.scan(neverCancelled);
    const two = await window();
    await two.service.scan(neverCancelled);
    assert.equal(await two.service.lookAround(), 'same');
    write('c.txt', 'Berger praised Putin in Kyiv.');
    await two.service.update([{ path: 'sources/c.txt', size: 29, modified: 1 }], [], neverCancelled);
    assert.equal((await two.service.sources()).length, 2, 'the owner alone takes in');
    await one.store.close();
    assert.equal(await two.service.lookAround(), 'ours');
    await two.service.scan(neverCancelled);
    const alone = new LocalService(world({ assets, files: new NodeFiles(root) }));
    await alone.scan(neverCancelled);
    assert.deepEqual(await facts(two.service), await facts(alone));
    assert.deepEqual([two.store.owned, (await two.service.status(neverCancelled)).behind], [true, undefined]);
  });

  it('goes by bibliographies that nobody keeps, and tells how many files the other one has not taken in', async () => {
    write('all.bib', '@article{named, title = {A title}, file = {a.txt}}');
    const one = (await window()).service;
    await one.scan(neverCancelled);
    const two = (await window()).service;
    write('c.txt', 'Berger praised Putin in Kyiv.');
    rmSync(path.join(root, 'sources', 'b.txt'));
    await two.scan(neverCancelled);
    const keys = (await two.sources()).map((card) => card.key);
    assert.deepEqual(keys, ['named', 'b']);
    assert.equal((await two.status(neverCancelled)).behind, 2);
    await one.scan(neverCancelled);
    rmSync(path.join(root, 'sources', 'all.bib'));
    await two.scan(neverCancelled);
    assert.deepEqual((await two.status(neverCancelled)).behind, 0);
    await turn();
    now += 10_000;
    assert.deepEqual(
      (await two.sources()).map((card) => card.key),
      ['a', 'c'],
    );
  });

  it('leaves the names of a changed project file to the owner, and shows them when it has made them', async () => {
    const project = '{"entities": [{"name": "No one", "kind": "organisation"}], "merge": [["Lavrov", "Anna Berger"]]}';
    const one = (await window()).service;
    await one.scan(neverCancelled);
    const two = (await window()).service;
    await two.scan(neverCancelled);
    await two.setProject(project, neverCancelled);
    assert.ok(await two.check(TEXT, neverCancelled));
    await one.setProject(project, neverCancelled);
    await one.scan(neverCancelled);
    await turn();
    now += 10_000;
    assert.deepEqual(await facts(two), await facts(one));
  });

  it('makes the names of its project file when it takes over', async () => {
    const one = await window();
    await one.service.scan(neverCancelled);
    const two = (await window()).service;
    const project = '{"reject": ["Putin"]}';
    await two.setProject(project, neverCancelled);
    await two.scan(neverCancelled);
    await one.store.close();
    assert.equal(await two.lookAround(), 'ours');
    const alone = new LocalService(world({ assets, files: new NodeFiles(root) }));
    await alone.setProject(project, neverCancelled);
    await alone.scan(neverCancelled);
    assert.deepEqual(await facts(two), await facts(alone));
  });

  it('waits with its scan while the first reads many sources, and takes over when that one ends early', async () => {
    for (let i = 0; i < 80; i++) write(`many-${i}.txt`, 'Berger praised Putin in Kyiv.');
    const cancel = { cancelled: false };
    const stop = (done: number): void => {
      if (done > 20) cancel.cancelled = true;
    };
    const one = await window('stamp', { batch: 4, progress: ({ done }) => stop(done) });
    await assert.rejects(one.service.scan(cancel));
    let pauses = 0;
    const two = await window('stamp', {
      pause: async () => {
        await turn();
        if (++pauses === 5) await one.store.close();
      },
    });
    await two.service.scan(neverCancelled);
    assert.equal(pauses, 5);
    assert.deepEqual([two.store.owned, (await two.service.status(neverCancelled)).sources], [true, 82]);
    assert.equal(two.store.fact('reading'), 0);
  });

  it('answers from what an older Attest read while everything is read again', async () => {
    const one = await window('old');
    await one.service.scan(neverCancelled);
    const before = await facts(one.service);
    await one.store.close();
    const two = await window('new');
    assert.deepEqual(await facts(two.service), before);
    assert.equal((await two.service.status(neverCancelled)).outdated, 2);
    await two.service.scan(neverCancelled);
    const { outdated, reading } = await two.service.status(neverCancelled);
    assert.deepEqual([outdated, reading?.read], [undefined, 2]);
    assert.deepEqual(await facts(two.service), before);
    await two.service.scan(neverCancelled);
    assert.equal((await two.service.status(neverCancelled)).reading?.total, 0);
  });
});
