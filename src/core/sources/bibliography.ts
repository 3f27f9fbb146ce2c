import type { SourceProblem } from '../model.ts';
import type { FoundMetadata } from './extraction.ts';
import { endingOf, fileName, stem } from './formats.ts';

/** An item of a bibliography, as far as a source needs it. */
export interface BibliographyItem extends FoundMetadata {
  readonly key: string;
  /** Paths of its files, as the item states them, with forward slashes. */
  readonly files: readonly string[];
  /** 0-based line of the item in its file, where that is known. */
  readonly line?: number;
}

/** One bibliography file, read. */
export interface ParsedBibliography {
  /** Relative to the library's root, forward slashes. */
  readonly path: string;
  readonly items: readonly BibliographyItem[];
  readonly problems: readonly SourceProblem[];
}

/** The items of all bibliographies that apply to a library. */
export interface Bibliography {
  /** In order of the files' paths and of each file; a key that stands twice is held once. */
  readonly items: readonly BibliographyItem[];
  /** Keys that stand in more than one place, reported on the file whose item is left out. */
  readonly problems: readonly SourceProblem[];
  /**
   * The item of the source at `path` (relative to the library's root): one that points at the file, else one with the URL
   * that the source states, else one whose key is the file's name without its ending.
   */
  find(path: string, url?: string): BibliographyItem | undefined;
}

/** Which kind of bibliography a path's ending promises; undefined for other files. */
export function bibliographyKind(path: string): 'bibtex' | 'csl-json' | undefined {
  const ending = endingOf(path);
  if (ending === 'bib' || ending === 'bibtex' || ending === 'biblatex') return 'bibtex';
  return ending === 'json' || ending === 'csljson' ? 'csl-json' : undefined;
}

/**
 * Reads a bibliography: BibTeX and BibLaTeX (`.bib`), or CSL-JSON (`.json`). Never throws: an entry that cannot be read
 * costs itself and gives a problem with its line. The BibTeX parser loads on first use.
 */
export async function parseBibliography(text: string, path: string): Promise<ParsedBibliography> {
  const kind = bibliographyKind(path) ?? (/^\s*[[{]/.test(text.slice(0, 1000)) ? 'csl-json' : 'bibtex');
  const problems: SourceProblem[] = [];
  const report = (message: string, line?: number): void => {
    problems.push({ path, severity: 'warning', message: `${fileName(path)} ${message}`, ...(line === undefined ? {} : { line }) });
  };
  let items: readonly BibliographyItem[] = [];
  try {
    items =
      kind === 'bibtex'
        ? (await import('./readers/bibtex.ts')).readBibtex(text, report)
        : (await import('./readers/csl.ts')).readCslJson(text, report);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 160) : 'unknown reason';
    problems.push({ path, severity: 'error', message: `${fileName(path)} could not be read as a bibliography: ${reason}` });
  }
  return { path, items, problems };
}

/** Joins bibliographies. Deterministic: the order in which they are given does not matter. */
export function joinBibliographies(parsed: readonly ParsedBibliography[]): Bibliography {
  const sorted = [...parsed].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const problems: SourceProblem[] = [];
  const byKey = new Map<string, { readonly item: BibliographyItem; readonly path: string }>();
  const byFile = new Map<string, BibliographyItem>();
  const byUrl = new Map<string, BibliographyItem>();
  /** Absolute and bare paths by file name: they match a source by the end of its path, or of theirs. */
  const byName = new Map<string, { readonly path: string; readonly item: BibliographyItem }[]>();
  for (const { path, items } of sorted) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const item of items) {
      const first = byKey.get(item.key);
      if (first !== undefined) {
        const where = first.path === path ? '' : ` in ${first.path}`;
        const message = `${fileName(path)} holds the key “${item.key}” although it stands already${where}; this item is left out. Rename one of the two.`;
        problems.push({ path, severity: 'warning', message, ...(item.line === undefined ? {} : { line: item.line }) });
        continue;
      }
      byKey.set(item.key, { item, path });
      if (item.url !== undefined) setFirst(byUrl, urlKey(item.url), item);
      for (const file of item.files) {
        const plain = plainPath(file);
        if (plain === '') continue;
        if (!isAbsolute(plain)) {
          setFirst(byFile, resolve(folder, plain), item);
          setFirst(byFile, resolve('', plain), item);
        }
        const name = fileName(plain);
        const list = byName.get(name);
        if (list) list.push({ path: plain, item });
        else byName.set(name, [{ path: plain, item }]);
      }
    }
  }
  return {
    items: [...byKey.values()].map((v) => v.item),
    problems,
    find: (path, url) => {
      const direct = byFile.get(path);
      if (direct) return direct;
      for (const { path: file, item } of byName.get(fileName(path)) ?? []) {
        // "/home/me/project/sources/a.html" ends in the source's path; "a.html" is the end of it.
        if (isAbsolute(file) ? file.endsWith(`/${path}`) : !file.includes('/')) return item;
      }
      const stated = url === undefined ? undefined : byUrl.get(urlKey(url));
      if (stated) return stated;
      const named = (byKey.get(stem(path)) ?? byKey.get(stem(path).normalize('NFC')))?.item;
      return named !== undefined && named.files.length === 0 ? named : undefined;
    },
  };
}

function setFirst<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}

/** Forward slashes, no `file://`, no percent escapes. */
function plainPath(file: string): string {
  let path = file.trim().replaceAll('\\', '/');
  if (path.startsWith('file://')) {
    path = path.slice('file://'.length);
    try {
      path = decodeURIComponent(path);
    } catch {
      // A stray "%" is part of the name.
    }
  }
  return path;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:\//i.test(path);
}

/** Joins and takes out "." and ".."; what would leave the root stays below it. */
function resolve(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of (folder + path).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** An address without what does not tell two pages apart: scheme, "www.", tracking parameters, fragment, closing slash. */
export function urlKey(url: string): string {
  const m = /^(?:https?:)?\/\/(?:www\.)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(url.trim());
  if (!m) return url.trim();
  const [, host = '', path = '', query = ''] = m;
  const kept = query.split('&').filter((p) => p !== '' && !/^(?:utm_\w+|fbclid|gclid|ref|ref_src|smid|cmpid)(?:=|$)/i.test(p));
  return `${host.toLowerCase()}${path.replace(/\/+$/, '')}${kept.length > 0 ? `?${kept.sort().join('&')}` : ''}`;
}
