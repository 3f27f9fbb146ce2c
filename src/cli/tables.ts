import type { Lexicon } from '../core/claims/lexicon/lexicon.ts';
import { loadLexicon, loadTables, type Tables } from '../core/library/tables.ts';
import type { Log } from '../core/ports.ts';
import { printable } from '../core/reports/printable.ts';
import { FolderAssets } from '../worker/files.ts';
import type { Io } from './io.ts';

/** Warnings and errors go to the standard error; the rest is silent. */
export function logOf(io: Io): Log {
  const say = (message: string): void => io.err(`attest: ${printable(message)}\n`);
  return { info: () => undefined, warn: say, error: say };
}

/** The tables on which the reading of a text rests. */
export function tablesOf(io: Io): Promise<Tables> {
  return loadTables(new FolderAssets(io.assets), logOf(io));
}

/** What claims are compared by. */
export function lexiconOf(io: Io): Promise<Lexicon> {
  return loadLexicon(new FolderAssets(io.assets), logOf(io));
}
