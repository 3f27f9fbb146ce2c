/** The library's service for one root: a worker thread, so that nothing that grows with the library runs on the host's thread. */
import * as vscode from 'vscode';
import { type WorkerHooks, WorkerService } from '../worker/client.ts';
import { startThread } from '../worker/thread.ts';

/** Starts nothing by itself: the thread begins with the first request. */
export function openBackend(extension: vscode.Uri, root: vscode.Uri, hooks: WorkerHooks): WorkerService {
  const bundle = vscode.Uri.joinPath(extension, 'dist/worker.js').fsPath;
  const assets = vscode.Uri.joinPath(extension, 'dist/data').fsPath;
  return new WorkerService(() => startThread(bundle, { assets, ...(readsByItself(root) ? { root: root.fsPath } : {}) }), hooks);
}

/** True where the worker can list and read the files; elsewhere their bytes go along with the changes. */
export function readsByItself(root: vscode.Uri): boolean {
  return root.scheme === 'file';
}
