/** A library that lists its files by itself: what each scan reads, and what is there afterwards. */
import assert from 'node:assert/strict';
import { LocalService } from '../../../src/core/library.ts';
import type { FileEntry } from '../../../src/core/ports.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { defaultSettings } from '../../../src/core/service.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import { world } from './fixture.ts';

describe('library: scan', function () {
  this.timeout(60_000);

  /** Files in memory that count their reads; `modified` is the number of the write. */
  function disk() {
    const files = new Map<string, { bytes: Uint8Array; modified: number }>();
    const reads: string[] = [];
    let writes = 0;
    return {
      reads,
      write: (path: string, text: string): void => void files.set(path, { bytes: new TextEncoder().encode(text), modified: ++writes }),
      remove: (path: string): void => void files.delete(path),
      port: {
        list: async (): Promise<FileEntry[]> =>
          [...files]
            .map(([path, { bytes, modified }]) => ({ path, size: bytes.length, modified }))
            .sort((a, b) => (a.path < b.path ? -1 : 1)),
        read: async (path: string): Promise<Uint8Array> => {
          reads.push(path);
          const file = files.get(path);
          if (file === undefined) throw new Error('The file does not exist (any more).');
          return file.bytes;
        },
      },
    };
  }

  it('reads what is new or changed, drops what is gone, and nothing else', async () => {
    const { reads, write, remove, port } = disk();
    const service = new LocalService(world({ files: port }));
    const paths = async (): Promise<string[]> => (await service.sources()).map((card) => card.path);
    const scan = async (): Promise<string[]> => {
      reads.length = 0;
      await service.scan(neverCancelled);
      return [...reads];
    };
    write('sources/a.txt', 'One sentence stands here.');
    write('sources/b.txt', 'Another sentence stands there.');
    write('sources/picture.png', 'x');
    assert.deepEqual(await scan(), ['sources/a.txt', 'sources/b.txt']);
    assert.deepEqual(await scan(), []);
    write('sources/b.txt', 'A third sentence stands there.');
    assert.deepEqual(await scan(), ['sources/b.txt']);
    remove('sources/a.txt');
    assert.deepEqual(await scan(), []);
    assert.deepEqual(await paths(), ['sources/b.txt']);
    assert.deepEqual((await service.status(neverCancelled)).problems, []);
  });

  it('takes in 5,000 changes as one: listed once, what changed read once, stored by the batch', async () => {
    class Counting extends MemoryStore {
      steps = 0;
      override apply(...args: Parameters<MemoryStore['apply']>): Promise<void> {
        this.steps++;
        return super.apply(...args);
      }
    }
    const { reads, write, port } = disk();
    let lists = 0;
    const store = new Counting();
    const list = (): Promise<FileEntry[]> => {
      lists++;
      return port.list();
    };
    const service = new LocalService(world({ assets: { load: async () => undefined }, store, files: { ...port, list } }));
    for (let i = 0; i < 6000; i++) write(`sources/${i}.txt`, `Sentence ${i} stands here.`);
    await service.scan(neverCancelled);
    [lists, store.steps, reads.length] = [0, 0, 0];
    for (let i = 0; i < 5000; i++) write(`sources/${i}.txt`, `Another sentence ${i} stands here.`);
    await service.scan(neverCancelled);
    assert.deepEqual([lists, reads.length, new Set(reads).size, store.steps], [1, 5000, 5000, Math.ceil(5000 / 256)]);
    [lists, store.steps, reads.length] = [0, 0, 0];
    await service.scan(neverCancelled);
    assert.deepEqual([lists, reads.length, store.steps], [1, 0, 0]);
  });

  it('passes over formats that are not plain where the settings say so, and takes them in later', async () => {
    const { write, port } = disk();
    const service = new LocalService(world({ files: port }));
    const paths = async (): Promise<string[]> => (await service.sources()).map((card) => card.path);
    write('sources/a.txt', 'One sentence stands here.');
    write(
      'sources/b.html',
      '<html><body><article><p>Another sentence stands there, and it is long enough to be an article of its own.</p></article></body></html>',
    );
    await service.configure({ ...defaultSettings, plainOnly: true }, neverCancelled);
    await service.scan(neverCancelled);
    assert.deepEqual(await paths(), ['sources/a.txt']);
    await service.configure(defaultSettings, neverCancelled);
    await service.scan(neverCancelled);
    assert.deepEqual(await paths(), ['sources/a.txt', 'sources/b.html']);
    await service.configure({ ...defaultSettings, plainOnly: true }, neverCancelled);
    await service.scan(neverCancelled);
    assert.deepEqual(await paths(), ['sources/a.txt']);
  });

  it('reads what changed while it was read once more, and keeps the last of it', async () => {
    const { reads, write, port } = disk();
    let during: (() => void) | undefined;
    const read = async (path: string): Promise<Uint8Array> => {
      const bytes = await port.read(path);
      during?.();
      during = undefined;
      return bytes;
    };
    const service = new LocalService(world({ files: { ...port, read } }));
    write('sources/a.txt', 'One sentence stands here.');
    during = () => write('sources/a.txt', 'One sentence, which is longer, stood there.');
    await service.scan(neverCancelled);
    await service.scan(neverCancelled);
    await service.scan(neverCancelled);
    assert.deepEqual(reads, ['sources/a.txt', 'sources/a.txt']);
    assert.equal((await service.sourceText('sources/a.txt', neverCancelled))?.text, 'One sentence, which is longer, stood there.');
  });

  it('forgets a bibliography that is gone', async () => {
    const { write, remove, port } = disk();
    const service = new LocalService(world({ files: port }));
    write('sources/a.txt', 'One sentence stands here.');
    write('sources/all.bib', '@article{named, title = {A title}, file = {a.txt}}');
    await service.scan(neverCancelled);
    assert.deepEqual(
      (await service.sources()).map((card) => card.key),
      ['named'],
    );
    remove('sources/all.bib');
    await service.scan(neverCancelled);
    assert.deepEqual(
      (await service.sources()).map((card) => card.key),
      ['a'],
    );
  });

  it('says that a library without files must be handed them', async () => {
    await assert.rejects(new LocalService(world()).scan(neverCancelled), /handed over/);
  });
});
