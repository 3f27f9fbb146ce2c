import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Assets } from '../../core/ports.ts';
import { builtTable, isTable } from '../build/data.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The tables as they ship, without a build of the extension. */
export function assetsOf(): Assets {
  return {
    load: async (name) => {
      if (isTable(name)) return (await builtTable(root, name)).bytes;
      return name === 'names.bin' ? readFileSync(resolve(root, 'src/core/names/model/names.bin')) : undefined;
    },
  };
}
