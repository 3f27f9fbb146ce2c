import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  apply,
  at,
  briefing,
  checked,
  codeOf,
  finding,
  findings,
  fixes,
  describe as listed,
  noFinding,
  open,
  remove,
  tidy,
  until,
  write,
} from './support.ts';

const uncited = 'Kirill Dmitriev flew to Miami on the eve of the talks.';

describe('findings', function () {
  this.timeout(60_000);
  after(tidy);

  it('stand in the Problems panel with code, reason and passage', async () => {
    const { document } = await open('briefing.md');
    const claim = await finding(document, 'unsourced-claim', 'Putin wants Ukraine to give up the whole Donbas region.');
    assert.equal(document.getText(claim.range), 'Putin wants Ukraine to give up the whole Donbas region.');
    assert.equal(claim.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(claim.message, /Best passage: “Putin continues to insist/);
    assert.ok(typeof claim.code === 'object' && claim.code.target.scheme === 'command');
    const [related] = claim.relatedInformation ?? [];
    const article = await vscode.workspace.openTextDocument(related?.location.uri ?? document.uri);
    assert.match(article.getText(related?.location.range), /^Putin continues to insist that Ukraine surrender/);
    const expected: readonly [code: string, words: string, severity: vscode.DiagnosticSeverity][] = [
      ['misquotation', 'No one agreed to this', vscode.DiagnosticSeverity.Error],
      ['unknown-source', '@komersant-miami', vscode.DiagnosticSeverity.Error],
      ['unsourced-claim', 'Kirill Dmitriev flew', vscode.DiagnosticSeverity.Warning],
      ['unsourced-claim', 'Emmanuel Macron offered', vscode.DiagnosticSeverity.Warning],
    ];
    for (const [code, words, severity] of expected) assert.equal((await finding(document, code, words)).severity, severity, words);
  });

  it('do not stand on well-cited sentences, headings and judgements', async () => {
    const { document } = await open('briefing.md');
    await finding(document, 'unsourced-claim', 'Putin wants Ukraine');
    for (const words of [
      'A new round of talks',
      'Kyiv rejects such terms',
      'We judge that a settlement',
      'The most probable outcome',
      'Who is at the table',
      'Dmitry Peskov stated',
      'Moscow refuses to tolerate',
    ])
      assert.deepEqual(
        findings(document).filter((d) => codeOf(d) === 'unsourced-claim' && d.range.intersection(at(document, words))),
        [],
        words,
      );
  });

  it('are fixed with one action, and vanish at once', async () => {
    const { document } = await briefing(`# Talks\n\n${uncited} Nothing else is known.\n`);
    const claim = await finding(document, 'unsourced-claim', uncited);
    const actions = await fixes(document, claim);
    const [cite] = actions.filter((a) => a.isPreferred === true);
    assert.match(cite?.title ?? '', /^Cite Komersant Ukrainian, paragraph 5/);
    assert.ok(cite);
    await apply(cite);
    assert.match(document.getText(), /flew to Miami on the eve of the talks \[@000_c980effe1f55e4a2, para\. 5\]\. Nothing/);
    await noFinding(document, 'unsourced-claim', 'Kirill Dmitriev', 3000);
    await checked(document);
    assert.equal(
      findings(document).filter((d) => codeOf(d) === 'unsourced-claim' && d.range.intersection(at(document, 'Kirill Dmitriev'))).length,
      0,
    );
  });

  it('come back when the citation is taken away again', async () => {
    const editor = await briefing(`${uncited.slice(0, -1)} [@000_c980effe1f55e4a2, para. 5].\n`);
    await checked(editor.document);
    assert.equal(
      findings(editor.document).some((d) => codeOf(d) === 'unsourced-claim'),
      false,
      listed(editor.document),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.delete(editor.document.uri, at(editor.document, ' [@000_c980effe1f55e4a2, para. 5]'));
    await vscode.workspace.applyEdit(edit);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await finding(editor.document, 'unsourced-claim', uncited);
  });

  it('leave the sentence alone that is being typed', async () => {
    const editor = await briefing('# Talks\n\n');
    const { document } = editor;
    editor.selection = new vscode.Selection(2, 0, 2, 0);
    await vscode.commands.executeCommand('type', { text: uncited });
    await checked(document);
    // Longer than the delay after which new findings appear.
    await new Promise((wake) => setTimeout(wake, 1500));
    assert.deepEqual(findings(document).map(codeOf), [], listed(document));
    await vscode.commands.executeCommand('type', { text: ' And so' });
    await finding(document, 'unsourced-claim', 'Kirill Dmitriev');
  });

  it('of a sentence that is being changed go at once, and others move along', async () => {
    const editor = await briefing(`First, ${uncited}\n\nEmmanuel Macron offered to host the talks in Paris.\n`);
    const { document } = editor;
    await finding(document, 'unsourced-claim', 'Kirill Dmitriev');
    await finding(document, 'unsourced-claim', 'Emmanuel Macron');
    editor.selection = new vscode.Selection(document.positionAt(10), document.positionAt(10));
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.deepEqual(
      findings(document).map((d) => document.getText(d.range)),
      ['Emmanuel Macron offered to host the talks in Paris.'],
    );
    await vscode.commands.executeCommand('type', { text: '\n\n\n' });
    assert.ok(
      findings(document).some((d) => document.getText(d.range).startsWith('Emmanuel Macron')),
      listed(document),
    );
  });

  it('are those of the last version, however fast it changes', async () => {
    const editor = await briefing(`${uncited}\n`);
    const { document } = editor;
    for (let i = 0; i < 30; i++) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), `Line ${i}.\n\n`);
      await vscode.workspace.applyEdit(edit);
    }
    const found = await finding(document, 'unsourced-claim', 'Kirill Dmitriev');
    assert.equal(document.getText(found.range), uncited);
    await checked(document);
    for (const d of findings(document)) assert.ok(document.validateRange(d.range).isEqual(d.range));
  });

  it('follow the severity that the settings give a rule', async () => {
    const { document } = await briefing(`${uncited}\n`);
    await finding(document, 'unsourced-claim', uncited);
    const settings = vscode.workspace.getConfiguration('attest');
    try {
      await settings.update('rules', { 'unsourced-claim': 'error' }, vscode.ConfigurationTarget.Workspace);
      await until('an error', () =>
        findings(document).some((d) => codeOf(d) === 'unsourced-claim' && d.severity === vscode.DiagnosticSeverity.Error),
      );
      await settings.update('rules', { 'unsourced-claim': 'off' }, vscode.ConfigurationTarget.Workspace);
      await noFinding(document, 'unsourced-claim', uncited);
    } finally {
      await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('stand in every open briefing, not in the active one alone', async () => {
    const first = (await briefing(`${uncited}\n`)).document;
    const second = (await briefing(`Again, ${uncited}\n`)).document;
    await finding(second, 'unsourced-claim', 'Kirill Dmitriev');
    await finding(first, 'unsourced-claim', 'Kirill Dmitriev');
  });

  it('go when the briefing is closed', async () => {
    // Opened as a person opens it: a document that an extension opened stays for minutes.
    const uri = await write('closed.md', `${uncited}\n`);
    await vscode.commands.executeCommand('vscode.open', uri);
    const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === uri.toString());
    assert.ok(document);
    await finding(document, 'unsourced-claim', uncited);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the findings to go', () => findings(document).length === 0, { timeout: 50_000 });
    await remove('closed.md');
  });

  it('stand in untitled briefings of the only library', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `${uncited}\n` });
    await vscode.window.showTextDocument(document);
    await finding(document, 'unsourced-claim', uncited);
  });

  it('do not stand in sources, nor in documents that are no Markdown', async () => {
    const { document } = await open('sources/000_c980effe1f55e4a2.txt');
    const plain = await vscode.workspace.openTextDocument({ language: 'plaintext', content: uncited });
    await checked((await open('briefing.md')).document);
    assert.deepEqual([...findings(document), ...findings(plain)], []);
  });
});
