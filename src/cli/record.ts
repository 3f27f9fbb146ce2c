import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_FILE } from '../core/library.ts';
import { editProject } from '../core/names/project-edit.ts';
import { neverCancelled } from '../core/ports.ts';
import { explain } from '../worker/files.ts';
import { type Io, OK, UsageError } from './io.ts';
import { openLibrary, readTextFile } from './library.ts';
import { readOptions, text } from './options.ts';

/** `attest record FILE… [--sources DIR]`: writes the digests of the sources that the briefings cite into the project file. */
export async function record(args: readonly string[], io: Io): Promise<number> {
  const { values, files } = readOptions(args, { sources: { type: 'string' } });
  if (files.length === 0) throw new UsageError('Which files? attest record FILE…');
  const texts: { file: string; content: string }[] = [];
  for (const file of files) texts.push({ file, content: await readTextFile(io, file) });
  const { service, root, relative } = await openLibrary(io, text(values, 'sources'), files);
  const cited = new Map<string, string>();
  for (const { file, content } of texts)
    for (const { key, digest } of await service.citedSources({ path: relative(file), version: 1, text: content }, neverCancelled))
      cited.set(key, digest);
  const project = path.join(root, PROJECT_FILE);
  const before = existsSync(project) ? await readTextFile(io, project) : '';
  let after = before;
  for (const [key, digest] of cited) after = editProject(after, { type: 'cited', key, digest });
  if (after !== before)
    try {
      await writeFile(project, after);
    } catch (error) {
      throw new Error(`${PROJECT_FILE}: ${explain(error)}`);
    }
  await io.out(`${PROJECT_FILE}: ${cited.size} cited ${cited.size === 1 ? 'source' : 'sources'} recorded\n`);
  return OK;
}
