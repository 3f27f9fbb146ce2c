import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checked, finding, hover, open, tidy, until } from './support.ts';

describe('commands', function () {
  this.timeout(60_000);
  after(tidy);

  it('show the status, with no word of an article', async () => {
    const { document } = await open('briefing.md');
    await checked(document);
    await vscode.commands.executeCommand('attest.showStatus');
    const text = await until('the status', () => {
      const active = vscode.window.activeTextEditor?.document;
      const content = active?.uri.scheme === 'attest-status' ? active.getText() : '';
      return /claims? sourced/.test(content) && content;
    });
    for (const pattern of [
      /State: ready/,
      /Library: 2 sources, \d+ passages, \d+ entities/,
      /briefing\.md: \d+ of \d+ claims sourced, \d+ findings/,
      /attest\.sources: \["sources\/\*\*","articles\/\*\*"\]/,
      /Files skipped or read in part: none/,
      /Process: \d+, \d+ MB of memory/,
    ])
      assert.match(text, pattern);
    assert.doesNotMatch(text, /Putin|Kremlin|Umerov/);
  });

  it('open the sample from the storage, with a library of its own', async () => {
    const opened = vscode.commands.executeCommand('attest.openSample');
    const document = await until('the sample', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      const active = vscode.window.activeTextEditor?.document;
      const own =
        active?.uri.path.endsWith('/sample/briefing.md') === true && vscode.workspace.getWorkspaceFolder(active.uri) === undefined;
      return own && active;
    });
    await opened;
    await finding(document, 'unsourced-claim', 'Putin wants Ukraine');
    await hover(document, 'Putin wants', /2 sources/);
  });

  it('are all in the manifest, with a title', async () => {
    const { packageJSON } = vscode.extensions.getExtension('attest.attest') ?? {};
    const declared: { readonly command: string; readonly title: string }[] = packageJSON.contributes.commands;
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command, title } of declared) {
      assert.ok(known.has(command), command);
      assert.match(title, /^[A-Z]/);
    }
  });
});
