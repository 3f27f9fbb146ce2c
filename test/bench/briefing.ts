import { join } from 'node:path';
import { serialize } from 'node:v8';
import { silent } from '../../src/core/library/world.ts';
import { LocalService } from '../../src/core/library.ts';
import { neverCancelled } from '../../src/core/ports.ts';
import { FolderAssets, NodeFiles } from '../../src/worker/files.ts';
import { ReportSender } from '../../src/worker/reports.ts';
import { lintAnew } from './approaches.ts';
import type { Case } from './harness.ts';

const root = join(import.meta.dirname, '../..');

/** Keys of one run. */
const KEYS = 5;
/** Edits of one run: letters and a citation that goes and comes back, each time elsewhere. */
const EDITS = 24;
/**
 * What a key in a long briefing costs the library's process, against doing everything anew at each change, as linters of prose do: by our
 * rules, and by regular expressions alone, as Vale does. Sizes are words.
 */
export function briefingCases(pool: readonly string[], quick: boolean): Case[] {
  return [
    {
      name: 'a key in a briefing',
      unit: 'kilowords',
      sizes: quick ? [2000, 8000] : [2500, 10_000, 40_000],
      prepare: async (size) => {
        const service = await sampleService();
        const paragraphs = briefingOf(pool, size);
        let version = 0;
        let typed = '';
        const key = async (): Promise<number> => {
          typed = typed.length > 60 ? '' : `${typed}${' and this'[version % 9]}`;
          const text = `${paragraphs.join('\n\n')} More${typed}`;
          return (await service.check({ path: 'briefing.md', version: version++, text }, neverCancelled)).findings.length;
        };
        await key();
        const linted = (): number => {
          let found = 0;
          for (let i = 0; i < KEYS; i++) found += lintAnew(`${paragraphs.join('\n\n')} More${' and this'.repeat(i)}`);
          return found;
        };
        const keys = (before: () => Promise<unknown>) => async () => {
          for (let i = 0; i < KEYS; i++) {
            await before();
            await key();
          }
        };
        return {
          units: (KEYS * size) / 1000,
          runs: [
            { who: 'attest', run: keys(async () => undefined) },
            { who: 'all anew', run: keys(() => service.close('briefing.md')) },
            { who: 'as Vale does', run: linted },
          ],
        };
      },
    },
    {
      name: 'an edit in a briefing',
      unit: 'edits',
      sizes: quick ? [1000, 4000] : [1000, 10_000],
      // It costs what its own paragraph does, and a little for all others: parting the text, resolving its names together, telling what changed.
      grows: 'sublinear',
      prepare: async (size) => {
        const service = await sampleService();
        const sender = new ReportSender();
        const paragraphs = briefingOf(pool, size).flatMap((text, i) => (i % 5 === 0 ? [`## Part ${i}`, text] : [text]));
        const version = { number: 0 };
        const check = async (): Promise<number> => {
          const text = paragraphs.join('\n\n');
          const report = await service.check({ path: 'briefing.md', version: version.number++, text }, neverCancelled);
          return serialize(sender.change(report)).length;
        };
        await check();
        const edits = (before: () => Promise<unknown>) => async () => {
          for (let i = 0; i < EDITS; i++) {
            await before();
            // Four edits in one paragraph, then on to another: a letter, one more, a citation that goes and comes back.
            const at = (Math.floor(version.number / 4) * 37) % paragraphs.length;
            const was = paragraphs[at] ?? '';
            const cited = was.replace(CITATION, '');
            paragraphs[at] = i % 4 < 2 ? `${was.slice(0, 80)}x${was.slice(80, 900)}` : i % 4 === 2 ? cited : `${cited} ${CITATION}`;
            await check();
          }
        };
        return {
          units: EDITS,
          runs: [
            { who: 'attest', run: edits(async () => undefined) },
            { who: 'all anew', run: edits(() => service.close('briefing.md')) },
          ],
        };
      },
    },
  ];
}

const CITATION = '[@000_c980effe1f55e4a2].';

/** The library of the sample. */
async function sampleService(): Promise<LocalService> {
  const service = new LocalService({
    assets: new FolderAssets(join(root, 'dist/data')),
    clock: { now: () => Date.now() },
    log: silent,
    files: new NodeFiles(join(root, 'media/sample')),
  });
  await service.scan(neverCancelled);
  return service;
}

/** Paragraphs of so many words, every other one cited. */
function briefingOf(pool: readonly string[], size: number): string[] {
  const paragraphs: string[] = [];
  for (let words = 0, i = 0; words < size; i++) {
    const sentences = [0, 1, 2, 3].map((k) => pool[(i * 31 + k * 7) % pool.length] ?? '');
    paragraphs.push(`${sentences.join(' ')}${i % 2 === 0 ? ` ${CITATION}` : ''}`);
    words += sentences.join(' ').split(/\s+/).length;
  }
  return paragraphs;
}
