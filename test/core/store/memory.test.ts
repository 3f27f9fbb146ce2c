import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import { storeContract } from './contract.ts';
import { indexed } from './indexed.ts';

storeContract('memory', async () => new MemoryStore());

describe('store: memory, over time', () => {
  it('stays right through many rewrites of the same few articles', async () => {
    const store = new MemoryStore();
    for (let i = 0; i < 500; i++) await store.apply([indexed(`${i % 3}.txt`, [`Alpha number${i}`, 'the rest'])], [], neverCancelled);
    assert.deepEqual(await store.frequencies(['alpha', 'rest', 'number'], neverCancelled), [3, 3, 3]);
    assert.equal((await store.search(['alpha'], 10, neverCancelled)).length, 3);
  });
});
