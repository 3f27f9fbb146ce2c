import { fileURLToPath } from 'node:url';
import { Gazetteer } from '../../../src/core/names/gazetteer.ts';
import { builtTable } from '../../../src/tools/build/data.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let built: Promise<Gazetteer> | undefined;

/** The bytes of `gazetteer.bin`: built once, then kept by the build until its packages or its script change. */
export async function gazetteerBytes(): Promise<Uint8Array> {
  return (await builtTable(root, 'gazetteer.bin')).bytes;
}

/** The gazetteer as the build makes it, loaded once for all tests. */
export function gazetteer(): Promise<Gazetteer> {
  built ??= gazetteerBytes().then((found) => new Gazetteer(found));
  return built;
}

/** Loads the gazetteer before the tests of a suite; the first time, it is built. */
export function withGazetteer(): void {
  before(async function () {
    this.timeout(180_000);
    await gazetteer();
  });
}
