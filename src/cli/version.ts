import { readFileSync } from 'node:fs';

/** The version in package.json, which lies above the bundle, its chunks and the sources. */
export function version(): string {
  for (const place of ['../package.json', '../../package.json'])
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8'));
      if (typeof found === 'object' && found !== null && 'name' in found && found.name === 'attest' && 'version' in found)
        return String(found.version);
    } catch {
      // Not here: the next place is tried.
    }
  return 'unknown';
}
