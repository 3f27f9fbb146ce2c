/** The built command line, run on articles that would like to be fetched for: whoever opens a connection ends the process. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeDocx, makePdf } from '../core/sources/fixtures.ts';

const root = resolve(import.meta.dirname, '../..');
const trapped = 98;

/** Loaded before the program: Node's ways to the network end the process with a code of their own. */
const trap = `
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
const caught = () => process.exit(${trapped});
net.Socket.prototype.connect = caught;
net.Server.prototype.listen = caught;
dgram.createSocket = caught;
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) dns[name] = caught;
`;

const page = `<!doctype html><html><head><title>Talks resume</title><base href="https://example.org/">
<link rel="stylesheet" href="https://example.org/a.css"><script src="https://example.org/a.js"></script></head><body><article><h1>Talks resume</h1>
<p>Talks resumed in Geneva on Monday, officials said. <img src="https://example.org/a.png"> “We expect progress,” the minister said.</p>
<p>The delegations will meet again on Friday. <iframe src="https://example.org/"></iframe> Nobody spoke of a deadline.</p></article></body></html>`;

describe('the command line, cut off from the network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-offline-'));
  const run = (...values: readonly string[]) =>
    spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(trap)}`, ...values], {
      cwd: folder,
      encoding: 'utf8',
    });

  before(async () => {
    mkdirSync(join(folder, 'sources'));
    const write = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(folder, name), bytes);
    write('sources/page.html', page);
    write('sources/note.md', '# Note\n\n![map](https://example.org/map.png) The mayor of Lyon resigned on Tuesday.\n');
    write('sources/paper.pdf', makePdf([[{ text: 'The committee met in Oslo on Wednesday.', x: 72, y: 700 }]]));
    write('sources/letter.docx', await makeDocx([{ text: 'The board met in Madrid on Thursday.' }]));
    write('sources/list.bib', '@online{page, title={Talks resume}, url={https://example.org/talks}, file={page.html}}\n');
    write('briefing.md', 'Talks resumed in Geneva on Monday [@page]. The mayor of Lyon resigned.\n\n![x](https://example.org/x.png)\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('checks articles of every kind', () => {
    const { status, stdout, stderr } = run(join(root, 'dist/cli.js'), 'check', 'briefing.md', '--format', 'json');
    assert.ok(status === 0 || status === 1, `exit code ${status}: ${stderr}`);
    const findings: readonly { readonly code: string }[] = JSON.parse(stdout).files[0].findings;
    assert.deepEqual(
      findings.map(({ code }) => code),
      // The page's officials have no name.
      ['weak-sourcing', 'unsourced-claim'],
    );
  });

  it('lists them as a bibliography', () => {
    const { status, stdout, stderr } = run(join(root, 'dist/cli.js'), 'bibliography', '--sources', 'sources');
    assert.equal(status, 0, stderr);
    const ids: readonly string[] = JSON.parse(stdout).map(({ id }: { readonly id: string }) => id);
    assert.deepEqual([...ids].sort(), ['letter', 'note', 'page', 'paper']);
  });

  it('and the trap would catch it', () => {
    for (const code of ['await fetch("https://example.org")', 'import("node:http").then((http) => http.get("http://127.0.0.1:9"))']) {
      assert.equal(run('--input-type=module', '-e', code).status, trapped, code);
    }
  });
});
