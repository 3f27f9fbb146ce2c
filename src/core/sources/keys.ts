import type { MetadataOrigin, SourceProblem } from '../model.ts';
import { digest } from '../text/digest.ts';
import { fileName } from './formats.ts';

/** A source and the citation key that it would have by itself. */
export interface KeyClaim {
  readonly path: string;
  readonly key: string;
  readonly origin: MetadataOrigin | undefined;
}

const RANK: Readonly<Record<MetadataOrigin, number>> = { bibliography: 0, 'front-matter': 1, html: 2, text: 3, 'file-name': 4 };

/**
 * Gives every source a key of its own. Where several claim one key, a bibliography's claim comes first, then the
 * article's own, then the file name's, and among equals the path that sorts first; the others get the key with an ending
 * made of their path, and a problem that says so. The result depends on the set of claims alone, not on their order.
 */
export function assignKeys(claims: readonly KeyClaim[]): {
  readonly keys: ReadonlyMap<string, string>;
  readonly problems: readonly SourceProblem[];
} {
  const sorted = [...claims].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const holders = new Map<string, string>();
  for (const { key, path } of sorted) if (!holders.has(key)) holders.set(key, path);
  const keys = new Map<string, string>();
  const problems: SourceProblem[] = [];
  for (const { key, path } of sorted) {
    const holder = holders.get(key);
    if (holder === path) {
      keys.set(path, key);
      continue;
    }
    const ending = digest(path);
    let length = 4;
    while (holders.has(`${key}-${ending.slice(0, length)}`)) length++;
    const own = `${key}-${ending.slice(0, length)}`;
    holders.set(own, path);
    keys.set(path, own);
    const advice = 'Give it a key of its own in its front matter or in the bibliography, or rename the file.';
    problems.push({
      path,
      severity: 'warning',
      message: `${fileName(path)} has the citation key “${key}” of ${holder ?? 'another source'} and is cited as “${own}”. ${advice}`,
    });
  }
  return { keys, problems };
}

/** The keys that a key may have been made from, by an ending. */
export function madeFrom(key: string): string[] {
  const found: string[] = [];
  for (let at = key.indexOf('-'); at >= 0; at = key.indexOf('-', at + 1)) if (ENDING.test(key.slice(at))) found.push(key.slice(0, at));
  return found;
}

/** As long a part of a digest as it takes, of four signs or more. */
const ENDING = /^-[0-9a-f]{4}[0-9a-f-]*$/;

function rank(claim: KeyClaim): number {
  return claim.origin === undefined ? 5 : RANK[claim.origin];
}
