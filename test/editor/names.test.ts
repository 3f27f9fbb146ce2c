import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hover, open, tidy, until } from './support.ts';

describe('names', function () {
  this.timeout(60_000);
  after(tidy);

  /** Each token as "type: words". */
  async function tokens(document: vscode.TextDocument): Promise<string[]> {
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    const { data } = await until('semantic tokens', async () => {
      return await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri);
    });
    const out: string[] = [];
    let line = 0;
    let column = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [lines = 0, columns = 0, length = 0, type = 0] = data.slice(i, i + 4);
      column = lines === 0 ? column + columns : columns;
      line += lines;
      out.push(`${legend.tokenTypes[type]}: ${document.getText(new vscode.Range(line, column, line, column + length))}`);
    }
    return out;
  }

  it('of a briefing have semantic tokens by kind', async () => {
    const { document } = await open('briefing.md');
    await hover(document, 'Putin wants', /Putin/);
    const found = await tokens(document);
    for (const expected of [
      'attestPerson: Putin',
      'attestPerson: Volodymyr Zelenskyy',
      'attestState: Ukraine',
      'attestPlace: Donbas',
      'attestPlace: Abu Dhabi',
      'attestOrganisation: Kremlin',
    ])
      assert.ok(found.includes(expected), `${expected} is not among ${found.join(', ')}`);
  });

  it('of an article have them too', async () => {
    const { document } = await open('sources/003_ce60f647ed50ed9e.txt');
    const found = await until('tokens', async () => {
      const all = await tokens(document);
      return all.length > 0 && all;
    });
    assert.ok(found.includes('attestPerson: Rustem Umerov'), found.join(', '));
  });

  it('have none when highlighting is off', async () => {
    const settings = vscode.workspace.getConfiguration('attest');
    const { document } = await open('briefing.md');
    try {
      await settings.update('highlight', 'off', vscode.ConfigurationTarget.Workspace);
      await until(
        'no tokens',
        async () => (await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri)) === undefined,
      );
    } finally {
      await settings.update('highlight', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
