import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Catalogue, type Stated } from '../../../src/core/library/catalogue.ts';

function stated(path: string, key: string, outlet: string | undefined, origin: 'text' | 'file-name'): Stated {
  return {
    path,
    format: 'txt',
    extracted: false,
    digest: `${path} ${key}`,
    metadata: { key, origins: { key: origin }, ...(outlet === undefined ? {} : { outlet }) },
  };
}

describe('library: catalogue', () => {
  it('is after any run of changes, asked in between or not, what a new one would be', () => {
    const path = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const change = fc.record({
      path,
      key: fc.option(fc.constantFrom('k', 'l', 'm', 'n', 'o', 'p')),
      outlet: fc.option(fc.constantFrom('The Daily Wire', 'Wire', 'Kyiv Post'), { nil: undefined }),
      origin: fc.constantFrom('text' as const, 'file-name' as const),
      asked: fc.boolean(),
    });
    const state = (catalogue: Catalogue): unknown => ({
      all: catalogue.all(),
      problems: catalogue.problems(),
      paths: ['k', 'l', 'm', 'n', 'o', 'p'].map((key) => catalogue.pathOf(key)),
      cards: ['a', 'b', 'c', 'd', 'e'].map((one) => catalogue.card(one)),
      labels: ['daily wire', 'wire', 'kyiv', 'the'].map((name) => catalogue.isLabel(name)),
      nearest: catalogue.nearestKeys('k', 3),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        const grown = new Catalogue();
        const model = new Map<string, Stated>();
        for (const { path: at, key, outlet, origin, asked } of changes) {
          if (key === null) {
            grown.remove(at);
            model.delete(at);
          } else {
            grown.put(stated(at, key, outlet, origin));
            model.set(at, stated(at, key, outlet, origin));
          }
          if (asked) grown.all();
        }
        const fresh = new Catalogue();
        for (const one of model.values()) fresh.put(one);
        assert.deepEqual(state(grown), state(fresh));
      }),
      { numRuns: 500 },
    );
  });
});
