import { join } from 'node:path';
import { silent } from '../../src/core/library/world.ts';
import { LocalService } from '../../src/core/library.ts';
import { neverCancelled } from '../../src/core/ports.ts';
import { FolderAssets, NodeFiles } from '../../src/worker/files.ts';
import { lintAnew } from './approaches.ts';
import type { Case } from './harness.ts';

const root = join(import.meta.dirname, '../..');

/** Keys of one run. */
const KEYS = 5;

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
        const service = new LocalService({
          assets: new FolderAssets(join(root, 'dist/data')),
          clock: { now: () => Date.now() },
          log: silent,
          files: new NodeFiles(join(root, 'media/sample')),
        });
        await service.scan(neverCancelled);
        const paragraphs: string[] = [];
        for (let words = 0, i = 0; words < size; i++) {
          const sentences = [0, 1, 2, 3].map((k) => pool[(i * 31 + k * 7) % pool.length] ?? '');
          const cited = i % 2 === 0 ? ' [@000_c980effe1f55e4a2].' : '';
          paragraphs.push(`${sentences.join(' ')}${cited}`);
          words += sentences.join(' ').split(/\s+/).length;
        }
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
  ];
}
