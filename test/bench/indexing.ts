import { indexArticle, termsOf } from '../../src/core/library/index.ts';
import { quotationsOf } from '../../src/core/library/kept.ts';
import { type Contribution, contribution } from '../../src/core/names/contribution.ts';
import type { Gazetteer } from '../../src/core/names/gazetteer.ts';
import { recognise } from '../../src/core/names/recognise.ts';
import { Register } from '../../src/core/names/register.ts';
import { noFirstNames } from '../../src/core/quotes/gender.ts';
import { readSource } from '../../src/core/sources/read.ts';
import { signaturesOf, sketchOf } from '../../src/core/sources/sketch.ts';
import type { ArticleRecord } from '../../src/core/store/store.ts';
import { digestBytes } from '../../src/core/text/digest.ts';
import { encodeParts, encodeText } from '../../src/store/codec.ts';
import type { Case } from './harness.ts';

/** Nobody is named: what names cost is measured by itself. */
const NOBODY: Contribution = {
  clusters: [],
  spans: new Int32Array(0),
  of: new Uint16Array(0),
  form: new Uint16Array(0),
  traits: new Uint8Array(0),
  confidence: new Uint8Array(0),
};

/** Cases of what indexing does besides reading files, finding names and storing: each step alone, of articles that are read. */
export function indexingCases(sizes: readonly number[], text: (kilobytes: number) => string[], gazetteerOf: () => Gazetteer): Case[] {
  const steps: Readonly<Record<string, (record: ArticleRecord) => number>> = {
    'terms of passages': ({ article: { text, passages } }) => passages.reduce((n, span) => n + termsOf(text, span).length, 0),
    'signatures of kinship': ({ article }) => signaturesOf(sketchOf(article)).length,
    'indexing without names': (record) => indexArticle(record, quotationsOf(record.article, record.names, noFirstNames)).index.length,
    'encoding for the store': ({ article, names }) => encodeText(article.text).length + encodeParts(article, names).length,
  };
  return [
    {
      name: 'digests of files',
      unit: 'MB',
      sizes,
      prepare: (size) => {
        const files = text(size).map((t) => new TextEncoder().encode(t));
        const run = (): number => files.reduce((n, bytes) => n + digestBytes(bytes).length, 0);
        return { units: files.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6, runs: [{ who: 'attest', run }] };
      },
    },
    {
      name: 'counting names',
      unit: 'MB',
      sizes: sizes.slice(0, 2),
      prepare: (size) => {
        const texts = text(size);
        const gazetteer = gazetteerOf();
        const made = texts.map((t) => contribution(t, recognise(t, { gazetteer }), gazetteer));
        const run = (): number => {
          const register = new Register(gazetteer);
          for (const one of made) register.count(one, 1);
          return [...register.changes()].length;
        };
        return { units: megabytes(texts), runs: [{ who: 'attest', run }] };
      },
    },
    ...Object.entries(steps).map(
      ([name, step]): Case => ({
        name,
        unit: 'MB',
        sizes,
        prepare: async (size) => {
          const records = await Promise.all(text(size).map((t, i) => recordOf(`sources/${i}.txt`, t)));
          const run = (): number => records.reduce((n, record) => n + step(record), 0);
          return { units: megabytes(records.map(({ article }) => article.text)), runs: [{ who: 'attest', run }] };
        },
      }),
    ),
  ];
}

function megabytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
}

async function recordOf(path: string, text: string): Promise<ArticleRecord> {
  const bytes = new TextEncoder().encode(text);
  const { article } = await readSource({ path, bytes }, { maxFileSize: 1e9, plain: true });
  if (article === undefined) throw new Error(`${path} could not be read`);
  return { article, problems: [], size: bytes.length, modified: 0, fileDigest: '', names: NOBODY };
}
