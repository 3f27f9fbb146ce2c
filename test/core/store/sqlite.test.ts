import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { neverCancelled } from '../../../src/core/ports.ts';
import { isDamaged, markDamaged, openStore } from '../../../src/store/open.ts';
import type { SqliteStore } from '../../../src/store/sqlite.ts';
import { storeContract } from './contract.ts';
import { indexed } from './indexed.ts';

async function store(file: string): Promise<SqliteStore> {
  const { store: opened, message } = await openStore(file, 'stamp', 50);
  assert.ok(opened, message);
  return opened;
}

storeContract('SQLite', () => store(':memory:'));

describe('store: SQLite, on disk', () => {
  let folder: string;
  const file = (): string => path.join(folder, 'deep', 'index.db');
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'attest-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps everything from one opening to the next', async () => {
    const first = await store(file());
    const a = indexed('a', ['Alpha: one', 'the rest'], { kinship: ['k'] });
    await first.apply([a, indexed('b', ['Beta'], { kinship: ['k'] })], [], neverCancelled);
    first.setFact('tables', 'x');
    await first.close();
    const second = await store(file());
    assert.deepEqual(await second.record('a', neverCancelled), a.record);
    assert.deepEqual(await second.counts(neverCancelled), { sources: 2, passages: 3, characters: a.record.article.text.length + 4 });
    assert.deepEqual((await second.kin('a', neverCancelled)).paths, ['b']);
    assert.equal(second.fact('tables'), 'x');
    await second.close();
  });

  it('changes nothing when a step fails in its midst', async () => {
    const one = await store(file());
    await one.apply([indexed('a', ['Alpha'])], [], neverCancelled);
    const broken = indexed('b', ['Beta']);
    Object.defineProperty(broken.record, 'fileDigest', { get: () => assert.fail('no more room') });
    await assert.rejects(one.apply([indexed('c', ['Gamma']), broken], ['a'], neverCancelled), /no more room/);
    assert.deepEqual(
      (await one.files(neverCancelled)).map((f) => f.path),
      ['a'],
    );
    assert.deepEqual(await one.frequencies(['alpha', 'gamma'], neverCancelled), [1, 0]);
    assert.equal((await one.counts(neverCancelled)).sources, 1);
    await one.close();
  });

  for (const [what, spoil] of [
    ['no database at all', () => writeFileSync(file(), 'not a database, '.repeat(500))],
    ['a database of another program', () => foreign('CREATE TABLE notes (text)')],
    [
      'a database of a later version',
      () => foreign('PRAGMA application_id = 1096045396; PRAGMA user_version = 999999; CREATE TABLE x (y)'),
    ],
    ['a database whose tables are gone', () => foreign('DROP TABLE facts')],
  ] as const)
    it(`sets ${what} aside and begins anew`, async () => {
      const old = await store(file());
      await old.apply([indexed('a', ['Alpha'])], [], neverCancelled);
      await old.close();
      if (what !== 'a database whose tables are gone') rmSync(file());
      spoil();
      const before = readFileSync(file());
      const { store: opened, message } = await openStore(file(), 'stamp', 50);
      assert.match(message ?? '', /set aside as .*index\.db\.set-aside/);
      assert.deepEqual(await opened?.files(neverCancelled), []);
      assert.deepEqual(readFileSync(`${file()}.set-aside`).subarray(0, 90), before.subarray(0, 90));
      await opened?.apply([indexed('b', ['Beta'])], [], neverCancelled);
      await opened?.close();
      assert.ok(existsSync(file()));
    });

  function foreign(sql: string): void {
    const db = new DatabaseSync(file());
    db.exec(sql);
    db.close();
  }

  it('lists as changed what another program read, and answers from it until it is put again', async () => {
    const old = await store(file());
    await old.apply([indexed('a', ['Alpha']), indexed('b', ['Alpha'])], [], neverCancelled);
    await old.close();
    const { store: opened, message } = await openStore(file(), 'another stamp', 50);
    assert.ok(opened, message);
    const listed = async (): Promise<unknown[]> =>
      (await opened.files(neverCancelled)).map(({ modified, fileDigest }) => [modified, fileDigest]);
    const known = [indexed('a', ['Alpha']).record.modified, indexed('a', ['Alpha']).record.fileDigest];
    assert.deepEqual(await listed(), [
      [Number.NaN, ''],
      [Number.NaN, ''],
    ]);
    assert.deepEqual([opened.outdated, await opened.frequencies(['alpha'], neverCancelled)], [2, [2]]);
    await opened.apply([indexed('a', ['Alpha'])], [], neverCancelled);
    assert.deepEqual(await listed(), [known, [Number.NaN, '']]);
    assert.equal((await opened.file('b', neverCancelled))?.fileDigest, '');
    await opened.close();
    const again = (await openStore(file(), 'another stamp', 50)).store;
    assert.equal(again?.outdated, 1, 'what was put stays, after an early end');
    await again?.apply([], ['b'], neverCancelled);
    again?.recount().finish();
    assert.deepEqual([again?.outdated, again?.fact('stamp')], [undefined, 'another stamp']);
    await again?.close();
    const third = (await openStore(file(), 'another stamp', 50)).store;
    assert.equal(third?.outdated, undefined);
    await third?.close();
  });

  it('takes for outdated whatever two programs read by turns', async () => {
    const first = await store(file());
    await first.apply([indexed('a', ['Alpha']), indexed('b', ['Alpha'])], [], neverCancelled);
    await first.close();
    const second = (await openStore(file(), 'another stamp', 50)).store;
    await second?.apply([indexed('a', ['Alpha'])], [], neverCancelled);
    await second?.close();
    const third = await store(file());
    assert.equal(third.outdated, 2);
    await third.close();
  });

  it('empties an index whose keys mean something else, and says so', async () => {
    const old = (await openStore(file(), 'program.tables', 50)).store;
    await old?.apply([indexed('a', ['Alpha'])], [], neverCancelled);
    await old?.close();
    const { store: opened, message } = await openStore(file(), 'program.others', 50);
    assert.match(message ?? '', /All are read again/);
    assert.deepEqual(await opened?.files(neverCancelled), []);
    const { store: other } = await openStore(file(), 'program.others', 0);
    assert.equal(other?.owned, false, 'it is still the first one’s');
    await other?.close();
    await opened?.close();
    const again = await openStore(file(), 'program.others', 50);
    assert.deepEqual([again.message, again.store?.outdated], [undefined, undefined]);
    await again.store?.close();
  });

  it('sets an index aside that was marked as damaged', async () => {
    const old = await store(file());
    await old.close();
    markDamaged(file());
    const { store: opened, message } = await openStore(file(), 'stamp', 50);
    assert.match(message ?? '', /set aside/);
    await opened?.close();
    const again = await openStore(file(), 'stamp', 50);
    assert.equal(again.message, undefined);
    await again.store?.close();
  });

  it('knows a damaged page when it meets one', async () => {
    const one = await store(file());
    await one.apply(
      Array.from({ length: 60 }, (_, i) => indexed(`${i}`, ['Alpha beta '.repeat(300)])),
      [],
      neverCancelled,
    );
    await one.close();
    const bytes = readFileSync(file());
    bytes.fill(0xff, 100 * 4096, 140 * 4096);
    writeFileSync(file(), bytes);
    const { store: opened } = await openStore(file(), 'stamp', 50);
    let damaged = 0;
    for (let i = 0; opened && i < 60; i++)
      await opened.record(`${i}`, neverCancelled).catch((error: unknown) => isDamaged(error) && damaged++);
    assert.ok(opened === undefined || damaged > 0);
    await opened?.close();
  });

  it('reads an index that another window writes, sees what it writes, and takes it over when that one has closed', async () => {
    const one = await store(file());
    await one.apply([indexed('a', ['Alpha'])], [], neverCancelled);
    const { store: two, message } = await openStore(file(), 'stamp', 50);
    assert.ok(two, message);
    assert.deepEqual([one.owned, two.owned, two.own()], [true, false, false]);
    const version = two.version;
    await one.apply([indexed('b', ['Alpha'])], ['a'], neverCancelled);
    assert.equal(two.version, version, 'within one turn all is of one state');
    assert.deepEqual(await two.frequencies(['alpha'], neverCancelled), [1]);
    assert.equal((await two.record('a', neverCancelled))?.article.path, 'a');
    await new Promise((resolve) => setImmediate(resolve));
    assert.notEqual(two.version, version);
    assert.equal(await two.record('a', neverCancelled), undefined);
    assert.equal((await two.record('b', neverCancelled))?.article.path, 'b');
    await assert.rejects(two.apply([indexed('c', ['Alpha'])], [], neverCancelled), /Another process writes/);
    assert.throws(() => two.setFact('x', 1), /readonly/);
    await one.close();
    assert.equal(two.own(), true);
    await two.apply([indexed('c', ['Alpha'])], [], neverCancelled);
    assert.deepEqual(await two.frequencies(['alpha'], neverCancelled), [2]);
    const { store: three } = await openStore(file(), 'stamp', 0);
    assert.deepEqual([three?.owned, three?.own()], [false, false]);
    await three?.close();
    await two.close();
  });

  it('does not take over an index that was made anew under its name', async () => {
    const one = await store(file());
    const { store: two } = await openStore(file(), 'stamp', 0);
    await one.close();
    rmSync(file());
    const three = await store(file());
    await three.close();
    assert.throws(() => two?.own(), /made anew/);
    await two?.close();
  });

  it('keeps a library in memory beside a window of another version, and says so', async () => {
    const one = (await openStore(file(), 'program.tables', 50)).store;
    const { store: none, message } = await openStore(file(), 'program.others', 0);
    assert.equal(none, undefined);
    assert.match(message ?? '', /of another version of Attest/);
    await one?.close();
    const db = new DatabaseSync(file());
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const locked = await openStore(file(), 'program.tables', 0);
    assert.match(locked.message ?? '', /Another window or command uses this index/);
    db.close();
  });

  it('says why no index can be kept where its folder cannot be made', async () => {
    writeFileSync(path.join(folder, 'deep'), 'a file');
    const { store: none, message } = await openStore(file(), 'stamp', 50);
    assert.equal(none, undefined);
    assert.match(message ?? '', /in memory/);
  });
});
