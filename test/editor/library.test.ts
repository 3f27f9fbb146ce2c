import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  briefing,
  codeOf,
  file,
  finding,
  findings,
  hover,
  hoversAt,
  describe as listed,
  noFinding,
  open,
  readable,
  remove,
  tidy,
  until,
  write,
} from './support.ts';

/** Findings of Attest on any file. */
function problems(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(file(path)).filter((d) => d.source === 'attest');
}

describe('the library', function () {
  this.timeout(60_000);
  after(tidy);

  it('takes in an article that is added, changed, renamed and deleted', async () => {
    const editor = await briefing('Rustem Umerov visited Vardenis on 3 March [@vardenis].\n');
    const { document } = editor;
    await finding(document, 'unknown-source', '@vardenis');
    const position = document.positionAt(3);
    const says = (pattern: RegExp) => async (): Promise<boolean> =>
      (await hoversAt(document, position)).some((h) => pattern.test(readable(h)));
    await write('sources/vardenis.txt', 'Rustem Umerov visited Vardenis on 3 March, his office said.\n');
    await until('the article', says(/visited Vardenis on 3 March, his office said/));
    await noFinding(document, 'unknown-source', '@vardenis');
    await write('sources/vardenis.txt', 'Rustem Umerov left Vardenis on 4 March, his office said.\n');
    await until('the changed article', says(/left Vardenis on 4 March/));
    await vscode.workspace.fs.rename(file('sources/vardenis.txt'), file('sources/renamed.txt'));
    await until('the renamed article', says(/renamed, paragraph 1/));
    await finding(document, 'unknown-source', '@vardenis');
    await remove('sources/renamed.txt');
    await until('the article to go', async () => !(await says(/Vardenis on 4 March/)()));
  });

  it('is kept on the disk, unless that is not wanted', async () => {
    await open('briefing.md');
    // The status tells of every open library: those of other tests' briefings stand there as well.
    const folder = `- Folder: ${vscode.workspace.workspaceFolders?.[0]?.uri.toString(true)}\n`;
    const kept = (fits: RegExp): Promise<string> =>
      until(`a status that fits ${fits}`, async () => {
        await vscode.commands.executeCommand('attest.showStatus');
        const status = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'attest-status')?.getText() ?? '';
        const own = status.split(/^(?=## )/m).find((section) => section.includes(folder));
        return own && fits.exec(own)?.[1];
      });
    const keep = async (value: boolean | undefined): Promise<void> => {
      await vscode.workspace.getConfiguration('attest').update('keepIndex', value, vscode.ConfigurationTarget.Workspace);
      await vscode.commands.executeCommand('attest.restart');
    };
    const index = await kept(/Kept: (\/.*\.index\.db)/);
    assert.ok(existsSync(index));
    await kept(/Kept: .*, (kept up to date by this window)$/m);
    await keep(false);
    await kept(/Kept: (in memory)/);
    assert.equal(existsSync(index), false);
    await keep(undefined);
    assert.equal(await kept(/Kept: (\/.*\.index\.db)/), index);
    const editor = await open('briefing.md');
    await hover(editor.document, 'Rustem Umerov', /substantive/);
  });

  it('takes in a burst of articles, and a folder that goes with all of them', async () => {
    const { document } = await briefing('Rustem Umerov visited Vardenis [@burst-7] and left [@burst-19].\n');
    await finding(document, 'unknown-source', '@burst-7');
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => write(`sources/more/burst-${i}.txt`, `Rustem Umerov visited Vardenis for the ${i}th time.\n`)),
    );
    await noFinding(document, 'unknown-source', '@burst-7');
    await noFinding(document, 'unknown-source', '@burst-19');
    await remove('sources/more');
    await finding(document, 'unknown-source', '@burst-7');
    await finding(document, 'unknown-source', '@burst-19');
  });

  const broken: readonly [path: string, content: string | Uint8Array, message: RegExp][] = [
    ['sources/broken.pdf', 'this is no PDF', /broken\.pdf/],
    ['sources/broken.docx', new Uint8Array([80, 75, 3, 4, 0, 0, 0]), /broken\.docx/],
    ['sources/empty.txt', '', /empty/],
    ['sources/binary.txt', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256), /binary\.txt/],
  ];
  for (const [path, content, message] of broken)
    it(`says what is wrong with ${path}, on that file alone`, async () => {
      const { document } = await briefing('Rustem Umerov is in Abu Dhabi.\n');
      await write(path, content);
      try {
        const [problem] = await until('the problem', () => problems(path).length > 0 && problems(path));
        assert.match(problem?.message ?? '', message);
        assert.match(readable(await hover(document, 'Rustem Umerov')), /substantive and productive/);
      } finally {
        await remove(path);
      }
      await until('the problem to go', () => problems(path).length === 0);
    });

  it('reads no file above the limit, and says so', async () => {
    const settings = vscode.workspace.getConfiguration('attest');
    await write('sources/large.txt', `Rustem Umerov visited Vardenis. ${'x '.repeat(6000)}\n`);
    try {
      await briefing('Rustem Umerov is in Abu Dhabi.\n');
      await settings.update('maxFileSize', 10_000, vscode.ConfigurationTarget.Workspace);
      const [problem] = await until('the problem', () => problems('sources/large.txt').length > 0 && problems('sources/large.txt'));
      assert.match(problem?.message ?? '', /maxFileSize/);
      await settings.update('maxFileSize', undefined, vscode.ConfigurationTarget.Workspace);
      await until('the problem to go', () => problems('sources/large.txt').length === 0);
    } finally {
      await settings.update('maxFileSize', undefined, vscode.ConfigurationTarget.Workspace);
      await remove('sources/large.txt');
    }
  });

  it('obeys the project file, and says what is wrong with it', async () => {
    const { document } = await briefing('Abracax met reporters.\n');
    try {
      await write('attest.json', JSON.stringify({ entities: [{ name: 'Abracax Group', kind: 'organisation', aliases: ['Abracax'] }] }));
      assert.match(readable(await hover(document, 'Abracax', /Abracax Group/)), /Abracax Group · organisation/);
      await write('attest.json', '{ "entities": 7 ');
      await until('the problem', () => problems('attest.json').length > 0);
      await write('attest.json', '{}');
      await until('the problem to go', () => problems('attest.json').length === 0);
    } finally {
      await remove('attest.json');
    }
  });

  it('that is emptied leaves its briefings alone, and one that comes back does not', async () => {
    const { document } = await open('briefing.md');
    await finding(document, 'unsourced-claim', 'Putin wants Ukraine');
    await vscode.workspace.fs.rename(file('sources'), file('kept'));
    try {
      await until('not one finding', () => findings(document).length === 0, { seen: () => listed(document) });
      assert.deepEqual(await hoversAt(document, document.positionAt(document.getText().indexOf('Putin wants') + 1)), []);
    } finally {
      await vscode.workspace.fs.rename(file('kept'), file('sources'));
    }
    await finding(document, 'unsourced-claim', 'Putin wants Ukraine');
  });

  it('moves with the setting', async () => {
    const settings = vscode.workspace.getConfiguration('attest');
    const { document } = await briefing('Rustem Umerov visited Vardenis [@elsewhere].\n');
    await write('elsewhere/elsewhere.txt', 'Rustem Umerov visited Vardenis, his office said.\n');
    try {
      await finding(document, 'unknown-source', '@elsewhere');
      await settings.update('sources', ['elsewhere/*.txt'], vscode.ConfigurationTarget.Workspace);
      await noFinding(document, 'unknown-source', '@elsewhere');
      assert.doesNotMatch(readable(await hover(document, 'Rustem Umerov', /Vardenis/)), /substantive/);
      await settings.update('sources', undefined, vscode.ConfigurationTarget.Workspace);
      await finding(document, 'unknown-source', '@elsewhere');
    } finally {
      await settings.update('sources', undefined, vscode.ConfigurationTarget.Workspace);
      await remove('elsewhere');
    }
    assert.ok(findings(document).every((d) => codeOf(d) !== ''));
  });
});
