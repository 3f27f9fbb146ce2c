/** How much is looked at for one question, and that it is no more. */
import assert from 'node:assert/strict';
import { LIMITS } from '../../../src/core/library/limits.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import { briefing, library, source } from './fixture.ts';

const WORDS = 'The harbour board of Lund said that the new ferry to Porto Alva would sail later than was planned in spring.';

class Counting extends MemoryStore {
  readonly read = new Set<string>();

  override record(...asked: Parameters<MemoryStore['record']>): ReturnType<MemoryStore['record']> {
    this.read.add(asked[0]);
    return super.record(...asked);
  }
}

describe('library: limits', function () {
  this.timeout(60_000);

  it('“also in” tells every source that has the very words, however many', async () => {
    const service = await library(
      Array.from({ length: 70 }, (_, i) => source(`a${i}.txt`, `Report ${i}\n\n${WORDS} It has number ${i}.\n`)),
    );
    const [found] = await service.evidenceAt(briefing(WORDS), 1, 1, neverCancelled);
    assert.equal(found?.passage.alsoIn, 69);
  });

  it('a hover on a name of many articles reads as many as the limits say, and one of few reads them all', async () => {
    const sources = Array.from({ length: 40 }, (_, i) =>
      source(`a${String(i).padStart(2, '0')}.txt`, `Report\n\nOn day ${i} Anna Berg spoke in Lund about harbour number ${i}.\n`),
    );
    for (const [some, articles, expected] of [
      [3, 12, 3],
      [7, 12, 7],
      [3, 100, 40],
    ] as const) {
      const store = new Counting();
      const limits = { ...LIMITS, best: 2, speaking: 1, some, articles };
      const service = await library(sources, { store, limits });
      store.read.clear();
      const card = await service.hover(briefing('Anna Berg spoke about harbour number 17.'), 1, neverCancelled);
      assert.ok(card?.type === 'name');
      assert.match(card.passages[0]?.text ?? '', /number 17\./);
      assert.equal(store.read.size, expected);
      assert.equal(card.sourceCount, 40);
    }
  });
});
