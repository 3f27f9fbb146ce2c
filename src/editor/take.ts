/** The files of a library as the service takes them in: listed for the start, and looked at again when a watcher tells of a change. */
import * as vscode from 'vscode';
import { type Cancel, throwIfCancelled } from '../core/ports.ts';
import type { SourceChange } from '../core/service.ts';
import { type PathTest, pathBelow } from './paths.ts';
import type { Burst } from './watch.ts';

/** So many files are asked about at the same time. */
const AT_ONCE = 32;

export interface TakeOptions {
  readonly root: vscode.Uri;
  readonly isSource: PathTest;
  /** The service cannot read the files by itself (a folder that is on no disk): their bytes go along. */
  readonly withBytes: boolean;
  /** Larger files go without their bytes, and the service says that they are too large. */
  readonly maxFileSize: number;
}

/** Every file that the globs match. */
export async function listAll(globs: readonly string[], options: TakeOptions, cancel: Cancel): Promise<readonly SourceChange[]> {
  const found = new Map<string, vscode.Uri>();
  for (const glob of globs) {
    for (const uri of await vscode.workspace.findFiles(new vscode.RelativePattern(options.root, glob), null))
      found.set(uri.toString(), uri);
    throwIfCancelled(cancel);
  }
  return describeAll([...found.values()], options, cancel);
}

export interface Changes {
  readonly changed: readonly SourceChange[];
  /** Paths of files, or of folders with all that was in them. */
  readonly removed: readonly string[];
}

/** What a burst means for the library: a folder that came is all its files, one that went takes its files with it. */
export async function changesOf(
  burst: Burst,
  known: () => Promise<readonly string[]>,
  options: TakeOptions,
  cancel: Cancel,
): Promise<Changes> {
  const files: vscode.Uri[] = [];
  for (const uri of burst.changed) {
    const path = pathBelow(options.root, uri);
    if (path === undefined) continue;
    if (options.isSource(path)) files.push(uri);
    else if (await isFolder(uri)) files.push(...(await vscode.workspace.findFiles(new vscode.RelativePattern(uri, '**'), null)));
    throwIfCancelled(cancel);
  }
  const gone = burst.removed.flatMap((uri) => pathBelow(options.root, uri) ?? []);
  const removed = new Set(gone.filter(options.isSource));
  const folders = gone.filter((path) => !options.isSource(path)).map((path) => `${path}/`);
  if (folders.length > 0) for (const path of await known()) if (folders.some((folder) => path.startsWith(folder))) removed.add(path);
  return { changed: await describeAll(files, options, cancel), removed: [...removed] };
}

async function describeAll(uris: readonly vscode.Uri[], options: TakeOptions, cancel: Cancel): Promise<readonly SourceChange[]> {
  const out: SourceChange[] = [];
  for (let i = 0; i < uris.length; i += AT_ONCE) {
    const described = await Promise.all(uris.slice(i, i + AT_ONCE).map((uri) => describeOne(uri, options)));
    throwIfCancelled(cancel);
    for (const change of described) if (change !== undefined) out.push(change);
  }
  return out.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Undefined for what is no source, or vanished meanwhile (its deletion is told by itself). */
async function describeOne(uri: vscode.Uri, { root, isSource, withBytes, maxFileSize }: TakeOptions): Promise<SourceChange | undefined> {
  const path = pathBelow(root, uri);
  if (path === undefined || !isSource(path)) return undefined;
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    const entry = { path, size, modified: mtime };
    return withBytes && size <= maxFileSize ? { ...entry, bytes: await vscode.workspace.fs.readFile(uri) } : entry;
  } catch {
    return undefined;
  }
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
