import type { Assets, Clock, Files, Log } from '../ports.ts';
import type { Kept, Progress } from '../service.ts';
import type { Index, Store } from '../store/store.ts';

/** What a library asks of the world around it. */
export interface World {
  readonly assets: Assets;
  readonly clock: Clock;
  readonly log: Log;
  /** Where sources are read that come without their bytes; undefined where none are. */
  readonly files?: Files;
  /** Where articles are kept; in memory when undefined. */
  readonly store?: Store;
  /** The same store, where it outlives the process. */
  readonly index?: Index;
  /** Lets other work of the thread run: requests that wait, cancellations that arrive. */
  readonly breathe?: () => Promise<void>;
  /** Told while sources are read. */
  readonly progress?: (progress: Progress) => void;
  /** Where the library is kept, for the status. */
  readonly kept?: () => Kept;
}

/** A log that keeps nothing. */
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
