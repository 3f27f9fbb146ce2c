import { type Lexicon, noLexicon, readLexicon } from '../claims/lexicon/lexicon.ts';
import { Gazetteer } from '../names/gazetteer.ts';
import type { RecogniseContext } from '../names/recognise.ts';
import { loadTagger } from '../names/tagger/tagger.ts';
import type { Assets, Log } from '../ports.ts';
import { type GenderOfFirstName, noFirstNames, readFirstNames } from '../quotes/gender.ts';

/** The tables on which the reading of a text rests. */
export interface Tables extends RecogniseContext {
  /** What first names tell of who "she" is. */
  readonly genderOf: GenderOfFirstName;
}

/**
 * The tables on which the reading of a text rests. One that is missing or broken is said in the log, and what rests on it is done
 * without it: never an error.
 */
export async function loadTables(assets: Assets, log: Log): Promise<Tables> {
  const [gazetteer, tagger, genderOf] = await Promise.all([
    load(assets, log, 'gazetteer.bin', NAMES, (bytes) => new Gazetteer(bytes)),
    load(assets, log, 'names.bin', NAMES, loadTagger),
    load(assets, log, 'first-names.txt', 'pronouns are understood', readFirstNames),
  ]);
  return { ...(gazetteer ? { gazetteer } : {}), ...(tagger ? { tagger } : {}), genderOf: genderOf ?? noFirstNames };
}

/** What claims are compared by. Without the table no word is known: that is said in the log, and is no error. */
export async function loadLexicon(assets: Assets, log: Log): Promise<Lexicon> {
  return (await load(assets, log, 'lexicon.txt', 'claims are compared', readLexicon)) ?? noLexicon;
}

const NAMES = 'names are recognised';

/** @param what is done all the same, without the table, where it is missing or broken */
async function load<T>(assets: Assets, log: Log, name: string, what: string, read: (bytes: Uint8Array) => T): Promise<T | undefined> {
  try {
    const bytes = await assets.load(name);
    if (bytes) return shared(bytes, read);
    log.warn(`This build carries no ${name}: ${what} without it.`);
  } catch (error) {
    log.error(`${name} could not be read (${error instanceof Error ? error.message : String(error)}): ${what} without it.`);
  }
  return undefined;
}

/** Tables of the same bytes are made once: libraries of one thread share them. */
const made = new WeakMap<Uint8Array, unknown>();

function shared<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T): T {
  if (!made.has(bytes)) made.set(bytes, read(bytes));
  return made.get(bytes) as T;
}
