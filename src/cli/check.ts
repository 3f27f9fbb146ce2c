import type { Severity } from '../core/model.ts';
import { neverCancelled } from '../core/ports.ts';
import { type CheckedFile, checkGithub, checkJson, checkText } from '../core/reports/check.ts';
import { atLeast } from '../core/rules/catalogue.ts';
import { type Checked, recordBaseline, withBaseline } from './baseline.ts';
import { FINDINGS, type Io, OK, UsageError } from './io.ts';
import { openLibrary, readTextFile } from './library.ts';
import { oneOf, readOptions, text } from './options.ts';
import { version } from './version.ts';

/** `attest check FILE… [--sources DIR] [--index DIR] [--format …] [--fail-on …] [--baseline FILE | --write-baseline FILE]` */
export async function check(args: readonly string[], io: Io): Promise<number> {
  const { values, files } = readOptions(args, {
    sources: { type: 'string' },
    index: { type: 'string' },
    format: { type: 'string' },
    'fail-on': { type: 'string' },
    baseline: { type: 'string' },
    'write-baseline': { type: 'string' },
  });
  if (files.length === 0) throw new UsageError('Which files? attest check FILE…');
  const format = oneOf(values, 'format', ['text', 'json', 'sarif', 'github'], 'text');
  const failOn: Severity = oneOf(values, 'fail-on', ['error', 'warning', 'information'], 'information');
  const texts: { file: string; content: string }[] = [];
  for (const file of files) texts.push({ file, content: await readTextFile(io, file) });
  const { service, relative, end } = await openLibrary(io, text(values, 'sources'), files, text(values, 'index'));
  let checked: Checked[] = [];
  for (const { file, content } of texts) {
    const path = relative(file);
    checked.push({
      path: file,
      known: path,
      text: content,
      report: await service.check({ path, version: 1, text: content }, neverCancelled),
    });
    await service.close(path);
  }
  await end();
  const record = text(values, 'write-baseline');
  if (record !== undefined) {
    await recordBaseline(io, record, checked);
    return OK;
  }
  const baseline = text(values, 'baseline');
  if (baseline !== undefined) checked = await withBaseline(io, baseline, checked);
  await io.out(await printed(checked, format));
  const fails = checked.some(({ report }) => report.findings.some(({ severity }) => atLeast(severity, failOn)));
  return fails ? FINDINGS : OK;
}

async function printed(checked: readonly CheckedFile[], format: 'text' | 'json' | 'sarif' | 'github'): Promise<string> {
  if (format === 'json') return `${JSON.stringify(checkJson(checked))}\n`;
  if (format === 'github') return checkGithub(checked);
  if (format === 'text') return checkText(checked);
  const { sarif } = await import('../core/reports/sarif.ts');
  return `${JSON.stringify(sarif(checked, version()), undefined, 2)}\n`;
}
