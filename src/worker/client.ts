import type { Cancel } from '../core/ports.ts';
import { CancelledError } from '../core/ports.ts';
import type { BriefingText, LibraryService, LibrarySettings, Progress, SourceChange } from '../core/service.ts';
import { type ArgumentsOf, type FromWorker, type Method, PROTOCOL_VERSION, type ResultOf, type ToWorker } from './protocol.ts';
import { ReportReceiver } from './reports.ts';

/** A running worker, as the client sees it. */
export interface RunningWorker {
  /** Of the process, while it has one. */
  readonly id?: number;
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** Called once when the worker has ended, with the reason when it failed. */
  onEnd(listener: (reason: string | undefined) => void): void;
  end(): void;
}

export interface WorkerHooks {
  log(level: 'info' | 'warn' | 'error', message: string): void;
  /** Sources read so far of those that are being taken in. */
  progress?(done: number, total: number, all: Progress): void;
  /** Another window or command changed the library; `ours`: it has ended, and the sources are to be scanned for this one from now on. */
  changed?(ours: boolean): void;
  /**
   * A new worker has taken the place of a lost one. Settings and project are back; this hands the sources over again, by
   * `update`. Questions wait until it is done: none is answered from a half-filled library.
   */
  restarted?(): Promise<void>;
}

/** The worker ended before it answered. The message says what happens next. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
}

/** So many losses within `LOSS_WINDOW` ms are taken for a fault that restarting does not cure. */
const MAX_LOSSES = 3;
const LOSS_WINDOW = 60_000;
/** How often waiting requests are asked whether they were cancelled, in ms: a cancelled one costs the worker at most this long. */
const CANCEL_POLL = 25;

/** What fills a library, and so may be asked before it is filled. */
const FILLING: ReadonlySet<Method> = new Set<Method>(['configure', 'setProject', 'update', 'scan', 'status']);

interface Waiting {
  readonly cancel: Cancel;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  cancelSent: boolean;
}

/**
 * A library that is served by a worker, in a process of its own. Requests are answered in whatever order the worker finishes; a cancelled
 * request rejects with `CancelledError` at once. When the worker is lost, waiting requests reject with `WorkerLostError` and
 * the next request starts a new worker, which gets settings and project again.
 */
export class WorkerService implements LibraryService {
  readonly #spawn: () => RunningWorker;
  readonly #hooks: WorkerHooks;
  readonly #waiting = new Map<number, Waiting>();
  #worker: RunningWorker | undefined;
  #reports = new ReportReceiver();
  #nextId = 1;
  #poll: ReturnType<typeof setInterval> | undefined;
  #losses: number[] = [];
  #lost = false;
  /** Pending while a new worker is given the sources again. */
  #recovery: Promise<void> | undefined;
  #disposed = false;
  #settings: LibrarySettings | undefined;
  #project: { readonly text: string | undefined } | undefined;

  constructor(spawn: () => RunningWorker, hooks: WorkerHooks) {
    this.#spawn = spawn;
    this.#hooks = hooks;
  }

  configure(settings: LibrarySettings, cancel: Cancel): Promise<void> {
    this.#settings = settings;
    return this.#ask('configure', [settings], cancel);
  }
  setProject(text: string | undefined, cancel: Cancel): Promise<void> {
    this.#project = { text };
    return this.#ask('setProject', [text], cancel);
  }
  update(changed: readonly SourceChange[], removed: readonly string[], cancel: Cancel): Promise<void> {
    return this.#ask('update', [changed, removed], cancel);
  }
  scan(cancel: Cancel): Promise<void> {
    return this.#ask('scan', [], cancel);
  }
  status(cancel: Cancel): Promise<ResultOf<'status'>> {
    return this.#ask('status', [], cancel);
  }
  check(briefing: BriefingText, cancel: Cancel): Promise<ResultOf<'check'>> {
    return this.#ask('check', [briefing], cancel);
  }
  prepare(briefing: BriefingText, cancel: Cancel): Promise<void> {
    return this.#ask('prepare', [briefing], cancel);
  }
  close(path: string, cancel: Cancel): Promise<void> {
    return this.#ask('close', [path], cancel);
  }
  hover(briefing: BriefingText, offset: number, cancel: Cancel): Promise<ResultOf<'hover'>> {
    return this.#ask('hover', [briefing, offset], cancel);
  }
  evidenceAt(briefing: BriefingText, offset: number, limit: number, cancel: Cancel): Promise<ResultOf<'evidenceAt'>> {
    return this.#ask('evidenceAt', [briefing, offset, limit], cancel);
  }
  suggestSources(
    briefing: BriefingText,
    offset: number,
    prefix: string,
    limit: number,
    cancel: Cancel,
  ): Promise<ResultOf<'suggestSources'>> {
    return this.#ask('suggestSources', [briefing, offset, prefix, limit], cancel);
  }
  suggestQuotations(
    briefing: BriefingText,
    offset: number,
    typed: string,
    limit: number,
    cancel: Cancel,
  ): Promise<ResultOf<'suggestQuotations'>> {
    return this.#ask('suggestQuotations', [briefing, offset, typed, limit], cancel);
  }
  citedSources(briefing: BriefingText, cancel: Cancel): Promise<ResultOf<'citedSources'>> {
    return this.#ask('citedSources', [briefing], cancel);
  }
  definition(briefing: BriefingText, offset: number, cancel: Cancel): Promise<ResultOf<'definition'>> {
    return this.#ask('definition', [briefing, offset], cancel);
  }
  references(briefing: BriefingText, offset: number, others: readonly BriefingText[], cancel: Cancel): Promise<ResultOf<'references'>> {
    return this.#ask('references', [briefing, offset, others], cancel);
  }
  mentionsOf(entity: string, cancel: Cancel): Promise<ResultOf<'mentionsOf'>> {
    return this.#ask('mentionsOf', [entity], cancel);
  }
  sources(cancel: Cancel): Promise<ResultOf<'sources'>> {
    return this.#ask('sources', [], cancel);
  }
  sourceText(path: string, cancel: Cancel): Promise<ResultOf<'sourceText'>> {
    return this.#ask('sourceText', [path], cancel);
  }
  sourceMentions(path: string, cancel: Cancel): Promise<ResultOf<'sourceMentions'>> {
    return this.#ask('sourceMentions', [path], cancel);
  }

  /** Tries again after losses that were taken for a lasting fault. */
  restart(): void {
    this.#losses = [];
    this.#worker?.end();
    this.#lose('it is being restarted');
    this.#losses = [];
  }

  /** Ends the worker; waiting requests reject. */
  dispose(): void {
    this.#disposed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.end();
    this.#rejectAll('The library was closed.');
  }

  async #ask<M extends Method>(method: M, args: ArgumentsOf<M>, cancel: Cancel): Promise<ResultOf<M>> {
    const worker = this.#ready(cancel);
    if (this.#recovery !== undefined && !FILLING.has(method)) {
      await this.#recovery;
      return this.#send(this.#ready(cancel), method, args, cancel);
    }
    return this.#send(worker, method, args, cancel);
  }

  /** The running worker, started if need be. @throws CancelledError, WorkerLostError */
  #ready(cancel: Cancel): RunningWorker {
    if (cancel.cancelled) throw new CancelledError('cancelled');
    if (this.#disposed) throw new WorkerLostError('The library was closed.');
    if (this.#losses.length >= MAX_LOSSES)
      throw new WorkerLostError(
        `The library's worker ended ${MAX_LOSSES} times within a minute and was not started again. See the log for the reason.`,
      );
    try {
      this.#worker ??= this.#start();
    } catch (error) {
      throw new WorkerLostError(`The library's worker could not be started: ${messageOf(error)}`);
    }
    return this.#worker;
  }

  #send<M extends Method>(worker: RunningWorker, method: M, args: ArgumentsOf<M>, cancel: Cancel): Promise<ResultOf<M>> {
    const id = this.#nextId++;
    return new Promise<ResultOf<M>>((resolve, reject) => {
      this.#waiting.set(id, { cancel, resolve: resolve as (value: unknown) => void, reject, cancelSent: false });
      try {
        worker.post({ type: 'request', id, method, args });
      } catch (error) {
        this.#waiting.delete(id);
        reject(new WorkerLostError(`The request “${method}” could not be sent: ${messageOf(error)}`));
      }
      this.#watch();
    });
  }

  #start(): RunningWorker {
    const worker = this.#spawn();
    this.#reports = new ReportReceiver();
    worker.onMessage((message) => {
      if (worker === this.#worker) this.#receive(message);
    });
    worker.onEnd((reason) => {
      if (worker === this.#worker) this.#lose(reason ?? 'it ended by itself');
    });
    this.#worker = worker;
    if (this.#lost) {
      this.#lost = false;
      const swallow = (error: Error): void => this.#hooks.log('error', error.message);
      // The lost worker's settings and project come first, so that whatever is asked next is asked of the same library.
      if (this.#settings) this.#send(worker, 'configure', [this.#settings], { cancelled: false }).catch(swallow);
      if (this.#project) this.#send(worker, 'setProject', [this.#project.text], { cancelled: false }).catch(swallow);
      const recovered = Promise.resolve()
        .then(() => this.#hooks.restarted?.())
        .catch((error: unknown) => this.#hooks.log('error', `The sources could not be handed over again: ${messageOf(error)}`))
        .finally(() => {
          if (this.#recovery === recovered) this.#recovery = undefined;
        });
      this.#recovery = recovered;
    }
    return worker;
  }

  #receive(message: FromWorker): void {
    if (message.type === 'log') this.#hooks.log(message.level, message.message);
    else if (message.type === 'progress') this.#hooks.progress?.(message.done, message.total, message);
    else if (message.type === 'changed') this.#hooks.changed?.(message.ours);
    else if (message.type === 'forget') this.#reports.forget(message.path);
    else if (message.type === 'ready') {
      if (message.version !== PROTOCOL_VERSION) {
        this.#losses = new Array<number>(MAX_LOSSES).fill(Date.now());
        this.#worker?.end();
        this.#lose(`it speaks version ${message.version} of the protocol, not ${PROTOCOL_VERSION}; reload the window`);
      }
    } else {
      const waiting = this.#waiting.get(message.id);
      // A report that nobody waits for any more is what the next one builds upon.
      const value =
        message.type === 'report' ? this.#reports.report(message.change) : message.type === 'result' ? message.value : undefined;
      if (!waiting) return;
      this.#waiting.delete(message.id);
      if (message.type !== 'error') {
        if (waiting.cancel.cancelled) waiting.reject(new CancelledError('cancelled'));
        else waiting.resolve(value);
      } else if (message.name === 'CancelledError') waiting.reject(new CancelledError(message.message));
      else waiting.reject(new Error(message.message));
    }
  }

  #lose(reason: string): void {
    this.#worker = undefined;
    this.#lost = true;
    const now = Date.now();
    this.#losses = [...this.#losses.filter((at) => now - at < LOSS_WINDOW), now];
    this.#hooks.log('error', `The library's worker was lost: ${reason}.`);
    this.#rejectAll(`The library's worker was lost (${reason}). It is started again with the next request.`);
  }

  #rejectAll(message: string): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of all) waiting.reject(new WorkerLostError(message));
    this.#watch();
  }

  /** Looks for cancelled requests while any waits: the port's `Cancel` is asked, it does not call. */
  #watch(): void {
    if (this.#waiting.size === 0) {
      clearInterval(this.#poll);
      this.#poll = undefined;
      return;
    }
    this.#poll ??= setInterval(() => {
      for (const [id, waiting] of this.#waiting)
        if (waiting.cancel.cancelled && !waiting.cancelSent) {
          waiting.cancelSent = true;
          this.#waiting.delete(id);
          this.#worker?.post({ type: 'cancel', id });
          waiting.reject(new CancelledError('cancelled'));
        }
      this.#watch();
    }, CANCEL_POLL);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
