/** Findings in the Problems panel, and sources that could not be read on their own files. */
import * as vscode from 'vscode';
import type { Finding } from '../core/model.ts';
import type { Feature } from './attest.ts';
import { rangeOf, toDiagnostic, toProblem } from './convert.ts';
import type { Session } from './session.ts';
import { identity } from './shown.ts';

export const diagnostics: Feature = ({ sessions }) => {
  const findings = vscode.languages.createDiagnosticCollection('attest');
  const sources = vscode.languages.createDiagnosticCollection('attest sources');
  /** What was handed to VS Code for a document, by its look: making and handing over the same again would cost the host's thread with every key. */
  const handed = new Map<string, { readonly looks: readonly string[]; readonly made: ReadonlyMap<string, vscode.Diagnostic> }>();
  const reported = new Map<Session, readonly vscode.Uri[]>();

  const forget = (uri: vscode.Uri): void => {
    findings.delete(uri);
    handed.delete(uri.toString());
  };
  const clearSources = (session: Session): void => {
    for (const uri of reported.get(session) ?? []) sources.delete(uri);
    reported.delete(session);
  };
  const showSources = (session: Session): void => {
    clearSources(session);
    const entries = (session.status?.problems ?? []).map((problem): [vscode.Uri, vscode.Diagnostic[]] => [
      session.uriOf(problem.path),
      [toProblem(problem)],
    ]);
    sources.set(entries);
    reported.set(
      session,
      entries.map(([uri]) => uri),
    );
  };
  return vscode.Disposable.from(
    findings,
    sources,
    sessions.onDidShow(({ session, briefing }) => {
      const { document } = briefing;
      const looks = briefing.findings.map((finding) => lookOf(finding, document));
      const key = document.uri.toString();
      const before = handed.get(key);
      if (before?.looks.length === looks.length && before.looks.every((look, i) => look === looks[i])) return;
      const all = briefing.findings.map(
        (finding, i) => before?.made.get(looks[i] ?? '') ?? toDiagnostic(finding, document, session.placeOf),
      );
      handed.set(key, { looks, made: new Map(all.map((diagnostic, i) => [looks[i] ?? '', diagnostic])) });
      findings.set(document.uri, all);
    }),
    sessions.onDidClose((document) => forget(document.uri)),
    sessions.onDidUpdate(showSources),
    sessions.onDidEnd((session) => {
      clearSources(session);
      for (const briefing of session.briefings) forget(briefing.document.uri);
    }),
  );
};

/** All that the Problems panel shows of a finding: equal looks make equal diagnostics. */
function lookOf(finding: Finding, document: vscode.TextDocument): string {
  const { start, end } = rangeOf(document, finding);
  const { severity, message, evidence } = finding;
  const best = evidence[0]?.passage;
  const where = best === undefined ? '' : `${best.source.path} ${best.start} ${best.end}`;
  return `${identity(finding)} ${severity} ${start.line}:${start.character}-${end.line}:${end.character} ${where} ${message}`;
}
