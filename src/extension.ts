import { type ExtensionContext, window } from 'vscode';

/** Starts the extension. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Attest', { log: true });
  context.subscriptions.push(log);
  log.info('Attest is active');
}
