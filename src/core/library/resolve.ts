import picomatch from 'picomatch/posix.js';
import type { ParsedBriefing } from '../markdown/prose.ts';
import type { Citation } from '../model.ts';
import type { Library } from './state.ts';

/** The citations of a briefing with the sources that they resolve to. */
export interface Resolved {
  readonly citations: readonly Citation[];
  /** Index among `citations` for each index among the parsed ones; undefined for links that lead elsewhere and cite nothing. */
  readonly index: readonly (number | undefined)[];
}

/**
 * Finds the source of every citation; `stated` are the keys of the briefing's own bibliographies, which go first. A link that leads neither to a source nor into the sources' folders is no citation.
 */
export function resolveCitations(library: Library, parsed: ParsedBriefing, path: string, stated: ReadonlyMap<string, string>): Resolved {
  const inSources = sourceTest(library.settings.sources);
  const citations: Citation[] = [];
  const index = parsed.citations.map((citation) => {
    const bare = linkedPath(path, citation.target);
    const linked = bare && ([bare, bare.normalize('NFC'), bare.normalize('NFD')].find((one) => library.catalogue.has(one)) ?? bare);
    // A footnote's mark carries what its note cites: a key or a link.
    const byKey = citation.form === 'link' ? undefined : (stated.get(citation.target) ?? library.catalogue.pathOf(citation.target));
    const byPath = citation.form === 'pandoc' || linked === undefined || !library.catalogue.has(linked) ? undefined : linked;
    const source = byKey ?? byPath;
    if (source === undefined && citation.form === 'link' && (linked === undefined || !inSources(linked))) return undefined;
    return citations.push(source === undefined ? citation : { ...citation, source }) - 1;
  });
  return { citations, index };
}

const tests = new WeakMap<readonly string[], (path: string) => boolean>();

/** Made once for the same settings: that takes as long as all citations of a long briefing. */
function sourceTest(globs: readonly string[]): (path: string) => boolean {
  let test = tests.get(globs);
  if (test === undefined) {
    const made = picomatch([...globs]);
    test = (path) => made(path);
    tests.set(globs, test);
  }
  return test;
}

/** The path, relative to the library's root, to which a link in a briefing leads; undefined when it leads out of the root. */
export function linkedPath(briefing: string, target: string): string | undefined {
  const bare = target.replace(/[?#].*$/s, '').replace(/\\/g, '/');
  if (bare === '') return undefined;
  const parts = bare.startsWith('/') ? [] : briefing.split('/').slice(0, -1);
  for (const part of bare.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
