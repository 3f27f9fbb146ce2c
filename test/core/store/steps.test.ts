/** An index of an older version is taken up as it is, and answers as one that was made anew. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalService } from '../../../src/core/library.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { openStore } from '../../../src/store/open.ts';
import { SCHEMA_VERSION } from '../../../src/store/schema.ts';
import type { SqliteStore } from '../../../src/store/sqlite.ts';
import { STEPS } from '../../../src/store/steps.ts';
import { briefing, gazetteerBytes, seeds, world } from '../library/fixture.ts';

/** The tables of version 2, as it made them. Never to be changed. */
const VERSION_2 = `
  CREATE TABLE articles (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    file_digest TEXT NOT NULL, key TEXT NOT NULL, origin TEXT, outlet TEXT, author TEXT, url TEXT, words TEXT NOT NULL,
    head TEXT NOT NULL, problems TEXT, passages INTEGER NOT NULL, characters INTEGER NOT NULL, change INTEGER NOT NULL
  );
  CREATE INDEX articles_change ON articles (change);
  CREATE TABLE bodies (number INTEGER PRIMARY KEY, text BLOB NOT NULL, parts BLOB NOT NULL, kinship BLOB NOT NULL);
  CREATE TABLE segments (id INTEGER PRIMARY KEY, numbers BLOB NOT NULL, heads BLOB NOT NULL, gone BLOB NOT NULL);
  CREATE TABLE pages (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE gone (id INTEGER PRIMARY KEY, parts BLOB NOT NULL);
  CREATE TABLE register (space TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (space, key)) WITHOUT ROWID;
  CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
  PRAGMA application_id = 1096045396;
  PRAGMA user_version = 2001;
`;

const TEXT = briefing('Putin wants Ukraine to give up Donbas, and Alexander Gabuev said so. Dmitriev flew to Miami.');
const assets = { load: async (name: string) => (name === 'gazetteer.bin' ? gazetteerBytes() : undefined) };

describe('store: SQLite, an index of an older version', function () {
  this.timeout(60_000);
  let folder: string;
  const file = (name: string): string => path.join(folder, name);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'attest-steps-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function opened(name: string): Promise<SqliteStore> {
    const { store, message } = await openStore(file(name), 'stamp', 50);
    assert.ok(store, message);
    assert.equal(message, undefined);
    return store;
  }

  async function answers(store: SqliteStore): Promise<unknown> {
    const service = new LocalService(world({ assets, store, index: store }));
    const hovers = [];
    for (const name of ['Putin', 'Gabuev', 'Dmitriev', 'Donbas'])
      hovers.push(await service.hover(TEXT, TEXT.text.indexOf(name), neverCancelled));
    const { sources, passages, entities } = await service.status(neverCancelled);
    return { hovers, report: await service.check(TEXT, neverCancelled), status: { sources, passages, entities } };
  }

  /** An index of today, and one of version 2 with the same rows. */
  async function both(): Promise<void> {
    const store = await opened('new.db');
    await new LocalService(world({ assets, store, index: store })).update(seeds(), [], neverCancelled);
    await store.close();
    const old = new DatabaseSync(file('old.db'));
    old.exec(VERSION_2);
    old.exec(`ATTACH '${file('new.db')}' AS new`);
    for (const { name } of old.prepare("SELECT name FROM main.sqlite_master WHERE type = 'table'").all()) {
      const columns = old.prepare(`SELECT group_concat(name) AS all_of_them FROM pragma_table_info('${name}', 'main')`).get();
      old.exec(`INSERT INTO main.${name} SELECT ${columns?.['all_of_them']} FROM new.${name}`);
    }
    old.close();
  }

  it('of version 2 answers as a new one, and keeps what is read again', async () => {
    await both();
    const store = await opened('old.db');
    const [first] = await store.files(neverCancelled);
    const { kept: _, ...record } = (await store.record(first?.path ?? '', neverCancelled)) ?? {};
    assert.equal(_, undefined);
    const now = await opened('new.db');
    const { kept, ...recordNow } = (await now.record(first?.path ?? '', neverCancelled)) ?? {};
    assert.ok(kept && kept.length > 50);
    assert.deepEqual(record, recordNow);
    const wanted = await answers(now);
    assert.match(JSON.stringify(wanted), /"relation":"by"/);
    assert.deepEqual(await answers(store), wanted);
    const [source] = seeds();
    assert.ok(source);
    const bytes = new Uint8Array([...(source.bytes ?? []), 10]);
    const service = new LocalService(world({ assets, store, index: store }));
    await service.update([{ ...source, bytes, size: bytes.length }], [], neverCancelled);
    assert.ok((await store.record(source.path, neverCancelled))?.kept);
    await store.close();
    await now.close();
    // It is one of today from now on.
    const again = await opened('old.db');
    assert.equal((await again.files(neverCancelled)).length, 2);
    await again.close();
    assert.ok(!existsSync(file('old.db.set-aside')));
  });

  it('of version 3000 answers as a new one, and saves', async () => {
    await both();
    const now = await opened('new.db');
    const wanted = await answers(now);
    await now.close();
    const old = new DatabaseSync(file('new.db'));
    old.exec('DROP TABLE later; PRAGMA user_version = 3000');
    old.close();
    const store = await opened('new.db');
    assert.deepEqual(await answers(store), wanted);
    await store.save([['group', 'p:some one', 'value']]);
    assert.equal(store.saved('group', 'p:some one'), 'value');
    await store.close();
  });

  it('ends with the tables that a new one has', async () => {
    await both();
    await (await opened('old.db')).close();
    const tables = (name: string): unknown => {
      const db = new DatabaseSync(file(name));
      const list = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
      // Columns that a step adds come last: every statement names those that it wants.
      const columns = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY name';
      const found = list.map((row) => [row['name'], db.prepare(columns).all(String(row['name']))]);
      const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
      db.close();
      return { found, version };
    };
    assert.deepEqual(tables('old.db'), tables('new.db'));
  });

  it('is as it was when a step fails', async () => {
    await both();
    // The column is there already: the step fails, as it would on a full disk.
    const db = new DatabaseSync(file('old.db'));
    db.exec('ALTER TABLE bodies ADD COLUMN kept BLOB');
    db.close();
    const { store, message } = await openStore(file('old.db'), 'stamp', 50);
    assert.equal(store, undefined);
    assert.match(message ?? '', /cannot be opened/);
    const after = new DatabaseSync(file('old.db'));
    assert.equal(after.prepare('PRAGMA user_version').get()?.['user_version'], 2001);
    assert.equal(after.prepare('SELECT count(*) AS n FROM articles').get()?.['n'], 2);
    after.close();
  });

  for (const version of [1001, 2000, 2002, SCHEMA_VERSION + 1, SCHEMA_VERSION + 1000])
    it(`of version ${version} is set aside`, async () => {
      await both();
      const db = new DatabaseSync(file('old.db'));
      db.exec(`PRAGMA user_version = ${version}`);
      db.close();
      const { store, message } = await openStore(file('old.db'), 'stamp', 50);
      assert.match(message ?? '', new RegExp(`set aside .*version ${version}, and this Attest writes version ${SCHEMA_VERSION}`));
      assert.deepEqual(await store?.files(neverCancelled), []);
      await store?.close();
    });

  it('is led on by steps that go forward, from every version once, to the one of today', () => {
    for (const { from, to } of STEPS) assert.ok(from < to && to <= SCHEMA_VERSION);
    assert.equal(new Set(STEPS.map(({ from }) => from)).size, STEPS.length);
    for (const { to } of STEPS) assert.ok(to === SCHEMA_VERSION || STEPS.some(({ from }) => from === to));
  });
});
