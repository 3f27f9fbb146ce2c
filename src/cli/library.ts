/** Opens the library that a command line names: its root, its sources, its project file. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { LocalService, PROJECT_FILE } from '../core/library.ts';
import { neverCancelled } from '../core/ports.ts';
import { printable } from '../core/reports/printable.ts';
import { defaultSettings } from '../core/service.ts';
import type { Opened } from '../store/open.ts';
import { explain, FolderAssets, NodeFiles } from '../worker/files.ts';
import { readerPool } from '../worker/thread.ts';
import { type Io, UsageError } from './io.ts';
import { logOf } from './tables.ts';

/** Folders that hold a library's sources by themselves (the first parts of the default globs). */
const SOURCE_FOLDERS = ['sources', 'articles'];

/**
 * How long another process is waited for whose index is not of the files as they are now, in ms; and how often it is looked whether it has
 * read them, or has ended. While it reads it is waited for in any case: this one would take as long.
 */
const INDEX_WAIT = 3000;
const INDEX_LOOK = 200;

export interface OpenLibrary {
  readonly service: LocalService;
  /** Absolute. */
  readonly root: string;
  /** A file's path relative to the root, forward slashes, as the service knows it. */
  relative(file: string): string;
  /** Lets go of the index. */
  end(): Promise<void>;
}

/** Reads the library for the given files. @throws UsageError when there is none */
export async function openLibrary(io: Io, sources: string | undefined, files: readonly string[], index?: string): Promise<OpenLibrary> {
  const absolute = files.map((file) => path.resolve(io.cwd, file));
  const folder = sources === undefined ? undefined : path.resolve(io.cwd, sources);
  if (folder !== undefined && !(await isFolder(folder))) throw new UsageError(`--sources: ${sources ?? ''} is no folder.`);
  const root = folder === undefined ? await findRoot(absolute[0] ?? path.join(io.cwd, '-')) : commonFolder([folder, ...absolute]);
  if (root === undefined)
    throw new UsageError(
      `No library was found: there is no folder “${SOURCE_FOLDERS.join('” or “')}” beside the file or above it. Name one with --sources DIR.`,
    );
  const relative = (file: string): string => path.relative(root, path.resolve(io.cwd, file)).split(path.sep).join('/');
  const globs = folder === undefined ? defaultSettings.sources : [folder === root ? '**' : `${escapeGlob(relative(folder))}/**`];
  const nodeFiles = new NodeFiles(root);
  const briefings = new Set(files.map(relative));
  const log = logOf(io);
  const { store, message } = index === undefined ? {} : await openIndex(path.resolve(io.cwd, index), io.assets);
  if (message !== undefined) log.warn(message);
  const readers = io.worker === undefined ? undefined : readerPool(io.worker, { assets: io.assets, root }, log);
  const project = await projectFile(root);
  let waiting = false;
  const read = async (kept: Opened['store']): Promise<LocalService> => {
    const service = new LocalService({
      assets: new FolderAssets(io.assets),
      clock: { now: () => Date.now() },
      log,
      files: {
        list: async (globs_, cancel) =>
          (await nodeFiles.list(globs_, cancel)).filter((entry) => !briefings.has(entry.path) && entry.path !== PROJECT_FILE),
        read: (file, cancel) => nodeFiles.read(file, cancel),
        get closed() {
          return nodeFiles.closed;
        },
      },
      ...(kept ? { store: kept, index: kept } : {}),
      ...(readers ? { readers } : {}),
      pause: async () => {
        if (!waiting) log.warn('Another process is reading the sources into the index. It is waited for.');
        waiting = true;
        await later(INDEX_LOOK);
      },
    });
    await service.configure({ ...defaultSettings, sources: globs }, neverCancelled);
    await service.setProject(project, neverCancelled);
    await service.scan(neverCancelled);
    return service;
  };
  let service = await read(store);
  let { problems, behind = 0 } = await service.status(neverCancelled);
  for (const until = Date.now() + INDEX_WAIT; behind > 0 && Date.now() < until; ) {
    await later(INDEX_LOOK);
    await service.scan(neverCancelled);
    ({ problems, behind = 0 } = await service.status(neverCancelled));
  }
  if (behind > 0) {
    log.warn(`Another process keeps the index, and ${behind} of the files are not in it as they are now: all are read into memory.`);
    service = await read(undefined);
    ({ problems } = await service.status(neverCancelled));
  }
  for (const { path: file, line, message, severity } of problems)
    if (severity !== 'information')
      io.err(`attest: ${printable(file)}${line === undefined ? '' : `:${line + 1}`}: ${printable(message)}\n`);
  return { service, root, relative, end: async () => store?.close() };
}

/** The index in a folder. The module loads when it is asked for. */
async function openIndex(folder: string, assets: string): Promise<Opened> {
  const [{ openStore }, { stampOf }] = await Promise.all([import('../store/open.ts'), import('../store/stamp.ts')]);
  return openStore(path.join(folder, 'index.db'), stampOf(new URL(import.meta.url), assets));
}

/** The text of a file. @throws Error with the path and a plain reason */
export async function readTextFile(io: Io, file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readFile(path.resolve(io.cwd, file)));
  } catch (error) {
    throw new Error(`${file}: ${explain(error)}`);
  }
}

async function projectFile(root: string): Promise<string | undefined> {
  try {
    return await readFile(path.join(root, PROJECT_FILE), 'utf8');
  } catch {
    return undefined;
  }
}

/** The nearest folder at or above the file's that holds a project file or a sources' folder. */
async function findRoot(file: string): Promise<string | undefined> {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    for (const name of SOURCE_FOLDERS) if (await isFolder(path.join(folder, name))) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}

async function isFolder(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isDirectory() === true;
}

/** The deepest folder that holds the first path (a folder) and all others (files). */
function commonFolder([folder = path.sep, ...files]: readonly string[]): string {
  let common = folder;
  const holds = (file: string): boolean => {
    const relative = path.relative(common, file);
    return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
  };
  for (const file of files) while (!holds(file) && path.dirname(common) !== common) common = path.dirname(common);
  // The sources' own folder is no root while the briefing's links name it: "sources/a.txt".
  return files.length > 0 || common !== folder ? common : path.dirname(folder);
}

function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]{}()!+@]/g, '\\$&');
}
