import assert from 'node:assert/strict';
import { readSource } from '../../../src/core/sources/read.ts';
import { makeDocx, makePdf, outline, read, utf8, wrap } from './fixtures.ts';

const ONE = 'The ministry announced on Tuesday that the talks would resume next week in the capital.';
const TWO = 'Officials from both delegations declined to comment on the agenda of the meeting.';
const THREE = 'A third round had been planned for March, but no date was set.';

describe('reading Markdown', () => {
  it('keeps the file as its text and takes metadata from front matter', async () => {
    const text = `---\ntitle: "Talks resume"\noutlet: The Daily\nauthor: [Jane Roe, John Smith]\ndate: 2026-02-01\nurl: https://example.org/a\ngrade: b2\n---\n\n# Talks resume\n\n${ONE}\n${TWO}\n\n> ${THREE}\n\n- first item of a list\n- second item\n\n\`\`\`\ncode is no passage.\n\`\`\`\n\n<div>html is none.</div>\n\n| Place | Result |\n| --- | --- |\n| Vienna | none |\n`;
    const { article, problems } = await read('a/talks.md', text);
    assert.deepEqual(problems, []);
    assert.ok(article);
    assert.equal(article.text, text);
    assert.equal(article.extracted, false);
    assert.deepEqual(article.metadata, {
      key: 'talks',
      title: 'Talks resume',
      outlet: 'The Daily',
      author: 'Jane Roe, John Smith',
      date: '2026-02-01',
      url: 'https://example.org/a',
      grade: 'B2',
      origins: {
        title: 'front-matter',
        outlet: 'front-matter',
        author: 'front-matter',
        date: 'front-matter',
        url: 'front-matter',
        grade: 'front-matter',
        key: 'file-name',
      },
    });
    assert.deepEqual(outline(article), [
      'title: Talks resume',
      `body 1: ${ONE}\n${TWO}`,
      `body 2: ${THREE}`,
      'body 3: first item of a list',
      'body 4: second item',
      'body 5: Place',
      'body 6: Result',
      'body 7: Vienna',
      'body 8: none',
    ]);
    assert.deepEqual(
      article.passages.slice(1, 3).map((p) => text.slice(p.start, p.end)),
      [ONE, TWO],
    );
  });

  it('reads a file with broken front matter and says where it breaks', async () => {
    const { article, problems } = await read('a.md', `---\ntitle: "open\ndate: 2026\n---\n\n${ONE}\n`);
    assert.deepEqual(outline(article), [`body 1: ${ONE}`]);
    assert.equal(problems[0]?.severity, 'warning');
    assert.match(problems[0]?.message ?? '', /^a\.md has front matter/);
    assert.ok((problems[0]?.line ?? 0) > 0);
  });

  it('takes setext headings, emphasis around a line, and a lone image for what they are', async () => {
    const { article } = await read('a.md', `Talks resume\n============\n\n![photo](a.png)\n\n**${TWO}**\n\n${ONE}\n`);
    assert.deepEqual(outline(article), ['title: Talks resume', `body 1: ${TWO}`, `body 2: ${ONE}`]);
  });
});

describe('reading HTML', () => {
  const page = (head: string, body: string) => `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

  it('extracts the article and its metadata', async () => {
    const head = `<title>Talks resume | The Daily</title><meta property="og:site_name" content="The Daily"><meta property="og:title" content="Talks resume | The Daily">
      <meta name="author" content="Jane Roe"><meta property="article:published_time" content="2026-02-01T08:00:00+02:00"><link rel="canonical" href="https://example.org/a">`;
    const body = `<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><article><h1>Talks resume</h1><p>${ONE} ${TWO} ${ONE}</p>
      <p>${THREE}<br>${TWO}</p><h2>What comes next</h2><p>${TWO} ${TWO} ${THREE} ${ONE}</p><p>Read also: Another story</p></article><footer>© 2026</footer><script>alert(1)</script>`;
    const { article, problems } = await read('a.html', page(head, body));
    assert.deepEqual(problems, []);
    assert.equal(article?.extracted, true);
    assert.deepEqual(outline(article), [
      'title: Talks resume',
      `body 1: ${ONE} ${TWO} ${ONE}`,
      `body 2: ${THREE} ${TWO}`,
      'heading: What comes next',
      `body 3: ${TWO} ${TWO} ${THREE} ${ONE}`,
      'furniture: Read also: Another story',
    ]);
    const { origins, ...metadata } = article?.metadata ?? { origins: {} };
    assert.deepEqual(metadata, {
      key: 'a',
      title: 'Talks resume',
      outlet: 'The Daily',
      author: 'Jane Roe',
      date: '2026-02-01',
      url: 'https://example.org/a',
    });
    assert.equal(origins.title, 'html');
  });

  it('prefers JSON-LD, and reads it through a graph', async () => {
    const ld = {
      '@graph': [
        { '@type': 'WebSite', name: 'x' },
        {
          '@type': 'NewsArticle',
          headline: 'Talks resume',
          datePublished: '2026-02-01',
          author: [{ '@type': 'Person', name: 'Jane Roe' }],
          publisher: { name: 'The Daily' },
          url: 'https://example.org/a',
        },
      ],
    };
    const { article } = await read(
      'a.html',
      page(`<title>Other</title><script type="application/ld+json">${JSON.stringify(ld)}</script>`, `<p>${ONE}</p>`),
    );
    const { key, title, outlet, author, date, url } = article?.metadata ?? {};
    assert.deepEqual(
      [key, title, outlet, author, date, url],
      ['a', 'Talks resume', 'The Daily', 'Jane Roe', '2026-02-01', 'https://example.org/a'],
    );
  });

  it('never takes a title for an outlet, and invents no date', async () => {
    const { article } = await read(
      'a.html',
      page('<title>Talks resume</title><meta property="og:site_name" content="Talks resume">', `<p>${ONE}</p>`),
    );
    assert.equal(article?.metadata.outlet, undefined);
    assert.equal(article?.metadata.date, undefined);
    assert.equal(article?.metadata.title, 'Talks resume');
  });

  it('leaves the marks of notes out', async () => {
    const { article } = await read('a.html', page('', `<p>It rained.<sup><a href="#n1">[1]</a></sup> It was 5 km<sup>2</sup> wide.</p>`));
    assert.equal(article?.text, 'It rained. It was 5 km2 wide.');
  });

  it('reads a bare fragment and a declared encoding', async () => {
    const koi = Uint8Array.of(0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x2e);
    const bytes = Uint8Array.from([...utf8('<meta charset="koi8-r"><p>'), ...koi, ...utf8('</p>')]);
    const { article } = await read('a.html', bytes);
    assert.equal(article?.text, 'Привет.');
  });
});

describe('reading PDF', () => {
  const page = (lines: readonly string[], top = 700) => lines.map((text, i) => ({ text, x: 72, y: top - i * 12 }));

  it('joins lines to paragraphs, undoes safe hyphens, sets page furniture aside', async () => {
    const one =
      'The negotiators discussed the implemen|tation of the agreement at length and they then turned to re|examination of older claims made by both.';
    const pages = [1, 2, 3].map((n) => [
      { text: `The Weekly Report ${n}`, x: 72, y: 760 },
      ...(n === 1 ? [{ text: 'Talks resume', x: 72, y: 730, size: 20 }] : []),
      ...page(wrap(n === 1 ? one : `${THREE} ${TWO} It is part ${n}.`), 700),
      ...page(wrap(n === 2 ? ONE : `${TWO} ${ONE}`), n === 1 ? 600 : 500 + n),
      { text: `Page ${n} of 3`, x: 300, y: 30 },
    ]);
    const { article, problems } = await read('a.pdf', makePdf(pages));
    assert.deepEqual(problems, []);
    assert.deepEqual(outline(article), [
      'furniture: The Weekly Report 1',
      'title: Talks resume',
      `body 1: ${one.replaceAll('|', '')}`,
      `body 2: ${TWO} ${ONE}`,
      'furniture: Page 1 of 3',
      `body 3: ${THREE} ${TWO} It is part 2.`,
      `body 4: ${ONE}`,
      `body 5: ${THREE} ${TWO} It is part 3.`,
      `body 2 repeats 3: ${TWO} ${ONE}`,
    ]);
    assert.equal(article?.metadata.title, 'Talks resume');
  });

  it('goes on over a page break inside a sentence', async () => {
    const { article } = await read(
      'a.pdf',
      makePdf([page(['The ministry announced on Tuesday that the talks']), page(['would resume next week. Nobody objected.'])]),
    );
    assert.deepEqual(outline(article), [
      'body 1: The ministry announced on Tuesday that the talks would resume next week. Nobody objected.',
    ]);
  });

  it('names what is wrong with a PDF that cannot be read', async () => {
    const scan = await read('scan.pdf', makePdf([[], []]));
    assert.match(scan.problems[0]?.message ?? '', /^scan\.pdf holds no text: .*OCR/);
    const locked = makePdf(
      [page([ONE])],
      '/Encrypt << /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) /P -4 >> /ID [(a) (a)] ',
    );
    assert.match((await read('locked.pdf', locked)).problems[0]?.message ?? '', /^locked\.pdf is encrypted/);
    assert.match((await read('cut.pdf', utf8('%PDF-1.7\nnothing'))).problems[0]?.message ?? '', /^cut\.pdf is no readable PDF/);
    const partly = await read('partly.pdf', makePdf([page([ONE]), []]));
    assert.equal(partly.problems[0]?.severity, 'information');
    assert.match(partly.problems[0]?.message ?? '', /pages without text \(2\)/);
  });
});

describe('reading DOCX', () => {
  it('reads paragraphs with their styles', async () => {
    const table =
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Vienna</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>none</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
    const bytes = await makeDocx(
      [{ text: 'Talks resume', style: 'Title' }, { text: ONE }, { text: 'Next', style: 'Heading1' }, { text: `${TWO} <b>&` }],
      table,
    );
    const { article, problems } = await read('a.docx', bytes);
    assert.deepEqual(problems, []);
    assert.deepEqual(outline(article), [
      'title: Talks resume',
      `body 1: ${ONE}`,
      'heading: Next',
      `body 2: ${TWO} <b>&`,
      'body 3: Vienna | none',
    ]);
    assert.equal(article?.metadata.title, 'Talks resume');
  });

  it('names what is wrong with a document that cannot be read', async () => {
    const bytes = await makeDocx([{ text: ONE }]);
    const cases: readonly (readonly [Uint8Array, RegExp])[] = [
      [bytes.slice(0, bytes.length - 40), /^a\.docx is no Word document/],
      [utf8('no archive'), /^a\.docx is no Word document/],
      [await makeDocx([]), /^a\.docx holds no text/],
      [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), /encrypted or an old Word document/],
    ];
    for (const [content, message] of cases) assert.match((await read('a.docx', content)).problems[0]?.message ?? '', message);
  });
});

describe('readSource', () => {
  it('reads bytes that lie inside a larger buffer', async () => {
    for (const [path, bytes] of [
      ['a.docx', await makeDocx([{ text: ONE }])],
      ['a.pdf', makePdf([[{ text: TWO, x: 72, y: 700 }]])],
      ['a.txt', utf8(ONE)],
    ] as const) {
      const large = Buffer.alloc(bytes.length + 64, 0xaa);
      large.set(bytes, 32);
      const { article, problems } = await read(path, large.subarray(32, 32 + bytes.length));
      assert.deepEqual(problems, []);
      assert.equal(article?.passages.length, 1);
    }
  });

  it('tells of files that are not read', async () => {
    const cases: readonly (readonly [string, Uint8Array, number | undefined, RegExp])[] = [
      ['x/big.txt', utf8('x'), 52_000_000, /^big\.txt is 52\.0 MB, more than the 1\.0 MB that are read\./],
      ['x/empty.txt', utf8(''), undefined, /^empty\.txt is empty/],
      ['x/blank.txt', utf8(' \n\u200b\n'), undefined, /^blank\.txt holds no text/],
      ['x/picture.txt', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), undefined, /^picture\.txt is a PNG image, not text/],
      ['x/what.xyz', utf8('text'), undefined, /^what\.xyz is of a kind that is not read/],
    ];
    for (const [path, bytes, size, message] of cases) {
      const result = await readSource({ path, bytes, ...(size === undefined ? {} : { size }) }, { maxFileSize: 1_000_000 });
      assert.equal(result.article, undefined);
      assert.equal(result.problems.length, 1);
      assert.equal(result.problems[0]?.path, path);
      assert.equal(result.problems[0]?.severity, 'error');
      assert.match(result.problems[0]?.message ?? '', message);
    }
  });
});
