/** The preview plugin, on the parser that the project has; inside VS Code's own parser it is tested in `test/editor/preview.test.ts`. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import type { SourceCard } from '../../../src/core/model.ts';
import { attestPreview, type PreviewData } from '../../../src/preview/plugin.ts';

const cards: Readonly<Record<string, SourceCard>> = {
  a: {
    key: 'a',
    path: 'sources/a.txt',
    format: 'txt',
    extracted: false,
    title: 'A title',
    outlet: 'The Daily',
    date: '2026-02-01',
    grade: 'B2',
  },
  b: { key: 'b', path: 'sources/b.txt', format: 'txt', extracted: false },
  evil: {
    key: 'evil',
    path: 'sources/evil.txt',
    format: 'txt',
    extracted: false,
    title: '<img src=x onerror=alert(1)>"\'&',
    outlet: '"><script>alert(2)</script>',
  },
};

const markdownIt = () => new MarkdownIt({ html: false, linkify: true, typographer: true });

function parser(unsourced: PreviewData['unsourced'] = [], { md = markdownIt(), inUse = true } = {}) {
  const data: PreviewData = { source: (key) => cards[key], unsourced };
  const dataOf = (env: unknown) => (typeof env === 'object' && env !== null && 'here' in env ? data : undefined);
  return attestPreview(md, dataOf, () => inUse);
}

const render = (text: string, unsourced: PreviewData['unsourced'] = []): string => parser(unsourced).render(text, { here: true });
const body = (text: string): string => render(text).replace(/<section[\s\S]*$/, '');
const note = (n: number, use: number, title: string): string =>
  `<sup class="attest-note"><a href="#attest-source-${n}" id="attest-note-${n}-${use}" title="${title}">${n}</a></sup>`;

describe('the preview plugin', () => {
  const cases: readonly [markdown: string, html: string][] = [
    ['It is so [@a].', `<p>It is so${note(1, 1, 'A title. The Daily, 1 February 2026')}.</p>\n`],
    ['It is so [@b, para. 4].', `<p>It is so${note(1, 1, 'b, para. 4')}.</p>\n`],
    [
      'One [@a; @b]. Two [@b].',
      `<p>One${note(1, 1, 'A title. The Daily, 1 February 2026')}${note(2, 1, 'b')}. Two${note(2, 2, 'b')}.</p>\n`,
    ],
    [
      '@a [p. 3] says so.',
      `<p><span class="attest-narrative">The Daily</span>${note(1, 1, 'A title. The Daily, 1 February 2026, p. 3')} says so.</p>\n`,
    ],
    ['It is so [@none].', '<p>It is so<sup class="attest-note attest-unknown" title="No source has this key">[@none?]</sup>.</p>\n'],
    ['Code `[@a]` and a@b.example stay.', '<p>Code <code>[@a]</code> and <a href="mailto:a@b.example">a@b.example</a> stay.</p>\n'],
    ['[@a]\n\n[@a]: https://example.org', '<p><a href="https://example.org">@a</a></p>\n'],
  ];
  for (const [markdown, expected] of cases) it(JSON.stringify(markdown), () => assert.equal(body(markdown), expected));

  it('lists each source once, in order of first use, with the ways back', () => {
    const html = render('One [@b]. Two [@a]. Three [@b].');
    assert.match(
      html,
      /<li id="attest-source-1">b <a class="attest-back" href="#attest-note-1-1"[^>]*>↩<\/a> <a class="attest-back" href="#attest-note-1-2"/,
    );
    assert.match(
      html,
      /<li id="attest-source-2">A title\. The Daily, 1 February 2026 <span class="attest-grade" title="Admiralty grade">B2<\/span> <code>@a<\/code>/,
    );
    assert.equal(html.match(/<li /g)?.length, 2);
  });

  describe('footnotes', () => {
    const footnoted = 'It is so.[^n]\n\n[^n]: See [@a, p. 2].\n';

    it('are shown, with the citation that they hold', () => {
      const html = render(footnoted);
      assert.match(html, /It is so\.<sup class="footnote-ref"><a href="#fn1" id="fnref1">\[1\]<\/a><\/sup>/);
      assert.match(html, /<li id="fn1"[^>]*><p>See<sup class="attest-note"><a href="#attest-source-1"[^>]*title="[^"]*p\. 2">1<\/a>/);
      assert.ok(html.indexOf('class="footnotes"') < html.indexOf('class="attest-sources"'));
    });

    it('begin and end with the library', () => {
      const state = { inUse: false };
      const md = attestPreview(
        markdownIt(),
        () => undefined,
        () => state.inUse,
      );
      assert.equal(md.render(footnoted), markdownIt().render(footnoted));
      state.inUse = true;
      assert.match(md.render(footnoted), /class="footnotes"/);
      state.inUse = false;
      assert.equal(md.render(footnoted), markdownIt().render(footnoted));
    });

    it('are shown once beside another extension that adds them', () => {
      const before = markdownIt().use(footnotes);
      const after = parser().use(footnotes);
      for (const md of [parser([], { md: before }), after])
        assert.equal(md.render(footnoted, { here: true }).match(/<section class="footnotes">/g)?.length, 1);
    });
  });

  it('starts anew with each rendering', () => {
    const md = parser();
    const [first, second] = [md.render('[@a]', { here: true }), md.render('[@a]', { here: true })];
    assert.equal(first, second);
  });

  const marks: readonly [markdown: string, prose: string, html: RegExp][] = [
    ['It is so. It is not.', 'It is not.', /<p>It is so\. <mark class="attest-unsourced" title="why">It is not\.<\/mark><\/p>/],
    [
      'It **is** not.',
      'It is not.',
      /<mark[^>]*>It <\/mark><strong><mark[^>]*>is<\/mark><\/strong><mark[^>]*> not\.<\/mark>|<mark[^>]*>It<\/mark> <strong><mark[^>]*>is<\/mark><\/strong> <mark[^>]*>not\.<\/mark>/,
    ],
    ['It "is"\nnot.', 'It “is” not.', /<mark[^>]*>It “is”<\/mark>\n<mark[^>]*>not\.<\/mark>/],
    ['It is [@a] not.', 'It is not.', /<mark[^>]*>It is<\/mark><sup[\s\S]*<\/sup> <mark[^>]*>not\.<\/mark>/],
    ['Something else.', 'It is not.', /^<p>Something else\.<\/p>/],
  ];
  for (const [markdown, prose, expected] of marks)
    it(`marks ${JSON.stringify(prose)} in ${JSON.stringify(markdown)}`, () =>
      assert.match(render(markdown, [{ prose, reason: 'why' }]), expected));

  it('shows what sources and findings say as text', () => {
    const html = render('It is [@evil].', [{ prose: 'It is', reason: '"><script>alert(3)</script>' }]);
    assert.doesNotMatch(html, /<img|<script/);
  });

  it('changes nothing where there is no library', () => {
    const plain = markdownIt();
    const footnote = fc.constantFrom('[^1]', '\n\n[^1]: note', '^[inline]');
    const piece = fc.constantFrom(
      '[@a]',
      ' [@a, *p. 2*]',
      '@a',
      ' [p. 3]',
      '`[@a]`',
      '**b**',
      ' word',
      '\n',
      '\n\n',
      '[x](y)',
      '[@a](z)',
      '![i](u)',
      '<b>',
      '\\[@a]',
      'é',
      '[@a; @b]',
      '[[@a]]',
      ':',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, footnote), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        assert.equal(parser([], { inUse: false }).render(text, {}), plain.render(text, {}));
      }),
      { numRuns: 2000, examples: [[['@a', ' [p. 3]', '[^1]', '\n\n[^1]: note']]] },
    );
    // Beside a library, where footnotes are shown in every document.
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        assert.equal(parser().render(text, {}), plain.render(text, {}));
      }),
      { numRuns: 2000 },
    );
  });

  it('stays linear in hostile text', () => {
    const started = performance.now();
    render('[@a] '.repeat(20_000));
    render(`${'['.repeat(20_000)}@a`);
    assert.ok(performance.now() - started < 15_000);
  });
});
