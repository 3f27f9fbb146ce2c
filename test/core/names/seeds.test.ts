import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { recognise } from '../../../src/core/names/recognise.ts';
import { loadTagger } from '../../../src/core/names/tagger/tagger.ts';
import { gazetteer, withGazetteer } from './tables.ts';

interface Gold {
  readonly id: string;
  readonly entities: readonly { readonly start: number; readonly end: number; readonly kind: string; readonly text: string }[];
  readonly other: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

const root = new URL('../../../', import.meta.url);
const gold = JSON.parse(readFileSync(new URL('test/fixtures/seeds/names.json', root), 'utf8')) as readonly Gold[];

describe('names of the sample articles', () => {
  withGazetteer();

  for (const { id, entities, other } of gold) {
    const text = readFileSync(new URL(`media/sample/sources/${id}.txt`, root), 'utf8');

    it(`${id}: the gold lies on the words that it names`, () => {
      for (const e of [...entities, ...other]) assert.equal(text.slice(e.start, e.end), e.text);
      assert.ok(entities.length > 30);
    });

    const show = (e: { readonly start: number; readonly end: number; readonly kind: string }): string =>
      `${e.start} ${text.slice(e.start, e.end)} ${e.kind}`;

    it(`${id}: rules and gazetteer find every actor and place, exactly, and nothing else`, async () => {
      const found = recognise(text, { gazetteer: await gazetteer() }).filter((m) => m.form === 'name');
      assert.deepEqual(found.map(show), entities.map(show));
    });

    it(`${id}: so do they with the trained tagger`, async () => {
      const tagger = loadTagger(readFileSync(new URL('src/core/names/model/names.bin', root)));
      const found = recognise(text, { gazetteer: await gazetteer(), tagger }).filter((m) => m.form === 'name');
      assert.deepEqual(found.map(show), entities.map(show));
    });
  }
});
