import * as vscode from 'vscode';
import { plainText } from './escape.ts';
import type { Sessions } from './sessions.ts';

/** What every feature works with. */
export interface Attest {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly sessions: Sessions;
}

/** A feature registers what it needs and returns what ends it. */
export type Feature = (attest: Attest) => vscode.Disposable;

/** Documents that may be briefings. */
export const markdown: vscode.DocumentSelector = { language: 'markdown' };

/** Runs what a command does; an error is said to the person and stands in the log. */
export function command(attest: Attest, id: string, run: (argument: unknown) => Promise<void> | void): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      await run(argument);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      attest.log.error(`${id}: ${error instanceof Error && error.stack !== undefined ? error.stack : message}`);
      void vscode.window.showErrorMessage(plainText(`Attest: ${message}`));
    }
  });
}
