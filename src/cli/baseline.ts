/** `--baseline FILE` and `--write-baseline FILE` of `attest check`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CheckedFile } from '../core/reports/check.ts';
import { severityOf } from '../core/rules/all.ts';
import { applyBaseline, type Baseline, parseBaseline, writeBaseline } from '../core/rules/baseline.ts';
import { explain } from '../worker/files.ts';
import type { Io } from './io.ts';
import { readTextFile } from './library.ts';

/** A checked file with the path by which the library, and so the baseline, knows it. */
export interface Checked extends CheckedFile {
  readonly known: string;
}

/** Leaves out what the baseline leaves alone, and tells what of it is stale. @throws Error when the file cannot be read */
export async function withBaseline(io: Io, file: string, checked: readonly Checked[]): Promise<Checked[]> {
  const baseline = parseBaseline(await readTextFile(io, file));
  const severity = severityOf('stale-ignore', {});
  return checked.map((one) => ({
    ...one,
    report: { ...one.report, findings: applyBaseline(one.report.findings, baseline.get(one.known) ?? [], severity) },
  }));
}

/** Records the findings of the checked files; what the file says of other briefings stays. @throws Error when it cannot be written */
export async function recordBaseline(io: Io, file: string, checked: readonly Checked[]): Promise<void> {
  let before: Baseline = new Map();
  const known = await readTextFile(io, file).catch(() => undefined);
  if (known !== undefined) before = parseBaseline(known);
  const text = writeBaseline(
    checked.map(({ known: name, text: content, report }) => ({ path: name, text: content, findings: report.findings })),
    before,
  );
  try {
    await writeFile(path.resolve(io.cwd, file), text);
  } catch (error) {
    throw new Error(`${file}: ${explain(error)}`);
  }
}
