/** Tells of changed and deleted files, a burst at a time: a checkout that touches a thousand articles is one change. */
import * as vscode from 'vscode';

/** Milliseconds of quiet that end a burst. */
const QUIET = 150;
/** A burst that does not end is told after so many milliseconds, and goes on as another. */
const LONGEST = 2_000;

export interface Burst {
  /** Created or changed; files and folders. */
  readonly changed: readonly vscode.Uri[];
  /** Deleted or renamed away; files and folders. */
  readonly removed: readonly vscode.Uri[];
}

/** Watches what the globs match below the root. Bursts are told one after the other: the next waits for the promise of the last. */
export function watch(root: vscode.Uri, globs: readonly string[], tell: (burst: Burst) => Promise<void>): vscode.Disposable {
  const waiting = new Map<string, { readonly uri: vscode.Uri; readonly there: boolean }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since: number | undefined;
  let telling = Promise.resolve();

  const flush = (): void => {
    const burst = [...waiting.values()];
    waiting.clear();
    since = undefined;
    if (burst.length === 0) return;
    const changed = burst.filter((b) => b.there).map((b) => b.uri);
    const removed = burst.filter((b) => !b.there).map((b) => b.uri);
    telling = telling.then(() => tell({ changed, removed }));
  };
  const note = (uri: vscode.Uri, there: boolean): void => {
    // The last thing that happened to a file is what counts.
    waiting.set(uri.toString(), { uri, there });
    since ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(flush, Math.max(0, Math.min(QUIET, since + LONGEST - Date.now())));
  };
  const watchers = globs.flatMap((glob) => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, glob));
    return [
      watcher,
      watcher.onDidCreate((uri) => note(uri, true)),
      watcher.onDidChange((uri) => note(uri, true)),
      watcher.onDidDelete((uri) => note(uri, false)),
    ];
  });
  return vscode.Disposable.from(...watchers, { dispose: () => clearTimeout(timer) });
}
