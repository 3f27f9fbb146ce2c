import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { briefing, checked, open, remove, tidy, until, write } from './support.ts';

describe('the preview', function () {
  this.timeout(60_000);
  after(tidy);

  /** As VS Code's preview renders the document. */
  const render = async (document: vscode.TextDocument, fits: RegExp): Promise<string> => {
    let seen = '';
    return until(
      `a preview that fits ${fits}`,
      async () => {
        seen = await vscode.commands.executeCommand<string>('markdown.api.render', document);
        return fits.test(seen) && seen;
      },
      { seen: () => seen },
    );
  };

  it('numbers the citations and lists the sources', async () => {
    const { document } = await open('briefing.md');
    await checked(document);
    const html = await render(document, /attest-sources/);
    assert.match(
      html,
      /<sup class="attest-note"><a href="#attest-source-1" id="attest-note-1-1" title="[^"]*Komersant Ukrainian[^"]*para\. 1">1<\/a><\/sup>/,
    );
    assert.match(html, /<li id="attest-source-1">Bloomberg: Kremlin not expecting/);
    assert.match(html, /<li id="attest-source-2">003_ce60f647ed50ed9e/);
    assert.match(html, /attest-unknown[^>]*>\[@komersant-miami\?\]/);
    assert.doesNotMatch(html, /\[@000_/);
  });

  it('marks claims that cite nothing', async () => {
    const { document } = await open('briefing.md');
    const html = await render(document, /attest-unsourced/);
    assert.match(
      html,
      /<mark class="attest-unsourced" title="No source is cited[^"]*">Putin wants Ukraine to give up the whole Donbas region\.<\/mark>/,
    );
  });

  it('shows footnotes, which VS Code leaves raw', async () => {
    const { document } = await briefing('Rustem Umerov was in Abu Dhabi.[^1]\n\n[^1]: See [@000_c980effe1f55e4a2, para. 5].\n');
    const html = await render(document, /class="footnotes"[\s\S]*attest-sources/);
    assert.match(html, /<sup class="footnote-ref"><a href="#fn1"/);
    assert.doesNotMatch(html, /\[\^1\]/);
  });

  it('escapes what a source says of itself', async () => {
    await write(
      'sources/evil.md',
      '---\ntitle: "<img src=x onerror=alert(1)> \\"quoted\\""\noutlet: "<script>alert(2)</script>"\n---\n\nRustem Umerov was in Vardenis, the office said on Tuesday.\n',
    );
    try {
      const { document } = await briefing('Rustem Umerov was in Vardenis [@evil].\n');
      const html = await render(document, /attest-sources/);
      assert.doesNotMatch(html, /<img|<script/);
      assert.match(html, /&#60;img src=x onerror=alert\(1\)&#62;/);
    } finally {
      await remove('sources/evil.md');
    }
  });

  it('leaves Markdown without a library as it is', async () => {
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', 'See *this* [@key, p. 4] and @other.\n');
    assert.match(html, /See <em>this<\/em> \[@key, p\. 4\] and @other\./);
  });
});
