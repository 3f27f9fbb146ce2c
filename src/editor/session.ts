import * as vscode from 'vscode';
import { CancelledError, neverCancelled } from '../core/ports.ts';
import type { LibraryService, LibrarySettings, LibraryStatus, Progress } from '../core/service.ts';
import type { WorkerHooks } from '../worker/client.ts';
import { type Ground, openBackend, readsByItself } from './backend.ts';
import type { Begun } from './begun.ts';
import { Briefing, type BriefingHost } from './briefing.ts';
import type { Burst } from './burst.ts';
import { type PlaceOf, sourceUri } from './convert.ts';
import { readText } from './disk.ts';
import { type PathTest, PROJECT_FILE, pathBelow, sourceTest, takenTest } from './paths.ts';
import { editorSettings, librarySettings } from './settings.ts';
import { Stoppable } from './stoppable.ts';
import { changesOf, listAll, type TakeOptions } from './take.ts';
import { watch } from './watch.ts';

/** What cannot be taken in (a full disk, a drive that is away) is tried again so often, in ms. */
const AGAIN = 60_000;

/** `starting` until every source was taken in once; `stopped` when a person or some trouble ended that early; `failed` while the worker is gone. */
export type SessionState = 'starting' | 'stopped' | 'ready' | 'failed';

export interface SessionHost extends Ground {
  readonly log: vscode.LogOutputChannel;
  readonly begun: Begun;
  /** State or progress changed, or the library did. */
  changed(session: Session): void;
  /** What the library holds or answers changed. */
  updated(session: Session): void;
  /** What a briefing shows changed. */
  shows(session: Session, briefing: Briefing): void;
  /** The worker was lost (`lost`), or sources cannot be taken in at the moment. The message says why. */
  failed(session: Session, message: string, lost: boolean): void;
}

/** The library of one folder, with what the editor knows of it: settings, project file, open briefings. */
export class Session implements vscode.Disposable {
  readonly root: vscode.Uri;
  readonly #host: SessionHost;
  readonly #service: ReturnType<typeof openBackend>;
  readonly #briefings = new Map<string, Briefing>();
  readonly #cancel = { cancelled: false };
  #settings: LibrarySettings;
  #isSource: PathTest;
  #watcher: vscode.Disposable;
  #state: SessionState = 'starting';
  #status: LibraryStatus | undefined;
  #progress: Progress | undefined;
  /** The taking in that goes on: it can be stopped. */
  readonly #reading = new Stoppable();
  #delay: number;
  readonly #filled: Promise<void>;
  /** Ends the waiting for the library to be filled: what was read before an update of Attest answers while it is read again. */
  #answers = (): void => undefined;
  #told = false;
  /** The library knows settings and project. */
  #declared = false;
  /** Why the sources cannot be taken in at the moment. */
  #trouble: string | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  /** Paths whose bytes were handed to a library that cannot list them. */
  #handedOver = new Set<string>();

  constructor(root: vscode.Uri, host: SessionHost) {
    this.root = root;
    this.#host = host;
    this.#settings = librarySettings(root);
    this.#delay = editorSettings(root).delay;
    this.#isSource = sourceTest(this.#settings.sources);
    const hooks: WorkerHooks = {
      log: (level, message) => host.log[level](message),
      progress: (done, total, progress) => {
        this.#progress = done < total && !this.#reading.isStopped ? progress : undefined;
        host.changed(this);
      },
      restarted: () => this.#handOverAgain(),
      changed: (ours) => void (ours ? this.#try(() => this.#fill()) : Promise.resolve()).then(() => this.#refresh()),
    };
    this.#service = openBackend(host, root, hooks);
    this.#watcher = this.#watch();
    const answers = new Promise<void>((resolve) => {
      this.#answers = resolve;
    });
    this.#filled = Promise.race([this.#begin(), answers]);
  }

  get service(): LibraryService {
    return this.#service;
  }
  get state(): SessionState {
    return this.#state;
  }
  /** Of the library as it was last seen; undefined before anything is known. */
  get status(): LibraryStatus | undefined {
    return this.#status;
  }
  /** How far the reading is; undefined while nothing is read. */
  get progress(): Progress | undefined {
    return this.#progress;
  }
  /** "reading sources, 12 of 400" while the library is not complete. */
  get readingLabel(): string | undefined {
    if (this.#progress !== undefined) return `reading sources, ${this.#progress.done} of ${this.#progress.total}`;
    const why = this.#trouble === undefined ? '' : `: ${this.#trouble}`;
    return this.#state === 'starting' ? 'reading sources' : this.#state === 'stopped' ? `reading stopped${why}` : undefined;
  }
  get settings(): LibrarySettings {
    return this.#settings;
  }
  get briefings(): readonly Briefing[] {
    return [...this.#briefings.values()];
  }

  /** True when everything was taken in and there is nothing: no source, and no file that could not be read. */
  get isEmpty(): boolean {
    return this.#state === 'ready' && this.#status?.sources === 0 && this.#status.problems.length === 0;
  }

  isSource(path: string): boolean {
    return this.#isSource(path);
  }

  /** The document in which a source's words can be selected. */
  readonly placeOf: PlaceOf = ({ path, extracted }) => (extracted ? sourceUri(this.root, path) : this.uriOf(path));

  /** The path below the root; undefined for what lies elsewhere. */
  pathOf(uri: vscode.Uri): string | undefined {
    return pathBelow(this.root, uri);
  }

  uriOf(path: string): vscode.Uri {
    // An untitled briefing's path is its URI: no path of a file holds a colon before its first slash there.
    return path.startsWith('untitled:') ? vscode.Uri.parse(path) : vscode.Uri.joinPath(this.root, path);
  }

  /** The open briefing of a document; opens it when it is new. */
  briefing(document: vscode.TextDocument): Briefing {
    const key = document.uri.toString();
    const open = this.#briefings.get(key);
    if (open !== undefined) return open;
    const host: BriefingHost = {
      service: this.#service,
      filled: this.#filled,
      delay: () => this.#delay,
      failed: (error) => this.failed(error),
      changed: (briefing) => this.#host.shows(this, briefing),
    };
    const briefing = new Briefing(document, pathBelow(this.root, document.uri) ?? key, host);
    this.#briefings.set(key, briefing);
    briefing.settled();
    if (this.#declared) this.#prepare(briefing);
    return briefing;
  }

  /** Has a briefing read while the sources are looked through: its check waits for them, a hover does not. */
  #prepare(briefing: Briefing): void {
    this.#service.prepare(briefing.text, this.#cancel).catch(() => undefined);
  }

  find(document: vscode.TextDocument): Briefing | undefined {
    return this.#briefings.get(document.uri.toString());
  }

  close(document: vscode.TextDocument): void {
    const briefing = this.find(document);
    if (briefing === undefined) return;
    this.#briefings.delete(document.uri.toString());
    briefing.dispose();
    this.#service.close(briefing.path, neverCancelled).catch(() => undefined);
  }

  /** The settings, or the trust in the folder, may have changed: what depends on them is done again, and nothing else. */
  async reconfigure(): Promise<void> {
    this.#delay = editorSettings(this.root).delay;
    const settings = librarySettings(this.root);
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    const moved = JSON.stringify(settings.sources) !== JSON.stringify(this.#settings.sources);
    const others = settings.maxFileSize !== this.#settings.maxFileSize || settings.plainOnly !== this.#settings.plainOnly;
    this.#settings = settings;
    this.#isSource = sourceTest(settings.sources);
    if (moved) {
      this.#watcher.dispose();
      this.#watcher = this.#watch();
    }
    await this.#try(async () => {
      await this.#service.configure(settings, this.#cancel);
      if (moved || others) await this.#fill();
    });
    await this.#refresh();
  }

  /** Ends the taking in of sources. What was read stays and answers hovers; briefings are checked when all is there. */
  stopReading(): void {
    if (this.#state === 'starting' || this.#progress !== undefined) this.#reading.stop();
  }

  /** Goes on where `stopReading` ended. */
  resumeReading(): void {
    this.#reading.resume();
  }

  /** Starts a lost worker again. */
  async restart(): Promise<void> {
    this.#told = false;
    this.#service.restart();
    this.#state = 'starting';
    await this.#refresh();
  }

  /** The worker is lost, or a request failed: said in the log, and to the person when the library is gone. */
  failed(error: unknown): void {
    if (error instanceof CancelledError || this.#cancel.cancelled) return;
    const message = error instanceof Error ? error.message : String(error);
    const lost = error instanceof Error && error.name === 'WorkerLostError';
    // Every question that waited fails with a lost worker: one of them is told.
    if (lost && this.#state === 'failed') return;
    this.#host.log.error(error instanceof Error && error.stack !== undefined ? error.stack : message);
    if (!lost) return;
    this.#progress = undefined;
    this.#state = 'failed';
    // Said once, until the library is back: a worker that fails at its start fails again and again.
    if (!this.#told) this.#host.failed(this, message, true);
    this.#told = true;
    this.#host.changed(this);
  }

  dispose(): void {
    this.#cancel.cancelled = true;
    clearTimeout(this.#again);
    this.#watcher.dispose();
    for (const briefing of this.#briefings.values()) briefing.dispose();
    this.#briefings.clear();
    this.#service.dispose();
  }

  async #begin(): Promise<void> {
    this.#state = 'starting';
    this.#host.changed(this);
    await this.#try(async () => {
      // The worker starts while the project file is read.
      const configured = this.#service.configure(this.#settings, this.#cancel);
      const declared = this.#service.setProject(await this.#projectText(), this.#cancel);
      this.#declared = true;
      for (const briefing of this.#briefings.values()) this.#prepare(briefing);
      await Promise.all([configured, declared, this.#fill()]);
    });
    void this.#refresh(true);
  }

  #ready(): void {
    this.#state = 'ready';
    this.#told = false;
    this.#trouble = undefined;
  }

  /** A new worker knows settings and project, but no source. */
  async #handOverAgain(): Promise<void> {
    this.#state = 'starting';
    // Its generations count anew, and may by chance agree with the lost one's.
    this.#status = undefined;
    this.#host.changed(this);
    await this.#try(() => this.#fill());
    // Questions wait until this has ended, so the refresh must not be awaited here.
    setTimeout(() => void this.#refresh());
  }

  /** Takes in every source, however often a person stops that and lets it go on. */
  async #fill(): Promise<void> {
    await this.#reading.run(
      () => this.#takeAll(),
      this.#cancel,
      (paused) => {
        this.#state = paused ? 'stopped' : 'starting';
        this.#progress = undefined;
        void this.#refresh();
      },
      (error) => this.#waits(error),
    );
    this.#ready();
  }

  /** Trouble with the disk passes: it is said once, and what was to be done is tried again. */
  #waits(error: unknown): boolean {
    if (!(error instanceof Error) || error instanceof CancelledError || error.name === 'WorkerLostError') return false;
    const { message } = error;
    this.#host.log.error(message);
    if (this.#trouble !== message) this.#host.failed(this, message, false);
    this.#trouble = message;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#trouble === undefined || this.#reading.resume(), AGAIN);
    return true;
  }

  /** Takes in every source, and drops those that are no longer there. The worker does so by itself where it can. */
  async #takeAll(): Promise<void> {
    const cancel = this.#reading.cancel(this.#cancel);
    if (readsByItself(this.root)) return this.#service.scan(cancel);
    const all = await listAll(this.#settings.sources, this.#takeOptions(), cancel);
    const there = new Set(all.map((change) => change.path));
    await this.#service.update(
      all,
      [...this.#handedOver].filter((path) => !there.has(path)),
      cancel,
    );
    this.#handedOver = there;
  }

  #watch(): vscode.Disposable {
    return watch(this.root, [...this.#settings.sources, PROJECT_FILE], async (burst) => {
      const isProject = (uri: vscode.Uri): boolean => pathBelow(this.root, uri) === PROJECT_FILE;
      await this.#try(async () => {
        if ([...burst.changed, ...burst.removed].some(isProject)) await this.#service.setProject(await this.#projectText(), this.#cancel);
        await this.#take(burst).catch((error: unknown) => {
          if (this.#trouble !== undefined || !this.#waits(error)) throw error;
          // All is looked at again, since nobody knows what was left undone; what happens meanwhile does not wait for that.
          void this.#try(() => this.#fill()).then(() => this.#refresh());
        });
      });
      await this.#refresh();
    });
  }

  async #take(burst: Burst<vscode.Uri>): Promise<void> {
    const { changed, removed } = (await changesOf(burst, this.#takeOptions(), this.#cancel)) ?? {};
    if (changed === undefined || removed === undefined) return this.#takeAll();
    for (const { path } of changed) this.#handedOver.add(path);
    if (changed.length > 0 || removed.length > 0) await this.#service.update(changed, removed, this.#cancel);
  }

  #takeOptions(): TakeOptions {
    return {
      root: this.root,
      isTaken: takenTest(this.#settings.sources),
      withBytes: !readsByItself(this.root),
      maxFileSize: this.#settings.maxFileSize,
    };
  }

  #projectText(): Promise<string | undefined> {
    return readText(vscode.Uri.joinPath(this.root, PROJECT_FILE));
  }

  /**
   * Asks what the library is now, and checks the open briefings against it. `first`: they wait for the library to be filled, and no
   * check of them rests on another one.
   */
  async #refresh(first = false): Promise<void> {
    await this.#try(async () => {
      const before = this.#status?.generation;
      this.#status = await this.#service.status(this.#cancel);
      if ((this.#status.outdated ?? 0) > 0) this.#answers();
      if (this.#status.generation === before) return;
      if (!first) for (const briefing of this.#briefings.values()) briefing.invalidate();
      this.#host.updated(this);
    });
    this.#host.changed(this);
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    }
  }
}
