import type { ParsedBriefing } from '../markdown/prose.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { type Bibliography, joinBibliographies, parseBibliography } from '../sources/bibliography.ts';
import { linkedPath } from './resolve.ts';
import type { Library } from './state.ts';

/** For how long a bibliography that a briefing names is not read again, in ms: no watcher tells of its changes. */
const FRESH = 3000;
/** A briefing that names more bibliographies is no briefing. */
const MOST = 20;

interface Read {
  readonly at: number;
  readonly bibliography: Bibliography | undefined;
}

/** The bibliographies that briefings name in their front matter, and the keys that they give to sources. */
export class StatedBibliographies {
  readonly #read = new Map<string, Read>();
  readonly #keys = new WeakMap<Bibliography, { readonly generation: number; readonly paths: ReadonlyMap<string, string> }>();

  /** The source paths by the keys that the briefing's own bibliographies give them; earlier files go before later ones. */
  async keysOf(library: Library, parsed: ParsedBriefing, path: string, cancel: Cancel): Promise<ReadonlyMap<string, string>> {
    const keys = new Map<string, string>();
    for (const file of named(parsed, path)) {
      const bibliography = await this.#open(library, file, cancel);
      throwIfCancelled(cancel);
      if (!bibliography) continue;
      for (const [key, source] of this.#pathsOf(library, bibliography)) if (!keys.has(key)) keys.set(key, source);
    }
    return keys;
  }

  async #open(library: Library, file: string, cancel: Cancel): Promise<Bibliography | undefined> {
    const { clock, files, log } = library.world;
    const now = clock.now();
    const known = this.#read.get(file);
    if (known && now - known.at < FRESH) return known.bibliography;
    let bibliography: Bibliography | undefined;
    try {
      const bytes = await files?.read(file, cancel);
      if (bytes) bibliography = joinBibliographies([await parseBibliography(new TextDecoder().decode(bytes), file)]);
    } catch (error) {
      throwIfCancelled(cancel);
      log.warn(`The bibliography ${file} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.#read.set(file, { at: now, bibliography });
    return bibliography;
  }

  #pathsOf(library: Library, bibliography: Bibliography): ReadonlyMap<string, string> {
    const { generation } = library;
    const known = this.#keys.get(bibliography);
    if (known?.generation === generation) return known.paths;
    const paths = new Map<string, string>();
    for (const [source, url] of library.catalogue.addresses()) {
      const item = bibliography.find(source, url);
      if (item && !paths.has(item.key)) paths.set(item.key, source);
    }
    this.#keys.set(bibliography, { generation, paths });
    return paths;
  }
}

/** `bibliography: refs.bib` or a list of files, relative to the briefing. */
function named({ frontMatter }: ParsedBriefing, path: string): string[] {
  const value = frontMatter?.data['bibliography'];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list
    .filter((file): file is string => typeof file === 'string')
    .slice(0, MOST)
    .flatMap((file) => linkedPath(path, file) ?? []);
}
