/** The data that ships in `dist/data`: tables are built from packages; the outlines of countries are copied, and the name model unfolded. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { decodeModel } from '../../core/names/tagger/model.ts';
import { unfold } from '../../core/names/tagger/unfolded.ts';
import { writeChanged } from './write.ts';

/** Which script builds a table: its `buildTable` gives the bytes. */
const tables = {
  'gazetteer.bin': 'src/tools/gazetteer.ts',
  'lexicon.txt': 'src/tools/evidence/lexicon.ts',
  'first-names.txt': 'src/tools/quotes/first-names.ts',
} as const;

export type TableName = keyof typeof tables;

/** True for the name of a table that a script builds. */
export function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name);
}

/** Outlines of countries for the maps in hovers: Natural Earth (public domain), 1:110 million. */
const worldOutlines = 'node_modules/world-atlas/countries-110m.json';
const modelFolder = 'src/core/names/model';

/** Writes `dist/data`. Returns one line for each file, with its size in bytes and where it came from. */
export async function buildData(root: string): Promise<readonly DataFile[]> {
  const files: DataFile[] = [];
  const target = join(root, 'dist/data');
  for (const name of Object.keys(tables) as TableName[]) {
    const { bytes, fresh } = await builtTable(root, name);
    await writeChanged(join(target, name), bytes);
    files.push({ path: `dist/data/${name}`, bytes: bytes.length, from: fresh ? 'built' : 'cached' });
  }
  const outlines = await readFile(join(root, worldOutlines));
  await writeChanged(join(target, 'countries.json'), outlines);
  files.push({ path: 'dist/data/countries.json', bytes: outlines.length, from: 'copied' });
  for (const name of await modelFiles(root)) {
    const kept = await readFile(join(root, modelFolder, name));
    const model = name.endsWith('.bin');
    const bytes = model ? unfold(decodeModel(kept)) : kept;
    await writeChanged(join(target, name), bytes);
    files.push({ path: `dist/data/${name}`, bytes: bytes.length, from: model ? 'unfolded' : 'copied' });
  }
  return files;
}

export interface DataFile {
  readonly path: string;
  readonly bytes: number;
  readonly from: 'built' | 'cached' | 'copied' | 'unfolded';
}

/** Data only: code that lies beside the model is bundled, not copied. */
async function modelFiles(root: string): Promise<readonly string[]> {
  return (await readdir(join(root, modelFolder))).filter((name) => !name.endsWith('.ts')).sort();
}

/** A table's bytes. Building may take seconds: the result is kept under the digest of all that it depends on. */
export async function builtTable(root: string, name: TableName): Promise<{ readonly bytes: Uint8Array; readonly fresh: boolean }> {
  const script = join(root, tables[name]);
  const folder = join(root, 'node_modules/.cache/attest');
  const kept = join(folder, `${await digest(root, script)}-${name}`);
  if (existsSync(kept)) return { bytes: await readFile(kept), fresh: false };
  const module: { readonly buildTable: () => Uint8Array | Promise<Uint8Array> } = await import(pathToFileURL(script).href);
  const bytes = await module.buildTable();
  await mkdir(folder, { recursive: true });
  await writeChanged(kept, bytes);
  return { bytes, fresh: true };
}

/** Of the script with all project files it imports (those it reads by itself are not seen) and of the packages' versions (the lock file). */
async function digest(root: string, script: string): Promise<string> {
  const bundled = await build({ entryPoints: [script], bundle: true, write: false, platform: 'node', format: 'esm', packages: 'external' });
  const hash = createHash('sha256');
  for (const file of bundled.outputFiles) hash.update(file.contents);
  hash.update(await readFile(join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}
