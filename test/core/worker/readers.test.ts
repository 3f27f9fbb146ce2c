/** Readers in threads of their own: what they read is what this thread reads, and one that is lost costs nothing but its file. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Prepared } from '../../../src/core/library/prepare.ts';
import { LocalService } from '../../../src/core/library.ts';
import { emptyProject, parseProject } from '../../../src/core/names/project.ts';
import { CancelledError, type Log, neverCancelled } from '../../../src/core/ports.ts';
import { FolderAssets, NodeFiles } from '../../../src/worker/files.ts';
import { type FromReader, READER_VERSION, ReaderPool, type ReaderThread, type ToReader } from '../../../src/worker/readers.ts';
import { readerPool } from '../../../src/worker/thread.ts';
import { gazetteerBytes } from '../library/fixture.ts';
import { sourcesIn } from '../store/indexing.ts';

const asked = (file: string) => ({ change: { path: file, size: 1, modified: 1 }, known: undefined, maxFileSize: 100 });
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A reader that answers when it is told to. */
class FakeReader implements ReaderThread {
  readonly got: ToReader[] = [];
  ended = false;
  #message: (message: FromReader) => void = () => undefined;
  #end: (reason: string | undefined) => void = () => undefined;
  post(message: ToReader): void {
    this.got.push(message);
  }
  onMessage(listener: (message: FromReader) => void): void {
    this.#message = listener;
  }
  onEnd(listener: (reason: string | undefined) => void): void {
    this.#end = listener;
  }
  end(): void {
    this.ended = true;
  }
  say(message: FromReader): void {
    this.#message(message);
  }
  crash(reason: string): void {
    this.#end(reason);
  }
  /** The files that wait, as they were asked. */
  get files(): string[] {
    return this.got.flatMap((message) => (message.type === 'read' ? [message.asked.change.path] : []));
  }
  finish(file: string): void {
    for (const message of this.got)
      if (message.type === 'read' && message.asked.change.path === file)
        this.say({ type: 'done', id: message.id, prepared: { state: 'unchanged' } });
  }
}

describe('worker: readers', () => {
  let threads: FakeReader[];
  let logged: string[];
  const log: Log = { info: () => undefined, warn: (message) => logged.push(message), error: (message) => logged.push(message) };
  const pool = (count: number): ReaderPool =>
    new ReaderPool(
      () => {
        const thread = new FakeReader();
        threads.push(thread);
        return thread;
      },
      count,
      log,
    );
  beforeEach(() => {
    threads = [];
    logged = [];
  });

  it('starts as many threads as there is work for, and shares it evenly', async () => {
    const readers = pool(2);
    const all = ['a', 'b', 'c', 'd'].map((file) => readers.prepare(asked(file), emptyProject, neverCancelled));
    await settle();
    assert.deepEqual(
      threads.map((thread) => thread.files),
      [
        ['a', 'c'],
        ['b', 'd'],
      ],
    );
    for (const thread of threads) for (const file of thread.files) thread.finish(file);
    assert.deepEqual(new Set(await Promise.all(all)).size, 4);
    readers.rest();
    assert.ok(threads.every((thread) => thread.ended));
  });

  it('reads the files of a lost thread elsewhere, and gives up on the one that ends two', async () => {
    const readers = pool(1);
    const bad = readers.prepare(asked('bad.txt'), emptyProject, neverCancelled);
    const good = readers.prepare(asked('good.txt'), emptyProject, neverCancelled);
    await settle();
    threads[0]?.crash('out of memory');
    await settle();
    threads[1]?.crash('out of memory');
    const prepared: Prepared | undefined = await bad;
    assert.equal(prepared?.state, 'unreadable');
    assert.match(JSON.stringify(prepared), /bad\.txt could not be read: reading it ends the program that reads \(out of memory\)/);
    await settle();
    threads[2]?.finish('good.txt');
    assert.deepEqual(await good, { state: 'unchanged' });
    assert.equal(logged.length, 2);
  });

  it('reads the files of a lost thread one by one, so that the one that is the cause is found among those read together', async () => {
    const readers = pool(1);
    const [good, bad, last] = ['good', 'bad', 'last'].map((file) => readers.prepare(asked(file), emptyProject, neverCancelled));
    await settle();
    const alone = (thread: FakeReader | undefined): (boolean | undefined)[] =>
      (thread?.got ?? []).flatMap((message) => (message.type === 'read' ? [message.alone] : []));
    assert.deepEqual(alone(threads[0]), [false, false, false]);
    threads[0]?.crash('out of memory');
    assert.deepEqual(alone(threads[1]), [true, true, true]);
    threads[1]?.finish('good');
    threads[1]?.crash('out of memory');
    threads[2]?.crash('out of memory');
    threads[3]?.finish('last');
    assert.deepEqual(
      (await Promise.all([good, bad, last])).map((prepared) => prepared?.state),
      ['unchanged', 'unreadable', 'unchanged'],
    );
  });

  it('leaves the reading to the asking thread when no reader can be had', async () => {
    const broken = new ReaderPool(() => assert.fail('no threads here'), 2, log);
    assert.equal(await broken.prepare(asked('a'), emptyProject, neverCancelled), undefined);
    const readers = pool(1);
    const old = readers.prepare(asked('a'), emptyProject, neverCancelled);
    await settle();
    threads[0]?.say({ type: 'ready', version: READER_VERSION + 1 });
    assert.equal(await old, undefined);
    assert.match(logged.join(), /version/);
  });

  it('gives up waiting files when it is told to rest, and asks for nothing when cancelled', async () => {
    const readers = pool(1);
    const one = readers.prepare(asked('a'), emptyProject, neverCancelled);
    await settle();
    readers.rest();
    assert.equal(await one, undefined);
    await assert.rejects(readers.prepare(asked('b'), emptyProject, { cancelled: true }), CancelledError);
  });

  it('uses other threads for another project', async () => {
    const readers = pool(1);
    const { project } = parseProject('{"reject": ["Putin"]}');
    const both = [readers.prepare(asked('a'), emptyProject, neverCancelled), readers.prepare(asked('b'), project, neverCancelled)];
    await settle();
    assert.deepEqual(
      threads.map((thread) => thread.files),
      [['a'], ['b']],
    );
    readers.rest();
    await Promise.all(both);
  });
});

describe('worker: readers in threads', function () {
  this.timeout(60_000);
  let root: string;
  before(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'attest-readers-'));
    mkdirSync(path.join(root, 'data'));
    writeFileSync(path.join(root, 'data', 'gazetteer.bin'), await gazetteerBytes());
    sourcesIn(root, 80, 0);
    writeFileSync(path.join(root, 'sources', 'empty.txt'), '');
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('read what this thread reads, declared names included', async () => {
    const logged: string[] = [];
    const log: Log = { info: () => undefined, warn: (message) => logged.push(message), error: (message) => logged.push(message) };
    const assets = path.join(root, 'data');
    const server = path.resolve(import.meta.dirname, '../../../src/worker/main.ts');
    const readers = readerPool(server, { root, assets }, log);
    const facts = async (withReaders: boolean): Promise<unknown> => {
      const service = new LocalService({
        assets: new FolderAssets(assets),
        clock: { now: () => 0 },
        log: { ...log, warn: () => undefined },
        files: new NodeFiles(root),
        ...(withReaders && readers ? { readers } : {}),
      });
      await service.setProject('{"entities": [{"name": "the offer", "kind": "organisation"}]}', neverCancelled);
      await service.scan(neverCancelled);
      const briefing = { path: 'b.md', version: 1, text: 'Putin flew to Moscow with the offer of Berger.' };
      return {
        status: await service.status(neverCancelled),
        report: await service.check(briefing, neverCancelled),
        hover: await service.hover(briefing, 1, neverCancelled),
        mentions: await service.sourceMentions('sources/a7.txt', neverCancelled),
      };
    };
    assert.deepEqual(await facts(true), await facts(false));
    assert.deepEqual(logged, []);
  });
});
