import { quotations } from '../../src/core/quotes/extract.ts';
import { locateQuotation, sourceIndex } from '../../src/core/quotes/locate.ts';
import type { Case } from './harness.ts';
import { articles } from './texts.ts';

/** Pieces that have made quotation finders slow: marks without partners, cues and commas without end. */
const HOSTILE = [
  '“a "b ',
  "'' x ' ",
  'she said that he said ',
  ', who said, ',
  'he said “a b c” and ',
  '“'.repeat(20),
  '\n\n“',
  'according to the x of the y ',
  '(([ ',
];

/** Cases of quotations: growth in hostile text, and one altered quotation against a growing library. Sizes are kilobytes. */
export function quoteCases(pool: readonly string[], quick: boolean): Case[] {
  return [
    {
      name: 'quotations in hostile text',
      unit: 'MB',
      sizes: quick ? [50, 200] : [100, 400, 1600],
      prepare: (size) => {
        let text = '';
        for (let i = 0; text.length < size * 1000; i++) text += HOSTILE[(i * 7 + (i >> 3)) % HOSTILE.length] ?? '';
        return { units: text.length / 1e6, runs: [{ who: 'attest', run: () => quotations(text, { mentions: [] }).length }] };
      },
    },
    {
      name: 'locating a quotation',
      unit: 'MB',
      sizes: quick ? [200, 800] : [500, 2000, 8000],
      prepare: (size) => {
        const sources = articles(pool, size * 1000).map((text, i) => ({ path: String(i), text, index: sourceIndex(text) }));
        const megabytes = sources.reduce((sum, s) => sum + s.text.length, 0) / 1e6;
        const words = (sources[0]?.text ?? '').split(/\s+/).slice(20, 45);
        const altered = words.map((w, i) => (i === 12 ? 'otherwise' : w)).join(' ');
        return { units: megabytes, runs: [{ who: 'attest', run: () => locateQuotation(altered, sources).places.length }] };
      },
    },
  ];
}
