/** What every store must do. A store passes when `storeContract` passes for it; the in-memory store is the reference. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article, NameSpan } from '../../../src/core/model.ts';
import { CancelledError, neverCancelled } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import type { ArticleRecord, Store } from '../../../src/core/store/store.ts';

const cancelled = { cancelled: true };

/** A record whose article has one passage for each sentence given; capitalised words are its mentions, `Name: words` a quotation. */
export function record(path: string, sentences: readonly string[], extra: Partial<ArticleRecord> = {}): ArticleRecord {
  const text = sentences.join('\n');
  const passages: Article['passages'][number][] = [];
  const mentions: ArticleRecord['mentions'][number][] = [];
  const quotations: ArticleRecord['quotations'][number][] = [];
  let at = 0;
  sentences.forEach((sentence, index) => {
    const span = { start: at, end: at + sentence.length };
    passages.push({ ...span, index, paragraph: index, provenance: { via: [], anonymous: false } });
    for (const m of sentence.matchAll(/[A-Z][a-z]+/g)) {
      const name: NameSpan = {
        start: at + m.index,
        end: at + m.index + m[0].length,
        kind: 'person',
        form: 'name',
        confidence: 1,
      };
      mentions.push({ ...name, key: m[0].toLowerCase(), passage: index });
    }
    const speech = /^([A-Z][a-z]+): (.+)$/.exec(sentence);
    if (speech?.[1] && speech[2]) {
      const content = { start: at + speech[1].length + 2, end: span.end };
      quotations.push({ ...content, type: 'direct', content, speakerKey: speech[1].toLowerCase(), passage: index });
    }
    at = span.end + 1;
  });
  return {
    article: {
      path,
      format: 'txt',
      text,
      extracted: false,
      digest: `digest of ${text}`,
      metadata: { key: path, origins: {} },
      paragraphs: passages.map(({ start, end }) => ({ start, end, role: 'body' as const })),
      passages,
    },
    size: text.length,
    modified: 1000,
    fileDigest: `file ${text}`,
    problems: [],
    mentions,
    quotations,
    terms: sentences.map((s) => s.toLowerCase().match(/[a-z]+/g) ?? []),
    kinship: [],
    ...extra,
  };
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
    frequencies: await store.frequencies(vocabulary, neverCancelled),
    hits: await store.search(vocabulary, 1000, neverCancelled),
    mentions: await store.mentionsByKey(['alpha', 'beta', 'gamma'], neverCancelled),
    quotations: await store.quotationsByKey(['alpha', 'beta', 'gamma'], neverCancelled),
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
      const a = record('b/a.txt', ['Alpha met Beta', 'Beta: the words'], { kinship: ['k1'], size: 77, modified: 5 });
      await store.apply([a], [], neverCancelled);
      assert.deepEqual(await store.record('b/a.txt', neverCancelled), a);
      assert.deepEqual(await store.files(neverCancelled), [{ path: 'b/a.txt', size: 77, modified: 5, fileDigest: a.fileDigest }]);
      assert.deepEqual(await store.counts(neverCancelled), { sources: 1, passages: 2, characters: a.article.text.length });
    });

    it('keeps texts exactly: lone surrogates, NUL, every line ending, no text at all', async () => {
      const odd = ['\uD800 a \u0000 b\r\nc\u2028d 😀 Ї', ''];
      const records = odd.map((text, i) => {
        const r = record(`${i}.txt`, []);
        return { ...r, article: { ...r.article, text } };
      });
      await store.apply(records, [], neverCancelled);
      for (const [i, text] of odd.entries()) assert.equal((await store.record(`${i}.txt`, neverCancelled))?.article.text, text);
    });

    it('lists by path in code-unit order, whatever the order of putting', async () => {
      await store.apply(
        ['b', 'Z', 'a', 'ä', 'a/b'].map((p) => record(p, ['Alpha'])),
        [],
        neverCancelled,
      );
      const order = ['Z', 'a', 'a/b', 'b', 'ä'];
      assert.deepEqual(
        (await store.files(neverCancelled)).map((f) => f.path),
        order,
      );
      assert.deepEqual(
        (await store.mentionsByKey(['alpha'], neverCancelled)).map((h) => h.path),
        order,
      );
    });

    it('replaces an article as a whole, and forgets a removed one everywhere', async () => {
      await store.apply(
        [record('a', ['Alpha', 'Beta: x'], { kinship: ['k'] }), record('b', ['Alpha'], { kinship: ['k'] })],
        [],
        neverCancelled,
      );
      assert.deepEqual(await store.kin('a', neverCancelled), ['b']);
      await store.apply([record('a', ['Gamma'])], [], neverCancelled);
      assert.deepEqual(await store.kin('b', neverCancelled), []);
      assert.deepEqual(
        (await store.mentionsByKey(['alpha', 'gamma'], neverCancelled)).map((h) => [h.path, h.mention.key]),
        [
          ['a', 'gamma'],
          ['b', 'alpha'],
        ],
      );
      assert.deepEqual(await store.quotationsByKey(['beta'], neverCancelled), []);
      await store.apply([], ['a', 'never there'], neverCancelled);
      assert.equal(await store.record('a', neverCancelled), undefined);
      assert.deepEqual(await store.frequencies(['gamma', 'alpha'], neverCancelled), [0, 1]);
      assert.equal((await store.counts(neverCancelled)).sources, 1);
    });

    it('puts a path that is both removed and put', async () => {
      await store.apply([record('a', ['Alpha'])], [], neverCancelled);
      await store.apply([record('a', ['Beta'])], ['a'], neverCancelled);
      assert.deepEqual(await store.frequencies(['alpha', 'beta'], neverCancelled), [0, 1]);
    });

    it('finds the quotations by who speaks', async () => {
      await store.apply([record('a', ['Alpha: one', 'Beta: two', 'Alpha: three'])], [], neverCancelled);
      const hits = await store.quotationsByKey(['alpha'], neverCancelled);
      assert.deepEqual(
        hits.map((h) => h.quotation.passage),
        [0, 2],
      );
    });

    it('ranks passages by the rarity of the terms that they hold', async () => {
      await store.apply(
        [record('a', ['the rare common', 'the common']), record('b', ['the common', 'the common common common', 'the'])],
        [],
        neverCancelled,
      );
      const hits = await store.search(['rare', 'common', 'common', 'nowhere'], 10, neverCancelled);
      assert.deepEqual(
        hits.map((h) => `${h.path}${h.passage}`),
        ['a0', 'a1', 'b0', 'b1'],
      );
      const [first, second] = hits;
      assert.ok(first && Math.abs(first.score - (Math.log(1 + 5 / 1) + Math.log(1 + 5 / 4))) < 1e-12);
      assert.ok(second && Math.abs(second.score - Math.log(1 + 5 / 4)) < 1e-12);
      assert.equal((await store.search(['common'], 2, neverCancelled)).length, 2);
      assert.deepEqual(await store.search(['common'], 0, neverCancelled), []);
      assert.deepEqual(await store.search([], 5, neverCancelled), []);
    });

    it('gives with a limit the head of what it gives without one', async () => {
      const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'the', 'of');
      const sentence = fc.array(word, { minLength: 1, maxLength: 4 }).map((w) => w.join(' '));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(sentence, { maxLength: 6 }), { maxLength: 12 }), fc.nat({ max: 6 }), async (articles, limit) => {
          const some = await open();
          const records = articles.map((sentences, i) => record(`${i}`, sentences));
          await some.apply(records, [], neverCancelled);
          const terms = ['alpha', 'beta', 'the', 'of', 'nowhere'];
          const all = await some.search(terms, 1000, neverCancelled);
          assert.deepEqual(await some.search(terms, limit, neverCancelled), all.slice(0, limit));
          await some.close();
        }),
        { numRuns: 200 },
      );
    });

    it('takes keys and terms that look like code', async () => {
      const odd = ['__proto__', 'constructor', '"; DROP TABLE x; --', 'NEAR', 'a* OR b', ''];
      const r = record('a', ['x']);
      await store.apply([{ ...r, terms: [odd] }], [], neverCancelled);
      assert.deepEqual(await store.frequencies(odd, neverCancelled), [1, 1, 1, 1, 1, 1]);
      assert.equal((await store.search(['"; DROP TABLE x; --'], 5, neverCancelled)).length, 1);
    });

    it('stops with CancelledError and changes nothing when cancelled', async () => {
      await assert.rejects(store.apply([record('a', ['Alpha'])], [], cancelled), CancelledError);
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
          }),
          { maxLength: 3 },
        ),
        removed: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
          const grown = await open();
          const model = new Map<string, ArticleRecord>();
          for (const { put, removed } of changes) {
            const records = put.map((p) => record(p.path, p.sentences, { kinship: p.kinship }));
            await grown.apply(records, removed, neverCancelled);
            for (const path of removed) model.delete(path);
            for (const r of records) model.set(r.article.path, r);
          }
          const fresh = new MemoryStore();
          await fresh.apply([...model.values()], [], neverCancelled);
          assert.deepEqual(await state(grown), await state(fresh));
          await grown.close();
        }),
        { numRuns: 60 },
      );
    });
  });
}
