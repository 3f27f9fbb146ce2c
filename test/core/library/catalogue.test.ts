import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Catalogue, type Stated } from '../../../src/core/library/catalogue.ts';
import { fitOf } from '../../../src/core/library/typed.ts';
import type { SourceCard } from '../../../src/core/model.ts';
import type { Bibliography } from '../../../src/core/sources/bibliography.ts';
import { wordsOf } from '../../../src/core/store/listing.ts';
import type { Listing } from '../../../src/core/store/store.ts';
import { digest } from '../../../src/core/text/digest.ts';

function stated(path: string, key: string, outlet: string | undefined, origin: 'text' | 'file-name'): Stated {
  return {
    path,
    format: 'txt',
    extracted: false,
    digest: `${path} ${key}`,
    metadata: { key, origins: { key: origin }, ...(outlet === undefined ? {} : { outlet }) },
  };
}

/** What a store lists of these sources. */
function listing(sources: ReadonlyMap<string, Stated>): Listing {
  const all = [...sources.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const from = <T>(of: (one: Stated) => T): T[] => all.map(of);
  return {
    paths: from((one) => one.path),
    keys: from((one) => one.metadata.key),
    origins: from((one) => one.metadata.origins.key),
    outlets: from((one) => one.metadata.outlet),
    authors: from((one) => one.metadata.author),
    urls: from((one) => one.metadata.url),
    words: from((one) => wordsOf(one.metadata)),
    problems: [],
    at: (i) => {
      const one = sources.get(all[i]?.path ?? '');
      return one && { ...one, size: 1, modified: 1, fileDigest: '', problems: [] };
    },
  };
}

/** The same of a store that is asked for single sources, and that reads the others when it is asked for them. */
function directListing(sources: ReadonlyMap<string, Stated>): Listing {
  let read: Listing | undefined;
  const columns = (): Listing => {
    read ??= listing(sources);
    return read;
  };
  const claims = (key: string): string[] => [...sources.values()].filter((one) => one.metadata.key === key).map((one) => one.path);
  const file = (path: string): ReturnType<Listing['at']> => {
    const one = sources.get(path);
    return one && { ...one, size: 1, modified: 1, fileDigest: '', problems: [] };
  };
  return new Proxy({} as Listing, {
    get: (_, name: keyof Listing) => {
      if (name !== 'direct') return columns()[name];
      return { size: () => sources.size, file, claimants: (key: string) => claims(key).slice(0, 2) };
    },
  });
}

const bibliography: Bibliography = {
  find: (path) => (path === 'b' || path === 'c' ? { key: path === 'b' ? 'm' : 'z', outlet: 'Herald' } : undefined),
} as Bibliography;

describe('library: catalogue', () => {
  it('finds by the key that it was given a source whose own key is another’s, asked of a store for nothing else before', () => {
    const sources = new Map(['a', 'b'].map((path) => [path, stated(path, 'k-1', undefined, 'text')]));
    const given = `k-1-${digest('b').slice(0, 4)}`;
    const catalogue = new Catalogue();
    catalogue.open(directListing(sources));
    assert.equal(catalogue.pathOf(given), 'b');
    assert.equal(catalogue.card('b')?.key, given);
    const other = new Catalogue();
    other.open(directListing(sources));
    assert.equal(other.pathOf(`k-${digest('b').slice(0, 4)}`), undefined);
    assert.equal(other.pathOf('k-1'), 'a');
  });

  it('is after any run of changes, asked in between or not, what a new one would be', () => {
    const path = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const change = fc.record({
      path,
      key: fc.option(fc.constantFrom('k', 'l', 'm', 'n', 'o', 'p')),
      outlet: fc.option(fc.constantFrom('The Daily Wire', 'Wire', 'Kyiv Post'), { nil: undefined }),
      origin: fc.constantFrom('text' as const, 'file-name' as const),
      asked: fc.boolean(),
      listed: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
      direct: fc.boolean(),
      storeFirst: fc.boolean(),
      described: fc.constantFrom(undefined, true, false),
    });
    // Keys that sources get whose own is another's.
    const given = ['a', 'b', 'c', 'd', 'e'].flatMap((one) => ['k', 'l'].map((key) => `${key}-${digest(one).slice(0, 4)}`));
    /** What a store answers one by one, asked before anything that needs them all. */
    const single = (catalogue: Catalogue): unknown => ({
      given: given.map((key) => catalogue.pathOf(key)),
      cards: ['a', 'b', 'c', 'd', 'e'].map((one) => catalogue.card(one)),
      paths: ['k', 'l', 'm', 'n', 'o', 'p', 'k-0', 'none'].map((key) => catalogue.pathOf(key)),
      digests: ['a', 'b', 'c', 'd', 'e'].map((one) => [catalogue.digest(one), catalogue.has(one)]),
      size: catalogue.size,
    });
    const typed = ['', 'k', 'a', 'w', 'wire', 'the d', 'eraldk', 'post\n', 'kyiv post', '\n\n'];
    const fitting = (catalogue: Catalogue): unknown =>
      typed.map((words) => {
        const found: unknown[] = [];
        catalogue.fitting(words, (at, key, fit) => found.push([at, key, fit]));
        return found.sort();
      });
    const fittingOf = (cards: readonly SourceCard[]): unknown =>
      typed.map((words) => cards.map((card) => [card.path, card.key, fitOf(wordsOf(card), words)]).filter(([, , fit]) => fit !== 0));
    const state = (catalogue: Catalogue): unknown => ({
      fitting: fitting(catalogue),
      wanted: fittingOf(catalogue.all()),
      first: [2, 4, 1].map((count) => catalogue.first(count).slice(0, count)),
      addresses: catalogue.addresses(),
      digests: ['a', 'b', 'c', 'd', 'e'].map((one) => [catalogue.digest(one), catalogue.has(one)]),
      size: catalogue.size,
      all: catalogue.all(),
      problems: catalogue.problems(),
      paths: ['k', 'l', 'm', 'n', 'o', 'p'].map((key) => catalogue.pathOf(key)),
      cards: ['a', 'b', 'c', 'd', 'e'].map((one) => catalogue.card(one)),
      labels: ['daily wire', 'wire', 'kyiv', 'the', 'herald'].map((name) => catalogue.isLabel(name)),
      nearest: catalogue.nearestKeys('k', 3),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        const grown = new Catalogue();
        const model = new Map<string, Stated>();
        let used: Bibliography | undefined;
        for (const { path: at, key, outlet, origin, asked, listed, direct, storeFirst, described } of changes) {
          const store = (): unknown => (key === null ? model.delete(at) : model.set(at, stated(at, key, outlet, origin)));
          if (storeFirst) store();
          if (key === null) grown.remove(at);
          else grown.put(stated(at, key, outlet, origin));
          if (!storeFirst) store();
          if (described !== undefined) {
            used = described ? bibliography : undefined;
            grown.setBibliography(used);
          }
          if (listed) grown.open(direct ? directListing(model) : listing(model));
          if (asked) single(grown);
          if (asked && !direct) state(grown);
        }
        const fresh = new Catalogue();
        fresh.setBibliography(used);
        for (const one of model.values()) fresh.put(one);
        assert.deepEqual(single(grown), single(fresh));
        const { fitting: found, wanted, ...rest } = state(grown) as { fitting: unknown; wanted: unknown };
        assert.deepEqual({ fitting: found, wanted, ...rest }, state(fresh));
        assert.deepEqual(found, wanted);
        const byKey = grown.all().toSorted((a, b) => (a.key < b.key ? -1 : 1));
        assert.deepEqual(
          grown.first(3).slice(0, 3),
          byKey.slice(0, 3).map((card) => ({ path: card.path, key: card.key })),
        );
      }),
      { numRuns: 500 },
    );
  });
});
