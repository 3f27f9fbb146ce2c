/** A library that is lost is said, with a way to get it back. */
import * as vscode from 'vscode';
import { type Attest, command, type Feature } from './attest.ts';
import { plainText } from './escape.ts';
import type { Session } from './session.ts';

export const failures: Feature = (attest) =>
  vscode.Disposable.from(
    attest.sessions.onDidFail((failure) => void (failure.lost ? tell : tellTrouble)(attest, failure.session, failure.message)),
    command(attest, 'attest.restart', () => restartAll(attest)),
  );

async function tell({ log }: Attest, session: Session, message: string): Promise<void> {
  const choice = await vscode.window.showErrorMessage(plainText(`Attest stopped: ${message}`), 'Restart', 'Show Log');
  if (choice === 'Restart') await session.restart();
  else if (choice === 'Show Log') log.show();
}

async function tellTrouble({ log }: Attest, session: Session, message: string): Promise<void> {
  const said = `Attest cannot take in all sources at the moment, and tries again each minute: ${message}`;
  const choice = await vscode.window.showWarningMessage(plainText(said), 'Try Again', 'Show Log');
  if (choice === 'Try Again') session.resumeReading();
  else if (choice === 'Show Log') log.show();
}

async function restartAll({ sessions }: Attest): Promise<void> {
  await Promise.all(sessions.all.map((session) => session.restart()));
}
