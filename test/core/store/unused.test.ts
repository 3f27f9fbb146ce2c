/** Indexes that nobody has opened for long are deleted, and nothing else. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '../../../src/store/open.ts';
import { ENDINGS, indexFile } from '../../../src/store/stamp.ts';
import { forgetUnused } from '../../../src/store/unused.ts';

const DAY = 24 * 3600 * 1000;

describe('store: indexes that nobody uses', () => {
  let folder: string;
  const now = Date.now();
  const index = (root: string): string => indexFile(folder, root);
  const aged = (file: string, days: number): void => utimesSync(file, (now - days * DAY) / 1000, (now - days * DAY) / 1000);
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'attest-unused-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('go with everything that lies beside them after three months, and not while a window has them', async () => {
    const { store: own } = await openStore(index('/own'), 'stamp', 50);
    const { store: open } = await openStore(index('/open'), 'stamp', 50);
    const { store: closed } = await openStore(index('/closed'), 'stamp', 50);
    const { store: young } = await openStore(index('/young'), 'stamp', 50);
    for (const one of [closed, young]) await one?.close();
    for (const ending of ['.set-aside', '.damaged']) writeFileSync(index('/closed') + ending, '');
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    aged(path.join(folder, 'notes.txt'), 900);
    mkdirSync(path.join(folder, 'sources'));
    for (const root of ['/own', '/open', '/closed']) aged(index(root), 91);
    aged(index('/young'), 89);
    assert.deepEqual(await forgetUnused(index('/own'), now), [index('/closed')]);
    const left = readdirSync(folder);
    assert.deepEqual(
      left.filter((name) => name.startsWith(path.basename(index('/closed')))),
      [],
    );
    for (const name of ['notes.txt', 'sources', ...['/own', '/open', '/young'].map((root) => path.basename(index(root)))])
      assert.ok(left.includes(name), name);
    // It is in use now, and stays for another three months.
    assert.ok(Math.abs(statSync(index('/own')).mtimeMs - now) < 2000);
    assert.deepEqual(await forgetUnused(index('/own'), now + 80 * DAY), [index('/young')]);
    for (const one of [own, open]) await one?.close();
  });

  it('are looked for where nothing can be read, and nothing happens', async () => {
    assert.deepEqual(await forgetUnused(path.join(folder, 'nowhere', 'a.index.db'), now), []);
    assert.deepEqual(
      ENDINGS.filter((ending) => readdirSync(folder).includes(`a.index.db${ending}`)),
      [],
    );
  });
});
