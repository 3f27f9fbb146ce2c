import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinBibliographies, parseBibliography, urlKey } from '../../../src/core/sources/bibliography.ts';
import { assignKeys } from '../../../src/core/sources/keys.ts';
import { readSource } from '../../../src/core/sources/read.ts';
import { filesOf } from '../../../src/core/sources/readers/file-field.ts';
import { utf8 } from './fixtures.ts';

const BIB = String.raw`
% exported
@string{daily = "The Daily"}
@article{roe2026,
  title = {Talks {Resume} in Vi\'enna},
  author = {Roe, Jane and {The Newsroom} and M{\"u}ller, Karl},
  journaltitle = daily,
  date = {2026-02},
  url = {https://www.example.org/a_b/?utm_source=x},
  file = {Full Text:files/12/talks.html:text/html;Snapshot:C\:\\Users\\x\\sources\\old\\talks.pdf:application/pdf},
  keywords = {Ukraine, Admiralty: B2},
  abstract = {{Unread \undefined macro}}
}
@online{site, title = "On a site", organization = {Site}, year = 2026, month = feb, urldate = {2026-03-01}}
@misc{undated, title = {Undated}, howpublished = {\url{https://e.org/x}}, year = {n.d.}, note = {NATO grade: F6}}
@report{days, title={Days}, date={XXXX-02-01}, grade={c3}}
`;

describe('parseBibliography', () => {
  it('reads BibTeX and BibLaTeX', async () => {
    const { items, problems } = await parseBibliography(BIB, 'refs.bib');
    assert.deepEqual(problems, []);
    assert.deepEqual(items, [
      {
        key: 'roe2026',
        files: ['files/12/talks.html', String.raw`C:\Users\x\sources\old\talks.pdf`],
        title: 'Talks Resume in Viénna',
        outlet: 'The Daily',
        author: 'Jane Roe, The Newsroom, Karl Müller',
        date: '2026-02',
        url: 'https://www.example.org/a_b/?utm_source=x',
        grade: 'B2',
        line: 3,
      },
      { key: 'site', files: [], title: 'On a site', outlet: 'Site', date: '2026-02', line: 13 },
      { key: 'undated', files: [], title: 'Undated', url: 'https://e.org/x', grade: 'F6', line: 14 },
      { key: 'days', files: [], title: 'Days', date: 'XXXX-02-01', grade: 'C3', line: 15 },
    ]);
  });

  it('loses a broken entry only, and says where it stands', async () => {
    const text = '@article{a, title = {One}}\n@article{b, title = {never closed\n@article{c d, title={x}}\n@article{e, title = {Two}}\n';
    const { items, problems } = await parseBibliography(text, 'x/refs.bib');
    assert.deepEqual(
      items.map((i) => [i.key, i.title]),
      [
        ['a', 'One'],
        ['e', 'Two'],
      ],
    );
    assert.deepEqual(
      problems.map((p) => [p.path, p.severity, p.line]),
      [
        ['x/refs.bib', 'warning', 1],
        ['x/refs.bib', 'warning', 2],
      ],
    );
    assert.match(problems[0]?.message ?? '', /^refs\.bib has an entry that could not be read/);
    assert.equal((await parseBibliography('no entry here', 'a.bib')).problems.length, 1);
    assert.deepEqual(await parseBibliography('', 'a.bib'), { path: 'a.bib', items: [], problems: [] });
  });

  it('reads CSL-JSON', async () => {
    const csl = [
      {
        id: 'a',
        title: 'A <i>title</i>',
        'container-title': 'The Daily',
        author: [{ family: 'Roe', given: 'Jane' }, { literal: 'Newsroom' }],
        issued: { 'date-parts': [['2026', 2, '1']] },
        URL: 'https://e.org/a',
        note: 'Admiralty: A1',
        file: 'sources/a.txt',
      },
      { id: 7, title: 'Seven', publisher: 'House', issued: { literal: 'spring' } },
      { title: 'no id' },
      { 'citation-key': 'c', id: 'http://zotero.org/x', issued: { 'date-parts': [[2026, 13]] }, type: 'webpage' },
    ];
    const { items, problems } = await parseBibliography(JSON.stringify(csl), 'refs.json');
    assert.deepEqual(items, [
      {
        key: 'a',
        files: ['sources/a.txt'],
        title: 'A title',
        outlet: 'The Daily',
        author: 'Jane Roe, Newsroom',
        date: '2026-02-01',
        url: 'https://e.org/a',
        grade: 'A1',
      },
      { key: '7', files: [], title: 'Seven', outlet: 'House' },
      { key: 'c', files: [], date: '2026' },
    ]);
    assert.match(problems[0]?.message ?? '', /number 3/);
  });

  it('reads what it can of broken JSON, and refuses what is no bibliography', async () => {
    const cut = await parseBibliography('[{"id": "a", "title": "T"},\n {"id": "b", "tit', 'refs.json');
    assert.deepEqual(
      cut.items.map((i) => i.key),
      ['a', 'b'],
    );
    assert.equal(cut.problems[0]?.line, 1);
    const other = await parseBibliography('{"compilerOptions": {}}', 'tsconfig.json');
    assert.deepEqual(other.items, []);
    assert.match(other.problems[0]?.message ?? '', /could not be read as a bibliography/);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('a.bib', 'a.json'),
        fc.array(
          fc.constantFrom('@article{', 'x,', '}', '{', '"', '=', '\\', 'title', '[', ']', ':', '\n', 'é', '#', '@string{', '1', '%'),
          { maxLength: 40 },
        ),
        async (path, parts) => {
          await parseBibliography(parts.join(''), path);
        },
      ),
    );
  });
});

describe('filesOf', () => {
  const table: readonly (readonly [unknown, readonly string[]])[] = [
    ['talks.html', ['talks.html']],
    ['a b/talks.html;other.pdf', ['a b/talks.html', 'other.pdf']],
    [':files/a.pdf:PDF', ['files/a.pdf']],
    ['Full Text:files/12/a\\:b\\;c.html:text/html', ['files/12/a:b;c.html']],
    ['files/a.pdf:application/pdf', ['files/a.pdf']],
    ['C:\\Users\\x\\a.pdf', ['C:\\Users\\x\\a.pdf']],
    ['Snapshot:C\\:\\\\Users\\\\x\\\\a.pdf:application/pdf', ['C:\\Users\\x\\a.pdf']],
    [
      ['a.txt', 'b.txt', 3],
      ['a.txt', 'b.txt'],
    ],
    [undefined, []],
    ['', []],
  ];
  for (const [value, expected] of table) it(JSON.stringify(value) ?? 'undefined', () => assert.deepEqual(filesOf(value), expected));
});

describe('joinBibliographies', () => {
  const find = async (bib: string, at: string, path: string, url?: string) => {
    const joined = joinBibliographies([await parseBibliography(bib, at)]);
    return joined.find(path, url)?.key;
  };
  it('finds the item of a source by file, by URL, by key', async () => {
    const bib = (file: string) => `@misc{k, title={T}, file={${file}}}`;
    assert.equal(await find(bib('a.txt'), 'sources/refs.bib', 'sources/a.txt'), 'k');
    assert.equal(await find(bib('../other/a.txt'), 'sources/refs.bib', 'other/a.txt'), 'k');
    assert.equal(await find(bib('sources/a.txt'), 'bib/refs.bib', 'sources/a.txt'), 'k');
    assert.equal(await find(bib('/home/me/p/sources/a.txt'), 'refs.bib', 'sources/a.txt'), 'k');
    assert.equal(await find(bib('file:///home/me/p/sources/a%20b.txt'), 'refs.bib', 'sources/a b.txt'), 'k');
    assert.equal(await find(bib('a.txt'), 'refs.bib', 'sources/deep/a.txt'), 'k');
    assert.equal(await find(bib('/home/me/xsources/a.txt'), 'refs.bib', 'sources/a.txt'), undefined);
    assert.equal(await find(bib('b/a.txt'), 'refs.bib', 'c/a.txt'), undefined);
    const url = '@misc{k, title={T}, url={https://www.e.org/a/?utm_source=x}}';
    assert.equal(await find(url, 'refs.bib', 'x.html', 'http://e.org/a#top'), 'k');
    assert.equal(await find(url, 'refs.bib', 'x.html', 'http://e.org/b'), undefined);
    assert.equal(await find(url, 'refs.bib', 'sources/k.txt'), 'k');
  });

  it('reports a key that stands twice, whatever the order of the files', async () => {
    const a = await parseBibliography('@misc{k, title={A}}\n@misc{k, title={B}}', 'a.bib');
    const b = await parseBibliography('@misc{k, title={C}}', 'b.bib');
    const one = joinBibliographies([a, b]);
    const two = joinBibliographies([b, a]);
    assert.deepEqual(one.items, two.items);
    assert.deepEqual(one.problems, two.problems);
    assert.equal(one.items[0]?.title, 'A');
    assert.deepEqual(
      one.problems.map((p) => p.path),
      ['a.bib', 'b.bib'],
    );
  });

  it('comes before what the article states, field by field', async () => {
    const bibliography = joinBibliographies([
      await parseBibliography('@article{k, title={Title}, date={2026-02-01}, file={a.md}, keywords={Admiralty: B2}}', 'refs.bib'),
    ]);
    const text = '---\ntitle: Other\noutlet: The Daily\ndate: 2025\ngrade: F6\n---\n\nA sentence that says something.\n';
    const { article } = await readSource({ path: 'a.md', bytes: utf8(text) }, { bibliography, maxFileSize: 1000 });
    assert.deepEqual(article?.metadata, {
      key: 'k',
      title: 'Title',
      date: '2026-02-01',
      grade: 'B2',
      outlet: 'The Daily',
      origins: { key: 'bibliography', title: 'bibliography', date: 'bibliography', grade: 'bibliography', outlet: 'front-matter' },
    });
  });

  it('compares addresses without what tells no two pages apart', () => {
    assert.equal(urlKey('https://www.E.org/A/?b=2&utm_medium=y&a=1#x'), urlKey('http://e.org/A?a=1&b=2'));
    assert.notEqual(urlKey('https://e.org/a?id=1'), urlKey('https://e.org/a?id=2'));
  });
});

describe('assignKeys', () => {
  it('keeps the key of the stronger claim and tells the others', () => {
    const claims = [
      { path: 'b/x.txt', key: 'x', origin: 'file-name' },
      { path: 'a/x.txt', key: 'x', origin: 'file-name' },
      { path: 'c/y.txt', key: 'x', origin: 'bibliography' },
      { path: 'c/z.txt', key: 'z', origin: 'file-name' },
    ] as const;
    const { keys, problems } = assignKeys(claims);
    assert.equal(keys.get('c/y.txt'), 'x');
    assert.equal(keys.get('c/z.txt'), 'z');
    assert.match(keys.get('a/x.txt') ?? '', /^x-[0-9a-f]{4}$/);
    assert.equal(new Set(keys.values()).size, 4);
    assert.deepEqual(
      problems.map((p) => p.path),
      ['a/x.txt', 'b/x.txt'],
    );
    assert.match(problems[0]?.message ?? '', /^x\.txt has the citation key “x” of c\/y\.txt and is cited as “x-/);
  });

  it('gives unique keys that depend on the set alone', () => {
    const claim = fc.record({
      path: fc.string({ minLength: 1, maxLength: 3 }),
      key: fc.constantFrom('a', 'b', 'a-1', 'c'),
      origin: fc.constantFrom('bibliography' as const, 'file-name' as const),
    });
    fc.assert(
      fc.property(fc.uniqueArray(claim, { selector: (c) => c.path }), fc.infiniteStream(fc.nat()), (claims, random) => {
        const { keys } = assignKeys(claims);
        assert.equal(new Set(keys.values()).size, claims.length);
        const order = claims.map((c) => ({ c, r: random.next().value as number })).sort((x, y) => x.r - y.r);
        assert.deepEqual(new Map([...assignKeys(order.map((o) => o.c)).keys].sort()), new Map([...keys].sort()));
      }),
    );
  });
});
