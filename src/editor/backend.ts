/** The library's service for one root: a process of its own, so that nothing that grows with the library is in the host's time or memory. */
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { indexFile, indexFiles } from '../store/stamp.ts';
import { type RunningWorker, type WorkerHooks, WorkerService } from '../worker/client.ts';
import { startProcess } from '../worker/process.ts';
import type { Begun } from './begun.ts';
import { editorSettings } from './settings.ts';

/** Where a library lives: what its process is started with, besides the bundle. */
export interface Place {
  readonly bundle: string;
  readonly assets: string;
  readonly root?: string;
  readonly index?: string;
  readonly code?: string;
}

/** Where the extension lies, and where it may keep things from one window to the next. */
export interface Ground {
  readonly extension: vscode.Uri;
  /**
   * Of all windows: indexes, and the compiled code of the library's process. A storage of the workspace would be another one for each
   * window on a folder, and each would read all articles. Without it, libraries are kept in memory.
   */
  readonly storage?: vscode.Uri;
}

export function placeOf(ground: Ground, root: vscode.Uri): Place {
  const index = editorSettings(root).keepIndex ? indexOf(ground, root) : undefined;
  const code = folderIn(ground, 'code');
  return {
    bundle: vscode.Uri.joinPath(ground.extension, 'dist/worker.cjs').fsPath,
    assets: vscode.Uri.joinPath(ground.extension, 'dist/data').fsPath,
    ...(readsByItself(root) ? { root: root.fsPath } : {}),
    ...(index === undefined ? {} : { index }),
    ...(code === undefined ? {} : { code }),
  };
}

export function startAt({ bundle, ...start }: Place): RunningWorker {
  return startProcess(bundle, start);
}

/** Files of a virtual folder come with each window anew: there is nothing to take up. */
function indexOf(ground: Ground, root: vscode.Uri): string | undefined {
  const folder = readsByItself(root) ? folderIn(ground, 'indexes') : undefined;
  return folder === undefined ? undefined : indexFile(folder, root.fsPath);
}

/** A folder of the storage; undefined where that is not on this machine's disk. */
function folderIn({ storage }: Ground, name: string): string | undefined {
  return storage?.scheme === 'file' ? vscode.Uri.joinPath(storage, name).fsPath : undefined;
}

/** Starts nothing by itself: the process begins with the first request, unless it was begun already. */
export function openBackend(ground: Ground & { readonly begun: Begun }, root: vscode.Uri, hooks: WorkerHooks): WorkerService {
  let isFirst = true;
  const start = (): RunningWorker => {
    const { code, ...place } = placeOf(ground, root);
    const index = indexOf(ground, root);
    if (index !== undefined && place.index === undefined) forgetIndex(index, hooks);
    // Whatever ended the first one: the next one takes nothing that was compiled before.
    const whole = isFirst && code !== undefined ? { ...place, code } : place;
    isFirst = false;
    return ground.begun.take(whole) ?? startAt(whole);
  };
  return new WorkerService(start, hooks);
}

/** Deletes an index that is not to be kept any more. */
function forgetIndex(index: string, { log }: WorkerHooks): void {
  try {
    for (const file of indexFiles(index)) rmSync(file, { force: true });
  } catch (error) {
    log('warn', `The index ${index} could not be deleted: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** True where the worker can list and read the files; elsewhere their bytes go along with the changes. */
export function readsByItself(root: vscode.Uri): boolean {
  return root.scheme === 'file';
}
