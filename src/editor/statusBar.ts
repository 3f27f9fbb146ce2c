/** The share of claims that are sourced, for the briefing that is being looked at; and the way to the next one that is not. */
import * as vscode from 'vscode';
import { describeCoverage } from '../core/reports/coverage.ts';
import { type Attest, command, type Feature } from './attest.ts';
import { rangeOf } from './convert.ts';
import { count } from './describe.ts';
import { trusted } from './hover.ts';
import { commandUri } from './links.ts';
import type { Open } from './sessions.ts';

export const statusBar: Feature = (attest) => {
  const { sessions } = attest;
  const item = vscode.window.createStatusBarItem('attest.coverage', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Attest: claims sourced';
  const refresh = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const open = document && sessions.of(document);
    if (open === undefined) item.hide();
    else {
      Object.assign(item, appearance(open));
      item.show();
    }
  };
  refresh();
  return vscode.Disposable.from(
    item,
    sessions.onDidShow(refresh),
    sessions.onDidChange(refresh),
    sessions.onDidEnd(refresh),
    sessions.onDidClose(refresh),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    command(attest, 'attest.nextUnsourced', () => nextUnsourced(attest)),
    command(attest, 'attest.showProblems', async () => void (await vscode.commands.executeCommand('workbench.actions.view.problems'))),
  );
};

type Appearance = Pick<vscode.StatusBarItem, 'text' | 'tooltip' | 'command' | 'backgroundColor' | 'accessibilityInformation'>;

function appearance({ session, briefing }: Open): Appearance {
  if (session.state === 'failed')
    return {
      text: '$(error) Attest stopped',
      tooltip: 'The library of this folder is not available. Click to restart it.',
      command: 'attest.restart',
      backgroundColor: new vscode.ThemeColor('statusBarItem.errorBackground'),
      accessibilityInformation: { label: 'Attest stopped. Press to restart it.' },
    };
  if (session.state === 'stopped')
    return {
      text: '$(debug-pause) Attest: reading stopped',
      tooltip: `Attest: ${session.readingLabel}. Hovers answer from the sources that were read; briefings are checked when all are. Click to go on reading.`,
      command: 'attest.resumeReading',
      backgroundColor: undefined,
      accessibilityInformation: { label: 'Attest: reading stopped. Press to go on.' },
    };
  const report = briefing.latest;
  const reading = session.readingLabel ?? (report === undefined ? 'checking' : undefined);
  if (report === undefined || reading !== undefined)
    return {
      text: `$(sync~spin) Attest: ${reading ?? ''}`,
      tooltip: 'Attest is taking in the sources of this folder. Click for its status.',
      command: 'attest.showStatus',
      backgroundColor: undefined,
      accessibilityInformation: { label: `Attest: ${reading ?? ''}` },
    };
  const { claims, sourced } = report.coverage;
  const share = claims === 0 ? 'no claims' : `${Math.floor((sourced / claims) * 100)}% sourced`;
  const said = describeCoverage(report.coverage);
  return {
    text: `$(${sourced === claims ? 'pass' : 'references'}) ${share}`,
    tooltip: trusted(tooltip(said, briefing.findings.length, session.status?.sources ?? 0)),
    command: sourced < claims ? 'attest.nextUnsourced' : 'attest.showProblems',
    backgroundColor: undefined,
    accessibilityInformation: { label: `Attest: ${said}` },
  };
}

function tooltip(said: string, findings: number, sources: number): string {
  const lines = [`**${said}**`, `${count(findings, 'finding')} · ${count(sources, 'source')} in the library`];
  const links = [
    `[Next unsourced claim](${commandUri('attest.nextUnsourced')})`,
    `[Problems](${commandUri('attest.showProblems')})`,
    `[Status](${commandUri('attest.showStatus')})`,
  ];
  return [...lines, links.join(' · ')].join('\n\n');
}

/** Moves the caret to the next claim that cites nothing, from the caret on and around the end. */
async function nextUnsourced({ sessions }: Attest): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const open = editor && (await sessions.ready(editor.document));
  if (editor === undefined || open === undefined) throw new Error('Open a briefing first: a Markdown document in a folder with sources.');
  const { findings, coverage } = await open.briefing.report();
  const caret = editor.document.offsetAt(editor.selection.active);
  const unsourced = findings.filter((finding) => finding.code === 'unsourced-claim');
  const next = unsourced.find((s) => s.start > caret) ?? unsourced[0];
  if (next === undefined) {
    void vscode.window.showInformationMessage(
      `Attest: no claim in this briefing is reported as unsourced (${describeCoverage(coverage)}).`,
    );
    return;
  }
  const range = rangeOf(editor.document, next);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}
