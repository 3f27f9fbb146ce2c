/** The files of a library as the service takes them in: listed for the start, and looked at again when a watcher tells of a change. */
import * as vscode from 'vscode';
import { type Cancel, throwIfCancelled } from '../core/ports.ts';
import type { SourceChange } from '../core/service.ts';
import type { Burst } from './burst.ts';
import { kindOf } from './disk.ts';
import { filesOf, type PathTest, PROJECT_FILE, pathBelow } from './paths.ts';

/** So many files are asked about at the same time. */
const AT_ONCE = 32;

export interface TakeOptions {
  readonly root: vscode.Uri;
  /** The files that the library takes in. */
  readonly isTaken: PathTest;
  /** The service cannot read the files by itself (a folder that is on no disk): their bytes go along. */
  readonly withBytes: boolean;
  /** Larger files go without their bytes, and the service says that they are too large. */
  readonly maxFileSize: number;
}

/** Every file below the globs' folders that the library takes in. */
export async function listAll(globs: readonly string[], options: TakeOptions, cancel: Cancel): Promise<readonly SourceChange[]> {
  const found = new Map<string, vscode.Uri>();
  for await (const uri of filesOf(options.root, globs)) {
    throwIfCancelled(cancel);
    if (options.isTaken(pathBelow(options.root, uri) ?? '')) found.set(uri.toString(), uri);
  }
  return describeAll([...found.values()], options, cancel);
}

export interface Changes {
  readonly changed: readonly SourceChange[];
  readonly removed: readonly string[];
}

/** More than this is listed again as a whole: asking about each file would keep the host busy. */
const ONE_BY_ONE = 100;

/** What a burst means for the library; undefined when a folder came or went, or so much happened that all is to be listed again. */
export async function changesOf(burst: Burst<vscode.Uri>, options: TakeOptions, cancel: Cancel): Promise<Changes | undefined> {
  if (burst.changed.length + burst.removed.length > ONE_BY_ONE) return undefined;
  const below = (uri: vscode.Uri): string => pathBelow(options.root, uri) ?? '';
  const removed = burst.removed.map(below).filter((path) => path !== PROJECT_FILE);
  // What is gone cannot be asked whether it was a folder.
  if (!removed.every(options.isTaken)) return undefined;
  for (const uri of burst.changed)
    if (!options.isTaken(below(uri)) && ((await kindOf(uri)) ?? 0) & vscode.FileType.Directory) return undefined;
  throwIfCancelled(cancel);
  return { changed: await describeAll(burst.changed, options, cancel), removed };
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
async function describeOne(uri: vscode.Uri, { root, isTaken, withBytes, maxFileSize }: TakeOptions): Promise<SourceChange | undefined> {
  const path = pathBelow(root, uri);
  if (path === undefined || !isTaken(path)) return undefined;
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    const entry = { path, size, modified: mtime };
    return withBytes && size <= maxFileSize ? { ...entry, bytes: await vscode.workspace.fs.readFile(uri) } : entry;
  } catch {
    return undefined;
  }
}
