/** The worker as it runs: a process of its own that reads files of a folder. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CancelledError, neverCancelled } from '../../../src/core/ports.ts';
import { defaultSettings } from '../../../src/core/service.ts';
import { type RunningWorker, WorkerService } from '../../../src/worker/client.ts';
import { NodeFiles } from '../../../src/worker/files.ts';
import { startProcess } from '../../../src/worker/process.ts';
import { PROTOCOL_VERSION } from '../../../src/worker/protocol.ts';
import { briefing, library, load, seeds, TABLES } from '../library/fixture.ts';

/** Starts a worker as the editor does, tells its number, and is killed. */
const PARENT = `
import { WorkerService } from './src/worker/client.ts';
import { startProcess } from './src/worker/process.ts';
const [server, start] = process.argv.slice(1);
const service = new WorkerService(() => startProcess(server, JSON.parse(start)), { log: () => undefined });
const { process: worker } = await service.status({ cancelled: false });
process.stdout.write(String(worker.id), () => process.kill(process.pid, 'SIGKILL'));
`;

/** Lists and reads the sources of a folder as somebody who owns nothing. */
const STRANGER = `
import { NodeFiles } from './src/worker/files.ts';
const files = new NodeFiles(process.argv[1]);
if (process.getuid() === 0) process.seteuid(65534);
const cancel = { cancelled: false };
const listed = (await files.list(['sources/*.txt', 'sources/shut/**'], cancel)).map(({ path }) => path);
const read = await files.read('sources/shut.txt', cancel).then(() => 'read', ({ message }) => message);
console.log(JSON.stringify({ listed, closed: files.closed, read }));
`;

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

const root = path.resolve(import.meta.dirname, '../../..');
const server = path.join(root, 'src/worker/main.ts');

describe('worker: process', function () {
  this.timeout(60_000);
  let folder = '';
  let service: WorkerService;
  let workers: RunningWorker[] = [];
  const logged: string[] = [];
  const progress: [number, number][] = [];
  const list = (): ReturnType<NodeFiles['list']> => new NodeFiles(folder).list(defaultSettings.sources, neverCancelled);

  before(async function () {
    this.timeout(180_000);
    folder = mkdtempSync(path.join(tmpdir(), 'attest-worker-'));
    mkdirSync(path.join(folder, 'data'));
    for (const name of TABLES) writeFileSync(path.join(folder, 'data', name), (await load(name)) ?? '');
    cpSync(path.join(root, 'media/sample/sources'), path.join(folder, 'sources'), { recursive: true });
  });
  beforeEach(() => {
    workers = [];
    logged.length = 0;
    progress.length = 0;
    service = new WorkerService(
      () => {
        const worker = startProcess(server, { root: folder, assets: path.join(folder, 'data') });
        workers.push(worker);
        return worker;
      },
      {
        log: (level, message) => logged.push(`${level}: ${message}`),
        progress: (done, total) => progress.push([done, total]),
        restarted: async () => service.update(await list(), [], neverCancelled),
      },
    );
  });
  afterEach(() => service.dispose());
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('answers as the library in this thread does', async () => {
    const here = await library(seeds());
    await service.update(await list(), [], neverCancelled);
    assert.deepEqual(progress.at(-1), [2, 2]);
    const text = briefing('Putin wants Ukraine to give up the whole Donbas region. “No one agreed,” Lavrov said [@nowhere].');
    assert.deepEqual(await service.check(text, neverCancelled), await here.check(text, neverCancelled));
    assert.deepEqual(await service.hover(text, 2, neverCancelled), await here.hover(text, 2, neverCancelled));
    assert.deepEqual(await service.sources(neverCancelled), await here.sources());
    const [card] = await service.sources(neverCancelled);
    assert.deepEqual(await service.sourceText(card?.path ?? '', neverCancelled), await here.sourceText(card?.path ?? '', neverCancelled));
    assert.equal(await service.sourceText('sources/none.txt', neverCancelled), undefined);
  });

  it('tells what a process that was begun early has said, and that it has ended, to who listens later', async () => {
    const begun = startProcess(server, { root: folder, assets: path.join(folder, 'data') });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    assert.deepEqual(await new Promise((resolve) => begun.onMessage(resolve)), { type: 'ready', version: PROTOCOL_VERSION });
    begun.end();
    await new Promise((resolve) => begun.onEnd(resolve));
    assert.equal(await new Promise((resolve) => begun.onEnd(resolve)), 'ended by SIGKILL');
  });

  it('answers of a briefing that it was given to read what it answers otherwise', async () => {
    await service.update(await list(), [], neverCancelled);
    const text = briefing('Putin wants Ukraine to give up the whole Donbas region.');
    const asked = await service.hover(text, 2, neverCancelled);
    service.restart();
    const declared = service.setProject(
      '{"entities": [{"name": "Kirill Dmitriev", "kind": "person", "aliases": ["Envoy"]}]}',
      neverCancelled,
    );
    const other = briefing('Putin met Envoy in Miami.');
    await service.prepare(other, neverCancelled);
    await declared;
    assert.deepEqual(await service.hover(text, 2, neverCancelled), asked);
    const { mentions } = await service.check(other, neverCancelled);
    assert.deepEqual(
      mentions.map(({ start, end }) => other.text.slice(start, end)),
      ['Putin', 'Envoy', 'Miami'],
    );
  });

  it('reads what the host hands over, and says what it cannot read', async () => {
    await service.update([...seeds().slice(0, 1), { path: 'sources/none.txt', size: 5, modified: 1 }], [], neverCancelled);
    const { sources, problems } = await service.status(neverCancelled);
    assert.equal(sources, 1);
    assert.match(problems[0]?.message ?? '', /does not exist/);
    await service.update([{ path: '../outside.txt', size: 5, modified: 1 }], [], neverCancelled);
    assert.match((await service.status(neverCancelled)).problems[0]?.message ?? '', /outside the folder/);
  });

  it('stops a long update when it is cancelled, and answers meanwhile', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => {
      const bytes = new TextEncoder().encode(`Article ${i}\n\n${'Vladimir Putin met Sergei Lavrov in Moscow on Friday. '.repeat(40)}\n`);
      return { path: `sources/many-${i}.txt`, size: bytes.length, modified: 1, bytes };
    });
    const cancel = { cancelled: false };
    const update = service.update(many, [], cancel);
    const status = await service.status(neverCancelled);
    assert.ok(status.sources < many.length);
    cancel.cancelled = true;
    await assert.rejects(update, CancelledError);
    // The worker is free again at once, and what it had read is there.
    const text = briefing('Putin met Lavrov.');
    assert.ok(await service.check(text, neverCancelled));
    assert.ok((await service.status(neverCancelled)).sources < many.length);
  });

  it('comes back after a crash with settings, project and sources', async () => {
    await service.configure({ ...defaultSettings, hoverQuotes: 1 }, neverCancelled);
    await service.setProject('{"reject":["Donbas"]}', neverCancelled);
    await service.update(await list(), [], neverCancelled);
    const text = briefing('Putin wants the whole Donbas region.');
    const before = await service.hover(text, 2, neverCancelled);
    const lost = service.check(text, neverCancelled);
    workers[0]?.end();
    await assert.rejects(lost, /worker was lost/);
    const after = await service.hover(text, 2, neverCancelled);
    assert.deepEqual(after, before);
    assert.equal(workers.length, 2);
    assert.equal(await service.hover(text, text.text.indexOf('Donbas') + 1, neverCancelled), undefined);
    assert.match(logged.join('\n'), /worker was lost/);
  });

  it('ends with the process that started it, however that ends', async () => {
    const { status, signal, stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', PARENT, server, JSON.stringify({ root: folder, assets: path.join(folder, 'data') })],
      { cwd: root, encoding: 'utf8' },
    );
    assert.equal(signal, 'SIGKILL', `exit code ${status}: ${stderr}`);
    const id = Number(stdout);
    assert.ok(id > 0, stdout);
    while (isRunning(id)) await new Promise((later) => setTimeout(later, 20));
  });

  it('says what it said last when it fails', async () => {
    const file = path.join(folder, 'failing.mjs');
    for (const [code, reason] of [
      ["throw new Error('the disk is on fire')", /worker was lost \(the disk is on fire\)/],
      ["throw new TypeError('no such thing')", /worker was lost \(TypeError: no such thing\)/],
      ['process.exit(3)', /worker was lost \(exit code 3\)/],
    ] as const) {
      writeFileSync(file, `${code};\n`);
      const failing = new WorkerService(() => startProcess(file, { assets: folder }), { log: () => undefined });
      await assert.rejects(failing.sources(neverCancelled), reason);
      failing.dispose();
    }
  });

  it('takes a question that comes when it has just ended, and answers it from a new process', async () => {
    await service.update(await list(), [], neverCancelled);
    const { process: first } = await service.status(neverCancelled);
    assert.ok(first);
    process.kill(first.id, 'SIGKILL');
    const lost = service.sources(neverCancelled);
    await assert.rejects(lost, /worker was lost \(ended by SIGKILL\)/);
    assert.equal((await service.sources(neverCancelled)).length, 2);
    assert.notEqual((await service.status(neverCancelled)).process?.id, first.id);
  });

  it('says why when it cannot start', async () => {
    const broken = new WorkerService(() => startProcess(path.join(folder, 'none.js'), { assets: folder }), { log: () => undefined });
    await assert.rejects(broken.sources(neverCancelled), /worker was lost \(.*none\.js/);
    broken.dispose();
  });

  it('takes up its index when a window is opened again at once, and answers before it has looked at any file', async () => {
    const index = path.join(folder, 'storage', 'index.db');
    const open = (): WorkerService =>
      new WorkerService(() => startProcess(server, { root: folder, assets: path.join(folder, 'data'), index }), {
        log: (level, message) => logged.push(`${level}: ${message}`),
      });
    const text = briefing('Putin wants Ukraine to give up the whole Donbas region.');
    const first = open();
    await first.scan(neverCancelled);
    const card = await first.hover(text, 2, neverCancelled);
    assert.ok(card);
    // Whatever the process is just doing, it is ended.
    void first.scan(neverCancelled).catch(() => undefined);
    first.dispose();
    const second = open();
    assert.deepEqual(await second.hover(text, 2, neverCancelled), card);
    const status = await second.status(neverCancelled);
    assert.deepEqual([status.sources, status.reading, status.kept?.file, status.kept?.note], [2, undefined, index, undefined]);
    assert.ok((status.kept?.size ?? 0) > 10_000);
    await second.scan(neverCancelled);
    assert.equal((await second.status(neverCancelled)).reading?.total, 0);
    second.dispose();
    assert.deepEqual(logged, []);
  });
});

describe('worker: two processes on one index', function () {
  this.timeout(60_000);
  let folder = '';
  let open: WorkerService[] = [];
  beforeEach(async function () {
    this.timeout(180_000);
    folder = mkdtempSync(path.join(tmpdir(), 'attest-two-'));
    mkdirSync(path.join(folder, 'data'));
    writeFileSync(path.join(folder, 'data', 'gazetteer.bin'), (await load('gazetteer.bin')) ?? '');
    cpSync(path.join(root, 'media/sample/sources'), path.join(folder, 'sources'), { recursive: true });
    open = [];
  });
  afterEach(() => {
    for (const one of open) one.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function window(changed?: (ours: boolean) => void): WorkerService {
    const start = { root: folder, assets: path.join(folder, 'data'), index: path.join(folder, 'storage', 'index.db') };
    const service = new WorkerService(() => startProcess(server, start), { log: () => undefined, ...(changed ? { changed } : {}) });
    open.push(service);
    return service;
  }

  const TEXT = briefing('Putin wants Ukraine to give up the whole Donbas region. Lavrov met Rosencrantz.');

  it('tells the second what the first writes, and makes it the owner when the first is killed', async () => {
    const one = window();
    await one.scan(neverCancelled);
    let told: (ours: boolean) => void = () => undefined;
    const next = (): Promise<boolean> =>
      new Promise((resolve) => {
        told = resolve;
      });
    const two = window((ours) => told(ours));
    await two.scan(neverCancelled);
    const [first, second] = [await one.status(neverCancelled), await two.status(neverCancelled)];
    assert.deepEqual([first.kept?.owned, second.kept?.owned, first.kept?.note], [true, false, undefined]);
    assert.match(second.kept?.note ?? '', /Another window or command keeps this index up to date.*takes it over/);
    assert.equal(second.sources, 2);
    assert.deepEqual(await two.hover(TEXT, 2, neverCancelled), await one.hover(TEXT, 2, neverCancelled));
    const written = next();
    writeFileSync(path.join(folder, 'sources', 'c.txt'), 'Guildenstern Rosencrantz met Putin in Moscow.');
    await one.scan(neverCancelled);
    assert.equal(await written, false);
    const at = TEXT.text.indexOf('Rosencrantz') + 1;
    const card = await two.hover(TEXT, at, neverCancelled);
    assert.equal(card?.type === 'name' && card.sourceCount, 1);
    const over = next();
    process.kill(first.process?.id ?? 0, 'SIGKILL');
    assert.equal(await over, true);
    writeFileSync(path.join(folder, 'sources', 'd.txt'), 'Guildenstern Rosencrantz met Lavrov in Kyiv.');
    await two.scan(neverCancelled);
    const last = await two.status(neverCancelled);
    assert.deepEqual([last.kept?.owned, last.kept?.note, last.sources, last.reading?.read], [true, undefined, 4, 1]);
    // The first is started again, as its window does, and now it is the second.
    await one.scan(neverCancelled);
    assert.equal((await one.status(neverCancelled)).kept?.owned, false);
    assert.deepEqual(await one.hover(TEXT, at, neverCancelled), await two.hover(TEXT, at, neverCancelled));
  });

  it('goes over to memory, and says so, while the index is damaged in the first', async () => {
    const one = window();
    await one.scan(neverCancelled);
    writeFileSync(path.join(folder, 'storage', 'index.db.damaged'), '');
    const two = window();
    await two.scan(neverCancelled);
    const { kept, sources } = await two.status(neverCancelled);
    assert.deepEqual([kept?.file, sources], [undefined, 2]);
    assert.match(kept?.note ?? '', /Another window or command uses this index \(it is damaged\).*in memory/);
  });
});

describe('worker: files', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'attest-files-'));
    for (const name of [
      'sources/a.txt',
      'sources/deep/ü ї.md',
      'sources/node_modules/x.txt',
      'sources/.hidden/y.txt',
      'articles/b.html',
      'other/c.txt',
    ]) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), name);
    }
    symlinkSync('..', path.join(folder, 'sources/deep/loop'));
    symlinkSync('../nowhere', path.join(folder, 'sources/dangling.txt'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('lists what the globs say, sorted, in spite of loops, and leaves hidden and foreign folders out', async () => {
    const files = new NodeFiles(folder);
    const found = await files.list(defaultSettings.sources, neverCancelled);
    assert.deepEqual(
      found.map((f) => f.path),
      ['articles/b.html', 'sources/a.txt', 'sources/deep/ü ї.md'],
    );
    assert.equal(found[1]?.size, 'sources/a.txt'.length);
    assert.deepEqual(
      (await files.list(['sources/a.txt', 'gone/**'], neverCancelled)).map((f) => f.path),
      ['sources/a.txt'],
    );
    assert.equal((await files.list(['**/*.txt'], neverCancelled)).length, 2);
  });

  it('looks no further at files that are never read: they may be a million', async () => {
    const many = mkdtempSync(path.join(tmpdir(), 'attest-many-'));
    try {
      mkdirSync(path.join(many, 'sources', 'deep'), { recursive: true });
      for (let i = 0; i < 2000; i++) writeFileSync(path.join(many, 'sources', i % 2 ? 'deep' : '', `${i}.${i % 3 ? 'jpg' : 'dat'}`), '');
      for (const name of ['a.txt', 'deep/B.PDF', 'all.bib']) writeFileSync(path.join(many, 'sources', name), '');
      const found = await new NodeFiles(many).list(['sources/**', 'sources/1.dat'], neverCancelled);
      assert.deepEqual(
        found.map((f) => f.path),
        ['sources/a.txt', 'sources/all.bib', 'sources/deep/B.PDF'],
      );
    } finally {
      rmSync(many, { recursive: true, force: true });
    }
  });

  // Windows keeps permissions in another way, which chmod does not reach.
  if (process.platform !== 'win32')
    it('says which folders and files it may not read, and lists the rest', async () => {
      chmodSync(folder, 0o755);
      for (const name of ['sources/shut/s.txt', 'sources/shut.txt', 'sources/open.txt']) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), name);
      }
      for (const name of ['sources/shut', 'sources/shut.txt']) chmodSync(path.join(folder, name), 0);
      // Nothing is shut for the superuser, who runs tests in containers: the program steps down.
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', STRANGER, folder], {
        cwd: root,
        encoding: 'utf8',
      });
      chmodSync(path.join(folder, 'sources/shut'), 0o700);
      for (const name of ['sources/shut', 'sources/shut.txt', 'sources/open.txt']) rmSync(path.join(folder, name), { recursive: true });
      assert.deepEqual(
        JSON.parse(stdout || '{}'),
        {
          listed: ['sources/a.txt', 'sources/open.txt', 'sources/shut.txt'],
          closed: [
            { path: 'sources/dangling.txt', reason: 'The file does not exist (any more).', file: true },
            { path: 'sources/shut', reason: 'There is no permission to read it.' },
          ],
          read: 'There is no permission to read it.',
        },
        stderr,
      );
    });

  it('reads within its folder alone, and says in words what is wrong', async () => {
    const files = new NodeFiles(folder);
    assert.equal(new TextDecoder().decode(await files.read('sources/a.txt', neverCancelled)), 'sources/a.txt');
    await assert.rejects(files.read('../x.txt', neverCancelled), /outside the folder/);
    await assert.rejects(files.read('/etc/hostname', neverCancelled), /outside the folder/);
    await assert.rejects(files.read('sources/none.txt', neverCancelled), /does not exist/);
    await assert.rejects(files.read('sources', neverCancelled), /is a folder/);
    await assert.rejects(files.list(['**'], { cancelled: true }), CancelledError);
  });
});
