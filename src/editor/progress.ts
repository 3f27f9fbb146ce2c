/** How far the reading of a large library is, with a way to stop it and to go on. */
import * as vscode from 'vscode';
import type { Progress } from '../core/service.ts';
import { type Attest, command, type Feature } from './attest.ts';
import type { Session } from './session.ts';

/** A reading that is over within so many milliseconds shows in the status bar alone. */
const SOON = 2_000;

export const progress: Feature = (attest) => {
  const shown = new Set<Session>();
  const { sessions } = attest;
  return vscode.Disposable.from(
    sessions.onDidChange((session) => {
      const { progress: now } = session;
      if (now === undefined || shown.has(session) || !isLong(now)) return;
      shown.add(session);
      const forget = (): void => void shown.delete(session);
      show(attest, session).then(forget, forget);
    }),
    command(attest, 'attest.stopReading', () => all(attest, (session) => session.stopReading())),
    command(attest, 'attest.resumeReading', () => all(attest, (session) => session.resumeReading())),
  );
};

function all({ sessions }: Attest, act: (session: Session) => void): void {
  for (const session of sessions.all) act(session);
}

/** By its pace so far it takes longer than a moment. */
function isLong({ done, total, elapsed }: Progress): boolean {
  return elapsed > SOON || (done > 0 && elapsed * (total / done - 1) > 2 * SOON);
}

/** A notification with a bar and a Cancel button, until the reading has ended, was stopped, or failed. */
function show({ sessions }: Attest, session: Session): Thenable<void> {
  const name = vscode.workspace.getWorkspaceFolder(session.root)?.name;
  const title = name === undefined ? 'Attest: reading sources' : `Attest: reading the sources of ${name}`;
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (bar, token) => {
    let told = 0;
    return new Promise<void>((done) => {
      const tell = (): void => {
        const { progress: now } = session;
        if (now === undefined) {
          end();
          return;
        }
        const share = (100 * now.done) / now.total;
        bar.report({ message: describeProgress(now), increment: Math.max(0, share - told) });
        told = Math.max(told, share);
      };
      const end = (): void => {
        subscriptions.dispose();
        done();
      };
      const subscriptions = vscode.Disposable.from(
        sessions.onDidChange((changed) => changed === session && tell()),
        sessions.onDidEnd((ended) => ended === session && end()),
        token.onCancellationRequested(() => session.stopReading()),
      );
      tell();
    });
  });
}

/** "1,200 of 100,000 · 1.8 MB/s · about 3 min left" */
function describeProgress({ done, total, bytes, totalBytes, elapsed }: Progress): string {
  const parts = [`${done.toLocaleString('en')} of ${total.toLocaleString('en')}`];
  if (bytes > 0 && elapsed > 0) {
    parts.push(`${(bytes / 1000 / elapsed).toFixed(1)} MB/s`);
    parts.push(`about ${describeTime((elapsed * (totalBytes - bytes)) / bytes)} left`);
  }
  return parts.join(' · ');
}

function describeTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
