/** Gathers what happens to files: a checkout that touches thousands of them is one change. */

/** Milliseconds of quiet that end a burst. */
const QUIET = 150;
/** A burst that does not end is told after so many milliseconds, and goes on as another. */
const LONGEST = 2_000;

export interface Burst<T> {
  /** Created or changed; files and folders. */
  readonly changed: readonly T[];
  /** Deleted or renamed away; files and folders. */
  readonly removed: readonly T[];
}

/** Bursts are told one after the other. What happens while one is being dealt with is one more, however long that takes. */
export class Bursts<T> {
  readonly #tell: (burst: Burst<T>) => Promise<void>;
  readonly #waiting = new Map<string, { readonly what: T; readonly there: boolean }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;
  #telling = false;

  constructor(tell: (burst: Burst<T>) => Promise<void>) {
    this.#tell = tell;
  }

  /** Something was created, changed (`there`) or deleted. The last thing that happened to it is what counts. */
  note(name: string, what: T, there: boolean): void {
    this.#waiting.set(name, { what, there });
    this.#since ??= Date.now();
    if (!this.#telling) this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const waited = Date.now() - (this.#since ?? Date.now());
    this.#timer = setTimeout(() => void this.#flush(), Math.max(0, Math.min(QUIET, LONGEST - waited)));
  }

  async #flush(): Promise<void> {
    const burst = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#since = undefined;
    this.#telling = true;
    try {
      await this.#tell({
        changed: burst.filter(({ there }) => there).map(({ what }) => what),
        removed: burst.filter(({ there }) => !there).map(({ what }) => what),
      });
    } finally {
      this.#telling = false;
      if (this.#waiting.size > 0) this.#schedule();
    }
  }

  /** Tells nothing more. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }
}
