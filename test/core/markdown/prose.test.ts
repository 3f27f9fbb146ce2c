import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findCitations, writeCitation } from '../../../src/core/markdown/citations.ts';
import { type ParsedBriefing, parseBriefing } from '../../../src/core/markdown/prose.ts';

/** Markdown → prose of its blocks, as `kind: text`. */
const blocks: readonly (readonly [name: string, markdown: string, expected: readonly string[]])[] = [
  ['emphasis', 'Some *very **bold*** words_here and _this_.', ['paragraph: Some very bold words_here and this.']],
  ['links', 'See [the *big* talks](https://x.org/a_b "t") now.', ['paragraph: See the big talks now.']],
  ['code and HTML are left out', 'Use `Putin` <b>now</b> <!-- c --> ok', ['paragraph: Use  now  ok']],
  ['code blocks are left out', '```\nPutin\n```\n\n    Putin\n\nText', ['paragraph: Text']],
  ['lists and quotes', '- One\n  two\n- > Three', ['list-item: One two', 'quote: Three']],
  ['lazy quotes', '> A quote\nthat runs on', ['quote: A quote that runs on']],
  ['headings', '## Head *it* ##\n\nSet\n===', ['heading: Head it', 'heading: Set']],
  ['tables', '| A | B |\n|---|---|\n| x \\| y | A |', ['cell: A', 'cell: B', 'cell: x | y', 'cell: A']],
  ['footnotes', 'Text[^1] on.\n\n[^1]: See [@a, p. 3].', ['paragraph: Text on.', 'footnote: See .']],
  ['entities and escapes', 'A &amp; B \\* C', ['paragraph: A & B * C']],
  ['front matter', '---\ntitle: Putin\n---\nText', ['paragraph: Text']],
  ['citations', 'It rose [see @a, p. 4; -@b]. Then @c [p. 3] said so.', ['paragraph: It rose . Then ℵ said so.']],
  ['windows line ends', 'One\r\ntwo\r\n\r\nThree', ['paragraph: One two', 'paragraph: Three']],
  ['images', 'An ![alt text](a.png) image', ['paragraph: An  image']],
];

const keys: readonly (readonly [markdown: string, expected: readonly string[]])[] = [
  ['[@a]', ['a']],
  ['[@a; @b, p. 4]', ['a', 'b|p. 4']],
  ['[see @doe-99, pp. 33-35 and passim; -@x_y]', ['doe-99|pp. 33-35 and passim', 'x_y']],
  ['@key says', ['key']],
  ['@key. Next', ['key']],
  ['@key [p. 4] says', ['key|p. 4']],
  ['[@{a key with spaces}, para. 2]', ['a key with spaces|para. 2']],
  ['[@000_c980effe1f55e4a2, para. 3]', ['000_c980effe1f55e4a2|para. 3']],
  ['@müller2020 and @Иванов', ['müller2020', 'Иванов']],
  ['mail me@example.org or a\\@b', []],
  ['`@code` and <i title="@html">', []],
  ['[text @a](sources/x.txt)', ['link:sources/x.txt', 'a']],
  ['[x](../sources/a%20b.txt) [y](https://e.org/@u) [z](#h)', ['link:../sources/a b.txt']],
  ['Said.[^n]\n\n[^n]: See @a, and [@b].', ['note:a', 'note:b', 'a', 'b']],
  ['Inline.^[From @a.]', ['a']],
  ['Cyclic[^n]\n\n[^n]: Again[^n] @a', ['note:a', 'note:a', 'a']],
  ['@', []],
  ['[@]', []],
  ['[[@a]]', ['a']],
];

describe('parseBriefing', () => {
  for (const [name, markdown, expected] of blocks)
    it(name, () => {
      const parsed = parseBriefing(markdown);
      assert.deepEqual(
        parsed.blocks.map((b) => `${b.kind}: ${b.prose.text}`),
        expected,
      );
    });

  for (const [markdown, expected] of keys)
    it(`citations of ${JSON.stringify(markdown)}`, () => {
      const parsed = parseBriefing(markdown);
      assert.deepEqual(
        parsed.citations.map(
          (c) =>
            `${c.form === 'pandoc' ? '' : c.form === 'link' ? 'link:' : 'note:'}${c.target}${c.locator === undefined ? '' : `|${c.locator}`}`,
        ),
        expected,
      );
      for (const c of parsed.citations)
        if (c.form === 'pandoc') assert.equal(markdown.slice(c.targetSpan.start, c.targetSpan.end), c.target);
    });

  it('reads a paragraph by what the briefing defines, whatever was read before', () => {
    const cited = (...after: readonly string[]): string[] =>
      parseBriefing(['See [x] and[^n].', ...after].join('\n\n')).citations.map(({ form, target }) => `${form} ${target}`);
    const expected: readonly (readonly [after: readonly string[], cited: readonly string[]])[] = [
      [[], []],
      [['[x]: sources/a.txt'], ['link sources/a.txt']],
      [['[x]: sources/b.txt'], ['link sources/b.txt']],
      [['[^n]: From @c.'], ['footnote c', 'pandoc c']],
      [
        ['[^n]: From @d.', '[x]: sources/b.txt'],
        ['link sources/b.txt', 'footnote d', 'pandoc d'],
      ],
      [[], []],
    ];
    for (const [after, keys] of expected) assert.deepEqual(cited(...after), keys, after.join(' '));
  });

  it('every word of the prose stands at the offset that it is mapped to', () => {
    const markdown =
      '# A **b** [c](d)\n\n> q *w* e\n> r [@k] t &amp; u\n\n1. x\n   y\n\n| a | b \\| c |\n|---|---|\n| dd | ee |\n\nn[^1] m\n\n[^1]: foot\n    note';
    for (const block of parseBriefing(markdown).blocks) {
      for (const m of block.prose.text.matchAll(/[a-z]+/g)) {
        const span = block.prose.toSource({ start: m.index, end: m.index + m[0].length });
        assert.equal(markdown.slice(span.start, span.end), m[0]);
        assert.equal(block.prose.fromSource(span.start), m.index);
      }
    }
  });

  it('finds Attest comments in blocks and in lines', () => {
    const parsed = parseBriefing(
      '<!-- attest-ignore unsourced-claim: known -->\n# H\n\nText <!-- attest-judgement --> more <!-- attest-ignore a, b -->',
    );
    assert.deepEqual(
      parsed.comments.map((c) => [c.directive, c.codes.join(), c.reason]),
      [
        ['ignore', 'unsourced-claim', 'known'],
        ['judgement', '', ''],
        ['ignore', 'a,b', ''],
      ],
    );
    for (const c of parsed.comments) assert.match(parsed.text.slice(c.span.start, c.span.end), /^<!--.*-->$/);
  });

  it('broken front matter is a problem with its line, and the text is read', () => {
    const parsed = parseBriefing('---\na: [1\nb: "x\n---\nText');
    assert.ok((parsed.frontMatter?.problems.length ?? 0) > 0);
    assert.equal(parsed.blocks.at(-1)?.prose.text, 'Text');
  });

  it('holds for any text: spans in bounds, prose mapped in order, what is written is found again', () => {
    const piece = fc.constantFrom(
      '# ',
      '> ',
      '- ',
      '[',
      ']',
      '(',
      ')',
      '@',
      'key',
      '^',
      '\n',
      '\r\n',
      '\n\n',
      '|',
      '`',
      '*',
      '_',
      '<!--',
      '-->',
      '---\n',
      '\\',
      '&amp;',
      '~~',
      ' ',
      'word',
      '“',
      '\0',
      '\ud800',
      '   ',
      '\t',
      '[^1]',
      '[^1]: ',
      '![',
      ';',
      '{',
      '}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parseBriefing(text);
        for (const b of parsed.blocks) {
          const prose = b.prose.text;
          let last = 0;
          for (let i = 0; i < prose.length; i++) {
            const s = b.prose.toSource({ start: i, end: i + 1 });
            assert.ok(s.start >= last && s.end >= s.start && s.end <= text.length, `${JSON.stringify(text)} at ${i}`);
            last = s.start;
          }
        }
        for (const c of parsed.citations) assert.ok(c.start >= 0 && c.end <= text.length && c.start < c.end);
      }),
      { numRuns: 500 },
    );
  });

  it('reads chunk by chunk what it reads as a whole', () => {
    const line = fc.constantFrom(
      'Text @a and [x], [^n].',
      '# Head',
      '- item',
      '* * *',
      '1. one',
      '12) two',
      '-',
      '> quote',
      '  indented [@b]',
      '    deeper',
      '\tand a tab',
      '```',
      '~~~~ x',
      '- ```',
      '> ```',
      '<!-- open',
      '<!-- attest-ignore a: b -->',
      'closed -->',
      '<div>',
      '</div> <b>',
      '<script>',
      '</script>',
      '- <!-- open',
      '<?',
      '[x]: sources/a.txt',
      '[x]: sources/b.txt "t',
      't"',
      '[^n]: See @c.',
      '[^n]:',
      '[^m]: - item',
      '| a | [@d] |',
      '|---|---|',
      '| <!-- attest-judgement --> | e |',
      '===',
      '---',
      '',
      '',
      '',
      '   ',
      '\f',
      '\u00a0',
      '^[note @e] more',
      '**bold** start',
      '+plus',
      '0 cases',
    );
    const end = fc.constantFrom('\n', '\n', '\n\n', '\n\n', '\r\n', '\r', '\n \t\n');
    const seen = ({ blocks: all, citations, comments, frontMatter }: ParsedBriefing): unknown => ({
      blocks: all.map(({ prose, ...rest }) => ({
        ...rest,
        text: prose.text,
        places: Array.from(prose.text, (_, i) => prose.toSource({ start: i, end: i + 1 })),
      })),
      citations,
      comments,
      frontMatter,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(line, end), { maxLength: 25 }), (lines) => {
        const text = lines.flat().join('');
        assert.deepEqual(seen(parseBriefing(text)), seen(parseBriefing(text, (_, from) => [from])), JSON.stringify(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('a written citation is read back', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), (key) => {
        const clean = key.replace(/[{}\r\n]/g, '');
        fc.pre(clean !== '');
        const found = findCitations(writeCitation(clean, 5));
        assert.deepEqual([found.length, found[0]?.key, found[0]?.locator], [1, clean, 'para. 5']);
      }),
    );
  });
});
