/** Findings in the Problems panel, and sources that could not be read on their own files. */
import * as vscode from 'vscode';
import type { Feature } from './attest.ts';
import { toDiagnostic, toProblem } from './convert.ts';
import type { Session } from './session.ts';

export const diagnostics: Feature = ({ sessions }) => {
  const findings = vscode.languages.createDiagnosticCollection('attest');
  const sources = vscode.languages.createDiagnosticCollection('attest sources');
  const reported = new Map<Session, readonly vscode.Uri[]>();

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
      findings.set(
        document.uri,
        briefing.findings.map((finding) => toDiagnostic(finding, document, session.placeOf)),
      );
    }),
    sessions.onDidClose((document) => findings.delete(document.uri)),
    sessions.onDidUpdate(showSources),
    sessions.onDidEnd((session) => {
      clearSources(session);
      for (const briefing of session.briefings) findings.delete(briefing.document.uri);
    }),
  );
};
