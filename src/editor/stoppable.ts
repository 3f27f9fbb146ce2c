import { type Cancel, CancelledError } from '../core/ports.ts';

/** Long work that a person, or some trouble, may stop and that may go on: it begins again, and finds what it did before. */
export class Stoppable {
  #current = { cancelled: false };
  #goOn: (() => void) | undefined;

  /** True from `stop` until the work goes on. */
  get isStopped(): boolean {
    return this.#current.cancelled;
  }

  /** Adds a person's wish to stop to another reason to cancel. */
  cancel(whole: Cancel): Cancel {
    const current = this.#current;
    return {
      get cancelled() {
        return whole.cancelled || current.cancelled;
      },
    };
  }

  /**
   * Does the work to its end, however often it is stopped meanwhile.
   * @param paused told when it was stopped, and with `false` when it goes on
   * @param waits says of an error whether the work is to wait for better times as if it had been stopped
   */
  async run(
    work: () => Promise<void>,
    whole: Cancel,
    paused: (is: boolean) => void,
    waits: (error: unknown) => boolean = () => false,
  ): Promise<void> {
    for (;;) {
      this.#current = { cancelled: false };
      const current = this.#current;
      try {
        return await work();
      } catch (error) {
        const stopped = error instanceof CancelledError && current.cancelled;
        if (whole.cancelled || !(stopped || waits(error))) throw error;
      }
      await new Promise<void>((goOn) => {
        this.#goOn = goOn;
        paused(true);
      });
      this.#goOn = undefined;
      paused(false);
    }
  }

  stop(): void {
    this.#current.cancelled = true;
  }

  resume(): void {
    this.#goOn?.();
  }
}
