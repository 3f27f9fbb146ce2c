import { Gazetteer } from '../../../src/core/names/gazetteer.ts';
import { buildGazetteer } from '../../../src/tools/gazetteer.ts';

let bytes: Promise<Uint8Array> | undefined;
let built: Promise<Gazetteer> | undefined;

/** The table's bytes; made once for all tests of a run. */
export function gazetteerBytes(): Promise<Uint8Array> {
  bytes ??= buildGazetteer();
  return bytes;
}

/** The gazetteer as the build makes it; once for all tests of a run. */
export function gazetteer(): Promise<Gazetteer> {
  built ??= gazetteerBytes().then((table) => new Gazetteer(table));
  return built;
}
