/**
 * A baseline: the findings that a briefing had when its authors began to use Attest, left alone since. An entry is known by
 * the rule and the words (a finding's fingerprint), never by a line; entries that match nothing any more are told.
 */
import type { Finding, Severity } from '../model.ts';
import { excerpt } from '../reports/printable.ts';
import { toFinding } from './all.ts';

const VERSION = 1;
/** So much of a finding's words stands in the file, for whoever reviews it. */
const WORDS = 120;

interface Entry {
  readonly code: string;
  readonly fingerprint: string;
  /** For the reviewer: the finding's words when it was recorded. */
  readonly words: string;
  /** How often the same finding stands in the briefing; 1 unless said. */
  readonly count?: number;
}

/** Entries by briefing: its path relative to the library's root, with forward slashes. */
export type Baseline = ReadonlyMap<string, readonly Entry[]>;

/** Reads a baseline file. @throws Error with a plain message when it is none */
export function parseBaseline(json: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('The baseline is no JSON.');
  }
  const { version, files }: { version?: unknown; files?: unknown } = typeof value === 'object' && value !== null ? value : {};
  if (version !== VERSION || typeof files !== 'object' || files === null)
    throw new Error(`The baseline is not of version ${VERSION}. Write it anew.`);
  const out = new Map<string, Entry[]>();
  for (const [path, list] of Object.entries(files))
    out.set(
      path,
      (Array.isArray(list) ? list : []).flatMap((entry) => entryOf(entry) ?? []),
    );
  return out;
}

function entryOf(value: unknown): Entry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { code, fingerprint, words, count }: Partial<Record<string, unknown>> = { ...value };
  if (typeof code !== 'string' || typeof fingerprint !== 'string') return undefined;
  return {
    code,
    fingerprint,
    words: typeof words === 'string' ? words : '',
    ...(typeof count === 'number' && Number.isInteger(count) && count > 1 ? { count } : {}),
  };
}

/** The file's text: sorted, one entry a line, so that changes merge well. What `before` says of other briefings stays. */
export function writeBaseline(
  checked: readonly { readonly path: string; readonly text: string; readonly findings: readonly Finding[] }[],
  before: Baseline = new Map(),
): string {
  const files = new Map(before);
  for (const { path, text, findings } of checked) files.set(path, entriesOf(text, findings));
  const lines = [...files]
    .filter(([, entries]) => entries.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([path, entries]) => `    ${JSON.stringify(path)}: [\n${entries.map((entry) => `      ${JSON.stringify(entry)}`).join(',\n')}\n    ]`,
    );
  return `{\n  "version": ${VERSION},\n  "files": {${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}}\n}\n`;
}

function entriesOf(text: string, findings: readonly Finding[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { code, fingerprint, start, end } of findings) {
    // What says that an ignore is stale is to be mended, not to be kept.
    if (code === 'stale-ignore') continue;
    const key = keyOf({ code, fingerprint });
    const known = entries.get(key);
    const words = excerpt(text.slice(start, end).replace(/\s+/g, ' ').trim(), WORDS);
    entries.set(key, known ? { ...known, count: (known.count ?? 1) + 1 } : { code, fingerprint, words });
  }
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** What is left of a briefing's findings, each entry taking away one of its kind, and what the entries that match nothing say. */
export function applyBaseline(findings: readonly Finding[], entries: readonly Entry[], severity: Severity | 'off'): Finding[] {
  const left = new Map<string, number>();
  for (const entry of entries) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + (entry.count ?? 1));
  const unmatched = new Set(left.keys());
  const kept = findings.filter((finding) => {
    const key = keyOf(finding);
    const count = left.get(key) ?? 0;
    if (count === 0) return true;
    left.set(key, count - 1);
    unmatched.delete(key);
    return false;
  });
  if (severity === 'off') return kept;
  const stale = entries
    .filter((entry) => unmatched.has(keyOf(entry)))
    .map(({ code, fingerprint, words }) =>
      toFinding('stale-ignore', severity, {
        start: 0,
        end: 0,
        message: `The baseline leaves ${code} of “${words}” alone, which is not found any more. Write the baseline anew.`,
        reason: 'matches nothing',
        words: `${code} ${fingerprint}`,
      }),
    );
  return [...stale, ...kept];
}

function keyOf({ code, fingerprint }: Pick<Entry, 'code' | 'fingerprint'>): string {
  return `${code} ${fingerprint}`;
}
