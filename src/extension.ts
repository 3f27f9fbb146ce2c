/** The desktop extension: makes what the features share, runs the list, nothing else. */
import { channel } from 'node:diagnostics_channel';
import * as vscode from 'vscode';
import type { Attest } from './editor/attest.ts';
import { Begun } from './editor/begun.ts';
import { features } from './editor/features.ts';
import { type PreviewFeature, preview } from './editor/preview.ts';
import { Sessions } from './editor/sessions.ts';

/** Told when the activation begins and when it is over, where somebody measures: VS Code does its own part before and behind. */
const told = channel('attest.activation');

/** @returns what VS Code's Markdown preview asks of extensions */
export function activate(context: vscode.ExtensionContext): Pick<PreviewFeature, 'extendMarkdownIt'> {
  told.publish('begins');
  const ground = { extension: context.extensionUri, storage: context.globalStorageUri };
  const begun = new Begun(ground);
  const log = vscode.window.createOutputChannel('Attest', { log: true });
  const sessions = new Sessions(log, begun, ground);
  const attest: Attest = { context, log, sessions };
  context.subscriptions.push(begun, log, sessions);
  for (const feature of features) context.subscriptions.push(feature(attest));
  const shown = preview(attest);
  context.subscriptions.push(shown);
  sessions.start();
  told.publish('ends');
  return { extendMarkdownIt: shown.extendMarkdownIt };
}
