/** Libraries' processes that are begun before it is known that they are needed. */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { RunningWorker } from '../worker/client.ts';
import { type Ground, type Place, placeOf, startAt } from './backend.ts';
import { pathBelow } from './paths.ts';

/** A process that nobody asked for is ended after so many milliseconds. */
const UNASKED = 20_000;

export interface BegunOptions {
  /** Milliseconds. */
  readonly unasked?: number;
  readonly start?: (place: Place) => RunningWorker;
}

/**
 * Whether a folder has a library is found out by looking into it, and the process takes longer to start than that takes. Where an index
 * of the folder lies, there was a library: its process starts with the extension, and is there when it is asked.
 */
export class Begun implements vscode.Disposable {
  readonly #ground: Ground;
  readonly #start: (place: Place) => RunningWorker;
  readonly #workers = new Map<string, RunningWorker>();
  /** Places that were asked for: nothing is begun there any more. */
  readonly #asked = new Set<string>();
  readonly #soon: ReturnType<typeof setImmediate>;
  readonly #timer: ReturnType<typeof setTimeout>;

  /** Begins when the extension has been activated: VS Code need not wait for a process to start. */
  constructor(ground: Ground, { unasked = UNASKED, start = startAt }: BegunOptions = {}) {
    this.#ground = ground;
    this.#start = start;
    this.#soon = setImmediate(() => this.#begin());
    this.#timer = setTimeout(() => this.#end(), unasked);
  }

  /** The process that was begun with what `startAt` is to be given; the caller's from now on. */
  take(place: Place): RunningWorker | undefined {
    const key = JSON.stringify(place);
    const worker = this.#workers.get(key);
    this.#workers.delete(key);
    this.#asked.add(key);
    return worker;
  }

  dispose(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#timer);
    this.#end();
  }

  /** Begins those of the open documents' folders, or that of the only folder when nothing is open. */
  #begin(): void {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const { textDocuments } = vscode.workspace;
    const open = textDocuments.filter(({ languageId }) => languageId === 'markdown').map(({ uri }) => uri);
    const holding = folders.filter((root) => open.some((uri) => pathBelow(root, uri) !== undefined));
    for (const root of holding.length === 0 && folders.length === 1 ? folders : holding) {
      const place = placeOf(this.#ground, root);
      const key = JSON.stringify(place);
      if (place.index !== undefined && !this.#asked.has(key) && existsSync(place.index)) this.#workers.set(key, this.#start(place));
    }
  }

  #end(): void {
    for (const worker of this.#workers.values()) worker.end();
    this.#workers.clear();
  }
}
