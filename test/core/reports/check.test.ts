import assert from 'node:assert/strict';
import type { BriefingReport, Evidence, Finding, SourceCard } from '../../../src/core/model.ts';
import { type CheckedFile, checkGithub, checkJson, checkText } from '../../../src/core/reports/check.ts';
import { excerpt, printable } from '../../../src/core/reports/printable.ts';
import { sarif } from '../../../src/core/reports/sarif.ts';

const text = 'First line.\nA claim 😀 here, second.\n';
const card: SourceCard = { key: 'bbc1', path: 'sources/bbc 1.txt', format: 'txt', extracted: false };
const evidence: Evidence = {
  passage: {
    source: card,
    start: 40,
    end: 51,
    range: { start: { line: 3, character: 2 }, end: { line: 3, character: 13 } },
    text: 'Some words.',
    paragraph: 2,
    provenance: { via: [], anonymous: false },
    repeats: 0,
    alsoIn: 0,
  },
  score: 0.5,
  agreeing: [],
  missing: [],
};
const finding: Finding = {
  start: 12,
  end: 36,
  code: 'unsourced-claim',
  severity: 'warning',
  message: 'No source\u001b[31m is cited.\nSecond: line, 100 %',
  reason: 'event',
  evidence: [evidence],
  fixes: [
    { title: 'Cite', preferred: true, edits: [{ start: 35, end: 35, newText: ' [@bbc1]' }] },
    { title: 'Ask', edits: [], ask: 'ignore-reason' },
  ],
  fingerprint: 'f00',
};

function file(findings: readonly Finding[], path = 'notes/a b.md'): CheckedFile {
  const report: BriefingReport = {
    path,
    version: 1,
    mentions: [],
    citations: [],
    statements: [],
    findings,
    coverage: { claims: 2, sourced: 1 },
  };
  return { path, text, report };
}

describe('reports: check', () => {
  it('writes the JSON contract', () => {
    assert.deepEqual(checkJson([file([finding])]), {
      version: 1,
      files: [
        {
          path: 'notes/a b.md',
          coverage: { claims: 2, sourced: 1 },
          findings: [
            {
              code: 'unsourced-claim',
              severity: 'warning',
              range: { start: { line: 1, character: 0 }, end: { line: 1, character: 24 } },
              message: finding.message,
              reason: 'event',
              evidence: [{ source: 'bbc1', line: 3, start: 40, end: 51, text: 'Some words.', score: 0.5 }],
            },
          ],
        },
      ],
    });
  });

  it('prints text without anything that acts on a terminal', () => {
    assert.equal(
      checkText([file([finding]), file([], 'b\u001b]0;x\u0007.md')]),
      'notes/a b.md:2:1: warning unsourced-claim: No source[31m is cited. Second: line, 100 %\n' +
        'notes/a b.md: 1 of 2 claims sourced, 1 finding\n' +
        'b]0;x.md: 1 of 2 claims sourced, no findings\n',
    );
  });

  it('escapes workflow commands', () => {
    assert.equal(
      checkGithub([file([finding], 'a,b:c%\n.md')]),
      '::warning file=a%2Cb%3Ac%25%0A.md,line=2,endLine=2,col=1,endColumn=24,title=attest(unsourced-claim)::No source[31m is cited. Second: line, 100 %25\n',
    );
  });

  it('writes SARIF with regions from 1, evidence and fixes', () => {
    const log = sarif([file([finding])], '1.2.3') as {
      version: string;
      runs: { tool: { driver: { version: string; rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
    };
    assert.equal(log.version, '2.1.0');
    const run = log.runs[0];
    assert.equal(run?.tool.driver.version, '1.2.3');
    const result = run?.results[0];
    assert.equal(run?.tool.driver.rules[Number(result?.['ruleIndex'])]?.id, 'unsourced-claim');
    assert.equal(result?.['level'], 'warning');
    assert.deepEqual(result?.['locations'], [
      {
        physicalLocation: {
          artifactLocation: { uri: 'notes/a%20b.md' },
          region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 25 },
        },
      },
    ]);
    assert.deepEqual(result?.['fixes'], [
      {
        description: { text: 'Cite' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'notes/a%20b.md' },
            replacements: [
              { deletedRegion: { startLine: 2, startColumn: 24, endLine: 2, endColumn: 24 }, insertedContent: { text: ' [@bbc1]' } },
            ],
          },
        ],
      },
    ]);
    const related = result?.['relatedLocations'] as { physicalLocation: { artifactLocation: { uri: string } } }[];
    assert.equal(related[0]?.physicalLocation.artifactLocation.uri, 'sources/bbc%201.txt');
  });
});

describe('reports: printable', () => {
  const cases: readonly [input: string, output: string][] = [
    ['plain Київ “text”', 'plain Київ “text”'],
    ['a\u001b[2Jb\u0007', 'a[2Jb'],
    ['a\r\nb\t\tc\u2028d', 'a b c d'],
    ['\u202Eevil\u202C \u200Bzero\uFEFF', 'evil zero'],
    ['\u009b31m', '31m'],
    ['\uD800x', '\uFFFDx'],
  ];
  for (const [input, output] of cases) it(JSON.stringify(input), () => assert.equal(printable(input), output));

  it('excerpts between words', () => {
    assert.equal(excerpt('On the eve of the talks, he left', 24), 'On the eve of the talks …');
    assert.equal(excerpt('short', 24), 'short');
    assert.equal(excerpt('😀'.repeat(30), 5), '😀😀 …');
  });
});
