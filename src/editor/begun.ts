/** Libraries' processes that are begun before it is known that they are needed. */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { RunningWorker } from '../worker/client.ts';
import { placeOf, startAt } from './backend.ts';
import { pathBelow } from './paths.ts';

/** A process that nobody asked for is ended after so many milliseconds. */
const UNASKED = 20_000;

/**
 * Whether a folder has a library is found out by looking into it, and the process takes longer to start than that takes. Where an index
 * of the folder lies, there was a library: its process starts with the extension, and is there when it is asked.
 */
export class Begun implements vscode.Disposable {
  readonly #workers = new Map<string, RunningWorker>();
  readonly #timer: ReturnType<typeof setTimeout>;

  /** Begins those of the open documents' folders, or that of the only folder when nothing is open. */
  constructor(extension: vscode.Uri, storage: vscode.Uri) {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const { textDocuments } = vscode.workspace;
    const open = textDocuments.filter(({ languageId }) => languageId === 'markdown').map(({ uri }) => uri);
    const holding = folders.filter((root) => open.some((uri) => pathBelow(root, uri) !== undefined));
    for (const root of holding.length === 0 && folders.length === 1 ? folders : holding) {
      const place = placeOf({ extension, storage }, root);
      if (place.index !== undefined && existsSync(place.index)) this.#workers.set(JSON.stringify(place), startAt(place));
    }
    this.#timer = setTimeout(() => this.#end(), UNASKED);
  }

  /** The process that was begun with what `startAt` is to be given; the caller's from now on. */
  take(place: ReturnType<typeof placeOf>): RunningWorker | undefined {
    const key = JSON.stringify(place);
    const worker = this.#workers.get(key);
    this.#workers.delete(key);
    return worker;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#end();
  }

  #end(): void {
    for (const worker of this.#workers.values()) worker.end();
    this.#workers.clear();
  }
}
