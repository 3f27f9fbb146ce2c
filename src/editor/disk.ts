/**
 * Small questions about files, asked of this machine's disk where they lie there. `vscode.workspace.fs` asks the window first,
 * and a window that is starting answers after seconds: the first hover would wait for it.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The type of what is at the address, symbolic links followed; undefined when nothing is, or it may not be known. */
export async function kindOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return uri.scheme === 'file' ? kind(await stat(uri.fsPath)) : (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}

/** What a folder holds; nothing when it cannot be listed. */
export async function listFolder(folder: vscode.Uri): Promise<readonly (readonly [name: string, type: vscode.FileType])[]> {
  try {
    if (folder.scheme !== 'file') return await vscode.workspace.fs.readDirectory(folder);
    const entries = await readdir(folder.fsPath, { withFileTypes: true });
    const seen = entries.map(async (entry): Promise<readonly [string, vscode.FileType]> => {
      const known = entry.isSymbolicLink() ? await stat(join(folder.fsPath, entry.name)).catch(() => entry) : entry;
      return [entry.name, kind(known)];
    });
    return await Promise.all(seen);
  } catch {
    return [];
  }
}

/** A file's text, read as UTF-8; undefined when there is none. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(uri.scheme === 'file' ? await readFile(uri.fsPath) : await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function kind(entry: { isFile(): boolean; isDirectory(): boolean }): vscode.FileType {
  if (entry.isDirectory()) return vscode.FileType.Directory;
  return entry.isFile() ? vscode.FileType.File : vscode.FileType.Unknown;
}
