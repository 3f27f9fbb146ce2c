/** What the core asks of the world. Each port has an in-memory twin for tests. */

/** Asked after every await: a cancelled computation stops and its result is dropped. Always the last parameter. */
export interface Cancel {
  readonly cancelled: boolean;
}

/** For callers that never cancel. */
export const neverCancelled: Cancel = { cancelled: false };

/** Thrown where a cancelled computation stops; never shown to a person. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** @throws CancelledError when `cancel` says so. */
export function throwIfCancelled(cancel: Cancel): void {
  if (cancel.cancelled) throw new CancelledError('cancelled');
}

/** Lets other work of the thread run: questions that wait, cancellations that arrive. */
export type Breathe = () => Promise<void>;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** One file as the file system lists it. `path` is relative to the library's root, with forward slashes. */
export interface FileEntry {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch; with `size` it tells an unchanged file without reading it. */
  readonly modified: number;
}

/** A folder that could not be looked into, or a file that could not be looked at. */
export interface ClosedFolder {
  readonly path: string;
  readonly reason: string;
  readonly file?: true;
}

/** Read access to the files of one library root (a workspace folder, or the command line's `--sources`). */
export interface Files {
  /**
   * Entries that match any of the globs, sorted by path (code-unit order); those of kinds that are never read may be left out.
   * @throws an Error with a plain message when the folder that holds them all is not there: that is no reason to forget them
   */
  list(globs: readonly string[], cancel: Cancel): Promise<readonly FileEntry[]>;
  /** What the last listing could not look into, with the reason: what is there is unknown, not gone. */
  readonly closed?: readonly ClosedFolder[];
  /** @throws an Error with a plain message when the file cannot be read (missing, locked, no permission). */
  read(path: string, cancel: Cancel): Promise<Uint8Array>;
}

/** Built tables that ship beside the bundles, loaded once and lazily. */
export interface Assets {
  /** The bytes of one asset, e.g. `gazetteer.bin`; undefined when this build carries none of that name. */
  load(name: string): Promise<Uint8Array | undefined>;
}
