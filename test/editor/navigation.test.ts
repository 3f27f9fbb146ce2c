import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, briefing, file, hover, link, open, readable, remove, tidy, until, write } from './support.ts';

describe('navigation', function () {
  this.timeout(60_000);
  let document: vscode.TextDocument;
  before(async () => {
    document = (await open('briefing.md')).document;
    await hover(document, 'Putin wants', /passages? in \d/);
  });
  after(tidy);

  it('leads from a citation to the passage that carries its sentence', async () => {
    const key = at(document, '@000_c980effe1f55e4a2, para. 8');
    const [found] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      key.start.translate(0, 5),
    );
    assert.ok(found?.originSelectionRange);
    assert.equal(document.getText(found.originSelectionRange), '@000_c980effe1f55e4a2');
    const article = await vscode.workspace.openTextDocument(found.targetUri);
    assert.match(
      article.getText(found.targetSelectionRange ?? found.targetRange),
      /^Although Putin has so far shown no willingness .* political calendar/,
    );
  });

  it('follows keys as links, and leaves Markdown’s own to VS Code', async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 100);
    const first = links.find((l) => document.getText(l.range) === '@003_ce60f647ed50ed9e');
    assert.match(first?.target?.path ?? '', /003_ce60f647ed50ed9e\.txt$/);
    assert.match(first?.target?.fragment ?? '', /^L\d+,\d+-\d+,\d+$/);
    assert.equal(
      links.some((l) => document.getText(l.range) === '@komersant-miami'),
      false,
    );
  });

  it('finds a name in all articles and briefings', async () => {
    await write('other.md', 'Rustem Umerov was there too [@003_ce60f647ed50ed9e].\n');
    try {
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        at(document, 'Rustem Umerov').start,
      );
      // Documents that earlier tests opened stay open for a while.
      const files = new Set(found.map((l) => l.uri.path.split('/').at(-1) ?? '').filter((name) => !name.startsWith('made-')));
      assert.deepEqual([...files].sort(), ['003_ce60f647ed50ed9e.txt', 'briefing.md', 'other.md']);
      for (const { uri, range } of found) {
        const text = (await vscode.workspace.openTextDocument(uri)).getText(range);
        assert.match(text, /Umerov/);
      }
    } finally {
      await remove('other.md');
    }
  });

  it('finds the citations of a source in all briefings', async () => {
    await write('other.md', 'Rustem Umerov was there too [@003_ce60f647ed50ed9e].\n');
    try {
      const key = at(document, '@003_ce60f647ed50ed9e, para. 1').start.translate(0, 3);
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, key);
      const names = found.map((l) => l.uri.path.split('/').at(-1));
      assert.ok(names.filter((n) => n === 'briefing.md').length >= 6);
      assert.equal(names.filter((n) => n === 'other.md').length, 1);
    } finally {
      await remove('other.md');
    }
  });

  it('highlights the same entity, whatever it is called, and the same key', async () => {
    const highlights = async (words: string): Promise<string[]> => {
      const found = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        document.uri,
        at(document, words).start.translate(0, 1),
      );
      return found.map((h) => document.getText(h.range));
    };
    const komersant = await highlights('000_c980effe1f55e4a2');
    assert.ok(komersant.length >= 7 && komersant.every((t) => t === '000_c980effe1f55e4a2'), komersant.join());
    const dmitriev = await highlights('Kirill Dmitriev flew');
    assert.deepEqual(dmitriev, ['Kirill Dmitriev']);
  });

  it('opens the text of an HTML article as a document that cannot be edited, at the words', async () => {
    await write(
      'sources/page.html',
      '<!doctype html><html><head><title>A page</title></head><body><article><h1>A page on the valley</h1><p>Rustem Umerov visited the valley of Vardenis on Tuesday, and the minister explained at length why the delegation had come and what it hoped to achieve there.</p><p>Nobody in the valley had expected the delegation, and nobody knew when it would leave, the mayor told reporters who had gathered in front of the town hall.</p></article></body></html>',
    );
    try {
      const { document: own } = await briefing('Rustem Umerov visited the valley of Vardenis on Tuesday.\n');
      const shown = await hover(own, 'Rustem Umerov', /valley of Vardenis/);
      assert.match(readable(shown), /valley of Vardenis/);
      const { command, argument } = link(shown, 'Open');
      await vscode.commands.executeCommand(command, argument);
      const editor = await until('the article', () => {
        const active = vscode.window.activeTextEditor;
        return active?.document.uri.scheme === 'attest-source' ? active : undefined;
      });
      assert.match(editor.document.getText(editor.selection), /^Rustem Umerov visited the valley of Vardenis on Tuesday/);
      assert.match(editor.document.getText(), /Nobody in the valley/);
      assert.doesNotMatch(editor.document.getText(), /<p>/);
    } finally {
      await remove('sources/page.html');
    }
  });

  it('selects the words where they stand now when the article is being edited', async () => {
    await open('briefing.md');
    const { command, argument } = link(await hover(document, 'Rustem Umerov', /paragraph 1/), 'Open');
    const article = await open('sources/003_ce60f647ed50ed9e.txt');
    await article.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Something new.\n\n'));
    await vscode.commands.executeCommand(command, argument);
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.getText(editor.selection) ?? '', /Rustem Umerov described the discussions/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('shows every mention of an entity', async () => {
    await open('briefing.md');
    const { command, argument } = link(await hover(document, 'Rustem Umerov', /mention/), '(?:All \\d+ mentions|The one mention)');
    await vscode.commands.executeCommand(command, argument);
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('opens the project file at an entity’s entry', async () => {
    await open('briefing.md');
    const { command, argument } = link(await hover(document, 'Rustem Umerov', /Edit entity/), 'Edit entity');
    try {
      await vscode.commands.executeCommand(command, argument);
      const editor = vscode.window.activeTextEditor;
      assert.match(editor?.document.uri.path ?? '', /\/attest\.json$/);
      assert.match(editor?.document.getText() ?? '', /"name": "Rustem Umerov",\s*"kind": "person"/);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    } finally {
      await vscode.workspace.fs.delete(file('attest.json'));
    }
  });
});
