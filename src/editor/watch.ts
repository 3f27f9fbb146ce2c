/** Tells of changed and deleted files, a burst at a time. */
import * as vscode from 'vscode';
import { type Burst, Bursts } from './burst.ts';

/** Watches what the globs match below the root. A burst is told when the last one has been dealt with: the promise of `tell`, which must not fail. */
export function watch(root: vscode.Uri, globs: readonly string[], tell: (burst: Burst<vscode.Uri>) => Promise<void>): vscode.Disposable {
  const bursts = new Bursts(tell);
  const note =
    (there: boolean) =>
    (uri: vscode.Uri): void =>
      bursts.note(uri.toString(), uri, there);
  const watchers = globs.flatMap((glob) => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, glob));
    return [watcher, watcher.onDidCreate(note(true)), watcher.onDidChange(note(true)), watcher.onDidDelete(note(false))];
  });
  return vscode.Disposable.from(...watchers, bursts);
}
