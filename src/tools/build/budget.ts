/** How large the bundles are, what makes them large, and the limit that fails the build. */
import type { Metafile } from 'esbuild';

/** What the desktop extension loads at its start (host and worker), minified, in bytes: docs say "< 1 MB without the name model". */
export const desktopBudget = 1_000_000;

const desktopEntries = ['dist/extension.js', 'dist/worker.cjs'];

/** The outputs that loading `entry` loads at once: itself and what it imports statically, but not what it imports on first use. */
export function reachable(meta: Metafile, entry: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = entry in meta.outputs ? [entry] : [];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const use of meta.outputs[path]?.imports ?? []) if (!use.external && use.kind !== 'dynamic-import') open.push(use.path);
  }
  return seen;
}

export interface Verdict {
  readonly bytes: number;
  readonly within: boolean;
  readonly report: string;
}

/** What the desktop extension loads at its start. */
export function desktopFiles(meta: Metafile): readonly string[] {
  return [...new Set(desktopEntries.flatMap((entry) => [...reachable(meta, entry)]))];
}

/**
 * Judges the desktop bundle; `bytes` gives the minified size of each of its files.
 * The report names the largest inputs when the limit is exceeded, or when `always` asks for it.
 */
export function judge(meta: Metafile, bytes: ReadonlyMap<string, number>, always: boolean): Verdict {
  const total = [...bytes.values()].reduce((sum, size) => sum + size, 0);
  const within = total < desktopBudget;
  const chunks = [...bytes.keys()].filter((path) => path.includes('/chunks/')).length;
  const lines = [
    `desktop bundle, minified: ${kilobytes(total)} of ${kilobytes(desktopBudget)} (extension, worker and their ${chunks} chunks)`,
  ];
  if (!within) lines.push('The desktop bundle outgrew its budget. Its largest inputs:');
  if (!within || always) lines.push(...largest(meta, [...bytes.keys()], 25));
  return { bytes: total, within, report: lines.join('\n') };
}

/** One line for each output, and which entry loads it when. */
export function sizes(meta: Metafile): string {
  // What is imported on first use counts as an entry for esbuild, not for a reader.
  const entries = Object.keys(meta.outputs).filter((path) => !path.includes('/chunks/'));
  const atStart = entries.map((entry) => [entry, reachable(meta, entry)] as const);
  const rows = Object.entries(meta.outputs)
    .filter(([path]) => !path.endsWith('.map'))
    .map(([path, { bytes }]) => {
      const users = atStart.filter(([, files]) => files.has(path)).map(([entry]) => short(entry));
      const use = entries.includes(path) ? '' : users.length > 0 ? `  (at the start of ${users.join(', ')})` : '  (on first use)';
      return `${kilobytes(bytes).padStart(10)}  ${short(path)}${use}`;
    });
  return rows.join('\n');
}

function largest(meta: Metafile, files: readonly string[], count: number): readonly string[] {
  const inputs = new Map<string, number>();
  for (const path of files) {
    for (const [input, { bytesInOutput }] of Object.entries(meta.outputs[path]?.inputs ?? {})) {
      inputs.set(input, (inputs.get(input) ?? 0) + bytesInOutput);
    }
  }
  const rows = [...inputs].sort((a, b) => b[1] - a[1]).slice(0, count);
  return rows.map(([input, size]) => `${kilobytes(size).padStart(10)}  ${input}`);
}

const short = (path: string): string => path.replace(/^dist\//, '');

/** 1 kB = 1000 bytes. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
