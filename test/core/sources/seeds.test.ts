import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Article } from '../../../src/core/model.ts';
import { readSource } from '../../../src/core/sources/read.ts';

async function seed(name: string): Promise<Article> {
  const path = `media/sample/sources/${name}.txt`;
  const bytes = readFileSync(new URL(`../../../${path}`, import.meta.url));
  const { article, problems } = await readSource({ path, bytes }, { maxFileSize: 1_000_000 });
  assert.deepEqual(problems, []);
  assert.ok(article);
  return article;
}

function paragraphWith(article: Article, words: string): Article['paragraphs'][number] {
  const found = article.paragraphs.find((p) => article.text.slice(p.start, p.end).includes(words));
  assert.ok(found, words);
  return found;
}

describe('the sample articles', () => {
  it('tells title, date line, byline and furniture from the text', async () => {
    const article = await seed('000_c980effe1f55e4a2');
    assert.deepEqual(
      article.paragraphs.map((p) => p.role),
      ['title', 'dateline', ...Array<string>(9).fill('body'), 'byline', 'byline', 'furniture'],
    );
    assert.equal(article.metadata.title, 'Bloomberg: Kremlin not expecting breakthrough from peace talks with Ukraine in UAE');
    assert.equal(article.metadata.date, 'XXXX-02-01');
    assert.equal(article.metadata.author, 'Анна Ткаченко');
    assert.equal(article.metadata.key, '000_c980effe1f55e4a2');
    assert.equal(article.metadata.outlet, 'Komersant Ukrainian');
    assert.equal(paragraphWith(article, 'Putin continues to insist').number, 3);
    assert.equal(paragraphWith(article, '“The conditions Trump is offering').number, 9);
    const shown = article.passages.map((p) => article.text.slice(p.start, p.end)).join('\n');
    for (const word of ['1 February 00:21', 'Ткаченко', 'Editor', 'Reading now']) assert.ok(!shown.includes(word), word);
  });

  it('says who carries each passage', async () => {
    const article = await seed('000_c980effe1f55e4a2');
    const carried = (words: string) => {
      const passage = article.passages.find((p) => article.text.slice(p.start, p.end).includes(words));
      assert.ok(passage, words);
      return [...passage.provenance.via, ...(passage.provenance.anonymous ? ['anonymous'] : [])];
    };
    assert.deepEqual(carried('Bloomberg: Kremlin not expecting'), ['Bloomberg']);
    assert.deepEqual(carried('citing sources familiar'), ['Bloomberg', 'anonymous']);
    assert.deepEqual(carried('According to the agency'), ['Bloomberg', 'anonymous']);
    assert.deepEqual(carried('Putin continues to insist'), ['Bloomberg', 'anonymous']);
    assert.deepEqual(carried('Moscow is ready to freeze'), ['Bloomberg', 'anonymous']);
    assert.deepEqual(carried('According to them, the military plans'), ['Bloomberg', 'anonymous']);
    assert.deepEqual(carried('flew to Miami'), []);
    assert.deepEqual(carried('one EU diplomat told'), ['Bloomberg', 'anonymous']);
    assert.deepEqual(carried('According to him, they include'), []);
    assert.deepEqual(carried('Gabuev said'), []);
  });

  it('marks repeated paragraphs and leaves unknown what is not stated', async () => {
    const article = await seed('003_ce60f647ed50ed9e');
    assert.deepEqual(article.metadata, { key: '003_ce60f647ed50ed9e', origins: { key: 'file-name' } });
    assert.deepEqual(
      article.paragraphs.map((p) => [p.number, p.repeats]),
      [1, 2, 3, 4, 5, 6, 7].map((n) => [n, undefined as number | undefined]).concat([2, 3, 4, 5, 6, 7].map((n) => [n, n - 1])),
    );
    assert.equal(paragraphWith(article, "Meanwhile, China's President Xi").number, 6);
    assert.ok(article.passages.every((p) => article.paragraphs[p.paragraph]?.repeats === undefined));
  });
});
