/** The page that explains the rules: where the code of a finding leads. */
import * as vscode from 'vscode';
import { ruleInfo } from '../core/rules/catalogue.ts';
import { command, type Feature } from './attest.ts';

export const rules: Feature = (attest) =>
  command(attest, 'attest.explainRule', async (argument) => {
    const page = vscode.Uri.joinPath(attest.context.extensionUri, 'media/rules.md');
    const code = typeof argument === 'string' ? ruleInfo(argument)?.code : undefined;
    await vscode.commands.executeCommand('markdown.showPreview', code === undefined ? page : page.with({ fragment: code }));
  });
