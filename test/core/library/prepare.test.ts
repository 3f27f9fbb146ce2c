import assert from 'node:assert/strict';
import { type Asked, type Prepared, prepareSources, together } from '../../../src/core/library/prepare.ts';
import { loadTables, type Tables } from '../../../src/core/library/tables.ts';
import { silent } from '../../../src/core/library/world.ts';
import { CancelledError, neverCancelled } from '../../../src/core/ports.ts';
import { load, seeds, source } from './fixture.ts';

const asked = (change: Asked['change'], known?: string): Asked => ({ change, known, maxFileSize: 10_000 });
const states = (prepared: readonly Prepared[]): string[] => prepared.map(({ state }) => state);

describe('library: sources that are read together', () => {
  let context: Tables;
  before(async () => {
    context = await loadTables({ load }, silent);
  });

  it('become what each of them becomes alone, in order', async () => {
    const all = [...seeds(), source('sources/c.md', '# Talks\n\nPutin met Trump in Miami on Monday.\n'), source('sources/d.png', '')].map(
      (s) => asked(s),
    );
    const alone = await Promise.all(all.map((one) => prepareSources([one], { files: undefined, context }, neverCancelled)));
    assert.deepEqual(await prepareSources(all, { files: undefined, context }, neverCancelled), alone.flat());
    assert.deepEqual(states(alone.flat()), ['read', 'read', 'read', 'unreadable']);
  });

  it('cost themselves alone when they are broken, unchanged or too large', async () => {
    const good = source('a.txt', 'Putin met Trump in Miami.\n');
    const bad = source('b.txt', 'This one breaks the tagger.\n');
    const large = { ...source('c.txt', 'Large.'), size: 20_000 };
    const lost = { path: 'd.txt', size: 3, modified: 1 };
    const tagger = {
      tag(text: string) {
        if (text.includes('breaks')) throw new Error('no table');
        return context.tagger?.tag(text) ?? [];
      },
    };
    const reading = { files: undefined, context: { ...context, tagger } };
    const prepared = await prepareSources(
      [good, bad, large, lost].map((s) => asked(s)),
      reading,
      neverCancelled,
    );
    assert.deepEqual(states(prepared), ['read', 'unreadable', 'unreadable', 'unreadable']);
    assert.match(JSON.stringify(prepared[1]), /"path":"b\.txt".*b\.txt could not be read: no table/);
    const digest = prepared[0]?.state === 'read' ? prepared[0].article.record.fileDigest : undefined;
    assert.deepEqual(states(await prepareSources([asked(good, digest), asked(bad)], reading, neverCancelled)), ['unchanged', 'unreadable']);
  });

  it('stop between two of them when they are cancelled', async () => {
    const cancel = { cancelled: false };
    let breaths = 0;
    const breathe = async (): Promise<void> => {
      cancel.cancelled = ++breaths === 3;
    };
    const all = seeds().map((s) => asked(s));
    await assert.rejects(prepareSources(all, { files: undefined, context, breathe }, cancel), CancelledError);
    assert.equal(breaths, 3);
  });

  const sizes: readonly (readonly [sizes: readonly number[], first: number, count: number])[] = [
    [[], 0, 0],
    [[10], 0, 1],
    [[500_000, 10], 0, 1],
    [[10, 500_000, 10], 0, 1],
    [[60_000, 60_000, 60_000], 0, 2],
    [[60_000, 60_000, 60_000], 2, 1],
    [new Array<number>(200).fill(100), 0, 64],
    [new Array<number>(200).fill(100), 190, 10],
  ];
  for (const [all, first, count] of sizes)
    it(`are ${count} of ${all.length} files of ${all[0] ?? 0} bytes and so on, from number ${first}`, () => {
      const waiting = all.map((size, i) => ({ path: `${i}`, size, modified: 1 }));
      assert.equal(together(waiting, first), count);
      assert.equal(together(waiting, first, 1), Math.min(count, 1));
    });
});
