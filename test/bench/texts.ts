import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentences } from '../../src/core/text/sentences.ts';

const sample = join(import.meta.dirname, '../../media/sample/sources');

/** Sentences to recombine: of a file of JSON lines with `text`, or of the sample articles. */
export function sentencePool(path: string | undefined): readonly string[] {
  const texts =
    path === undefined
      ? ['000_c980effe1f55e4a2.txt', '003_ce60f647ed50ed9e.txt'].map((name) => readFileSync(join(sample, name), 'utf8'))
      : readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '')
          .slice(0, 4000)
          .map((line) => (JSON.parse(line) as { text: string }).text);
  return texts.flatMap((text) => sentences(text).map((s) => text.slice(s.start, s.end).replace(/\s+/g, ' ')));
}

/** Articles of about 4 kB, recombined from the pool by a fixed seed: the same for every run. */
export function articles(pool: readonly string[], characters: number, seed = 1): string[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const made: string[] = [];
  for (let total = 0; total < characters; ) {
    const paragraphs: string[] = [];
    let length = 0;
    while (length < 4000) {
      const chosen = Array.from({ length: 2 + Math.floor(random() * 4) }, () => pool[Math.floor(random() * pool.length)] ?? '');
      const paragraph = chosen.join(' ');
      paragraphs.push(paragraph);
      length += paragraph.length + 2;
    }
    made.push(paragraphs.join('\n\n'));
    total += length;
  }
  return made;
}

/** Characters of an article made by `articles`, on average and rounded up. */
const ARTICLE = 4300;

/** So many articles, recombined from the pool. */
export function articlesOf(pool: readonly string[], count: number): string[] {
  return articles(pool, count * ARTICLE, 7).slice(0, count);
}
