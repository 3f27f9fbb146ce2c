/** The library's process as it is built: its first answer, with its compiled code kept or not, and whatever lies where it is kept. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { neverCancelled } from '../../src/core/ports.ts';
import type { HoverCard } from '../../src/core/service.ts';
import { WorkerService } from '../../src/worker/client.ts';
import { startProcess } from '../../src/worker/process.ts';
import { makeDocx, makePdf } from '../core/sources/fixtures.ts';

const root = resolve(import.meta.dirname, '../..');

describe('the start of the built process', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-built-'));
    cpSync(join(root, 'media/sample'), join(folder, 'sample'), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What the process says of “Putin wants”, and how many kept files of code there are soon after. */
  async function ask(code: string | undefined): Promise<HoverCard | undefined> {
    const place = { root: join(folder, 'sample'), assets: join(root, 'dist/data'), index: join(folder, 'index.db') };
    const start = { ...place, ...(code === undefined ? {} : { code }) };
    const logged: string[] = [];
    const service = new WorkerService(() => startProcess(join(root, 'dist/worker.cjs'), start), {
      log: (_, message) => logged.push(message),
    });
    try {
      await service.scan(neverCancelled);
      const text = readFileSync(join(root, 'media/sample/briefing.md'), 'utf8');
      const card = await service.hover({ path: 'briefing.md', version: 1, text }, text.indexOf('Putin wants') + 1, neverCancelled);
      // What is kept is written before the next question is answered.
      await service.status(neverCancelled);
      assert.deepEqual(logged, []);
      return card;
    } finally {
      service.dispose();
    }
  }

  it('answers the same with its code kept as without, and keeps it once', async () => {
    const plain = await ask(undefined);
    assert.match(JSON.stringify(plain), /Gabuev/);
    const code = join(folder, 'code');
    assert.deepEqual(await ask(code), plain);
    const [name = '', ...others] = readdirSync(code);
    assert.deepEqual(others, []);
    const { mtimeMs, size } = statSync(join(code, name));
    assert.ok(size > 100_000, `${size} bytes of code`);
    assert.deepEqual(await ask(code), plain);
    assert.equal(statSync(join(code, name)).mtimeMs, mtimeMs, 'what was kept was taken');
  });

  it('loads what single kinds of sources need when they come', async () => {
    const kinds = join(folder, 'kinds');
    mkdirSync(join(kinds, 'sources'), { recursive: true });
    const put = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(kinds, 'sources', name), bytes);
    const paragraph = 'Talks resumed in Geneva on Monday, officials said. The delegations will meet again on Friday, the minister said.';
    put('page.html', `<html><body><article><h1>Talks resume</h1><p>${paragraph}</p><p>${paragraph}</p></article></body></html>`);
    put('paper.pdf', makePdf([[{ text: 'The committee met in Oslo on Wednesday.', x: 72, y: 700 }]]));
    put('letter.docx', await makeDocx([{ text: 'The board met in Madrid on Thursday.' }]));
    put('list.bib', '@online{talks, title={Talks resume}, url={https://example.org/talks}, file={page.html}}\n');
    const start = { root: kinds, assets: join(root, 'dist/data') };
    const service = new WorkerService(() => startProcess(join(root, 'dist/worker.cjs'), start), { log: () => undefined });
    try {
      await service.scan(neverCancelled);
      assert.deepEqual((await service.status(neverCancelled)).problems, []);
      const keys = (await service.sources(neverCancelled)).map(({ key }) => key);
      assert.deepEqual(keys.toSorted(), ['letter', 'paper', 'talks']);
    } finally {
      service.dispose();
    }
  });

  it('compiles its code anew where what is kept is of no use, and keeps that', async () => {
    const plain = await ask(undefined);
    const code = join(folder, 'code');
    await ask(code);
    const [name = ''] = readdirSync(code);
    const whole = readFileSync(join(code, name));
    for (const useless of [whole.subarray(0, whole.length / 2), Buffer.from('no code')]) {
      writeFileSync(join(code, name), useless);
      assert.deepEqual(await ask(code), plain);
      assert.ok(statSync(join(code, name)).size > 100_000);
    }
  });
});
