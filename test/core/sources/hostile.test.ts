import assert from 'node:assert/strict';
import fc from 'fast-check';
import JSZip from 'jszip';
import type { ReadResult } from '../../../src/core/sources/read.ts';
import { checkArchive } from '../../../src/core/sources/readers/zip.ts';
import { digest } from '../../../src/core/text/digest.ts';
import { makeDocx, makePdf, read, utf8 } from './fixtures.ts';

/** What must hold of every result, whatever was read. */
function check(path: string, { article, problems }: ReadResult): void {
  for (const problem of problems) {
    assert.equal(problem.path, path);
    assert.ok(problem.message.length > 10 && problem.message.length < 600, problem.message);
  }
  if (!article) {
    assert.equal(problems.length, 1);
    return;
  }
  const { text, paragraphs, passages } = article;
  assert.equal(article.digest, digest(text));
  let end = 0;
  let number = 0;
  for (const p of paragraphs) {
    assert.ok(p.start >= end && p.end > p.start && p.end <= text.length, `${p.start}–${p.end} after ${end}`);
    assert.ok(text.slice(p.start, p.end).trim() !== '');
    if (p.role === 'body' && p.repeats === undefined) assert.equal(p.number, ++number);
    if (p.repeats !== undefined) assert.equal(p.number, paragraphs[p.repeats]?.number);
    end = p.end;
  }
  end = 0;
  for (const [i, p] of passages.entries()) {
    const paragraph = paragraphs[p.paragraph];
    assert.equal(p.index, i);
    assert.ok(paragraph && p.start >= paragraph.start && p.end <= paragraph.end && p.start >= end && p.end > p.start);
    assert.ok(paragraph.repeats === undefined && ['title', 'heading', 'body'].includes(paragraph.role));
    assert.ok(p.provenance.via.every((outlet) => outlet !== ''));
    end = p.end;
  }
  assert.ok(article.metadata.key !== '');
}

const formats = ['txt', 'md', 'html', 'pdf', 'docx'] as const;

async function survives(path: string, content: string | Uint8Array): Promise<void> {
  check(path, await read(path, content));
}

/** Milliseconds of processor time that reading takes: what else runs on the machine does not count. */
async function time(path: string, content: string | Uint8Array): Promise<number> {
  const start = process.cpuUsage();
  await survives(path, content);
  return process.cpuUsage(start).user / 1000;
}

function positions(bytes: Uint8Array, pattern: readonly number[]): number[] {
  const found: number[] = [];
  for (let i = bytes.indexOf(pattern[0] ?? 0); i >= 0; i = bytes.indexOf(pattern[0] ?? 0, i + 1)) {
    if (pattern.every((b, k) => bytes[i + k] === b)) found.push(i);
  }
  return found;
}

const SENTENCE = 'The ministry announced on Tuesday that the talks would resume next week in the capital, officials said. ';

describe('hostile input', () => {
  for (const format of formats) {
    it(`${format}: random bytes`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) => survives(`a.${format}`, bytes)),
        { numRuns: format === 'pdf' || format === 'html' ? 25 : 100 },
      );
    });
    it(`${format}: random text`, async () => {
      const piece = fc.oneof(
        fc.constantFrom(
          '\n',
          '\n\n',
          '\r\n',
          '\r',
          '\u2028',
          ' ',
          'By Jane Roe',
          'Read also:',
          '1 May',
          '---\n',
          '# ',
          '> ',
          '- ',
          '|',
          '```',
          '<p>',
          '</p>',
          '<div',
          '>',
          '<br>',
          '&amp;',
          '&#0;',
          '“',
          '”',
          '"',
          '\ud800',
          '\udc00',
          '\u200b',
          '\u0000',
          SENTENCE,
        ),
        fc.string({ unit: 'binary', maxLength: 8 }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 30 }), (pieces) => survives(`a.${format}`, pieces.join(''))),
        { numRuns: format === 'txt' || format === 'md' ? 100 : 25 },
      );
    });
  }

  it('damaged files: cut off or with flipped bits', async () => {
    const html = `<!DOCTYPE html><html><head><title>T</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"T"}</script></head><body><article><h1>T</h1><p>${SENTENCE.repeat(4)}</p></article></body></html>`;
    const samples: readonly (readonly [string, Uint8Array])[] = [
      ['a.pdf', makePdf([[{ text: SENTENCE, x: 72, y: 700 }], [{ text: 'Second page.', x: 72, y: 700 }]])],
      ['a.docx', await makeDocx([{ text: 'Title', style: 'Title' }, { text: SENTENCE }])],
      ['a.html', utf8(html)],
      ['a.md', utf8(`---\ntitle: T\ndate: 2026\n---\n\n# T\n\n${SENTENCE}\n\n| a | b |\n| - | - |\n| c | d |\n`)],
      ['a.txt', utf8(`T\n\n1 May 2026\n\n${SENTENCE}\n`)],
    ];
    for (const [path, bytes] of samples) {
      await fc.assert(
        fc.asyncProperty(
          fc.nat(bytes.length),
          fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), { maxLength: 4 }),
          async (length, flips) => {
            const damaged = bytes.slice(0, flips.length > 0 ? bytes.length : length);
            for (const [at, bit] of flips) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
            await survives(path, damaged);
          },
        ),
        { numRuns: 25 },
      );
    }
  });

  it('ten megabytes on one line', async () => {
    const million = (n: number) => SENTENCE.repeat(Math.ceil((n * 1e6) / SENTENCE.length));
    await time('a.txt', million(0.5));
    const one = await time('a.txt', million(1));
    const ten = await time('a.txt', million(10));
    assert.ok(ten < 25 * one + 500, `1 MB: ${one} ms, 10 MB: ${ten} ms`);
  });

  const large: readonly (readonly [string, string, string])[] = [
    ['no spaces', 'a.txt', 'x'.repeat(5e6)],
    ['spaces only, then a word', 'a.txt', `${' '.repeat(5e6)}x`],
    ['blank lines', 'a.txt', `${'\n \n'.repeat(3e5)}x`],
    ['quotation marks', 'a.txt', '“"'.repeat(5e5)],
    ['short lines', 'a.txt', 'a\n'.repeat(3e4)],
    ['one label again and again', 'a.txt', 'Read also:\n'.repeat(1e5)],
    ['Markdown marks', 'a.md', '*_`[]()>#|~'.repeat(1e5)],
    ['nested quotes', 'a.md', `${'>'.repeat(20_000)} x`],
    ['nested lists', 'a.md', Array.from({ length: 500 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')],
    ['a long table row', 'a.md', `|${'a|'.repeat(5_000)}\n|${'-|'.repeat(5_000)}\n|${'b|'.repeat(5_000)}\n`],
    [
      'front matter of aliases',
      'a.md',
      `---\na: &a [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 12 }, (_, i) => `${String.fromCharCode(98 + i)}: &${String.fromCharCode(98 + i)} [${`*${String.fromCharCode(97 + i)},`.repeat(9)}]`).join('\n')}\n---\n\n${SENTENCE}`,
    ],
    ['tags as deep as an article may be', 'a.html', `${'<div>'.repeat(149)}${SENTENCE}${'</div>'.repeat(149)}`],
    ['deep tags', 'a.html', `${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`],
    ['unclosed tags', 'a.html', `${'<p>'.repeat(4_000)}x`],
    ['unclosed inline tags', 'a.html', `${'<b>'.repeat(1_400)}x`],
    ['many paragraphs', 'a.html', `<article>${`<p>${SENTENCE}</p>`.repeat(2_000)}</article>`],
    ['many attributes', 'a.html', `<p ${'a=b '.repeat(50_000)}>${SENTENCE}</p>`],
    ['many links', 'a.html', `<p>${'<a href="x">y</a> '.repeat(1_500)}</p>`],
    ['a broken tag', 'a.html', `<${'<'.repeat(15_000)}`],
    ['meta tags', 'a.html', `${'<meta property="og:title" content="x">'.repeat(1_500)}<p>${SENTENCE}</p>`],
  ];
  for (const [name, path, content] of large)
    it(`${path}: ${name}`, async () => {
      const ms = await time(path, content);
      assert.ok(ms < 8000, `${ms} ms`);
    });

  it('a document that unpacks to far more than its size, whatever its directory says', async () => {
    const zip = await JSZip.loadAsync(await makeDocx([{ text: SENTENCE }]));
    zip.file('word/more.xml', new Uint8Array(3_000_000));
    const bytes = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 1 } });
    await checkArchive(bytes, 4_000_000);
    await assert.rejects(checkArchive(bytes, 2_000_000), /would unpack to more/);
    const lying = bytes.slice();
    for (const at of positions(lying, [0x50, 0x4b, 1, 2])) lying.set([1, 0, 0, 0], at + 24);
    await assert.rejects(checkArchive(lying, 2_000_000), /would unpack to more/);
  });

  it('article text is data: markup of an article stays text', async () => {
    const { article } = await read('a.html', `<article><p>${SENTENCE}&lt;img src=x onerror=alert(1)&gt; [x](command:y)</p></article>`);
    assert.ok(article?.text.includes('<img src=x onerror=alert(1)> [x](command:y)'));
  });
});
