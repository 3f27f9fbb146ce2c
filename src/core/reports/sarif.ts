import type { Finding, Severity } from '../model.ts';
import { catalogue } from '../rules/catalogue.ts';
import { LineIndex } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { CheckedFile } from './check.ts';
import { wellFormed } from './printable.ts';

const LEVEL: Readonly<Record<Severity | 'off', string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
  off: 'none',
};

/** A SARIF 2.1.0 log (OASIS, 2020): one run, one result a finding, evidence as related locations, fixes as replacements. */
export function sarif(files: readonly CheckedFile[], version: string): unknown {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Attest',
            version,
            rules: catalogue.map(({ code, severity, says }) => ({
              id: code,
              shortDescription: { text: says },
              defaultConfiguration: { level: LEVEL[severity], enabled: severity !== 'off' },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap((file) => {
          const lines = new LineIndex(file.text);
          return file.report.findings.map((finding) => result(file, lines, finding));
        }),
      },
    ],
  };
}

function result(file: CheckedFile, lines: LineIndex, finding: Finding): unknown {
  const artifactLocation = { uri: uri(file.path) };
  const fixes = finding.fixes.filter((fix) => fix.edits.length > 0);
  return {
    ruleId: finding.code,
    ruleIndex: catalogue.findIndex((info) => info.code === finding.code),
    level: LEVEL[finding.severity],
    message: { text: wellFormed(finding.message) },
    locations: [{ physicalLocation: { artifactLocation, region: region(lines, finding) } }],
    partialFingerprints: { 'attest/v1': finding.fingerprint },
    ...(finding.evidence.length === 0
      ? {}
      : {
          relatedLocations: finding.evidence.map(({ passage }, id) => ({
            id,
            message: { text: wellFormed(passage.text) },
            physicalLocation: {
              artifactLocation: { uri: uri(passage.source.path) },
              // Offsets into extracted text are no places in the file.
              ...(passage.source.extracted
                ? {}
                : {
                    region: {
                      startLine: passage.range.start.line + 1,
                      startColumn: passage.range.start.character + 1,
                      endLine: passage.range.end.line + 1,
                      endColumn: passage.range.end.character + 1,
                    },
                  }),
            },
          })),
        }),
    ...(fixes.length === 0
      ? {}
      : {
          fixes: fixes.map((fix) => ({
            description: { text: fix.title },
            artifactChanges: [
              {
                artifactLocation,
                replacements: fix.edits.map((edit) => ({ deletedRegion: region(lines, edit), insertedContent: { text: edit.newText } })),
              },
            ],
          })),
        }),
  };
}

/** SARIF counts lines and columns from 1; the end column is exclusive. */
function region(lines: LineIndex, span: Span): unknown {
  const { start, end } = lines.rangeOf(span);
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

/** A relative URI reference of a path (RFC 3986): every segment encoded, separators kept. */
function uri(path: string): string {
  return path
    .replace(/\\/g, '/')
    .split('/')
    .map((segment) => encodeURIComponent(wellFormed(segment)))
    .join('/');
}
