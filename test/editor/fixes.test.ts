import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { apply, at, briefing, checked, codeOf, finding, findings, fixes, noFinding, remove, tidy, until, write } from './support.ts';

const uncited = 'Kirill Dmitriev flew to Miami on the eve of the talks.';

describe('quick fixes', function () {
  this.timeout(60_000);
  after(tidy);

  /** Chooses in the quick pick that is open, as a person does who presses Enter. */
  const accept = (): Thenable<void> => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

  it('replace altered words by those of the source', async () => {
    const { document } = await briefing(
      '“No one agreed to this with the Russian side,” Yuri Ushakov said on January 29 [@000_c980effe1f55e4a2].\n',
    );
    const wrong = await finding(document, 'misquotation', 'No one agreed to this');
    const [replace] = (await fixes(document, wrong)).filter((a) => /Replace/.test(a.title));
    assert.ok(replace);
    await apply(replace);
    assert.match(document.getText(), /“No one agreed on this with the Russian side,” Yuri/);
    await noFinding(document, 'misquotation', 'Yuri Ushakov');
  });

  it('mark a sentence as the writer’s own judgement', async () => {
    const { document } = await briefing(`First. ${uncited} Last.\n`);
    const claim = await finding(document, 'unsourced-claim', uncited);
    const [mark] = (await fixes(document, claim)).filter((a) => /judgement/.test(a.title));
    assert.ok(mark);
    await apply(mark);
    assert.match(document.getText(), /First\. <!-- attest-judgement --> Kirill/);
    await noFinding(document, 'unsourced-claim', 'Kirill Dmitriev');
  });

  it('record a source that has changed since it was cited', async () => {
    await write('attest.json', JSON.stringify({ cited: { '000_c980effe1f55e4a2': 'as it was' } }));
    try {
      const { document } = await briefing('Kirill Dmitriev flew to Miami [@000_c980effe1f55e4a2].\n');
      const changed = await finding(document, 'changed-source', '@000_c980effe1f55e4a2');
      const [record] = (await fixes(document, changed)).filter((a) => /Record/.test(a.title));
      assert.ok(record);
      await apply(record);
      await noFinding(document, 'changed-source', 'Kirill Dmitriev flew to Miami [@000_c980effe1f55e4a2]');
    } finally {
      await remove('attest.json');
    }
  });

  it('let a person choose among the passages', async () => {
    const { document } = await briefing(`${uncited}\n`);
    const claim = await finding(document, 'unsourced-claim', uncited);
    const [choose] = (await fixes(document, claim)).filter((a) => /Choose among/.test(a.title));
    assert.ok(choose);
    const applied = apply(choose);
    await until('the choice to be applied', async () => {
      await accept();
      return document.getText().includes('[@');
    });
    await applied;
    assert.match(document.getText(), /on the eve of the talks \[@000_c980effe1f55e4a2, para\. 5\]\./);
  });

  it('are offered wherever the cursor stands in the sentence, and nowhere else', async () => {
    const { document } = await briefing(`${uncited}\n\nNothing here.\n`);
    await finding(document, 'unsourced-claim', uncited);
    const titles = async (words: string): Promise<number> => {
      const range = at(document, words);
      const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(range.start, range.start),
      );
      return all.filter((a) => a.command?.command.startsWith('attest.')).length;
    };
    assert.ok((await titles('Miami')) > 1);
    assert.equal(await titles('Nothing here'), 0);
  });

  it('bring a briefing’s findings to none, one after the other', async () => {
    const { document } = await briefing(
      `${uncited} Marco Rubio announced the agreement on security guarantees for Ukraine on January 30.\n`,
    );
    await finding(document, 'unsourced-claim', 'Marco Rubio');
    for (let i = 0; i < 4; i++) {
      await checked(document);
      const [next] = findings(document).filter((d) => codeOf(d) === 'unsourced-claim');
      if (next === undefined) break;
      const [preferred] = (await fixes(document, next)).filter((a) => a.isPreferred === true);
      assert.ok(preferred);
      await apply(preferred);
      await until(
        'the finding to go',
        () => !findings(document).some((d) => codeOf(d) === 'unsourced-claim' && d.message === next.message),
      );
    }
    await checked(document);
    assert.deepEqual(
      findings(document).filter((d) => codeOf(d) === 'unsourced-claim'),
      [],
    );
  });
});
