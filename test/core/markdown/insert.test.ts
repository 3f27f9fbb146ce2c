import assert from 'node:assert/strict';
import fc from 'fast-check';
import { citeEdit, commentEdit, JUDGEMENT, quoteEdit, writeQuotation } from '../../../src/core/markdown/insert.ts';
import { parseBriefing } from '../../../src/core/markdown/prose.ts';
import type { TextEdit } from '../../../src/core/model.ts';

/** `⟦` and `⟧` mark the statement. */
function marked(input: string): { text: string; statement: { start: number; end: number } } {
  const start = input.indexOf('⟦');
  const end = input.indexOf('⟧') - 1;
  return { text: input.replace(/[⟦⟧]/g, ''), statement: { start, end } };
}

const apply = (text: string, { start, end, newText }: TextEdit): string => text.slice(0, start) + newText + text.slice(end);

describe('inserting a citation', () => {
  const cases: readonly [input: string, expected: string][] = [
    ['⟦He flew to Miami.⟧ Next.', 'He flew to Miami [@k, para. 5]. Next.'],
    ['⟦He flew to Miami!?⟧', 'He flew to Miami [@k, para. 5]!?'],
    ['⟦He flew to Miami…⟧', 'He flew to Miami [@k, para. 5]…'],
    ['- ⟦He flew to Miami⟧', '- He flew to Miami [@k, para. 5]'],
    ['⟦He flew to the U.S.⟧ Next.', 'He flew to the U.S. [@k, para. 5] Next.'],
    ['⟦“He flew.”⟧ Next.', '“He flew.” [@k, para. 5] Next.'],
    ['⟦He flew [@a].⟧ Next.', 'He flew [@a; @k, para. 5]. Next.'],
    ['⟦He flew [@a, p. 2].⟧', 'He flew [@a, p. 2; @k, para. 5].'],
    ['⟦He flew.⟧ [@a] Next.', 'He flew. [@a; @k, para. 5] Next.'],
    ['⟦He [@a] flew.⟧', 'He [@a] flew [@k, para. 5].'],
    ['⟦He flew. ⟧Next.', 'He flew [@k, para. 5]. Next.'],
    ['**⟦He flew.⟧** Next.', '**He flew [@k, para. 5].** Next.'],
  ];
  for (const [input, expected] of cases)
    it(input, () => {
      const { text, statement } = marked(input);
      assert.equal(apply(text, citeEdit(text, statement, 'k', 5)), expected);
    });

  it('is read back as a citation of that key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (name) => {
        const key = name.replace(/[{}\r\n@\\`<>[\]*_!&|~^]|\p{C}|\s/gu, '');
        fc.pre(key !== '');
        const { text, statement } = marked('⟦He flew.⟧ Next.');
        const after = apply(text, citeEdit(text, statement, key));
        assert.deepEqual(
          parseBriefing(after).citations.map((c) => c.target),
          [key],
          after,
        );
      }),
    );
  });
});

describe('inserting a quotation', () => {
  it('puts it behind the statement and its citation', () => {
    const { text, statement } = marked('⟦He flew.⟧ [@a] Next.');
    assert.equal(apply(text, quoteEdit(text, statement, 'He\n left ', 'k', 2)), 'He flew. [@a] “He left” [@k, para. 2]. Next.');
  });

  const quoted: readonly [words: string, expected: string][] = [
    ['“No one agreed,” he said.', '“‘No one agreed,’ he said.” [@k]'],
    ['the "Anchorage formula" and «more»', '“the ‘Anchorage formula’ and ‘more’” [@k]'],
    ['a *b* [c](d) <e> &amp; `f`', '“a \\*b\\* \\[c\\](d) \\<e\\> \\&amp; \\`f\\`” [@k]'],
  ];
  for (const [words, expected] of quoted) it(words, () => assert.equal(writeQuotation(words, 'k'), expected));

  it('reads as the words themselves, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '*',
            '_',
            '`',
            '[',
            ']',
            '(',
            ')',
            '<b>',
            '&lt;',
            '\\',
            '#',
            '|',
            '~~',
            '$',
            'a',
            ' b',
            '!',
            '@k',
            '^',
            'http://a.b',
          ),
          { minLength: 1, maxLength: 12 },
        ),
        (parts) => {
          const words = `w${parts.join('')}w`;
          const [block] = parseBriefing(`It says ${writeQuotation(words, 'k')}.`).blocks;
          assert.equal(block?.prose.text.slice(9, 9 + words.length), words);
        },
      ),
    );
  });
});

describe('inserting a comment', () => {
  const cases: readonly [input: string, expected: string][] = [
    ['⟦It holds.⟧ Next.', `${JUDGEMENT}\nIt holds. Next.`],
    ['First. ⟦It holds.⟧ Next.', `First. ${JUDGEMENT} It holds. Next.`],
    ['First.\n⟦It holds.⟧ Next.', `First. ${JUDGEMENT}\nIt holds. Next.`],
    ['First.\r\n\r\n⟦It holds.⟧', `First.\r\n\r\n${JUDGEMENT}\r\nIt holds.`],
    ['- ⟦It holds.⟧', `- ${JUDGEMENT}\n  It holds.`],
    ['12. ⟦It holds.⟧', `12. ${JUDGEMENT}\n    It holds.`],
    ['> ⟦It holds.⟧', `> ${JUDGEMENT}\n> It holds.`],
    ['> - ⟦It holds.⟧', `> - ${JUDGEMENT}\n>   It holds.`],
    ['# ⟦It holds⟧', `# ${JUDGEMENT} It holds`],
    ['| a | b |\n|---|---|\n| ⟦It holds.⟧ | c |', `| a | b |\n|---|---|\n| ${JUDGEMENT} It holds. | c |`],
    ['**⟦It holds.⟧** Next.', `**${JUDGEMENT} It holds.** Next.`],
    ['[^long-label]: ⟦It holds.⟧\n\nText[^long-label].', `[^long-label]: ${JUDGEMENT}\n    It holds.\n\nText[^long-label].`],
  ];
  for (const [input, expected] of cases)
    it(JSON.stringify(input), () => {
      const { text, statement } = marked(input);
      const after = apply(text, commentEdit(text, statement, JUDGEMENT));
      assert.equal(after, expected);
      const prose = (t: string): string[] => parseBriefing(t).blocks.map((b) => `${b.kind} ${b.prose.text.replace(/\s+/g, ' ').trim()}`);
      assert.deepEqual(prose(after), prose(text));
      assert.deepEqual(
        parseBriefing(after).comments.map((c) => c.directive),
        ['judgement'],
      );
    });
});
