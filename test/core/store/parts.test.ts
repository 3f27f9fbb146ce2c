/** Steps that are made ready in parts, between which questions are answered: they are there as a whole, or not at all. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Change } from '../../../src/core/names/shelf.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import type { IndexedArticle } from '../../../src/core/store/store.ts';
import { openStore } from '../../../src/store/open.ts';
import type { SqliteStore } from '../../../src/store/sqlite.ts';
import { indexed } from './indexed.ts';

/** More values than are written in one go. */
const MANY = 2500;

describe('store: SQLite, steps in parts', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'attest-parts-'));
    file = path.join(folder, 'index.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function opened(): Promise<SqliteStore> {
    const { store, message } = await openStore(file, 'stamp', 50);
    assert.ok(store, message);
    return store;
  }

  /** Lets so many parts be done, and ends there as if the process had ended. */
  function endAfter(parts: number): () => Promise<void> {
    let left = parts;
    return async () => {
      if (left-- <= 0) throw new Error('ended');
    };
  }

  const values = (value: string): Change[] => Array.from({ length: MANY }, (_, i) => ['group', `k${i}`, `${value} ${i}`]);
  const saved = (store: SqliteStore): unknown => ({
    keys: store.savedKeys('group').length,
    first: store.saved('group', 'k0'),
    last: store.saved('group', `k${MANY - 1}`),
    gone: store.saved('group', 'gone'),
  });
  const old = { keys: MANY + 1, first: 'old 0', last: `old ${MANY - 1}`, gone: 'there' };
  const now = { keys: MANY, first: 'new 0', last: `new ${MANY - 1}`, gone: undefined };

  it('a register that was being saved is the old one or the new one, wherever that ended', async () => {
    const seen = new Set<string>();
    for (let parts = 0; ; parts++) {
      let store = await opened();
      await store.save([...values('old'), ['group', 'gone', 'there']]);
      assert.deepEqual(saved(store), old);
      const ended = await store
        .save([...values('new'), ['group', 'gone', undefined]], endAfter(parts))
        .then(() => false)
        .catch(() => true);
      const found = saved(store);
      await store.close();
      store = await opened();
      assert.deepEqual(saved(store), found, `after ${parts} parts`);
      assert.ok(JSON.stringify(found) === JSON.stringify(old) || JSON.stringify(found) === JSON.stringify(now), JSON.stringify(found));
      seen.add(`${JSON.stringify(found)} ${ended}`);
      // The next one takes nothing of it for its own.
      await store.save([['group', 'k1', 'other']]);
      assert.deepEqual([saved(store), store.saved('group', 'k1')], [found, 'other']);
      await store.close();
      if (!ended) break;
    }
    assert.deepEqual(seen, new Set([`${JSON.stringify(old)} true`, `${JSON.stringify(now)} true`, `${JSON.stringify(now)} false`]));
  });

  const words = (from: number): string => Array.from({ length: 400 }, (_, i) => `w${((from * 400 + i) * 7919) % 40_000}x`).join(' ');
  /** More than is written in one go. */
  const put = Array.from({ length: 60 }, (_, i) => indexed(`a${i}`, [`Alpha ${words(i)}`]));
  const asked = (sql: string): number => {
    const db = new DatabaseSync(file);
    const n = Number(db.prepare(sql).get()?.['n']);
    db.close();
    return n;
  };
  const pagesOf = (): number => asked('SELECT count(*) AS n FROM pages');
  const ownedIn = (): number => asked('SELECT sum(length(heads)) / 4 AS n FROM segments');

  it('loses no page of a step during which another one failed', async () => {
    const terms = ['alpha', ...words(3).split(' ').slice(0, 50)];
    const memory = new MemoryStore();
    await memory.apply([indexed('before', ['Alpha']), ...put], [], neverCancelled);
    for (let parts = 0, left = 0; left <= 0; parts++) {
      rmSync(file, { force: true });
      const store = await opened();
      await store.apply([indexed('before', ['Alpha'])], [], neverCancelled);
      left = parts;
      const failing = async (): Promise<void> => {
        if (left-- !== 0) return;
        assert.throws(() => store.transaction(() => assert.fail('no more room')), /no more room/);
      };
      await store.apply(put, [], neverCancelled, failing);
      while (store.tidy(true));
      assert.deepEqual(await store.frequencies(terms, neverCancelled), await memory.frequencies(terms, neverCancelled), `part ${parts}`);
      assert.equal(pagesOf(), ownedIn(), `part ${parts}`);
      await store.close();
    }
  });

  it('deletes the pages of a step that did not come to its end', async () => {
    const store = await opened();
    await store.apply([indexed('before', ['Alpha'])], [], neverCancelled);
    for (let parts = 0; ; parts++) {
      const ended = await store
        .apply(put, [], neverCancelled, endAfter(parts))
        .then(() => false)
        .catch(() => true);
      while (store.tidy(true));
      assert.equal(pagesOf(), ownedIn(), `after ${parts} parts`);
      assert.deepEqual(await store.frequencies(['alpha'], neverCancelled), [ended ? 1 : 1 + put.length]);
      if (!ended) break;
    }
    await store.close();
  });

  it('counts an article that was stored while nothing was saved, and none twice', async () => {
    const store = await opened();
    await store.apply([indexed('a', ['Alpha'])], [], neverCancelled);
    await assert.rejects(store.save(values('old'), endAfter(1)), /ended/);
    assert.equal([...store.unsaved()].length, 1);
    await assert.rejects(store.save(values('old'), endAfter(MANY / 1000 + 1)), /ended/);
    assert.deepEqual([...store.unsaved()], []);
    assert.equal(store.saved('group', 'k0'), 'old 0');
    for (const few of [[['group', 'k0', 'new'] as const], []]) {
      await store.apply([indexed('b', ['Alpha'])], ['a'], neverCancelled);
      assert.ok([...store.unsaved()].length > 0);
      await store.save(few);
      assert.deepEqual([...store.unsaved()], []);
    }
    assert.deepEqual([store.saved('group', 'k0'), store.saved('group', 'k1')], ['new', 'old 1']);
    await store.close();
  });

  it('another process sees a register that is in force and not yet written where it belongs', async () => {
    const store = await opened();
    await store.save([...values('old'), ['group', 'gone', 'there']]);
    const other = await opened();
    assert.deepEqual([other.owned, saved(other)], [false, old]);
    await assert.rejects(store.save([...values('new'), ['group', 'gone', undefined]], endAfter(4)), /ended/);
    await new Promise((later) => setImmediate(later));
    assert.deepEqual(saved(other), now);
    await other.close();
    await store.close();
  });

  it('articles are found when all of them are there, and not before', async () => {
    const store = await opened();
    await store.apply([indexed('a', ['Alpha first'])], [], neverCancelled);
    const articles = Array.from({ length: 40 }, (_, i) => indexed(`b${i}`, [`Alpha ${'w'.repeat(i)}word and number${i}`]));
    const seen: number[] = [];
    const look = async (): Promise<void> => {
      const found = await store.search(['alpha'], 100, neverCancelled);
      for (const { path: hit } of found) assert.ok(await store.record(hit, neverCancelled));
      assert.equal((await store.counts(neverCancelled)).sources, found.length);
      seen.push(found.length);
    };
    await store.apply(articles, ['a'], neverCancelled, look);
    await look();
    assert.deepEqual(new Set(seen), new Set([1, 40]));
    assert.ok(seen.length > 40);
    await store.close();
  });

  it('what a step had made ready when it ended is never found, and its room is given back', async () => {
    const store = await opened();
    const pages = (): unknown => {
      const db = new DatabaseSync(file, { readOnly: true });
      const count = db.prepare('SELECT count(*) AS n FROM pages').get()?.['n'];
      db.close();
      return count;
    };
    await store.apply([indexed('a', ['Alpha'])], [], neverCancelled);
    const long = indexed('b', ['Beta'], { terms: Array.from({ length: 40_000 }, (_, i) => `word${i}`) });
    let parts = 0;
    const ending = async (): Promise<void> => {
      if (Number(pages()) > 40 && parts++ > 0) throw new Error('ended');
    };
    await assert.rejects(store.apply([long], ['a'], neverCancelled, ending), /ended/);
    assert.deepEqual(
      (await store.search(['alpha', 'word1'], 9, neverCancelled)).map((hit) => hit.path),
      ['a'],
    );
    assert.ok(Number(pages()) > 40);
    await store.close();
    const again = await opened();
    while (again.tidy());
    assert.equal(pages(), 1);
    await again.apply([long], [], neverCancelled);
    assert.equal((await again.search(['word1'], 9, neverCancelled)).length, 1);
    await again.close();
  });

  it('steps that are asked for side by side come one after the other', async () => {
    const store = await opened();
    const breathe = (): Promise<void> => new Promise((later) => setImmediate(later));
    const steps = Array.from({ length: 8 }, (_, i) =>
      store.apply([indexed('a', [`Alpha ${i}`]), indexed(`b${i}`, ['Alpha'])], [`b${i - 1}`], neverCancelled, breathe),
    );
    await Promise.all(steps);
    const files = (await store.files(neverCancelled)).map((one) => one.path);
    assert.deepEqual(files, ['a', 'b7']);
    assert.equal((await store.record('a', neverCancelled))?.article.text, 'Alpha 7');
    await store.close();
  });

  it('a name that stands almost everywhere is merged a few pages at a time', async () => {
    const store = await opened();
    const memory = new MemoryStore();
    // Side by side and interleaved, more of them than are merged in one go; and one that is not taken over.
    const article = (path: string, passages: number): IndexedArticle =>
      indexed(
        path,
        Array.from({ length: passages }, (_, i) => (i % 7 === 0 ? 'Beta rest' : 'Alpha rest')),
      );
    for (let step = 0; step < 9; step++) {
      const put = Array.from({ length: 12 }, (_, i) => article(`a${step * 12 + i}`, step % 2 === 0 ? 5000 : 40));
      for (const one of [store, memory]) await one.apply(put, step > 3 ? [`a${step}`] : [], neverCancelled);
    }
    const count = (): number => {
      const db = new DatabaseSync(file, { readOnly: true });
      const pages = Number(db.prepare('SELECT count(*) AS n FROM pages').get()?.['n']);
      db.close();
      return pages;
    };
    let [most, written] = [0, 0];
    for (let before = count(), more = true; more; before = count()) {
      more = store.tidy();
      most = Math.max(most, count() - before);
      written += Math.max(0, count() - before);
    }
    assert.ok(written > 120, `${written} pages were merged`);
    // What is merged of one key in one go makes some pages that come on top.
    assert.ok(most <= 64, `${most} pages in one go`);
    for (const key of ['alpha', 'beta'])
      assert.deepEqual(await store.places([key], 1e7, false, neverCancelled), await memory.places([key], 1e7, false, neverCancelled));
    await store.close();
  });
});
