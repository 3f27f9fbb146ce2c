/** What is kept beside an article: always what would be found in it anew, and no answer depends on whether it is there. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptMinima, keptQuotations, keptSketch, packed, quotationsOf } from '../../../src/core/library/kept.ts';
import type { SpokenQuotation } from '../../../src/core/library/speakers.ts';
import type { LocalService } from '../../../src/core/library.ts';
import type { Quotation } from '../../../src/core/model.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { sketchOf } from '../../../src/core/sources/sketch.ts';
import { MemoryStore } from '../../../src/core/store/memory.ts';
import type { ArticleRecord, IndexedArticle } from '../../../src/core/store/store.ts';
import { genderOf } from '../tables.ts';
import { briefing, library, seeds, source } from './fixture.ts';

const NONE = sketchOf({ text: '', passages: [] });
const WIRE =
  'The ministers of both countries met in Kyiv on Monday to talk about the exchange of prisoners, the port of Odesa and the price of gas.';
const SOURCES = [
  ...seeds(),
  source(
    'sources/wire.txt',
    `${WIRE} “We have not agreed on a date for the talks yet,” Anna Berger said. She left for Moscow.\n\n${WIRE} It rained.`,
  ),
  source(
    'sources/paper.txt',
    `${WIRE} “We have not agreed on any date for the talks yet,” Anna Berger said. She left for Moscow on Tuesday.`,
  ),
];
const TEXT = briefing(
  'Putin wants Donbas. Anna Berger said that no date for the talks was agreed, and Dmitriev flew to Miami and Abu Dhabi.',
);

/** A store as one of an older version: it keeps nothing beside its articles. */
class Older extends MemoryStore {
  override apply(put: readonly IndexedArticle[], removed: readonly string[]): Promise<void> {
    const bare = put.map(({ record: { kept: _, ...record }, ...rest }) => ({ ...rest, record }));
    return super.apply(bare, removed, neverCancelled);
  }
}

async function recordsOf(store: MemoryStore): Promise<ArticleRecord[]> {
  const records: ArticleRecord[] = [];
  for await (const record of store.records(neverCancelled)) records.push(record);
  return records;
}

/** What is kept of every article is what is found in it. @returns how many quotations there are */
async function assertKept(store: MemoryStore): Promise<number> {
  let count = 0;
  for (const { article, names, kept } of await recordsOf(store)) {
    const found = quotationsOf(article, names, genderOf);
    assert.deepEqual(keptQuotations(kept, article.text), found);
    const { whole, words, minima } = sketchOf(article);
    assert.deepEqual(keptMinima(kept), whole);
    assert.deepEqual(keptSketch(kept), { words, minima });
    count += found.length;
  }
  return count;
}

async function answers(service: LocalService): Promise<unknown> {
  const { mentions, findings } = await service.check(TEXT, neverCancelled);
  const hovers = [];
  for (const { start } of mentions) hovers.push(await service.hover(TEXT, start, neverCancelled));
  return { mentions, findings, hovers, evidence: await service.evidenceAt(TEXT, 30, 10, neverCancelled) };
}

describe('library: what is kept beside an article', function () {
  this.timeout(60_000);

  it('is what would be found in it, also after the project file made other words names', async () => {
    const store = new MemoryStore();
    const service = await library(SOURCES, { store });
    assert.ok((await assertKept(store)) > 20);
    const before = await recordsOf(store);
    await service.setProject(
      JSON.stringify({ entities: [{ name: 'date for the talks', kind: 'organisation' }], reject: ['Gabuev'] }),
      neverCancelled,
    );
    await assertKept(store);
    const after = await recordsOf(store);
    assert.notDeepEqual(
      after.map(({ kept }) => kept),
      before.map(({ kept }) => kept),
    );
  });

  it('changes no answer, whether it is there or not', async () => {
    const now = await library(SOURCES, { store: new MemoryStore() });
    const store = new Older();
    const older = await library(SOURCES, { store });
    assert.deepEqual(
      (await recordsOf(store)).map(({ kept }) => kept),
      SOURCES.map(() => undefined),
    );
    const found = await answers(now);
    assert.match(JSON.stringify(found), /"alsoIn":[1-9]/);
    assert.match(JSON.stringify(found), /"speaker":\{"name":"Anna Berger"/);
    assert.deepEqual(found, await answers(older));
  });

  it('is found anew where it is of another form, or damaged', async () => {
    const store = new MemoryStore();
    await library(SOURCES, { store });
    for (const { article, kept = new Uint8Array() } of await recordsOf(store)) {
      const other = Uint8Array.of(kept[0] === 1 ? 2 : 1, ...kept.slice(1));
      for (const read of [keptMinima, keptSketch, () => keptQuotations(other, article.text)]) assert.equal(read(other), undefined);
      for (let length = 0; length < kept.length; length++) assert.equal(keptQuotations(kept.slice(0, length), article.text), undefined);
    }
    const [form = 0] = packed(NONE, []);
    for (const nothing of [undefined, new Uint8Array(), Uint8Array.of(form, 0), Uint8Array.of(form, 0, 255, 255, 255, 255, 15)])
      assert.deepEqual([keptSketch(nothing), keptQuotations(nothing, '')], [undefined, undefined]);
    assert.equal(keptMinima(Uint8Array.of(form, 200)), undefined);
    // Of two passages the second one's minima end too soon.
    assert.equal(keptSketch(Uint8Array.of(form, 0, 2, 9, 9, ...new Uint8Array(15))), undefined);
  });

  it('is as it was put, whatever a quotation is like', () => {
    const text = 'One said, two told three, and “four” wrote: “five”. '.repeat(20);
    const span = fc
      .tuple(fc.nat({ max: text.length - 60 }), fc.nat({ max: 50 }))
      .map(([start, length]) => ({ start, end: start + length }));
    const worded = span.map((one) => ({ ...one, text: text.slice(one.start, one.end) }));
    const speaker = fc.tuple(worded, fc.boolean()).map(([one, anonymous]) => (anonymous ? { ...one, anonymous } : one));
    const quotation = fc.record(
      {
        type: fc.constantFrom<Quotation['type']>('direct', 'partial', 'reported', 'scare'),
        content: span,
        doubtful: fc.constant(true as const),
        speaker,
        via: fc.array(speaker, { minLength: 1, maxLength: 3 }),
        cue: worded,
      },
      { requiredKeys: ['type', 'content'] },
    );
    const spoken = fc.tuple(span, quotation, fc.option(fc.nat({ max: 70_000 }), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(spoken, { maxLength: 12 }), (all) => {
        const put: SpokenQuotation[] = all.map(([place, rest, name]) => ({ quotation: { ...place, ...rest }, speaker: name }));
        put.sort((a, b) => a.quotation.start - b.quotation.start);
        assert.deepEqual(keptQuotations(packed(NONE, put), text), put);
      }),
    );
  });
});
