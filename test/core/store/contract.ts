/** What every store must do. A store passes when `storeContract` passes for it; the in-memory store is the reference. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CancelledError, neverCancelled } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import { articleNumber, MOST_KIN } from '../../../src/core/store/ranking.ts';
import type { IndexedArticle, Store, Wanted } from '../../../src/core/store/store.ts';
import { indexed } from './indexed.ts';

const cancelled = { cancelled: true };

const WANTED: readonly Wanted[] = [
  { term: 'alpha', variants: [{ words: ['beta', 'gamma'], quality: 0.4 }] },
  {
    term: 'delta',
    variants: [
      { words: ['the'], quality: 0.7 },
      { words: ['nowhere'], quality: 0.5 },
    ],
  },
];

/** A listing with every source in it. */
async function listed(store: Store): Promise<unknown> {
  const { at, direct, ...columns } = await store.listing(neverCancelled);
  return { columns, files: columns.paths.map((_, i) => at(i)) };
}

/** Everything that can be asked of a store, as one value to compare. */
async function state(store: Store): Promise<unknown> {
  const records = [];
  for await (const r of store.records(neverCancelled)) records.push(r);
  const vocabulary = ['alpha', 'beta', 'gamma', 'delta', 'the'];
  return {
    records,
    counts: await store.counts(neverCancelled),
    files: await store.files(neverCancelled),
    listing: await listed(store),
    frequencies: await store.frequencies(vocabulary, neverCancelled),
    hits: await store.search(vocabulary, 1000, neverCancelled),
    variants: await store.search(WANTED, 1000, neverCancelled),
    variantsAmong: await store.search(WANTED, 1000, neverCancelled, ['alpha', 'beta']),
    ofTwo: await store.search(vocabulary, 1000, neverCancelled, undefined, 2),
    among: await store.search(vocabulary, 3, neverCancelled, ['beta', 'gamma']),
    places: await store.places(['alpha', 'beta', 'gamma'], 1000, false, neverCancelled),
    some: await store.places(['alpha', 'beta'], 3, false, neverCancelled),
    speaking: await store.places(['alpha', 'beta', 'gamma'], 1000, true, neverCancelled),
    named: await store.countPlaces(['alpha', 'gamma'], neverCancelled),
    kin: await Promise.all(records.map((r) => store.kin(r.article.path, neverCancelled))),
  };
}

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`store: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('is empty at first', async () => {
      assert.deepEqual(await store.counts(neverCancelled), { sources: 0, passages: 0, characters: 0 });
      assert.deepEqual(await store.files(neverCancelled), []);
      assert.deepEqual(await store.search(['alpha'], 10, neverCancelled), []);
      assert.equal(await store.record('a.txt', neverCancelled), undefined);
    });

    it('gives back what was put, equal in every part', async () => {
      const a = indexed('b/a.txt', ['Alpha met Beta', 'Beta: the words', 'a source told'], { kinship: ['k1'], size: 77, modified: 5 });
      await store.apply([a], [], neverCancelled);
      const { article, fileDigest, problems } = a.record;
      assert.deepEqual(await store.record('b/a.txt', neverCancelled), a.record);
      assert.deepEqual([await store.file('b/a.txt', neverCancelled)], await store.files(neverCancelled));
      assert.equal(await store.file('a.txt', neverCancelled), undefined);
      const { format, extracted, metadata, digest } = article;
      assert.deepEqual(await store.files(neverCancelled), [
        { path: 'b/a.txt', size: 77, modified: 5, fileDigest, format, extracted, metadata, digest, problems },
      ]);
      assert.deepEqual(await store.counts(neverCancelled), { sources: 1, passages: 3, characters: article.text.length });
    });

    it('keeps what is kept besides, and nothing where nothing is', async () => {
      const bytes = Uint8Array.from({ length: 300 }, (_, i) => i & 255);
      const all = [indexed('a', ['Alpha'], { kept: bytes }), indexed('b', ['Alpha']), indexed('c', ['x'], { kept: new Uint8Array() })];
      await store.apply(all, [], neverCancelled);
      for (const { record } of all) {
        assert.deepEqual(await store.record(record.article.path, neverCancelled), record);
        assert.deepEqual(await store.kept(record.article.path, neverCancelled), record.kept);
      }
      assert.equal(await store.kept('d', neverCancelled), undefined);
      await store.apply([indexed('a', ['Beta']), indexed('b', ['Beta'], { kept: bytes.slice(7) })], [], neverCancelled);
      assert.equal((await store.record('a', neverCancelled))?.kept, undefined);
      assert.deepEqual((await store.record('b', neverCancelled))?.kept, bytes.slice(7));
    });

    it('keeps texts exactly: lone surrogates, NUL, every line ending, no text at all', async () => {
      const odd = ['\uD800 a \u0000 b\r\nc\u2028d 😀 Ї', '\uFEFFмова\r', ''];
      await store.apply(
        odd.map((text, i) => indexed(`${i}.txt`, [], { text })),
        [],
        neverCancelled,
      );
      for (const [i, text] of odd.entries()) assert.equal((await store.record(`${i}.txt`, neverCancelled))?.article.text, text);
    });

    it('lists files by path in code-unit order, whatever the order of putting', async () => {
      await store.apply(
        ['b', 'Z', 'a', 'ä', 'a/b', 'ﬀ', '😀'].map((p) => indexed(p, ['Alpha'])),
        [],
        neverCancelled,
      );
      const order = ['Z', 'a', 'a/b', 'b', 'ä', '😀', 'ﬀ'];
      assert.deepEqual(
        (await store.files(neverCancelled)).map((f) => f.path),
        order,
      );
      const read: string[] = [];
      for await (const { article } of store.records(neverCancelled)) read.push(article.path);
      assert.deepEqual(read, order);
    });

    it('lists the sources in columns', async () => {
      const a = indexed('a', ['x']);
      const { article } = a.record;
      const metadata = { key: 'K', outlet: 'The Wire', author: 'É', url: 'u', origins: { key: 'html' as const } };
      await store.apply(
        [{ ...a, record: { ...a.record, article: { ...article, metadata } } }, indexed('😀', ['1', '2', '3']), indexed('ﬀ', ['x'])],
        [],
        neverCancelled,
      );
      const { at, direct, problems, ...columns } = await store.listing(neverCancelled);
      assert.deepEqual(columns, {
        paths: ['a', '😀', 'ﬀ'],
        keys: ['K', '😀', 'ﬀ'],
        origins: ['html', undefined, undefined],
        outlets: ['The Wire', undefined, undefined],
        authors: ['É', undefined, undefined],
        urls: ['u', undefined, undefined],
        words: ['k\n\nthe wire\ne', '😀\na title\n\n', 'ff\na title\n\n'],
      });
      assert.deepEqual(problems, [{ path: '😀', severity: 'warning', message: 'long' }]);
      assert.deepEqual(at(1), await store.file('😀', neverCancelled));
      await store.apply([indexed('ﬀ', ['other'])], ['😀'], neverCancelled);
      assert.equal(at(1), undefined);
      assert.equal(at(2)?.digest, 'digest of other');
      assert.equal(at(3), undefined);
    });

    it('replaces an article as a whole, and forgets a removed one everywhere', async () => {
      const kin = async (): Promise<readonly string[]> => (await store.kin('b', neverCancelled)).paths;
      await store.apply(
        [indexed('a', ['Alpha', 'Beta: x'], { kinship: ['k'] }), indexed('b', ['Alpha'], { kinship: ['k'] })],
        [],
        neverCancelled,
      );
      assert.deepEqual(await kin(), ['a']);
      await store.apply([indexed('a', ['Gamma'], { loose: ['beta'] })], [], neverCancelled);
      assert.deepEqual(await kin(), []);
      const places = await store.places(['alpha', 'gamma'], 10, false, neverCancelled);
      assert.deepEqual(places.map(({ path }) => path).sort(), ['a', 'b']);
      assert.deepEqual(await store.places(['beta'], 10, true, neverCancelled), []);
      assert.deepEqual(await store.places(['beta'], 10, false, neverCancelled), [{ path: 'a' }]);
      await store.apply([], ['a', 'never there'], neverCancelled);
      assert.equal(await store.record('a', neverCancelled), undefined);
      assert.deepEqual(await store.frequencies(['gamma', 'alpha'], neverCancelled), [0, 1]);
      assert.equal((await store.counts(neverCancelled)).sources, 1);
    });

    it('puts a path that is both removed and put, and the last of two records of one path', async () => {
      await store.apply([indexed('a', ['Alpha'])], [], neverCancelled);
      await store.apply([indexed('a', ['Gamma']), indexed('a', ['Beta'])], ['a'], neverCancelled);
      assert.deepEqual(await store.frequencies(['alpha', 'beta', 'gamma'], neverCancelled), [0, 1, 0]);
    });

    it('notes another modification time, and nothing for what is not there', async () => {
      await store.apply([indexed('a', ['Alpha'])], [], neverCancelled);
      await store.touch('a', 2000, neverCancelled);
      await store.touch('b', 2000, neverCancelled);
      assert.deepEqual(
        (await store.files(neverCancelled)).map((f) => [f.path, f.modified]),
        [['a', 2000]],
      );
      assert.equal((await store.record('a', neverCancelled))?.modified, 2000);
    });

    it('tells size and time of every file that was read', async () => {
      const many = Array.from({ length: 4100 }, (_, i) => indexed(`m${i}`, [], { size: i, modified: 2 * i }));
      await store.apply([indexed('a', ['Alpha']), indexed('b', ['Beta'], { size: 7 }), ...many], [], neverCancelled);
      await store.apply([], ['a', 'm17'], neverCancelled);
      await store.touch('b', 3000, neverCancelled);
      let breaths = 0;
      const times = await store.times(neverCancelled, async () => {
        breaths++;
      });
      assert.equal(times.size, 4100);
      assert.deepEqual(times.get('b'), { size: 7, modified: 3000 });
      for (const i of [0, 16, 18, 4099]) assert.deepEqual(times.get(`m${i}`), { size: i, modified: 2 * i });
      assert.deepEqual([times.has('a'), times.has('m17')], [false, false]);
      assert.ok(breaths !== 1, 'all in one go');
    });

    it('finds reprints by some of the signatures', async () => {
      const all = ['a', 'b', 'c'].map((path, i) => indexed(path, ['x'], { kinship: [`k${i}`, 'all'] }));
      await store.apply(all, [], neverCancelled);
      const inOrder = (...paths: string[]): string[] => paths.sort((a, b) => articleNumber(a) - articleNumber(b));
      const two = { count: 2, paths: inOrder('a', 'c') };
      assert.deepEqual(await store.kinBy(['all'], 'b', neverCancelled), two);
      assert.deepEqual(await store.kinBy(['all'], 'b', neverCancelled, { limit: 1 }), { count: 2, paths: two.paths.slice(0, 1) });
      assert.deepEqual(await store.kinBy(['all'], 'b', neverCancelled, { limit: 0 }), { count: 2, paths: [] });
      assert.deepEqual(await store.kinBy(['all'], 'b', neverCancelled, { without: ['k0', 'k1'] }), { count: 1, paths: ['c'] });
      assert.deepEqual(await store.kinBy(['all'], 'never there', neverCancelled, { without: ['nothing'], limit: 9 }), {
        count: 3,
        paths: inOrder('a', 'b', 'c'),
      });
      assert.deepEqual(await store.kinBy(['k0', 'k2'], 'c', neverCancelled), { count: 1, paths: ['a'] });
      assert.deepEqual(await store.kinBy([], 'c', neverCancelled), { count: 0, paths: [] });
      assert.deepEqual(await store.kin('never there', neverCancelled), { count: 0, paths: [] });
    });

    it('tells of more reprints than anybody reads those that come first', async () => {
      const paths = Array.from({ length: MOST_KIN + 5 }, (_, i) => `p${i}`);
      await store.apply(
        paths.map((path, i) => indexed(path, ['x'], { kinship: i % 2 === 0 ? ['all', 'even'] : ['all'] })),
        [],
        neverCancelled,
      );
      const others = paths.filter((path) => path !== 'p7').sort((a, b) => articleNumber(a) - articleNumber(b));
      const first = others.slice(0, MOST_KIN);
      assert.deepEqual(await store.kinBy(['all'], 'p7', neverCancelled), { count: MOST_KIN, paths: first });
      const odd = first.filter((path) => Number(path.slice(1)) % 2 === 1);
      const found = await store.kinBy(['all'], 'p7', neverCancelled, { without: ['even'], limit: 3 });
      assert.deepEqual(found, { count: odd.length, paths: odd.slice(0, 3) });
    });

    it('tells where names may be speaking', async () => {
      await store.apply([indexed('a', ['Alpha: one', 'Beta: two Alpha', 'Alpha: three'])], [], neverCancelled);
      const speaking = await store.places(['alpha'], 10, true, neverCancelled);
      assert.deepEqual(
        speaking.map((p) => p.passage),
        [0, 2],
      );
      assert.equal(await store.countPlaces(['alpha'], neverCancelled), 3);
      assert.equal(await store.countPlaces([], neverCancelled), 0);
    });

    it('ranks passages by the rarity of the terms that they hold', async () => {
      await store.apply(
        [indexed('a', ['the rare common', 'the common']), indexed('b', ['the common', 'the common common common', 'the Beta common'])],
        [],
        neverCancelled,
      );
      const hits = await store.search(['rare', 'common', 'common', 'nowhere'], 10, neverCancelled);
      assert.equal(`${hits[0]?.path}${hits[0]?.passage}`, 'a0');
      assert.deepEqual(hits.map((h) => `${h.path}${h.passage}`).sort(), ['a0', 'a1', 'b0', 'b1', 'b2']);
      const [first, second] = hits;
      assert.ok(first && Math.abs(first.score - (Math.log(1 + 5 / 1) + Math.log(1 + 5 / 5))) < 1e-12);
      assert.ok(second && Math.abs(second.score - Math.log(1 + 5 / 5)) < 1e-12);
      assert.equal((await store.search(['common'], 2, neverCancelled)).length, 2);
      assert.deepEqual(await store.search(['common'], 0, neverCancelled), []);
      assert.deepEqual(await store.search([], 5, neverCancelled), []);
      const among = await store.search(['rare', 'common'], 10, neverCancelled, ['beta', 'gamma']);
      assert.deepEqual(
        among.map((h) => `${h.path}${h.passage}`),
        ['b2'],
      );
      assert.deepEqual(await store.search(['common'], 10, neverCancelled, []), []);
    });

    it('ends before the first passage of one article too many', async () => {
      await store.apply(
        [indexed('a', ['the rare', 'the', 'rare']), indexed('b', ['the rare', 'rare']), indexed('c', ['rare'])],
        [],
        neverCancelled,
      );
      const all = await store.search(['the', 'rare'], 10, neverCancelled);
      for (const articles of [1, 2, 3]) {
        const seen = new Set<string>();
        const end = all.findIndex(({ path }) => seen.add(path).size > articles);
        const some = await store.search(['the', 'rare'], 10, neverCancelled, undefined, articles);
        assert.deepEqual(some, end < 0 ? all : all.slice(0, end));
      }
    });

    it('credits a passage with the best of the ways in which it holds a term', async () => {
      await store.apply([indexed('a', ['alpha', 'beta', 'alpha beta', 'delta'])], [], neverCancelled);
      const hits = await store.search([{ term: 'alpha', variants: [{ words: ['beta', 'gamma'], quality: 0.4 }] }], 10, neverCancelled);
      const half = Math.log(1 + 4 / 2);
      assert.deepEqual(
        hits.map(({ passage, score }) => [passage, Math.round(score * 1e9)]),
        [
          [0, half],
          [2, half],
          [1, 0.4 * half],
        ].map(([passage, score = 0]) => [passage, Math.round(score * 1e9)]),
      );
    });

    it('gives with a limit the head of what it gives without one', async () => {
      const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'the', 'of');
      const sentence = fc.array(word, { minLength: 1, maxLength: 4 }).map((w) => w.join(' '));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(sentence, { maxLength: 6 }), { maxLength: 12 }), fc.nat({ max: 6 }), async (articles, limit) => {
          const some = await open();
          const records = articles.map((sentences, i) => indexed(`${i}`, sentences));
          await some.apply(records, [], neverCancelled);
          const terms = ['alpha', 'beta', 'the', 'of', 'nowhere'];
          const all = await some.search(terms, 1000, neverCancelled);
          assert.deepEqual(await some.search(terms, limit, neverCancelled), all.slice(0, limit));
          await some.close();
        }),
        { numRuns: 60 },
      );
    });

    it('takes keys and terms that look like code', async () => {
      const odd = [
        '__proto__',
        'constructor',
        '"; DROP TABLE x; --',
        'NEAR',
        'near',
        'a* OR b',
        '',
        '\uD800',
        '\uD801',
        'ё',
        'x'.repeat(5000),
      ];
      await store.apply([indexed('a', ['x'], { terms: odd, loose: odd, kinship: odd })], [], neverCancelled);
      assert.deepEqual(
        await store.frequencies(odd, neverCancelled),
        odd.map(() => 1),
      );
      for (const key of odd) {
        assert.equal((await store.search([key], 5, neverCancelled)).length, 1, key);
        assert.deepEqual(await store.places([key], 5, false, neverCancelled), [{ path: 'a' }], key);
      }
      await store.apply([indexed('b', ['x'], { kinship: ['\uD801'] }), indexed('c', ['x'], { kinship: ['\uD802'] })], [], neverCancelled);
      assert.deepEqual((await store.kin('a', neverCancelled)).paths, ['b']);
      assert.deepEqual(await store.frequencies(['drop', 'table', 'e', 'or'], neverCancelled), [0, 0, 0, 0]);
    });

    it('stops with CancelledError and changes nothing when cancelled', async () => {
      await assert.rejects(store.apply([indexed('a', ['Alpha'])], [], cancelled), CancelledError);
      assert.deepEqual(await store.files(neverCancelled), []);
      await assert.rejects(store.search(['alpha'], 5, cancelled), CancelledError);
      await assert.rejects(store.files(cancelled), CancelledError);
      await assert.rejects(store.record('a', cancelled), CancelledError);
      await assert.rejects(store.kin('a', cancelled), CancelledError);
    });

    it('is the same after any run of changes as a store filled at once', async () => {
      const word = fc.constantFrom('Alpha', 'Beta', 'Gamma', 'delta', 'the', 'Alpha: the', 'Beta: delta');
      const change = fc.record({
        put: fc.array(
          fc.record({
            path: fc.constantFrom('a', 'b', 'c', 'd'),
            sentences: fc.array(
              fc.array(word, { minLength: 1, maxLength: 4 }).map((w) => w.join(' ')),
              { maxLength: 4 },
            ),
            kinship: fc.array(fc.constantFrom('k1', 'k2'), { maxLength: 2 }),
            loose: fc.array(fc.constantFrom('alpha', 'beta'), { maxLength: 2 }),
            kept: fc.uint8Array({ minLength: 1, maxLength: 4 }),
          }),
          { maxLength: 3 },
        ),
        removed: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
        // What a store learns of all sources when they are listed must change with them.
        listed: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
          const grown = await open();
          const model = new Map<string, IndexedArticle>();
          for (const { put, removed, listed: lists } of changes) {
            if (lists) await grown.listing(neverCancelled);
            const records = put.map((p) => indexed(p.path, p.sentences, p));
            await grown.apply(records, removed, neverCancelled);
            for (const path of removed) model.delete(path);
            for (const r of records) model.set(r.record.article.path, r);
          }
          const fresh = new MemoryStore();
          await fresh.apply([...model.values()], [], neverCancelled);
          const { hits, places, kin } = (await state(fresh)) as Record<string, unknown>;
          const terms = ['alpha', 'beta', 'gamma', 'delta', 'the'];
          assert.deepEqual(await grown.search(terms, 1000, neverCancelled), hits);
          assert.deepEqual(await grown.places(['alpha', 'beta', 'gamma'], 1000, false, neverCancelled), places);
          assert.deepEqual(await Promise.all([...model.keys()].sort().map((path) => grown.kin(path, neverCancelled))), kin);
          assert.deepEqual(await state(grown), await state(fresh));
          await grown.close();
        }),
        { numRuns: 60 },
      );
    });
  });
}
