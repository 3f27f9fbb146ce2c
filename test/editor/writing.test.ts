import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, briefing, file, hover, link, open, tidy, until } from './support.ts';

describe('writing', function () {
  this.timeout(60_000);
  after(tidy);

  async function complete(
    text: string,
    resolve = 0,
  ): Promise<{ editor: vscode.TextEditor; list: vscode.CompletionList; label: (item: vscode.CompletionItem) => string }> {
    const offset = text.indexOf('|');
    const editor = await briefing(text.replace('|', ''));
    await hover(editor.document, 'Putin', /Putin/);
    const position = editor.document.positionAt(offset);
    const label = (item: vscode.CompletionItem): string => (typeof item.label === 'string' ? item.label : item.label.label);
    const list = await until('completion', async () => {
      const all = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.document.uri,
        position,
        '@',
        resolve,
      );
      const ours = all.items.filter((item) => item.kind === vscode.CompletionItemKind.Reference && /^\d/.test(label(item)));
      return ours.length > 0 ? { ...all, items: ours } : undefined;
    });
    list.items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    return { editor, list, label };
  }

  it('offers the sources after [@, those that agree with the sentence first', async () => {
    const { list, label } = await complete('Putin insists on the Anchorage formula, Gabuev says [@|');
    assert.deepEqual(list.items.map(label), ['000_c980effe1f55e4a2', '003_ce60f647ed50ed9e']);
    const [first] = list.items;
    assert.deepEqual(first?.label, { label: '000_c980effe1f55e4a2', description: 'Komersant Ukrainian, 1 February (year not stated)' });
    assert.match(first?.detail ?? '', /^Bloomberg: Kremlin not expecting/);
    const { list: other, label: name } = await complete('Jared Kushner and Steve Witkoff lead the delegation, while Putin waits [@|');
    assert.equal(other.items[0] && name(other.items[0]), '003_ce60f647ed50ed9e');
  });

  it('tells what a source says when the item is looked at, as text', async () => {
    const { list } = await complete('Putin insists on the Anchorage formula, Gabuev says [@|', 2);
    const { documentation } = list.items[0] ?? {};
    assert.ok(documentation instanceof vscode.MarkdownString);
    assert.match(documentation.value, /Anchorage/);
    assert.ok(documentation.isTrusted !== true);
  });

  const inserted: readonly [before: string, after: string][] = [
    ['Putin is in Moscow [@|', 'Putin is in Moscow [@003_ce60f647ed50ed9e]'],
    ['Putin is in Moscow [@|].', 'Putin is in Moscow [@003_ce60f647ed50ed9e].'],
    ['Putin is in Moscow [@003|_ce, para. 4].', 'Putin is in Moscow [@003_ce60f647ed50ed9e, para. 4].'],
    ['Putin, says @|', 'Putin, says @003_ce60f647ed50ed9e'],
    ['Putin is in Moscow [@000_c980effe1f55e4a2; @|].', 'Putin is in Moscow [@000_c980effe1f55e4a2; @003_ce60f647ed50ed9e].'],
  ];
  for (const [before, after] of inserted)
    it(`completes ${JSON.stringify(before)}`, async () => {
      const { editor, list, label } = await complete(before);
      const item = list.items.find((i) => label(i) === '003_ce60f647ed50ed9e');
      assert.ok(item?.range !== undefined && typeof item.insertText === 'string');
      const range = 'replacing' in item.range ? item.range.replacing : item.range;
      const edit = new vscode.WorkspaceEdit();
      edit.replace(editor.document.uri, range, item.insertText);
      await vscode.workspace.applyEdit(edit);
      assert.equal(editor.document.getText(), after);
    });

  it('offers the sources’ words inside quotation marks, with their citation', async () => {
    const before = 'Ushakov said: “No one agr';
    const editor = await briefing(`${before}”\n`);
    await hover(editor.document, 'Ushakov', /Ushakov/);
    const item = await until('the words', async () => {
      const all = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.document.uri,
        new vscode.Position(0, before.length),
        ' ',
      );
      return all.items.find((one) => typeof one.insertText === 'string' && one.insertText.includes('Russian side'));
    });
    assert.equal(item.insertText, '“No one agreed on this with the Russian side” [@000_c980effe1f55e4a2, para. 7]');
    const { range } = item;
    assert.ok(range instanceof vscode.Range);
    assert.equal(editor.document.getText(range), '“No one agr”');
  });

  it('offers nothing in an address of mail, nor without an @', async () => {
    const { document } = await briefing('Write to a@ or [ Putin.');
    for (const column of [11, 16]) {
      const all = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(0, column),
      );
      assert.deepEqual(
        all.items.filter((i) => i.kind === vscode.CompletionItemKind.Reference && typeof i.label === 'object' && /^\d/.test(i.label.label)),
        [],
      );
    }
  });

  it('cites the hovered passage in its sentence', async () => {
    const { document } = await briefing('Putin wants Ukraine to give up the whole Donbas region. More follows.\n');
    const shown = await hover(document, 'Putin', /paragraph 3/);
    const { command, argument } = link(shown, 'Cite');
    await vscode.commands.executeCommand(command, argument);
    assert.match(
      document.getText(),
      /^Putin wants Ukraine to give up the whole Donbas region \[@000_c980effe1f55e4a2, para\. 3\]\. More follows\.\n$/,
    );
  });

  it('quotes the hovered passage behind its sentence, letter by letter', async () => {
    const { document } = await briefing('Putin wants Ukraine to give up the whole Donbas region. More follows.\n');
    const shown = await hover(document, 'Putin', /paragraph 3/);
    const { command, argument } = link(shown, 'Quote');
    await vscode.commands.executeCommand(command, argument);
    assert.ok(
      document
        .getText()
        .startsWith(
          'Putin wants Ukraine to give up the whole Donbas region. “Putin continues to insist that Ukraine surrender the entire Donbas region without a fight, citing the ‘Anchorage formula,’ which, according to the Kremlin, the Russian president agreed with Donald Trump.” [@000_c980effe1f55e4a2, para. 3]. More follows.',
        ),
      document.getText(),
    );
  });

  it('refuses an argument that nobody made', async () => {
    const { document } = await briefing('Putin is in Moscow.\n');
    await hover(document, 'Putin', /Putin/);
    const before = document.getText();
    await vscode.commands.executeCommand('attest.openPassage', { root: 'file:///etc', path: 'passwd', start: 0, end: 5, digest: '' });
    await vscode.commands.executeCommand('attest.openPassage', {
      root: file('').toString(),
      path: '../../../etc/passwd',
      start: 0,
      end: 5,
      digest: '',
    });
    await vscode.commands.executeCommand('attest.openPassage', 'nonsense');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    assert.equal(document.getText(), before);
  });

  it('marks the sentence at the cursor as a judgement', async () => {
    const editor = await briefing('First. Putin will stay in Moscow. Last.\n');
    await hover(editor.document, 'Putin', /Putin/);
    editor.selection = new vscode.Selection(at(editor.document, 'will').start, at(editor.document, 'will').start);
    await vscode.commands.executeCommand('attest.markJudgement');
    assert.equal(editor.document.getText(), 'First. <!-- attest-judgement --> Putin will stay in Moscow. Last.\n');
  });

  it('goes to the next claim without a source, and around the end', async () => {
    const editor = await open('briefing.md');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const stops: string[] = [];
    for (let i = 0; i < 30 && !(stops.length > 1 && stops[0] === stops.at(-1)); i++) {
      await vscode.commands.executeCommand('attest.nextUnsourced');
      stops.push(
        editor.document
          .lineAt(editor.selection.active)
          .text.slice(editor.selection.active.character, editor.selection.active.character + 12),
      );
    }
    assert.equal(stops[0], 'Putin wants ');
    assert.ok(stops.includes('Kirill Dmitr') && stops.includes('Emmanuel Mac'), stops.join('|'));
    assert.equal(stops.at(-1), stops[0]);
  });
});
