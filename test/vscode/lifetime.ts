/**
 * Ends what the runner started (servers, browsers, scratch folders) in whatever way the runner ends:
 * each thing registers how it is ended; an interrupt ends all of them and then the runner.
 */
type End = () => Promise<void> | void;

const open = new Set<End>();
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
let armed = false;

/** Registers how something is ended. The function returned ends it now, once; later calls wait for the same end. */
export function endLater(end: End): () => Promise<void> {
  arm();
  let ended: Promise<void> | undefined;
  const once = async (): Promise<void> => {
    ended ??= (async () => {
      await end();
    })().finally(() => open.delete(once));
    await ended;
  };
  open.add(once);
  return once;
}

/** Ends everything that is still open, the youngest first; failures to end one thing do not keep the others alive. */
export async function endAll(): Promise<void> {
  for (const end of [...open].reverse()) {
    try {
      await end();
    } catch (error) {
      console.error(`could not be ended: ${String(error)}`);
    }
  }
}

function arm(): void {
  if (armed) return;
  armed = true;
  for (const [signal, code] of Object.entries(signals)) {
    process.once(signal, () => {
      void endAll().finally(() => process.exit(code));
    });
  }
}

/** Runs a program's main function: an error is printed, everything is ended, and the exit code tells what happened. */
export async function program(main: () => Promise<number>): Promise<void> {
  let code = 1;
  try {
    code = await main();
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  await endAll();
  process.exit(code);
}
