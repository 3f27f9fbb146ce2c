/**
 * What the extension host and the library's worker, a process of its own, say to each other. Messages are structured-cloneable; ids are chosen by
 * the client and never used twice. Every request is answered exactly once, by `result` or `error`, cancelled ones included.
 */
import type { Cancel } from '../core/ports.ts';
import type { LibraryService, Progress } from '../core/service.ts';
import type { ReportChange } from './reports.ts';

/** Counts up with every incompatible change. A worker that speaks another version is refused. */
export const PROTOCOL_VERSION = 3;

export type Method = keyof LibraryService;

/** A method's arguments without the last one, `cancel`, which travels as a message of its own. */
export type ArgumentsOf<M extends Method> = Parameters<LibraryService[M]> extends [...infer A, Cancel] ? A : never;
export type ResultOf<M extends Method> = Awaited<ReturnType<LibraryService[M]>>;

/** What a worker is started with. */
export interface WorkerStart {
  readonly version: number;
  /** Absolute path of the library's root; undefined where files come with the changes alone. */
  readonly root?: string;
  /** Absolute path of the folder that holds the tables. */
  readonly assets: string;
  /** Absolute path of the file in which the library is kept; undefined where it is kept in memory. */
  readonly index?: string;
  /** Absolute path of the folder in which the program's compiled code is kept (see `boot.ts`); undefined where it is compiled at each start. */
  readonly code?: string;
}

export type ToWorker =
  | { readonly type: 'request'; readonly id: number; readonly method: Method; readonly args: readonly unknown[] }
  | { readonly type: 'cancel'; readonly id: number };

export type FromWorker =
  | { readonly type: 'ready'; readonly version: number }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  /** Answers `check`. They count in the order in which they come, those of cancelled requests too. */
  | { readonly type: 'report'; readonly id: number; readonly change: ReportChange }
  /** The briefing was closed: its next report comes whole. */
  | { readonly type: 'forget'; readonly path: string }
  | { readonly type: 'error'; readonly id: number; readonly name: string; readonly message: string }
  | { readonly type: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly message: string }
  /** Another process changed the library; `ours`: that one has ended, and the sources are to be scanned by this one. */
  | { readonly type: 'changed'; readonly ours: boolean }
  | ({ readonly type: 'progress' } & Progress);

const METHODS: Readonly<Record<Method, true>> = {
  configure: true,
  setProject: true,
  update: true,
  scan: true,
  status: true,
  check: true,
  prepare: true,
  close: true,
  hover: true,
  evidenceAt: true,
  suggestSources: true,
  suggestQuotations: true,
  citedSources: true,
  definition: true,
  references: true,
  mentionsOf: true,
  sources: true,
  sourceText: true,
  sourceMentions: true,
};

/** True for the name of a method that a worker serves. */
export function isMethod(name: unknown): name is Method {
  return typeof name === 'string' && Object.hasOwn(METHODS, name);
}
