/** The outcome of `attest check` in the formats of DESIGN's command line. Pure: text in, text out. */
import type { BriefingReport, Evidence, Finding, Severity } from '../model.ts';
import { LineIndex } from '../text/lines.ts';
import { describeCoverage } from './coverage.ts';
import { printable } from './printable.ts';

/** One checked briefing, with the text that the report's offsets refer to. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly report: BriefingReport;
}

/** The stable JSON of `--format json`. Lines and characters count from 0, in UTF-16 units; `start` and `end` are offsets in the source's text. */
export function checkJson(files: readonly CheckedFile[]): unknown {
  return {
    version: 1,
    files: files.map(({ path, text, report }) => {
      const lines = new LineIndex(text);
      return {
        path,
        coverage: report.coverage,
        findings: report.findings.map((finding) => ({
          code: finding.code,
          severity: finding.severity,
          range: lines.rangeOf(finding),
          message: finding.message,
          reason: finding.reason,
          evidence: finding.evidence.map(evidenceJson),
        })),
      };
    }),
  };
}

/** A passage as every JSON of the command line tells it. */
export function evidenceJson({ passage, score }: Pick<Evidence, 'passage' | 'score'>): unknown {
  const { source, range, start, end, text } = passage;
  return { source: source.key, line: range.start.line, start, end, text, score };
}

/** One line a finding, as compilers print them (lines and columns from 1), and one line a file that counts. */
export function checkText(files: readonly CheckedFile[]): string {
  const out: string[] = [];
  for (const { path, text, report } of files) {
    const lines = new LineIndex(text);
    for (const finding of report.findings) {
      const { line, character } = lines.positionAt(finding.start);
      out.push(`${printable(path)}:${line + 1}:${character + 1}: ${finding.severity} ${finding.code}: ${printable(finding.message)}`);
    }
    out.push(`${printable(path)}: ${describeCoverage(report.coverage)}, ${countFindings(report.findings)}`);
  }
  return `${out.join('\n')}\n`;
}

function countFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no findings';
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
}

const GITHUB: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/** Workflow commands that GitHub shows as annotations on the lines of a pull request. */
export function checkGithub(files: readonly CheckedFile[]): string {
  const out: string[] = [];
  for (const { path, text, report } of files) {
    const lines = new LineIndex(text);
    for (const finding of report.findings) {
      const { start, end } = lines.rangeOf(finding);
      const where = [
        `file=${property(path)}`,
        `line=${start.line + 1}`,
        `endLine=${end.line + 1}`,
        // GitHub refuses columns where the lines differ.
        ...(start.line === end.line ? [`col=${start.character + 1}`, `endColumn=${end.character}`] : []),
        `title=${property(`attest(${finding.code})`)}`,
      ];
      out.push(`::${GITHUB[finding.severity]} ${where.join(',')}::${data(printable(finding.message))}\n`);
    }
  }
  return out.join('');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
