/** The library's service for one root: a process of its own, so that nothing that grows with the library is in the host's time or memory. */
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { indexFile, indexFiles } from '../store/stamp.ts';
import { type RunningWorker, type WorkerHooks, WorkerService } from '../worker/client.ts';
import { startProcess } from '../worker/process.ts';
import { editorSettings } from './settings.ts';

/**
 * Starts nothing by itself: the process begins with the first request.
 * @param storage folder in which the library's index is kept from one window to the next; without it, it is kept in memory
 */
export function openBackend(extension: vscode.Uri, root: vscode.Uri, hooks: WorkerHooks, storage?: vscode.Uri): WorkerService {
  const bundle = vscode.Uri.joinPath(extension, 'dist/worker.js').fsPath;
  const assets = vscode.Uri.joinPath(extension, 'dist/data').fsPath;
  const folder = readsByItself(root) ? root.fsPath : undefined;
  // Files of a virtual folder come with each window anew: there is nothing to take up.
  const index = folder === undefined || storage?.scheme !== 'file' ? undefined : indexFile(storage.fsPath, folder);
  const start = (): RunningWorker => {
    const kept = index !== undefined && editorSettings(root).keepIndex;
    if (index !== undefined && !kept) forgetIndex(index, hooks);
    return startProcess(bundle, { assets, ...(folder === undefined ? {} : { root: folder }), ...(kept ? { index } : {}) });
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
