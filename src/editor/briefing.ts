import * as vscode from 'vscode';
import type { BriefingReport, Finding } from '../core/model.ts';
import { CancelledError } from '../core/ports.ts';
import type { BriefingText, LibraryService } from '../core/service.ts';
import { toEdit } from './convert.ts';
import { carry, type Edit, identity, shown } from './shown.ts';

/**
 * The first edit is checked at once; those that follow within so many milliseconds, together, when it has been quiet for as long. One key may
 * make several edits (a bracket and its pair); between two keys of a fast typist lie 60.
 */
const QUICK = 10;
/** Somebody who types without a pause gets a check at least so often, in milliseconds. */
const AT_LEAST_EVERY = 500;

export interface BriefingHost {
  readonly service: LibraryService;
  /** Milliseconds that new findings wait for a pause in the typing. */
  delay(): number;
  /** Resolves when every source was taken in once, or the library is lost: before, findings would be false. */
  readonly filled: Promise<void>;
  /** A check failed for another reason than cancellation. */
  failed(error: unknown): void;
  /** What is to be shown has changed. */
  changed(briefing: Briefing): void;
}

interface Running {
  readonly version: number;
  readonly result: Promise<BriefingReport>;
  readonly cancel: { cancelled: boolean };
}

/** An open briefing: its text goes to the library when it changes, and the reports that come back are shown when they fit. */
export class Briefing implements vscode.Disposable {
  readonly document: vscode.TextDocument;
  /** Relative to the library's root, or the URI of an untitled document. */
  readonly path: string;
  readonly #host: BriefingHost;
  #report: BriefingReport | undefined;
  #findings: readonly Finding[] = [];
  #running: Running | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #changedAt = 0;
  #unchecked: number | undefined;
  #typing = false;
  #filled = false;
  #disposed = false;

  constructor(document: vscode.TextDocument, path: string, host: BriefingHost) {
    this.document = document;
    this.path = path;
    this.#host = host;
    void host.filled.then(() => {
      this.#filled = true;
    });
  }

  /** What the Problems panel shows, in offsets of the document as it is now. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** The last report; of an older version while a check runs. */
  get latest(): BriefingReport | undefined {
    return this.#report;
  }

  get text(): BriefingText {
    return { path: this.path, version: this.document.version, text: this.document.getText() };
  }

  /** The report of the document as it is now. @throws CancelledError when it changed before the report came, or the service's error. */
  async report(): Promise<BriefingReport> {
    await this.#host.filled;
    const { version } = this.document;
    if (this.#report?.version === version) return this.#report;
    const report = await (this.#running?.version === version ? this.#running.result : this.#start().result);
    if (report.version !== this.document.version) throw new CancelledError('the briefing changed');
    return report;
  }

  /** Takes in an edit: findings move along or go, and a check is due. */
  edited(event: vscode.TextDocumentChangeEvent): void {
    const edits: Edit[] = event.contentChanges.map(toEdit);
    if (edits.length === 0) return;
    const now = Date.now();
    const first = this.#unchecked === undefined && this.#running === undefined && now - this.#changedAt > QUICK;
    this.#changedAt = now;
    this.#typing = event.reason === undefined && this.#caret() !== undefined;
    // The library's process begins while this thread moves the findings along.
    if (first) this.#check();
    else this.#schedule(QUICK);
    this.#show(carry(this.#findings, edits));
  }

  /** The writer went on to something else (saved, left the statement, applied a fix): nothing is withheld any more. */
  settled(): void {
    this.#typing = false;
    this.#changedAt = 0;
    if (this.#report?.version === this.document.version) this.#refresh();
    else this.#check();
  }

  /** The caret moved: the statement that was typed is looked at once it is left. */
  moved(): void {
    if (this.#typing && this.#report?.version === this.document.version) this.#refresh();
  }

  /** Another library than the one that was asked: what is known no longer holds. */
  invalidate(): void {
    this.#stop();
    this.#report = undefined;
    this.#schedule(0);
  }

  dispose(): void {
    this.#disposed = true;
    this.#stop();
    clearTimeout(this.#timer);
    clearTimeout(this.#pause);
  }

  #schedule(quiet: number): void {
    this.#unchecked ??= Date.now();
    clearTimeout(this.#timer);
    const waited = Date.now() - this.#unchecked;
    this.#timer = setTimeout(() => this.#check(), Math.max(0, Math.min(quiet, AT_LEAST_EVERY - waited)));
  }

  #check(): void {
    clearTimeout(this.#timer);
    this.#unchecked = undefined;
    if (this.#filled) this.#checkNow();
    else void this.#host.filled.then(() => this.#checkNow());
  }

  #checkNow(): void {
    const { version } = this.document;
    if (!this.#disposed && this.#running?.version !== version && this.#report?.version !== version) this.#start();
  }

  #start(): Running {
    this.#stop();
    const cancel = { cancelled: false };
    const { text } = this;
    const running: Running = { version: text.version, cancel, result: this.#host.service.check(text, cancel) };
    this.#running = running;
    running.result.then(
      (report) => this.#arrived(running, report),
      (error: unknown) => {
        if (this.#running === running) this.#running = undefined;
        if (!(error instanceof CancelledError) && !this.#disposed) this.#host.failed(error);
      },
    );
    return running;
  }

  #stop(): void {
    if (this.#running === undefined) return;
    this.#running.cancel.cancelled = true;
    this.#running = undefined;
  }

  #arrived(running: Running, report: BriefingReport): void {
    if (this.#running !== running) return;
    this.#running = undefined;
    // A result for an older version is dropped: a check of the present one is on its way.
    if (this.#disposed || report.version !== this.document.version) return;
    this.#report = report;
    this.#refresh();
  }

  /** Shows what of the present report may be shown now, and the rest when the writer has paused. */
  #refresh(): void {
    const report = this.#report;
    if (report === undefined) return;
    const wait = this.#changedAt + this.#host.delay() - Date.now();
    const caret = this.#typing ? this.#caret() : undefined;
    if (this.#typing && caret === undefined) this.#typing = false;
    const known = wait > 0 ? { known: new Set(this.#findings.map(identity)) } : {};
    this.#show(shown(report, { ...known, ...(caret === undefined ? {} : { caret }) }));
    clearTimeout(this.#pause);
    if (wait > 0) this.#pause = setTimeout(() => this.#report?.version === this.document.version && this.#refresh(), wait);
  }

  #show(findings: readonly Finding[]): void {
    this.#findings = findings;
    this.#host.changed(this);
  }

  /** Where the writer's caret stands, when this briefing is the one that is being written. */
  #caret(): number | undefined {
    const editor = vscode.window.activeTextEditor;
    return editor?.document === this.document ? this.document.offsetAt(editor.selection.active) : undefined;
  }
}
