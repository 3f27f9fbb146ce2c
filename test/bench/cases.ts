import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compromise from 'compromise';
import MarkdownIt from 'markdown-it';
import MiniSearch from 'minisearch';
import { nameItem, namesIn } from '../../src/cli/text.ts';
import { prepareClaim, preparePassages, rankPassages } from '../../src/core/claims/evidence.ts';
import { readLexicon } from '../../src/core/claims/lexicon/lexicon.ts';
import { parseBriefing } from '../../src/core/markdown/prose.ts';
import { Gazetteer } from '../../src/core/names/gazetteer.ts';
import { recognise } from '../../src/core/names/recognise.ts';
import { loadTagger } from '../../src/core/names/tagger/tagger.ts';
import { quotations } from '../../src/core/quotes/extract.ts';
import { readSource } from '../../src/core/sources/read.ts';
import { sentences } from '../../src/core/text/sentences.ts';
import { briefingCases } from './briefing.ts';
import type { Case } from './harness.ts';
import { indexingCases } from './indexing.ts';
import { noteCases } from './notes.ts';
import { quoteCases } from './quotes.ts';
import { articles } from './texts.ts';

const data = join(import.meta.dirname, '../../dist/data');

function asset(name: string): Uint8Array {
  const path = join(data, name);
  if (!existsSync(path)) throw new Error(`dist/data/${name} is missing: run "npm run build" first`);
  return readFileSync(path);
}

/** All cases; sizes are kilobytes of text unless said otherwise. `quick` takes the small ones. */
export function cases(pool: readonly string[], quick: boolean): Case[] {
  const sizes = quick ? [100, 400] : [250, 1000, 4000];
  const text = (kilobytes: number): string[] => articles(pool, kilobytes * 1000);
  const megabytes = (texts: readonly string[]): number => texts.reduce((sum, t) => sum + t.length, 0) / 1e6;
  return [
    {
      name: 'sentences',
      unit: 'MB',
      sizes,
      prepare: (size) => {
        const texts = text(size);
        return { units: megabytes(texts), runs: [{ who: 'attest', run: () => texts.reduce((n, t) => n + sentences(t).length, 0) }] };
      },
    },
    {
      name: 'reading a briefing',
      unit: 'MB',
      sizes,
      prepare: (size) => {
        const paragraphs = text(size).flatMap((article) => article.split('\n\n'));
        const plain = new MarkdownIt();
        let round = 0;
        // Paragraphs that were read before are remembered: each round has new ones.
        const next = (): string => {
          round++;
          return paragraphs.map((paragraph) => `${round} ${paragraph}`).join('\n\n');
        };
        return {
          units: next().length / 1e6,
          runs: [
            { who: 'attest', run: () => parseBriefing(next()).blocks.length },
            { who: 'markdown-it', run: () => plain.parse(next(), {}).length },
          ],
        };
      },
    },
    {
      name: 'names',
      unit: 'MB',
      sizes,
      prepare: (size) => {
        const texts = text(size);
        const context = { gazetteer: new Gazetteer(asset('gazetteer.bin')), tagger: loadTagger(asset('names.bin')) };
        const lines = texts.map((t, i) => JSON.stringify({ id: i, text: t }));
        // All that `attest names --stdin-jsonl` does for a line.
        const run = () =>
          lines.reduce((n, line) => {
            const { text } = JSON.parse(line) as { text: string };
            const named = namesIn(text, context);
            return n + JSON.stringify(named.mentions.map((m) => nameItem(text, m, named.nameOf))).length;
          }, 0);
        // compromise takes a minute a few megabytes: it is measured at the smallest size only.
        const peer = { who: 'compromise', run: () => texts.reduce((n, t) => n + compromise(t).topics().length, 0) };
        return { units: megabytes(texts), runs: size === sizes[0] ? [{ who: 'attest', run }, peer] : [{ who: 'attest', run }] };
      },
    },
    {
      name: 'quotations',
      unit: 'MB',
      sizes,
      prepare: (size) => {
        const context = { gazetteer: new Gazetteer(asset('gazetteer.bin')) };
        const texts = text(size).map((t) => ({ text: t, mentions: recognise(t, context) }));
        const run = () => texts.reduce((n, t) => n + quotations(t.text, t).length, 0);
        return { units: megabytes(texts.map((t) => t.text)), runs: [{ who: 'attest', run }] };
      },
    },
    ...quoteCases(pool, quick),
    ...briefingCases(pool, quick),
    ...noteCases(pool, quick),
    {
      name: 'reading plain-text sources',
      unit: 'MB',
      sizes,
      prepare: (size) => {
        const files = text(size).map((t, i) => ({ path: `sources/${i}.txt`, bytes: new TextEncoder().encode(t) }));
        const run = async () => {
          for (const file of files) await readSource(file, { maxFileSize: 1e9 });
        };
        return { units: files.reduce((sum, f) => sum + f.bytes.length, 0) / 1e6, runs: [{ who: 'attest', run }] };
      },
    },
    ...indexingCases(sizes, text, () => new Gazetteer(asset('gazetteer.bin'))),
    {
      name: 'evidence in one article',
      unit: 'claims',
      sizes: [120],
      prepare: (size) => {
        const passages = pool.slice(0, size);
        const claims = pool.filter((_, i) => i % 7 === 0).slice(0, 50);
        const prepared = preparePassages(passages);
        const lexicon = readLexicon(asset('lexicon.txt'));
        const index = new MiniSearch({ fields: ['text'] });
        index.addAll(passages.map((p, id) => ({ id, text: p })));
        return {
          units: claims.length,
          runs: [
            { who: 'attest', run: () => claims.map((c) => rankPassages(prepareClaim(c, { lexicon }), prepared)[0]?.index) },
            { who: 'minisearch', run: () => claims.map((c) => index.search(c)[0]?.id) },
          ],
        };
      },
    },
  ];
}
