/** Quick fixes: what a finding offers, the choice among its passages, and an ignore with a reason. */
import * as vscode from 'vscode';
import { writeIgnore } from '../core/markdown/comments.ts';
import type { BriefingReport, Finding, Fix, TextEdit } from '../core/model.ts';
import { type Attest, command, type Feature, markdown } from './attest.ts';
import { pickPassage } from './choose.ts';
import { spanOf, toDiagnostic, toWorkspaceEdit } from './convert.ts';
import type { RecordTarget } from './record.ts';
import type { Open } from './sessions.ts';
import { identity } from './shown.ts';

export const fixes: Feature = (attest) =>
  vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      markdown,
      { provideCodeActions: (document, range, context) => provide(attest, document, range, context) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    command(attest, 'attest.choosePassage', (argument) => ask(attest, argument, choosePassage)),
    command(attest, 'attest.ignoreFinding', (argument) => ask(attest, argument, ignoreFinding)),
    command(attest, 'attest.fixed', (argument) => settle(attest, argument)),
  );

/** A finding of an open briefing, as a command finds it again. */
interface FindingTarget {
  readonly briefing: string;
  readonly finding: string;
  readonly start: number;
}

async function provide(
  { sessions }: Attest,
  document: vscode.TextDocument,
  range: vscode.Range,
  { only }: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  if (only !== undefined && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
  const open = await sessions.ready(document);
  if (open === undefined) return [];
  const span = spanOf(document, range);
  const here = open.briefing.findings.filter((f) => f.start <= span.end && span.start <= f.end);
  return here.flatMap((finding) => finding.fixes.map((fix) => toAction(finding, fix, open)));
}

function toAction(finding: Finding, fix: Fix, { session, briefing }: Open): vscode.CodeAction {
  const { document } = briefing;
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [toDiagnostic(finding, document, session.placeOf)];
  action.isPreferred = fix.preferred === true;
  const target: FindingTarget = { briefing: document.uri.toString(), finding: identity(finding), start: finding.start };
  if (fix.ask === 'choose-passage') action.command = { command: 'attest.choosePassage', title: fix.title, arguments: [target] };
  else if (fix.ask === 'ignore-reason') action.command = { command: 'attest.ignoreFinding', title: fix.title, arguments: [target] };
  else if (fix.ask === 'record-source') {
    const cited: RecordTarget = { briefing: target.briefing, at: finding.start };
    action.command = { command: 'attest.recordSources', title: fix.title, arguments: [cited] };
  } else {
    action.edit = toWorkspaceEdit(document, fix.edits);
    action.command = { command: 'attest.fixed', title: fix.title, arguments: [target] };
  }
  return action;
}

interface Asked {
  readonly open: Open;
  readonly finding: Finding;
  readonly report: BriefingReport;
}

/** Finds the finding of a command's argument again, asks, and applies the edit if the briefing has not changed meanwhile. */
async function ask(attest: Attest, argument: unknown, how: (asked: Asked) => Promise<TextEdit | undefined>): Promise<void> {
  const target = readTarget(argument);
  const open = target && attest.sessions.open.find(({ briefing }) => briefing.document.uri.toString() === target.briefing);
  if (target === undefined || open === undefined) return;
  const { briefing } = open;
  const report = await briefing.report();
  const same = report.findings.filter((f) => identity(f) === target.finding);
  const finding = same.find((f) => f.start === target.start) ?? same[0];
  if (finding === undefined) return;
  const edit = await how({ open, finding, report });
  if (edit === undefined) return;
  if (briefing.document.version !== report.version)
    throw new Error('The briefing changed while you chose. Nothing was changed; try again.');
  await vscode.workspace.applyEdit(toWorkspaceEdit(briefing.document, [edit]));
  briefing.settled();
}

async function choosePassage({ open, finding, report }: Asked): Promise<TextEdit | undefined> {
  const { document } = open.briefing;
  const chosen = await pickPassage('Cite the passage that carries this sentence', finding.evidence);
  if (chosen === undefined) return undefined;
  const statement = report.statements.find((s) => s.start <= finding.start && finding.start < s.end) ?? finding;
  const { citeEdit } = await import('../core/markdown/insert.ts');
  return citeEdit(document.getText(), statement, chosen.source.key, chosen.paragraph);
}

async function ignoreFinding({ open, finding, report }: Asked): Promise<TextEdit | undefined> {
  const reason = await vscode.window.showInputBox({
    title: `Ignore ${finding.code} here`,
    prompt: 'Why is this finding wrong, or not to be heeded? The reason stands in the briefing as a comment.',
    validateInput: (value) => (value.trim() === '' ? 'A reason is needed.' : undefined),
  });
  if (reason === undefined || reason.trim() === '') return undefined;
  const statement = report.statements.find((s) => s.start <= finding.start && finding.start < s.end) ?? finding;
  const { commentEdit } = await import('../core/markdown/insert.ts');
  return commentEdit(open.briefing.document.getText(), statement, writeIgnore(finding.code, reason));
}

function settle({ sessions }: Attest, argument: unknown): void {
  const target = readTarget(argument);
  sessions.open.find(({ briefing }) => briefing.document.uri.toString() === target?.briefing)?.briefing.settled();
}

function readTarget(value: unknown): FindingTarget | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { briefing, finding, start }: Partial<Record<string, unknown>> = { ...value };
  if (typeof briefing !== 'string' || typeof finding !== 'string' || typeof start !== 'number') return undefined;
  return { briefing, finding, start };
}
