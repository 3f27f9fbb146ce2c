/** A library that outlives its process: what a new start reads, and that it answers as one that was made anew. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import type { World } from '../../../src/core/library/world.ts';
import { LocalService } from '../../../src/core/library.ts';
import { type Files, neverCancelled } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import type { IndexedArticle } from '../../../src/core/store/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { prepare } from '../../../src/store/schema.ts';
import { SqliteStore } from '../../../src/store/sqlite.ts';
import { NodeFiles } from '../../../src/worker/files.ts';
import { briefing, gazetteerBytes, world } from './fixture.ts';

/** The gazetteer alone: these tests are about what is kept, not about how well names are found. */
const assets: World['assets'] = { load: async (name) => (name === 'gazetteer.bin' ? gazetteerBytes() : undefined) };
const TEXT = briefing('Putin flew to Moscow. Berger met Lavrov in Kyiv, and the UN rejected the offer of Anna Berger.');

describe('library: kept in an index', function () {
  this.timeout(60_000);
  let root: string;
  let reads: string[];
  const source = (name: string): string => path.join(root, 'sources', name);
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(source(name)), { recursive: true });
    writeFileSync(source(name), text);
  };
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'attest-kept-'));
    mkdirSync(path.join(root, 'sources'));
    reads = [];
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function counting(): Files {
    const files = new NodeFiles(root);
    return {
      list: (globs, cancel) => files.list(globs, cancel),
      read: (file, cancel) => {
        reads.push(file);
        return files.read(file, cancel);
      },
      get closed() {
        return files.closed;
      },
    };
  }

  /** A session: opens the index, does something with the library, closes it. */
  async function session<T>(work: (service: LocalService) => Promise<T>, project?: string): Promise<T> {
    const { store, message } = await openStore(path.join(root, 'index.db'), 'stamp', 50);
    assert.ok(store, message);
    assert.equal(message, undefined);
    const service = new LocalService(world({ assets, files: counting(), store, index: store, batch: 3 }));
    await service.setProject(project, neverCancelled);
    try {
      return await work(service);
    } finally {
      await store.close();
    }
  }

  /** What a person sees of a library. */
  async function facts(service: LocalService): Promise<unknown> {
    const { sources, passages, characters, entities, problems } = await service.status(neverCancelled);
    const hovers = [];
    for (const name of ['Putin', 'Moscow', 'Berger', 'Lavrov', 'UN', 'Anna'])
      hovers.push(await service.hover(TEXT, TEXT.text.indexOf(name), neverCancelled));
    return {
      status: { sources, passages, characters, entities, problems },
      hovers,
      report: await service.check(TEXT, neverCancelled),
      evidence: await service.evidenceAt(TEXT, 3, 10, neverCancelled),
      cards: await service.sources(neverCancelled),
    };
  }

  const scanned = async (service: LocalService): Promise<unknown> => {
    await service.scan(neverCancelled);
    return facts(service);
  };

  /** What a library in memory sees that reads everything now. */
  async function anew(project?: string): Promise<unknown> {
    const service = new LocalService(world({ assets, files: new NodeFiles(root) }));
    await service.setProject(project, neverCancelled);
    return scanned(service);
  }

  it('answers at a new start before it has looked at any file, and reads none that is the same', async () => {
    write('a.txt', 'Vladimir Putin flew to Moscow. “No one agreed,” Putin said.');
    write('b.txt', 'Anna Berger met Lavrov in Kyiv.');
    write('empty.txt', '');
    const first = await session(scanned);
    assert.deepEqual(reads, ['sources/a.txt', 'sources/b.txt', 'sources/empty.txt']);
    reads = [];
    assert.deepEqual(await session(facts), { ...(first as object), status: await session(statusWithout('empty.txt', first)) });
    assert.deepEqual(reads, []);
    assert.deepEqual(await session(scanned), first);
    // Nothing is kept of what could not be read.
    assert.deepEqual(reads, ['sources/empty.txt']);
    assert.deepEqual(await anew(), first);
  });

  /** The status but for the problem of a file of which nothing is kept. */
  function statusWithout(file: string, state: unknown): () => Promise<unknown> {
    const { status } = state as { status: { problems: { path: string }[] } };
    return async () => ({ ...status, problems: status.problems.filter((p) => !p.path.endsWith(file)) });
  }

  it('reads a file whose time changed once more, and not again', async () => {
    write('a.txt', 'Vladimir Putin flew to Moscow.');
    await session(scanned);
    utimesSync(source('a.txt'), 1, 1);
    reads = [];
    await session(scanned);
    assert.deepEqual(reads, ['sources/a.txt']);
    reads = [];
    await session(scanned);
    assert.deepEqual(reads, []);
  });

  it('keeps what the project file made of the names, and makes them anew when it changes', async () => {
    write('a.txt', 'Vladimir Putin flew to Moscow. The offer was rejected. Berger met Lavrov.');
    write('b.txt', 'Anna Berger wrote the offer.');
    const one = '{"entities": [{"name": "the offer", "kind": "organisation"}], "merge": [["Lavrov", "Anna Berger"]]}';
    const two = '{"reject": ["Putin"]}';
    const first = await session(scanned, one);
    assert.deepEqual(first, await anew(one));
    assert.deepEqual(await session(facts, one), first);
    for (const project of [two, undefined, one]) assert.deepEqual(await session(facts, project), await anew(project), project);
  });

  it('is put in order when all is read: the index is then in few parts, however many steps it took', async () => {
    for (let i = 0; i < 44; i++) write(`a${i}.txt`, `Vladimir Putin flew to Moscow ${i} times.`);
    await session(scanned);
    const sizes = (): unknown[] => {
      const db = new DatabaseSync(path.join(root, 'index.db'));
      const rows = db.prepare('SELECT length(numbers) / 8 AS size FROM segments').all();
      db.close();
      return rows.map(({ size }) => size);
    };
    // Read in steps of three, which leave 39, 3 and 2.
    assert.deepEqual(sizes(), [39, 5]);
    write('b.txt', 'Anna Berger met Lavrov.');
    await session(scanned);
    assert.deepEqual(sizes(), [39, 5, 1]);
  });

  it('is after any changes and starts what a library in memory is that reads everything now', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'deep/f');
    const words = fc.constantFrom(
      'Vladimir Putin flew to Moscow.',
      '“No one agreed,” Putin said.',
      'Anna Berger met Lavrov in Kyiv.',
      'Berger rejected the offer.',
      'The United Nations (UN) praised Berger.',
      'The UN met.',
    );
    const step = fc.record({ name, text: fc.option(fc.array(words, { minLength: 1, maxLength: 4 })), start: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        rmSync(path.join(root, 'sources'), { recursive: true });
        mkdirSync(path.join(root, 'sources'));
        const rest = [...steps];
        while (rest.length > 0)
          await session(async (service) => {
            for (let one = rest.shift(); one; one = one.start ? undefined : rest.shift()) {
              if (one.text === null) rmSync(source(`${one.name}.txt`), { force: true });
              else write(`${one.name}.txt`, one.text.join(' '));
              await service.scan(neverCancelled);
            }
          });
        assert.deepEqual(await session(facts), await anew());
      }),
      { numRuns: 25 },
    );
  });

  it('keeps what it has while the drive of the sources is away, and takes it up when it is back', async () => {
    write('a.txt', 'Vladimir Putin flew to Moscow.');
    const drive = `${root}-drive`;
    renameSync(path.join(root, 'sources'), drive);
    symlinkSync(drive, path.join(root, 'sources'));
    try {
      const first = await session(scanned);
      renameSync(drive, `${drive}-away`);
      await session(async (service) => {
        await service.scan(neverCancelled);
        const { sources, problems } = await service.status(neverCancelled);
        assert.equal(sources, 1);
        assert.match(problems[0]?.message ?? '', /folder sources could not be looked into: .* stays/);
      });
      renameSync(`${drive}-away`, drive);
      reads = [];
      assert.deepEqual(await session(scanned), first);
      assert.deepEqual(reads, []);
    } finally {
      rmSync(drive, { recursive: true, force: true });
    }
  });

  it('says so and keeps what it has when the whole folder is away; a folder of sources that was deleted is gone', async () => {
    write('a.txt', 'Vladimir Putin flew to Moscow.');
    const { store } = await openStore(path.join(root, 'index.db'), 'stamp', 50);
    assert.ok(store);
    let away = false;
    const files = new NodeFiles(root);
    const missing = new NodeFiles(path.join(root, 'nowhere'));
    const port: Files = { list: (g, c) => (away ? missing : files).list(g, c), read: (f, c) => files.read(f, c) };
    const service = new LocalService(world({ assets, files: port, store, index: store }));
    await service.scan(neverCancelled);
    away = true;
    await assert.rejects(service.scan(neverCancelled), /is not there \(any more\)/);
    assert.equal((await service.status(neverCancelled)).sources, 1);
    away = false;
    rmSync(path.join(root, 'sources'), { recursive: true });
    await service.scan(neverCancelled);
    assert.equal((await service.status(neverCancelled)).sources, 0);
    await store.close();
  });

  it('follows no link in a circle', async () => {
    write('a.txt', 'Vladimir Putin flew to Moscow.');
    write('deep/b.txt', 'Anna Berger met Lavrov.');
    symlinkSync(root, source('deep/up'));
    symlinkSync(source('deep'), source('again'));
    symlinkSync(source('self'), source('self'));
    const cards = await session(async (service) => {
      await service.scan(neverCancelled);
      return service.sources(neverCancelled);
    });
    assert.equal(cards.length, 2);
  });

  /** A store on a disk that has room for so many pages more. */
  function limited(): { store: SqliteStore; limit: (pages: number) => void } {
    const db = new DatabaseSync(path.join(root, 'index.db'));
    prepare(db, 50);
    const limit = (pages: number): void => {
      const { page_count } = db.prepare('PRAGMA page_count').get() ?? {};
      db.exec(`PRAGMA max_page_count = ${Number(page_count) + pages}`);
    };
    return { store: new SqliteStore(db), limit };
  }

  it('rolls back what a full disk does not take, answers meanwhile, and goes on when there is room again', async () => {
    for (let i = 0; i < 40; i++) write(`${i}.txt`, `Anna Berger met Lavrov in Kyiv ${'and again '.repeat(40 * i)}.`);
    write('0.txt', 'Vladimir Putin flew to Moscow.');
    const { store, limit } = limited();
    const service = new LocalService(world({ assets, files: counting(), store, index: store, batch: 3 }));
    // SQLite's own error of a full disk, in the midst of the sources.
    limit(60);
    await assert.rejects(service.scan(neverCancelled), /database or disk is full/);
    const status = await service.status(neverCancelled);
    assert.ok(status.sources > 0 && status.sources < 40, `${status.sources} were stored`);
    assert.equal(status.indexing, false);
    assert.equal((await store.counts(neverCancelled)).sources, (await store.files(neverCancelled)).length);
    assert.match(JSON.stringify(status.problems), /could not be stored: database or disk is full/);
    assert.ok(await service.hover(TEXT, TEXT.text.indexOf('Putin'), neverCancelled));
    assert.ok(await service.check(TEXT, neverCancelled));
    await assert.rejects(service.scan(neverCancelled), /database or disk is full/);
    limit(1_000_000);
    reads = [];
    assert.deepEqual(await scanned(service), await anew());
    assert.ok(reads.length < 40, 'what was stored is not read again');
    await store.close();
    assert.deepEqual(await session(facts), await anew());
  });

  it('takes back nothing twice when the register could not be saved', async () => {
    write('a.txt', 'Vladimir Putin flew to Moscow.');
    const { store, limit } = limited();
    const logged: string[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void logged.push(message) };
    const service = new LocalService(world({ assets, files: counting(), store, index: store, log }));
    const { save } = store;
    store.save = async (changes) => {
      limit(0);
      try {
        await save.call(store, changes);
      } finally {
        limit(1_000_000);
      }
    };
    write(
      'a.txt',
      Array.from({ length: 900 }, (_, n) => `Anna Berger${'x'.repeat(n % 30)} Petrov${'y'.repeat(n / 30)} met Lavrov.`).join('\n\n'),
    );
    await service.scan(neverCancelled);
    assert.match(logged.join(), /index could not be saved: database or disk is full/);
    store.save = save;
    rmSync(source('a.txt'));
    write('b.txt', 'Anna Berger met Lavrov in Kyiv.');
    assert.deepEqual(await scanned(service), await anew());
    await store.close();
    assert.deepEqual(await session(facts), await anew());
  });

  it('loses nothing but time when the disk is full', async () => {
    class FullStore extends MemoryStore {
      full = false;
      override async apply(...args: Parameters<MemoryStore['apply']>): Promise<void> {
        if (this.full && args[0].some((one: IndexedArticle) => one.record.article.path.includes('b')))
          throw new Error('database or disk is full');
        return super.apply(...args);
      }
    }
    const store = new FullStore();
    const service = new LocalService(world({ assets, files: new NodeFiles(root), store, batch: 1 }));
    write('a.txt', 'Vladimir Putin flew to Moscow.');
    write('b.txt', 'Anna Berger met Lavrov in Kyiv.');
    store.full = true;
    await assert.rejects(service.scan(neverCancelled), /disk is full/);
    const status = await service.status(neverCancelled);
    assert.deepEqual([status.sources, status.indexing], [1, false]);
    assert.match(JSON.stringify(status.problems), /could not be stored: database or disk is full/);
    assert.ok(await service.hover(TEXT, TEXT.text.indexOf('Putin'), neverCancelled));
    store.full = false;
    assert.deepEqual(await scanned(service), await anew());
  });
});
