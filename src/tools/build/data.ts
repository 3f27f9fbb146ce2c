/** The data that ships in `dist/data`: the gazetteer is built from packages; the outlines of countries are copied, and the name model unfolded. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { decodeModel } from '../../core/names/tagger/model.ts';
import { unfold } from '../../core/names/tagger/unfolded.ts';
import { writeChanged } from './write.ts';

const gazetteerScript = 'src/tools/gazetteer.ts';
/** Outlines of countries for the maps in hovers: Natural Earth (public domain), 1:110 million. */
const worldOutlines = 'node_modules/world-atlas/countries-110m.json';
const modelFolder = 'src/core/names/model';

/** Writes `dist/data`. Returns one line for each file, with its size in bytes and where it came from. */
export async function buildData(root: string): Promise<readonly DataFile[]> {
  const files: DataFile[] = [];
  const target = join(root, 'dist/data');
  const { bytes, fresh } = await gazetteer(root);
  await writeChanged(join(target, 'gazetteer.bin'), bytes);
  files.push({ path: 'dist/data/gazetteer.bin', bytes: bytes.length, from: fresh ? 'built' : 'cached' });
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

/** The gazetteer's bytes. Building takes seconds: the result is kept under the digest of all that it depends on. */
export async function gazetteer(root: string): Promise<{ readonly bytes: Uint8Array; readonly fresh: boolean }> {
  const script = join(root, gazetteerScript);
  const folder = join(root, 'node_modules/.cache/attest');
  const kept = join(folder, `gazetteer-${await digest(root, script)}.bin`);
  if (existsSync(kept)) return { bytes: await readFile(kept), fresh: false };
  const module: { readonly buildGazetteer: () => Promise<Uint8Array> } = await import(pathToFileURL(script).href);
  const bytes = await module.buildGazetteer();
  await mkdir(folder, { recursive: true });
  await writeChanged(kept, bytes);
  return { bytes, fresh: true };
}

/** Tables of words that are bundled: each is written beside the code that reads it by a script, and is no part of the repository. */
const wordTables: readonly { readonly script: string; readonly table: string }[] = [
  { script: 'src/tools/evidence/lexicon.ts', table: 'src/core/claims/lexicon/table.ts' },
  { script: 'src/tools/quotes/first-names.ts', table: 'src/core/quotes/first-names.ts' },
];

/** Writes the tables that are missing, or older than the scripts and packages that they are made of. */
export async function buildWordTables(root: string): Promise<void> {
  const folder = join(root, 'node_modules/.cache/attest');
  for (const { script, table } of wordTables) {
    const made = join(folder, `${basename(table)}-${await digest(root, join(root, script))}`);
    if (existsSync(made) && existsSync(join(root, table))) continue;
    await promisify(execFile)(process.execPath, [join(root, script)]);
    await mkdir(folder, { recursive: true });
    await writeChanged(made, '');
  }
}

/** Of the script with all project files it imports (those it reads by itself are not seen) and of the packages' versions (the lock file). */
async function digest(root: string, script: string): Promise<string> {
  const bundled = await build({ entryPoints: [script], bundle: true, write: false, platform: 'node', format: 'esm', packages: 'external' });
  const hash = createHash('sha256');
  for (const file of bundled.outputFiles) hash.update(file.contents);
  hash.update(await readFile(join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}
