import { Gazetteer } from '../../../src/core/names/gazetteer.ts';
import { buildGazetteer } from '../../../src/tools/gazetteer.ts';

let built: Promise<Gazetteer> | undefined;

/** The gazetteer as the build makes it; once for all tests of a run. */
export function gazetteer(): Promise<Gazetteer> {
  built ??= buildGazetteer().then((bytes) => new Gazetteer(bytes));
  return built;
}
