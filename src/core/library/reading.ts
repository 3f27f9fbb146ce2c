import type { Clock } from '../ports.ts';
import type { Progress, Reading, SourceChange } from '../service.ts';

type Done = 'read' | 'unchanged' | 'unreadable' | 'bibliography';

/** Counts what a reading of sources does, and tells it. */
export class ReadingCount {
  readonly #clock: Clock;
  readonly #tell: ((progress: Progress) => void) | undefined;
  readonly #began: number;
  readonly #total: number;
  readonly #totalBytes: number;
  readonly #removed: number;
  readonly #counts: Record<Done, number> = { read: 0, unchanged: 0, unreadable: 0, bibliography: 0 };
  #bytes = 0;
  #ended: number | undefined;

  constructor(changed: readonly SourceChange[], removed: number, clock: Clock, tell: ((progress: Progress) => void) | undefined) {
    this.#clock = clock;
    this.#tell = tell;
    this.#began = clock.now();
    this.#total = changed.length;
    this.#totalBytes = changed.reduce((sum, { size }) => sum + size, 0);
    this.#removed = removed;
  }

  /** A file is done with. */
  did(what: Done, bytes: number): void {
    this.#counts[what]++;
    this.#bytes += bytes;
    this.#tell?.(this.#progress());
  }

  /** No more files come: all are done, or the reading was cancelled. */
  end(): void {
    this.#ended = this.#clock.now();
  }

  get facts(): Reading {
    const { read, unchanged, unreadable, bibliography } = this.#counts;
    return { ...this.#progress(), began: this.#began, read: read + bibliography, unchanged, skipped: unreadable, removed: this.#removed };
  }

  #progress(): Progress {
    const { read, unchanged, unreadable, bibliography } = this.#counts;
    return {
      done: read + unchanged + unreadable + bibliography,
      total: this.#total,
      bytes: this.#bytes,
      totalBytes: this.#totalBytes,
      elapsed: (this.#ended ?? this.#clock.now()) - this.#began,
    };
  }
}
