/** What a command sees of the process: testable without one. */
export interface Io {
  /** The standard input, in pieces of any size. */
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Writes to the standard output; resolves when more may be written. */
  out(text: string): Promise<void>;
  /** Writes to the standard error. */
  err(text: string): void;
  /** The working directory, absolute. */
  readonly cwd: string;
  /** The folder of the tables, absolute. */
  readonly assets: string;
  /** The bundle that runs in threads of its own, absolute; without it everything runs in this one. */
  readonly worker?: string;
}

export const OK = 0;
export const FINDINGS = 1;
/** Usage, input or output failed. */
export const FAILED = 2;

/** A message for the person at the terminal, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
