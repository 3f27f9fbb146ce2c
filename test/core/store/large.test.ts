/** Both stores filled alike, so far that lists run over pages, segments are merged, and counts are reckoned. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { neverCancelled } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import type { IndexedArticle, Store } from '../../../src/core/store/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { indexed } from './indexed.ts';
import { random } from './indexing.ts';

const WORDS = Array.from({ length: 60 }, (_, i) => `w${String.fromCharCode(97 + (i % 26))}${i < 26 ? '' : 'x'}${i < 52 ? '' : 'y'}`);

/** An article of some passages; the first words of the list stand in most, the last ones in few. */
function article(path: string, next: () => number): IndexedArticle {
  const sentences = Array.from({ length: 1 + Math.floor(next() * 30) }, () => {
    const words = Array.from({ length: 8 }, () => WORDS[Math.floor(next() ** 3 * WORDS.length)] ?? '');
    const name = ['Alpha', 'Beta: said', 'Gamma'][Math.floor(next() * 3)] ?? '';
    return `${name} ${words.join(' ')}`;
  });
  return indexed(path, sentences, { kinship: [`k${Math.floor(next() * 300)}`, 'all'], loose: next() < 0.2 ? ['delta'] : [] });
}

async function answers(store: Store): Promise<unknown> {
  const [a = '', b = '', c = ''] = WORDS;
  const rare = WORDS.slice(-12);
  return {
    frequencies: await store.frequencies(WORDS, neverCancelled),
    common: await store.search([a, b, c], 300, neverCancelled),
    rare: await store.search(rare, 300, neverCancelled),
    variants: await store.search([{ term: a, variants: [{ words: rare, quality: 0.5 }] }, c], 300, neverCancelled),
    among: await store.search([a, ...rare], 300, neverCancelled, ['alpha', 'delta']),
    amongFew: await store.search([a], 300, neverCancelled, ['delta'], 3),
    places: await store.places(['alpha', 'gamma', 'delta'], 200, false, neverCancelled),
    everywhere: await store.places(['alpha', 'gamma', 'delta', 'beta'], 1e6, false, neverCancelled),
    speaking: await store.places(['beta'], 1e6, true, neverCancelled),
    counts: await Promise.all([['alpha'], ['alpha', 'beta'], ['delta']].map((keys) => store.countPlaces(keys, neverCancelled))),
    kin: await store.kin('a7', neverCancelled),
    kinBy: await store.kinBy(['all'], 'a7', neverCancelled),
    listed: (await store.listing(neverCancelled)).paths,
  };
}

describe('store: a larger library', function () {
  this.timeout(60_000);
  for (const seed of [1, 2])
    it(`is the same in SQLite and in memory, as it grows and changes (seed ${seed})`, async () => {
      const next = random(seed);
      const { store } = await openStore(':memory:', 'stamp', 50);
      assert.ok(store);
      const memory = new MemoryStore();
      for (let step = 0; step < 30; step++) {
        // Steps of every size: single files, a few, and a reading of many.
        const count = [1, 3, 20, 120][Math.floor(next() * 4)] ?? 1;
        const put = Array.from({ length: count }, () => article(`a${Math.floor(next() * 900)}`, next));
        const removed = Array.from({ length: Math.floor(next() * 40) }, () => `a${Math.floor(next() * 900)}`);
        for (const one of [store, memory]) await one.apply(put, removed, neverCancelled);
        // What is put off is done wholly, in part, or not yet.
        const resting = next() < 0.3;
        for (let tidied = Math.floor(next() * 12); tidied > 0 && store.tidy(resting); ) if (next() < 0.7) tidied--;
        if (step % 15 === 14) assert.deepEqual(await answers(store), await answers(memory));
      }
      await store.close();
    });

  it('keeps few segments at rest, and writes an article again and again only as the library grows', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'attest-rest-'));
    const { store } = await openStore(path.join(folder, 'index.db'), 'stamp', 50);
    assert.ok(store);
    const db = new DatabaseSync(path.join(folder, 'index.db'));
    const memory = new MemoryStore();
    const next = random(11);
    let written = 0;
    try {
      for (let step = 0; step < 120; step++) {
        const put = Array.from({ length: step % 40 === 0 ? 200 : 1 + Math.floor(next() * 3) }, (_, i) => article(`s${step}-${i}`, next));
        const removed = step % 9 === 8 ? [`s${step - 3}-0`, `s0-${step}`] : [];
        for (const one of [store, memory]) await one.apply(put, removed, neverCancelled);
        while (store.tidy(true));
        const rows = db.prepare('SELECT id, length(numbers) / 8 AS size FROM segments ORDER BY size').all();
        let smaller = 0;
        for (const { size } of rows) {
          // Articles that went are counted here, and not by the store.
          if (smaller > 0) assert.ok(Number(size) > 1.8 * smaller, JSON.stringify(rows));
          smaller += Number(size);
        }
        written += Number(rows.find(({ id }) => Number(id) === Math.max(...rows.map((row) => Number(row['id']))))?.['size']);
      }
      const { sources } = await store.counts(neverCancelled);
      assert.ok(sources > 700 && written < 12 * sources, `${written} written for ${sources}`);
      assert.deepEqual(await answers(store), await answers(memory));
    } finally {
      db.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('forgets what a step that failed has written', async () => {
    const next = random(9);
    const { store } = await openStore(':memory:', 'stamp', 50);
    assert.ok(store);
    const memory = new MemoryStore();
    await store.listing(neverCancelled);
    for (let step = 0; step < 6; step++) {
      const put = Array.from({ length: 40 }, () => article(`a${Math.floor(next() * 300)}`, next));
      const broken = article('broken', next);
      Object.defineProperty(broken.record, 'fileDigest', { get: () => assert.fail('no more room') });
      await assert.rejects(store.apply([...put, broken], ['a1', 'a2'], neverCancelled), /no more room/);
      for (const one of [store, memory]) await one.apply(put, [], neverCancelled);
    }
    assert.deepEqual(await answers(store), await answers(memory));
    await store.close();
  });

  it('merges and deletes a little at a time, and begins again what failed or ended early', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'attest-large-'));
    const file = path.join(folder, 'index.db');
    const next = random(4);
    const wordOf = (n: number): string => n.toString(26).replace(/\d/g, (digit) => String.fromCharCode(113 + Number(digit)));
    const words = (): string => Array.from({ length: 200 }, () => wordOf(Math.floor(next() ** 2 * 40_000))).join(' ');
    const batch = (from: number): IndexedArticle[] =>
      Array.from({ length: 70 }, (_, i) => indexed(`b${(from + i) % 1500}`, [`Alpha ${words()}`]));
    try {
      let { store } = await openStore(file, 'stamp', 50);
      const memory = new MemoryStore();
      const pages = new Map<string, number>();
      const db = new DatabaseSync(file);
      const count = (): number => Number(db.prepare('SELECT count(*) AS n FROM pages').get()?.['n']);
      for (let step = 0; step < 40; step++) {
        assert.ok(store);
        const put = batch(step * 70);
        for (const one of [store, memory]) await one.apply(put, [], neverCancelled);
        let steps = 0;
        for (let before = count(), more = true; more && (step % 4 < 3 || steps < 1); steps++, before = count()) {
          more = store.tidy();
          pages.set('written', Math.max(pages.get('written') ?? 0, count() - before));
          pages.set('deleted', Math.max(pages.get('deleted') ?? 0, before - count()));
        }
        if (step % 4 === 3) {
          const broken = indexed('broken', ['Beta']);
          Object.defineProperty(broken.record, 'fileDigest', { get: () => assert.fail('no more room') });
          await assert.rejects(store.apply([broken], [], neverCancelled), /no more room/);
        }
        if (step % 7 === 6) {
          await store.close();
          ({ store } = await openStore(file, 'stamp', 50));
        }
      }
      assert.ok(store);
      while (store.tidy());
      // Key by key: a page may be begun that is not full, and a long list runs over several.
      assert.ok((pages.get('written') ?? 0) <= 60 && (pages.get('deleted') ?? 0) <= 400, JSON.stringify([...pages]));
      const terms = Array.from({ length: 300 }, (_, i) => wordOf(i * 20));
      assert.deepEqual(await store.frequencies(terms, neverCancelled), await memory.frequencies(terms, neverCancelled));
      const owned = Number(db.prepare('SELECT sum(length(heads)) / 4 AS n FROM segments').get()?.['n']);
      assert.equal(count(), owned, 'no page is left that belongs to nothing');
      db.close();
      await store.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
