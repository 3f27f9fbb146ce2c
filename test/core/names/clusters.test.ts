import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { recognise } from '../../../src/core/names/recognise.ts';
import { Register } from '../../../src/core/names/register.ts';
import { bCubed, clustersFound } from '../../../src/tools/eval-clusters.ts';
import { gazetteer, withGazetteer } from './tables.ts';

const root = new URL('../../../', import.meta.url);

describe('who is who', () => {
  withGazetteer();

  it('agrees with the gold clusters of the sample articles', async () => {
    const gold = JSON.parse(readFileSync(new URL('test/fixtures/clusters/seeds.json', root), 'utf8')) as Parameters<
      typeof clustersFound
    >[0];
    const g = await gazetteer();
    const register = new Register(g);
    const texts = new Map(gold.map(({ id }) => [id, readFileSync(new URL(`media/sample/sources/${id}.txt`, root), 'utf8')]));
    for (const [id, text] of texts) register.addArticle(id, text, recognise(text, { gazetteer: g }));
    const labels = clustersFound(gold, texts, register);
    const { f1, mentions } = bCubed(labels.gold, labels.found);
    assert.equal(mentions, 113);
    assert.equal(f1, 1);
  });

  it('computes B³ as its authors do', () => {
    // Bagga and Baldwin 1998, their example: chains {1–5}, {6, 7}, {8–12} against {1–5}, {6–12}.
    const gold = ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'c', 'c', 'c', 'c'];
    const found = ['x', 'x', 'x', 'x', 'x', 'y', 'y', 'y', 'y', 'y', 'y', 'y'];
    const { precision, recall } = bCubed(gold, found);
    assert.ok(Math.abs(precision - (5 + 4 / 7 + 25 / 7) / 12) < 1e-9, String(precision));
    assert.equal(recall, 1);
  });
});
