import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { escapeMarkdown, escapeWithBold, plainText, shownText } from '../../../src/editor/escape.ts';

const md = new MarkdownIt({ html: true, linkify: true, typographer: false });

/** All inline tokens of one paragraph; anything else than one paragraph fails. */
function inline(markdown: string): readonly Token[] {
  const tokens = md.parse(markdown, {});
  assert.deepEqual(
    tokens.map((t) => t.type),
    ['paragraph_open', 'inline', 'paragraph_close'],
    `not one paragraph: ${JSON.stringify(markdown)}`,
  );
  return tokens[1]?.children ?? [];
}

const PLAIN = new Set(['text', 'text_special']);
const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...[
        '[x](command:attest.showStatus)',
        '![x](https://example.org/a.png)',
        '<img src=x onerror=alert(1)>',
        '<b>',
        '&lt;',
        '&#60;',
        '$(trash)',
        '`code`',
        '**b**',
      ],
      ...[
        '_i_',
        '~~s~~',
        'https://example.org',
        'www.example.org',
        'a@example.org',
        '<https://example.org>',
        '\\',
        '\\\\[',
        '\n\n# h',
        '\n- ',
        '\n1. ',
        '\n> ',
        '\n    ',
      ],
      ...[
        '| a | b |\n|---|---|',
        '[^1]',
        '[^1]: x',
        '[@key]',
        '\n---\n',
        '\n===\n',
        '```\n',
        '\t',
        '\u202e',
        '\u2066',
        '\u0000',
        '\ud800',
        '\udc00',
        '\u2028',
        '\u00a0',
        '\u200d',
      ],
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
  ),
  { maxLength: 12 },
);

describe('escape', () => {
  it('leaves nothing in a message or a report that would be a link, an image, a tag or a line of its own', () => {
    const name = 'a[x](command:evil)![y](https://example.org/y.png)<img src=x>\n# heading \u001b[31m\u202e_b_.txt';
    const told = plainText(name);
    assert.equal(told, 'a[x] (command:evil)![y] (https://example.org/y.png)< img src=x> # heading [31m_b_.txt');
    assert.doesNotMatch(md.render(told), /<img|href="command|<h1/);
    fc.assert(
      fc.property(hostile, (parts) => {
        // VS Code's own pattern of a link in a message, in short.
        assert.doesNotMatch(plainText(parts.join('')), /\[[^\]]+\]\([^)]*\)|[\n\r]/);
      }),
    );
  });

  it('lets any text render as itself and as nothing else', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const text = parts.join('');
        const shown = shownText(text).trim();
        fc.pre(shown !== '');
        const tokens = inline(escapeMarkdown(text));
        for (const token of tokens) assert.ok(PLAIN.has(token.type), `${token.type} in ${JSON.stringify(escapeMarkdown(text))}`);
        assert.equal(
          tokens
            .map((t) => t.content)
            .join('')
            .trim(),
          shown,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps to one paragraph inside a block quote', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const text = `a${parts.join('')}z`;
        const types = md.parse(`> ${escapeMarkdown(text)}`, {}).map((t) => t.type);
        assert.deepEqual(types, ['blockquote_open', 'paragraph_open', 'inline', 'paragraph_close', 'blockquote_close']);
      }),
    );
  });

  it('makes the marked stretches bold, and only text of them', () => {
    const span = fc.tuple(fc.nat(60), fc.nat(12)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(hostile, fc.array(span, { maxLength: 5 }), (parts, spans) => {
        const text = `a${parts.join('')}z`;
        const tokens = inline(escapeWithBold(text, spans));
        const allowed = new Set([...PLAIN, 'strong_open', 'strong_close']);
        for (const token of tokens) assert.ok(allowed.has(token.type), `${token.type} in ${JSON.stringify(escapeWithBold(text, spans))}`);
        assert.equal(
          tokens.map((t) => t.content).join(''),
          inline(escapeMarkdown(text))
            .map((t) => t.content)
            .join(''),
        );
      }),
      { numRuns: 2000 },
    );
  });

  const bold: readonly [text: string, spans: readonly [number, number][], html: string][] = [
    [
      'Putin insists on Donbas.',
      [
        [0, 5],
        [17, 23],
      ],
      '<strong>Putin</strong> insists on <strong>Donbas</strong>.',
    ],
    ['“Putin” says', [[0, 7]], '“<strong>Putin</strong>” says'],
    ['the U.S. side', [[4, 8]], 'the <strong>U.S</strong>. side'],
    [
      'one two',
      [
        [0, 3],
        [4, 7],
      ],
      '<strong>one two</strong>',
    ],
    [
      'one, two',
      [
        [4, 8],
        [0, 3],
      ],
      '<strong>one</strong>, <strong>two</strong>',
    ],
    [
      'Putin',
      [
        [1, 3],
        [2, 5],
      ],
      'P<strong>utin</strong>',
    ],
    [
      'one\u0000two',
      [
        [0, 3],
        [4, 7],
      ],
      '<strong>onetwo</strong>',
    ],
    ['“…”', [[0, 3]], '“…”'],
    ['ab', [[-5, 99]], '<strong>ab</strong>'],
  ];
  for (const [text, spans, html] of bold)
    it(`marks ${JSON.stringify(spans)} of ${JSON.stringify(text)}`, () => {
      assert.equal(
        md.renderInline(
          escapeWithBold(
            text,
            spans.map(([start, end]) => ({ start, end })),
          ),
        ),
        html,
      );
    });

  it('stays linear in hostile text', () => {
    const text = '[](`*_~<'.repeat(200_000);
    const started = performance.now();
    assert.equal(escapeMarkdown(text).length, text.length * 2);
    assert.ok(performance.now() - started < 2000);
  });
});
