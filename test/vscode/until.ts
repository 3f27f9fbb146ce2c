/** Waiting for a condition instead of for a time. */

export interface UntilOptions {
  /** Milliseconds after which the wait fails; default 20,000 (a cold start of the window on a slow machine takes 10,000). */
  readonly timeout?: number;
  /** Milliseconds between two looks; default 50. */
  readonly interval?: number;
  /** Says in the failure what was seen last. */
  readonly seen?: () => Promise<string> | string;
}

/**
 * Asks `look` again and again until it returns something other than `undefined` or `false`, and returns that.
 * An exception of `look` counts as "not yet", and the last one is told when the wait fails.
 * @throws Error naming `what` when the time is over.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  options: UntilOptions = {},
): Promise<T> {
  const { timeout = 20_000, interval = 50 } = options;
  const end = performance.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= end) break;
    await new Promise((wake) => setTimeout(wake, interval));
  }
  const seen = options.seen === undefined ? '' : `; seen last: ${await Promise.resolve(options.seen()).catch(String)}`;
  const reason = last === undefined ? '' : `; ${last instanceof Error ? last.message : String(last)}`;
  throw new Error(`waited ${timeout} ms for ${what}${seen}${reason}`);
}
