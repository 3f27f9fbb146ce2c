/** How large the bundles are, what makes them large, and the limit that fails the build. */
import type { Metafile } from 'esbuild';

/** What the desktop extension loads at its start (host and worker), minified, in bytes: docs say "< 1 MB without the name model". */
export const desktopBudget = 1_000_000;

const desktopEntries = ['dist/extension.cjs', 'dist/worker.js'];

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

/** Judges minified bundles. The report names the largest inputs when the limit is exceeded, or when `always` asks for it. */
export function judge(meta: Metafile, always: boolean): Verdict {
  const files = new Set(desktopEntries.flatMap((entry) => [...reachable(meta, entry)]));
  const bytes = [...files].reduce((sum, path) => sum + (meta.outputs[path]?.bytes ?? 0), 0);
  const within = bytes < desktopBudget;
  const lines = [`desktop bundle, minified: ${kilobytes(bytes)} of ${kilobytes(desktopBudget)} (${[...files].map(short).join(', ')})`];
  if (!within) lines.push('The desktop bundle outgrew its budget. Its largest inputs:');
  if (!within || always) lines.push(...largest(meta, files, 25));
  return { bytes, within, report: lines.join('\n') };
}

/** One line for each output, and which entry loads it when. */
export function sizes(meta: Metafile): string {
  const entries = Object.entries(meta.outputs).filter(([, output]) => output.entryPoint !== undefined);
  const atStart = new Map(entries.map(([path]) => [path, reachable(meta, path)]));
  const rows = Object.entries(meta.outputs)
    .filter(([path]) => !path.endsWith('.map'))
    .map(([path, output]) => {
      const users = [...atStart].filter(([entry, files]) => entry !== path && files.has(path)).map(([entry]) => short(entry));
      const own = atStart.has(path) && output.entryPoint !== undefined && !path.includes('/chunks/');
      const use = own ? '' : users.length > 0 ? `at the start of ${users.join(', ')}` : 'on first use';
      return `${kilobytes(output.bytes).padStart(10)}  ${short(path)}${use === '' ? '' : `  (${use})`}`;
    });
  return rows.join('\n');
}

function largest(meta: Metafile, files: ReadonlySet<string>, count: number): readonly string[] {
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
