import { CancelledError } from '../core/ports.ts';
import type { Session } from './session.ts';

/** Asks the library on behalf of a provider: undefined when the question was cancelled or failed, which the session is told. */
export async function attempt<T>(session: Session, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CancelledError)) session.failed(error);
    return undefined;
  }
}
