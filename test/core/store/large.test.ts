/** Both stores filled alike, so far that lists run over pages, segments are merged, and counts are reckoned. */
import assert from 'node:assert/strict';
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
        if (step % 15 === 14) assert.deepEqual(await answers(store), await answers(memory));
      }
      await store.close();
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
});
