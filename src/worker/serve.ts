import { CancelledError } from '../core/ports.ts';
import type { LibraryService } from '../core/service.ts';
import { type FromWorker, isMethod, type Method, PROTOCOL_VERSION, type ResultOf, type ToWorker } from './protocol.ts';
import { ReportSender } from './reports.ts';

/** One end of a channel between two threads or processes. */
export interface Channel<Out, In> {
  post(message: Out): void;
  onMessage(listener: (message: In) => void): void;
  /** Told of every request that succeeded, after it was answered. */
  answered?(method: Method): void;
  /** Told of every request that failed, after it was answered. */
  failed?(error: unknown): void;
}

/** Answers the requests that come over a channel from a service, and says so when ready. Returns when it listens. */
export function serve(service: LibraryService, channel: Channel<FromWorker, ToWorker>): void {
  const running = new Map<number, { cancelled: boolean }>();
  const reports = new ReportSender();
  const post = (id: number, method: Method, args: readonly unknown[], value: unknown): void => {
    if (method === 'check') {
      channel.post({ type: 'report', id, change: reports.change(value as ResultOf<'check'>) });
      return;
    }
    const [path] = args;
    if (method === 'close' && typeof path === 'string') {
      reports.forget(path);
      channel.post({ type: 'forget', path });
    }
    channel.post({ type: 'result', id, value });
  };
  channel.onMessage((message) => {
    if (message.type === 'cancel') {
      const cancel = running.get(message.id);
      if (cancel) cancel.cancelled = true;
      return;
    }
    const { id, method, args } = message;
    const cancel = { cancelled: false };
    running.set(id, cancel);
    void answer(service, method, args, cancel)
      .then(
        (value) => {
          post(id, method, args, value);
          channel.answered?.(method);
        },
        (error: unknown) => {
          channel.post({ type: 'error', id, ...describe(error) });
          channel.failed?.(error);
        },
      )
      .finally(() => running.delete(id));
  });
  channel.post({ type: 'ready', version: PROTOCOL_VERSION });
}

async function answer(
  service: LibraryService,
  method: unknown,
  args: readonly unknown[],
  cancel: { readonly cancelled: boolean },
): Promise<unknown> {
  if (!isMethod(method)) throw new Error(`The library's worker knows no request “${String(method)}”.`);
  const call = service[method] as (...all: unknown[]) => Promise<unknown>;
  return call.apply(service, [...args, cancel]);
}

function describe(error: unknown): { name: string; message: string } {
  if (error instanceof CancelledError) return { name: error.name, message: error.message };
  return error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };
}
