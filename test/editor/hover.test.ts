import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, briefing, file, hover, hoversAt, link, open, readable, remove, textOf, tidy, until, write } from './support.ts';

const komersant = '000_c980effe1f55e4a2';

describe('the hover', function () {
  this.timeout(60_000);
  let document: vscode.TextDocument;
  before(async () => {
    document = (await open('briefing.md')).document;
    await hover(document, 'Putin wants', /passages? in \d/);
  });
  after(tidy);

  const names: readonly [words: string, expected: readonly RegExp[]][] = [
    [
      'Putin wants',
      [
        /Putin · person · \d+ passages in 2 sources/,
        /surrender the entire Donbas region/,
        /second-hand: Bloomberg/,
        /said by Alexander Gabuev/,
        /All \d+ mentions · Edit entity/,
      ],
    ],
    [
      'Alexander Gabuev',
      [
        /Alexander Gabuev · person/,
        /director of the Carnegie Russia Eurasia Center/,
        /according to Komersant Ukrainian/,
        /said by Alexander Gabuev/,
      ],
    ],
    [
      'Volodymyr Zelenskyy',
      [/Volodymyr Zelenskyy · person/, /cautiously optimistic/, /003_ce60f647ed50ed9e, paragraph 2 \(repeated once in the article\)/],
    ],
    ['Donbas region', [/Donbas · place · \d passages in 2 sources/, /paragraph 3/]],
    ['Moscow considers', [/Moscow/, /constructive/]],
    ['Abu Dhabi [', [/Abu Dhabi · place/, /Map: Abu Dhabi, United Arab Emirates, 24\.\d° N, 54\.\d° E/]],
  ];
  for (const [words, expected] of names)
    it(`on “${words}”`, async () => {
      const text = readable(await hover(document, words));
      for (const pattern of expected) assert.match(text, pattern);
    });

  it('shows quotes that stand in the articles, letter by letter', async () => {
    const shown = textOf(await hover(document, 'Putin wants'))
      .split('\n')
      .filter((line) => line.startsWith('*"'));
    assert.ok(shown.length >= 3);
    const folder = await vscode.workspace.fs.readDirectory(file('sources'));
    const articles = await Promise.all(
      folder.map(async ([name]) => new TextDecoder().decode(await vscode.workspace.fs.readFile(file(`sources/${name}`)))),
    );
    for (const line of shown) {
      const words = line.slice(2, line.lastIndexOf('"*')).replace(/\\([!-/:-@[-`{-~])/g, '$1');
      assert.ok(
        articles.some((a) => a.replace(/\s+/g, ' ').includes(words)),
        words,
      );
    }
  });

  it('covers exactly the name', async () => {
    const name = at(document, 'Volodymyr Zelenskyy');
    const [shown] = await hoversAt(document, name.start);
    assert.deepEqual(shown?.range, name);
    assert.deepEqual(await hoversAt(document, name.end.translate(0, 1)), []);
    assert.deepEqual(await hoversAt(document, name.start.translate(0, -1)), []);
  });

  it('trusts listed commands only, and no HTML', async () => {
    const [content] = (await hover(document, 'Putin wants')).contents;
    assert.ok(typeof content === 'object' && 'isTrusted' in content);
    assert.ok(typeof content.isTrusted === 'object');
    assert.ok(content.isTrusted.enabledCommands.every((c) => c.startsWith('attest.')));
    assert.equal(content.supportHtml ?? false, false);
  });

  it('opens the article with exactly the words selected', async () => {
    const shown = await hover(document, 'Putin wants');
    const quoted = textOf(shown)
      .split('\n')
      .find((line) => line.startsWith('*"'))
      ?.replace(/^\*"|"\* *$/g, '')
      .replace(/\\([!-/:-@[-`{-~])/g, '$1');
    const { command, argument } = link(shown, 'Open');
    await vscode.commands.executeCommand(command, argument);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.path.split('/').at(-1), `${komersant}.txt`);
    assert.equal(editor?.document.getText(editor.selection), quoted);
    await open('briefing.md');
  });

  it('on a citation shows the source and the passage that carries the sentence', async () => {
    const shown = await hover(document, '000_c980effe1f55e4a2, para. 8');
    const text = readable(shown);
    assert.match(text, /Bloomberg: Kremlin not expecting breakthrough/);
    assert.match(text, /Komersant Ukrainian · 1 February \(year not stated\)/);
    assert.match(text, /the US political calendar could be a factor/);
    assert.match(textOf(shown), /\*\*political calendar could be a factor\*\*|\*\*factor/);
  });

  it('on a key that resolves to nothing says so', async () => {
    const { document: other } = await briefing('The Europeans were not invited [@000_c980effe1f55e4a3].');
    assert.match(
      readable(await hover(other, '000_c980effe1f55e4a3')),
      /No source has the key 000_c980effe1f55e4a3\. Nearest: 000_c980effe1f55e4a2/,
    );
    await open('briefing.md');
  });

  it('says when no source mentions a name', async () => {
    assert.match(readable(await hover(document, 'Emmanuel Macron')), /in none of the sources/);
  });

  it('escapes what an article says', async () => {
    await write(
      'sources/hostile.txt',
      'Volodymyr Zelenskyy [click](command:workbench.action.closeWindow) [x](https://example.org/x.png) <img src=x onerror=alert(1)> $(trash) `code` **bold** &lt;b&gt; https://example.org spoke.\n',
    );
    const { document: other } = await briefing('Volodymyr Zelenskyy spoke again.\n');
    try {
      const shown = await hover(other, 'Volodymyr', /click/);
      assert.equal(
        readable(shown)
          .split('\n')
          .find((line) => line.startsWith('"Volodymyr')),
        '"Volodymyr Zelenskyy [click](command:workbench.action.closeWindow) [x](https://example.org/x.png) <img src=x onerror=alert(1)> $(trash) `code` **bold** &lt;b&gt; https://example.org spoke."  ',
      );
      for (const m of textOf(shown).matchAll(/(?<!\\)\]\(([^)]*)\)/g)) assert.match(m[1] ?? '', /^command:attest\./);
    } finally {
      await remove('sources/hostile.txt');
    }
    await open('briefing.md');
  });

  it('obeys its settings', async () => {
    const settings = vscode.workspace.getConfiguration('attest');
    const set = (key: string, value: unknown): Thenable<void> => settings.update(key, value, vscode.ConfigurationTarget.Workspace);
    const position = at(document, 'Volodymyr Zelenskyy').start;
    const has = async (): Promise<boolean> => (await hoversAt(document, position)).length > 0;
    try {
      await set('hover.kinds', ['place', 'citation']);
      await until('no hover on a person', async () => !(await has()));
      await set('hover.kinds', undefined);
      await set('hover.enabled', false);
      await until('no hover at all', async () => !(await has()));
      await set('hover.enabled', undefined);
      await set('hover.quotes', 1);
      await until('one quote', async () => textOf(await hover(document, 'Putin wants')).split('\n*"').length === 2);
      await set('hover.map', false);
      await until('no map', async () => !/Map:/.test(readable(await hover(document, 'Donbas region'))));
    } finally {
      for (const key of ['hover.kinds', 'hover.enabled', 'hover.quotes', 'hover.map']) await set(key, undefined);
    }
  });
});
