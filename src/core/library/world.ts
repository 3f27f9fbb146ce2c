import type { Project } from '../names/project.ts';
import type { Assets, Breathe, Cancel, Clock, Files, Log } from '../ports.ts';
import type { Housing, Kept, Progress } from '../service.ts';
import type { Index, Store } from '../store/store.ts';
import type { Limits } from './limits.ts';
import type { Asked, Prepared } from './prepare.ts';

/** Reads sources elsewhere: in other threads. */
export interface Readers {
  /** How many may be asked at a time. */
  readonly width: number;
  /** What `prepareSources` gives for a file, the project's names counted in; undefined: it cannot be done here. @throws CancelledError */
  prepare(asked: Asked, project: Project, cancel: Cancel): Promise<Prepared | undefined>;
  /** No more is asked for now. */
  rest(): void;
}

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
  /** So many articles are stored in one step, and what is indexed answers questions while the rest is read; 256 when undefined. */
  readonly batch?: number;
  /** How much is looked at for one question; `LIMITS` when undefined. */
  readonly limits?: Limits;
  /** So many problems of files are told, the gravest first; all when undefined. */
  readonly mostProblems?: number;
  /** Where many sources are read; in this thread when undefined. */
  readonly readers?: Readers;
  /** Undefined: nothing else goes on in the thread. */
  readonly breathe?: Breathe;
  /** Passes a moment, while another process is waited for that reads the sources; undefined: it is not waited for. */
  readonly pause?: () => Promise<void>;
  /** Told while sources are read. */
  readonly progress?: (progress: Progress) => void;
  /** Where the library is kept, for the status. */
  readonly kept?: () => Kept;
  /** The process that it lives in, for the status. */
  readonly process?: () => Housing;
}

/** A log that keeps nothing. */
export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
