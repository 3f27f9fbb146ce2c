import fs, { type Dirent, readFileSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { type Assets, type Cancel, type ClosedFolder, type FileEntry, type Files, throwIfCancelled } from '../core/ports.ts';
import { bibliographyKind } from '../core/sources/bibliography.ts';
import { formatOf } from '../core/sources/formats.ts';

// `fs.promises` is loaded when it is asked for, which an import of 'node:fs/promises' would do at once: a hover needs none of it.

/** Folders that hold no articles and may hold a great many files. */
const SKIPPED = new Set(['.git', '.hg', '.svn', 'node_modules', '.vscode-test']);

/** Entries of a folder that are looked at side by side: the file system answers several at a time. */
const AT_ONCE = 64;

/**
 * The files below one folder of this machine. Symbolic links are followed; a folder that was reached before is not entered
 * again, so that loops end.
 */
export class NodeFiles implements Files {
  readonly #root: string;
  closed: ClosedFolder[] = [];

  /** @param root absolute path */
  constructor(root: string) {
    this.#root = root;
  }

  async list(globs: readonly string[], cancel: Cancel): Promise<readonly FileEntry[]> {
    const tests = globs.map((glob) => picomatch(glob, { dot: false, nocase: process.platform === 'win32' }));
    // What is never read is looked at no further: a folder may hold a million pictures beside its articles.
    const wanted = (file: string): boolean =>
      (formatOf(file) !== undefined || bibliographyKind(file) !== undefined) && tests.some((is) => is(oneLine(file)));
    const found = new Map<string, FileEntry>();
    const visited = new Set<string>();
    this.closed = [];
    // A drive that is not there now holds the same sources when it is back.
    if (!(await fs.promises.stat(this.#root).catch(() => undefined))?.isDirectory())
      throw new Error(`The folder ${this.#root} is not there (any more). What was read of it stays until it is back.`);
    for (const base of new Set(globs.map(baseOf))) await this.#walk(base, wanted, visited, found, cancel);
    return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  async read(file: string, cancel: Cancel): Promise<Uint8Array> {
    throwIfCancelled(cancel);
    const absolute = path.resolve(this.#root, file);
    // A source's path comes from a listing or a bibliography: it must not lead out of the root by "..".
    const relative = path.relative(this.#root, absolute);
    if (relative.startsWith('..') || path.isAbsolute(relative)) throw new Error('The file lies outside the folder.');
    try {
      // The thread has nothing else to do meanwhile, and reading at once costs a tenth of reading by turns.
      return readFileSync(absolute);
    } catch (error) {
      throw new Error(explain(error));
    }
  }

  async #walk(
    folder: string,
    wanted: (path: string) => boolean,
    visited: Set<string>,
    found: Map<string, FileEntry>,
    cancel: Cancel,
  ): Promise<void> {
    throwIfCancelled(cancel);
    const absolute = path.resolve(this.#root, folder);
    let real: string;
    try {
      real = await fs.promises.realpath(absolute);
    } catch (error) {
      // A link whose target is away, as that to a drive is, or a folder behind a closed one; what was taken away leaves nothing.
      const link = await fs.promises.lstat(absolute).catch((reason: unknown) => (codeOf(reason) === 'ENOENT' ? undefined : reason));
      if (link !== undefined || folder.includes(UNKNOWN)) this.#close(folder, error);
      return;
    }
    if (visited.has(real)) return;
    visited.add(real);
    const single = await fs.promises.stat(real).catch(() => undefined);
    if (single?.isFile()) {
      if (wanted(folder)) found.set(folder, { path: folder, size: single.size, modified: Math.trunc(single.mtimeMs) });
      return;
    }
    const folders: string[] = [];
    try {
      let some: Dirent[] = [];
      const look = async (): Promise<void> => {
        const entries = some;
        some = [];
        await Promise.all(entries.map((entry) => this.#look(folder, absolute, entry, wanted, folders, found)));
        throwIfCancelled(cancel);
      };
      for await (const entry of await fs.promises.opendir(absolute, { bufferSize: AT_ONCE })) {
        some.push(entry);
        if (some.length >= AT_ONCE) await look();
      }
      await look();
    } catch (error) {
      throwIfCancelled(cancel);
      if (codeOf(error) === undefined) throw error;
      if (codeOf(error) !== 'ENOENT') this.#close(folder, error);
    }
    for (const below of folders.sort()) await this.#walk(below, wanted, visited, found, cancel);
  }

  #close(below: string, error: unknown, file = false): void {
    const unnamed = codeOf(error) === 'ENOENT' && below.includes(UNKNOWN);
    const reason = unnamed ? 'Its name is not valid Unicode (UTF-8). Rename it.' : explain(error);
    this.closed.push({ path: below, reason, ...(file ? { file } : {}) });
  }

  /** Notes an entry of a folder: a file that is wanted, a folder that is to be entered. */
  async #look(
    folder: string,
    absolute: string,
    entry: Dirent,
    wanted: (path: string) => boolean,
    folders: string[],
    found: Map<string, FileEntry>,
  ): Promise<void> {
    const below = folder === '' || folder === '.' ? entry.name : `${folder}/${entry.name}`;
    let isFolder = entry.isDirectory();
    let isFile = entry.isFile();
    if (!isFolder && !isFile && !entry.isSymbolicLink()) return;
    if (isFile && !wanted(below)) return;
    if (!isFolder) {
      const info = await fs.promises.stat(path.join(absolute, entry.name)).catch((error: unknown) => {
        // What was taken away meanwhile leaves nothing; a link stays where its target is away.
        if (wanted(below) && (entry.isSymbolicLink() || codeOf(error) !== 'ENOENT' || below.includes(UNKNOWN)))
          this.#close(below, error, true);
      });
      if (!info) return;
      isFolder = info.isDirectory();
      isFile = info.isFile();
      if (isFile && wanted(below)) found.set(below, { path: below, size: info.size, modified: Math.trunc(info.mtimeMs) });
    }
    if (isFolder && !SKIPPED.has(entry.name)) folders.push(below);
  }
}

/** Stands for bytes of a name that are no Unicode; a name that really holds it is found by it. */
const UNKNOWN = '\ufffd';

/** A path for a glob, whose wildcards stop at line ends, which may stand in names. */
function oneLine(file: string): string {
  return file.replace(/[\n\r\u2028\u2029]/g, ' ');
}

/** The folder above which nothing can match: the glob's first parts that hold no magic, without their escapes. */
function baseOf(glob: string): string {
  return picomatch.scan(glob).base.replace(/\\(.)/g, '$1');
}

/** The tables that lie in one folder. */
export class FolderAssets implements Assets {
  readonly #folder: string;

  /** @param folder absolute path */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async load(name: string): Promise<Uint8Array | undefined> {
    try {
      // Nothing else can be done before they are there, and reading at once takes less than reading by turns.
      return readFileSync(path.join(this.#folder, name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** What a failed file operation means, in plain words. */
export function explain(error: unknown): string {
  const code = codeOf(error) ?? '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'The file does not exist (any more).',
    EACCES: 'There is no permission to read it.',
    EPERM: 'There is no permission to read it.',
    EBUSY: 'The file is locked by another program.',
    EISDIR: 'It is a folder, not a file.',
    EMFILE: 'Too many files are open; try again.',
    ELOOP: 'Its symbolic links lead in a circle.',
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}
