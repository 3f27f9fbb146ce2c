import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '../../src/core/library/world.ts';
import { LocalService } from '../../src/core/library.ts';
import { neverCancelled } from '../../src/core/ports.ts';
import { FolderAssets, NodeFiles } from '../../src/worker/files.ts';
import { Notes } from './approaches.ts';
import type { Case } from './harness.ts';

const root = join(import.meta.dirname, '../..');

/** Words of the note that is edited; of the other notes some dozen, so that ten thousand of them are read in seconds. */
const WORDS = 10_000;
const KEYS = 5;

/** A folder of notes, or articles, and a long note that cites every tenth of them at most; removed when the process ends. */
function folder(pool: readonly string[], size: number): { root: string; ids: string[]; note: string } {
  const made = mkdtempSync(join(tmpdir(), 'attest-bench-notes-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  mkdirSync(join(made, 'sources'));
  const sentence = (i: number): string => pool[(i * 7919) % pool.length] ?? '';
  const ids = Array.from({ length: size }, (_, i) => `n${i}`);
  for (const [i, id] of ids.entries()) {
    const link = ids[(i * 31) % size] ?? id;
    writeFileSync(
      join(made, 'sources', `${id}.txt`),
      `Note ${i}\n\n${sentence(3 * i)} ${sentence(3 * i + 1)}\n\n${sentence(3 * i + 2)} [[${link}]]\n`,
    );
  }
  const paragraphs: string[] = [];
  for (let words = 0, i = 0; words < WORDS; i++) {
    const text = [0, 1, 2, 3].map((k) => sentence(i * 31 + k * 7)).join(' ');
    paragraphs.push(`${text} [@${ids[(i * 13) % size] ?? ''}].`);
    words += text.split(/\s+/).length;
  }
  return { root: made, ids, note: paragraphs.join('\n\n') };
}

/**
 * Links and names of a note of 10,000 words beside a growing number of notes, against a workspace of notes that parses the edited one anew
 * and makes its graph again (Foam). Sizes are notes, a unit is a key or a hover: what it takes must not grow with them.
 */
export function noteCases(pool: readonly string[], quick: boolean): Case[] {
  const sizes = quick ? [200, 1000] : [1000, 10_000];
  const open = async (size: number) => {
    const { root: made, ids, note } = folder(pool, size);
    const service = new LocalService({
      assets: new FolderAssets(join(root, 'dist/data')),
      clock: { now: () => 0 },
      log: silent,
      files: new NodeFiles(made),
    });
    await service.scan(neverCancelled);
    const notes = new Notes(join(made, 'sources'));
    const files = new NodeFiles(made);
    for (const id of ids) notes.add(id, new TextDecoder().decode(await files.read(`sources/${id}.txt`, neverCancelled)));
    return { service, notes, ids, note };
  };
  let version = 0;
  return [
    {
      name: 'a key in a long note, links',
      unit: 'keys',
      sizes,
      grows: 'flat',
      prepare: async (size) => {
        const { service, notes, note } = await open(size);
        const text = (): string => `${note} More${' and this and that'.slice(0, version++ % 19)}`;
        const keys = (key: () => unknown) => async () => {
          for (let i = 0; i < KEYS; i++) await key();
        };
        return {
          units: KEYS,
          runs: [
            { who: 'attest', run: keys(() => service.citedSources({ path: 'note.md', version, text: text() }, neverCancelled)) },
            { who: 'as Foam does', run: keys(() => notes.change('note', text())) },
          ],
        };
      },
    },
    {
      name: 'a hover on a link',
      unit: 'hovers',
      sizes,
      grows: 'flat',
      prepare: async (size) => {
        const { service, notes, note } = await open(size);
        const links = [...note.matchAll(/\[@(n\d+)\]/g)];
        let next = 0;
        const hovers = (hover: (link: RegExpExecArray | undefined) => unknown) => async () => {
          for (let i = 0; i < 20; i++) await hover(links[next++ % links.length]);
        };
        const briefing = { path: 'note.md', version: 1, text: note };
        return {
          units: 20,
          runs: [
            { who: 'attest', run: hovers((link) => service.hover(briefing, (link?.index ?? 0) + 2, neverCancelled)) },
            { who: 'as Foam does', run: hovers((link) => notes.hover(link?.[1] ?? '')) },
          ],
        };
      },
    },
  ];
}
