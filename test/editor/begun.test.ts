/** The processes that are begun before anybody asks. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { neverCancelled } from '../../src/core/ports.ts';
import { type Ground, openBackend, type Place, placeOf, startAt } from '../../src/editor/backend.ts';
import { Begun } from '../../src/editor/begun.ts';
import type { RunningWorker } from '../../src/worker/client.ts';
import { folder, open, until } from './support.ts';

describe('the library’s process', function () {
  this.timeout(60_000);
  let storage = '';
  let ground: Ground;
  let place: Place;
  let begun: Begun | undefined;
  const started: RunningWorker[] = [];
  const ended: RunningWorker[] = [];
  /** Starts what the extension starts, and notes when it is ended. */
  const start = (at: Place): RunningWorker => {
    const worker = startAt(at);
    const noted: RunningWorker = {
      ...worker,
      end: () => {
        ended.push(noted);
        worker.end();
      },
    };
    started.push(noted);
    return noted;
  };
  /** An index of the folder that is open, in a storage of this test's own: an empty one will do. */
  const keep = (): void => {
    mkdirSync(path.dirname(place.index ?? ''), { recursive: true });
    writeFileSync(place.index ?? '', '');
  };
  const passed = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds));

  before(() => open('briefing.md'));
  beforeEach(() => {
    storage = mkdtempSync(path.join(tmpdir(), 'attest-begun-'));
    const extension = vscode.extensions.all.find(({ packageJSON }) => packageJSON.name === 'attest')?.extensionUri;
    assert.ok(extension);
    ground = { extension, storage: vscode.Uri.file(storage) };
    place = placeOf(ground, folder());
    started.length = 0;
    ended.length = 0;
  });
  afterEach(async () => {
    begun?.dispose();
    for (const worker of started) worker.end();
    await Promise.all(started.map((worker) => new Promise((done) => worker.onEnd(done))));
    rmSync(storage, { recursive: true, force: true, maxRetries: 10 });
  });

  it('that was begun where an index lies is the one that answers', async () => {
    keep();
    begun = new Begun(ground, { start });
    assert.equal(started.length, 0, 'not while the extension is activated');
    await until('the process to be begun', () => started.length === 1);
    const service = openBackend({ ...ground, begun }, folder(), { log: () => undefined });
    try {
      const { process } = await service.status(neverCancelled);
      assert.ok(process?.id !== undefined);
      assert.equal(process.id, started[0]?.id);
    } finally {
      service.dispose();
    }
    assert.equal(begun.take(place), undefined, 'it is given once');
  });

  it('is not begun where there is no index', async () => {
    begun = new Begun(ground, { start });
    await passed(300);
    assert.equal(started.length, 0);
    assert.equal(begun.take(place), undefined);
  });

  it('is not begun where somebody has asked already', async () => {
    keep();
    begun = new Begun(ground, { start });
    assert.equal(begun.take(place), undefined);
    await passed(300);
    assert.equal(started.length, 0);
  });

  it('is ended when nobody asks for it in time', async () => {
    keep();
    begun = new Begun(ground, { start, unasked: 1000 });
    await until('the process to be begun', () => started.length === 1);
    assert.equal(ended.length, 0);
    await until('it to be ended', () => ended.length === 1);
    const reason = await new Promise((done) => started[0]?.onEnd(done));
    assert.equal(reason, 'ended by SIGKILL');
    assert.equal(begun.take(place), undefined);
  });

  it('that somebody took in time is left alone', async () => {
    keep();
    begun = new Begun(ground, { start, unasked: 1000 });
    await until('the process to be begun', () => started.length === 1);
    assert.equal(begun.take(place), started[0]);
    await passed(1300);
    assert.equal(ended.length, 0);
  });

  it('is ended with the extension', async () => {
    keep();
    begun = new Begun(ground, { start });
    await until('the process to be begun', () => started.length === 1);
    begun.dispose();
    assert.equal(ended.length, 1);
  });
});
