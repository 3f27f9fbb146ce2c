import { Gazetteer } from '../names/gazetteer.ts';
import type { RecogniseContext } from '../names/recognise.ts';
import { loadTagger } from '../names/tagger/tagger.ts';
import type { Assets, Log } from '../ports.ts';

/**
 * The tables on which the recogniser rests. A table that is missing or broken is said in the log, and names are recognised
 * without it: never an error.
 */
export async function loadTables(assets: Assets, log: Log): Promise<RecogniseContext> {
  const [gazetteer, tagger] = await Promise.all([
    load(assets, log, 'gazetteer.bin', (bytes) => new Gazetteer(bytes)),
    load(assets, log, 'names.bin', loadTagger),
  ]);
  return { ...(gazetteer ? { gazetteer } : {}), ...(tagger ? { tagger } : {}) };
}

async function load<T>(assets: Assets, log: Log, name: string, read: (bytes: Uint8Array) => T): Promise<T | undefined> {
  try {
    const bytes = await assets.load(name);
    if (bytes) return shared(bytes, read);
    log.warn(`This build carries no ${name}: names are recognised without it.`);
  } catch (error) {
    log.error(`${name} could not be read (${error instanceof Error ? error.message : String(error)}): names are recognised without it.`);
  }
  return undefined;
}

/** Tables of the same bytes are made once: libraries of one thread share them. */
const made = new WeakMap<Uint8Array, unknown>();

function shared<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T): T {
  if (!made.has(bytes)) made.set(bytes, read(bytes));
  return made.get(bytes) as T;
}
