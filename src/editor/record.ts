/** Records the sources that a briefing cites, as they are now, in the project file: what changes later is told. */
import * as vscode from 'vscode';
import { neverCancelled } from '../core/ports.ts';
import { type Attest, command, type Feature } from './attest.ts';
import { kindOf } from './disk.ts';
import { PROJECT_FILE } from './paths.ts';

export const record: Feature = (attest) =>
  command(attest, 'attest.recordSources', async (argument) => recordSources(attest, readTarget(argument)));

/** One citation of a briefing; without it all of the active one are meant. */
export interface RecordTarget {
  readonly briefing: string;
  /** Where it is cited, in UTF-16 units. */
  readonly at: number;
}

async function recordSources({ sessions }: Attest, target: RecordTarget | undefined): Promise<void> {
  const document =
    target === undefined
      ? vscode.window.activeTextEditor?.document
      : await vscode.workspace.openTextDocument(vscode.Uri.parse(target.briefing, true));
  const open = document && (await sessions.ready(document));
  if (open === undefined) throw new Error('Open a briefing first: a Markdown document in a folder with sources.');
  const { session, briefing } = open;
  const cited = await session.service.citedSources(briefing.text, neverCancelled);
  const chosen = target === undefined ? cited : cited.filter(({ at }) => at.includes(target.at));
  if (chosen.length === 0) throw new Error('This briefing cites no source of the library.');
  const { editProject } = await import('../core/names/project-edit.ts');
  const uri = vscode.Uri.joinPath(session.root, PROJECT_FILE);
  if ((await kindOf(uri)) === undefined) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{}\n'));
  const project = await vscode.workspace.openTextDocument(uri);
  const before = project.getText();
  const after = chosen.reduce((text, { key, digest }) => editProject(text, { type: 'cited', key, digest }), before);
  if (after !== before) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(project.positionAt(0), project.positionAt(before.length)), after);
    await vscode.workspace.applyEdit(edit);
    await project.save();
  }
  vscode.window.setStatusBarMessage(`Attest: ${chosen.length} cited ${chosen.length === 1 ? 'source' : 'sources'} recorded`, 5000);
}

function readTarget(value: unknown): RecordTarget | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { briefing, at }: Partial<Record<string, unknown>> = { ...value };
  return typeof briefing === 'string' && typeof at === 'number' ? { briefing, at } : undefined;
}
