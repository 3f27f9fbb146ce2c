/** Paths relative to a library's root, and the files that are sources. */
import picomatch from 'picomatch';
import * as vscode from 'vscode';
import type { SourceFormat } from '../core/model.ts';
import { bibliographyKind } from '../core/sources/bibliography.ts';
import { endingsOf, formatOf } from '../core/sources/formats.ts';
import { kindOf, listFolder } from './disk.ts';

/** The project file, in the root. */
export const PROJECT_FILE = 'attest.json';

/** The path below the root with forward slashes; undefined for what lies elsewhere, and for the root itself. */
export function pathBelow(root: vscode.Uri, uri: vscode.Uri): string | undefined {
  if (uri.scheme !== root.scheme || uri.authority !== root.authority) return undefined;
  const base = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.path.startsWith(base) && uri.path.length > base.length ? uri.path.slice(base.length) : undefined;
}

export type PathTest = (path: string) => boolean;

/** Formats that are read in an untrusted folder too: plain text, which no parser of a complex format touches. */
const PLAIN: readonly SourceFormat[] = ['txt', 'md'];

function isReadHere(): (format: SourceFormat) => boolean {
  const { isTrusted } = vscode.workspace;
  return (format) => isTrusted || PLAIN.includes(format);
}

/** Which paths are sources: those that a glob matches, in a format that is read here. */
export function sourceTest(globs: readonly string[]): PathTest {
  const matches = globTest(globs);
  const readHere = isReadHere();
  return (path) => {
    const format = formatOf(path);
    return format !== undefined && readHere(format) && matches(path);
  };
}

/** Which paths the library takes in: sources, and bibliographies beside them. */
export function takenTest(globs: readonly string[]): PathTest {
  const isSource = sourceTest(globs);
  const matches = globTest(globs);
  return (path) => isSource(path) || (bibliographyKind(path) !== undefined && matches(path));
}

function globTest(globs: readonly string[]): PathTest {
  const tests = globs.map((glob) => picomatch(glob, { dot: false }));
  // Wildcards stop at line ends, which may stand in names.
  return (path) => tests.some((test) => test(path.replace(/[\n\r\u2028\u2029]/g, ' ')));
}

interface GlobParts {
  /** The folder (or file) before the first wildcard; "" is the root. */
  readonly base: string;
  /** What follows it. */
  readonly rest: string;
}

function partsOf(glob: string): GlobParts {
  const { base, glob: rest } = picomatch.scan(glob);
  return { base: base.replace(/^\.$/, ''), rest };
}

/**
 * Every ending of a file that can be a source here. In an untrusted folder the formats that are passed over must not be found
 * either: the search for one file of any format would end at a page that is none.
 */
function anySource(): string {
  const endings = endingsOf(isReadHere());
  return `**/*.{${endings.flatMap((ending) => [ending, ending.toUpperCase()]).join(',')}}`;
}

/** So many names are looked at for one that can be a source, in each of the two ways. */
const LOOKED_AT = 1000;

/**
 * True when the root holds at least one source. Only names are looked at, below the globs' own folders, and the search ends at
 * the first few: a folder without a library costs a question or two whether a folder exists. Folders are listed before VS Code's
 * search is asked: its first search after the start of a window takes seconds, and a library shows in its first folder.
 */
export async function hasLibrary(root: vscode.Uri, globs: readonly string[]): Promise<boolean> {
  const isSource = sourceTest(globs);
  for (const { base, rest } of globs.map(partsOf)) {
    const folder = base === '' ? root : vscode.Uri.joinPath(root, base);
    const kind = await kindOf(folder);
    if (kind === undefined) continue;
    if ((kind & vscode.FileType.Directory) === 0) {
      if (isSource(base)) return true;
      continue;
    }
    if (base !== '' || root.scheme !== 'file') {
      const listed = await listedSource(root, folder, isSource);
      if (listed !== undefined) {
        if (listed) return true;
        continue;
      }
    }
    const everything = rest === '' || rest === '**' || rest === '**/*';
    const pattern = new vscode.RelativePattern(folder, everything ? anySource() : rest);
    const found = await vscode.workspace.findFiles(pattern, null, everything ? 1 : LOOKED_AT);
    if (found.some((uri) => isSource(pathBelow(root, uri) ?? ''))) return true;
  }
  return false;
}

/** Whether a source lies below the folder; undefined when so many names do not tell. */
async function listedSource(root: vscode.Uri, folder: vscode.Uri, isSource: PathTest): Promise<boolean | undefined> {
  let looked = 0;
  for await (const uri of namesBelow(folder)) {
    if (++looked > LOOKED_AT) return undefined;
    if (isSource(pathBelow(root, uri) ?? '')) return true;
  }
  return false;
}

/** Every file that a glob can match, told by listing folders alone: a folder that is on no disk need not have a search. */
export async function* filesOf(root: vscode.Uri, globs: readonly string[]): AsyncGenerator<vscode.Uri> {
  for (const { base } of globs.map(partsOf)) {
    const start = base === '' ? root : vscode.Uri.joinPath(root, base);
    const kind = await kindOf(start);
    if (kind === undefined) continue;
    if ((kind & vscode.FileType.Directory) === 0) yield start;
    else yield* namesBelow(start);
  }
}

/** Folders that hold no articles and may hold a great many files. */
const SKIPPED = new Set(['.git', '.hg', '.svn', 'node_modules']);
/** Folders are entered so deep: symbolic links may lead in a circle. */
const DEEPEST = 32;

/** What lies below a folder and is no folder, the near before the far. What cannot be listed holds nothing. */
async function* namesBelow(folder: vscode.Uri): AsyncGenerator<vscode.Uri> {
  let level = [folder];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const deeper: vscode.Uri[] = [];
    for (const next of level)
      for (const [name, kind] of await listFolder(next)) {
        const uri = vscode.Uri.joinPath(next, name);
        if ((kind & vscode.FileType.Directory) === 0) yield uri;
        else if (!SKIPPED.has(name)) deeper.push(uri);
      }
    level = deeper;
  }
}
