/** Everywhere an entity is mentioned, and its entry in the project file. */
import * as vscode from 'vscode';
import { neverCancelled } from '../core/ports.ts';
import { holds } from '../core/text/span.ts';
import { type Attest, command, type Feature } from './attest.ts';
import { toLocation } from './convert.ts';
import { kindOf } from './disk.ts';
import { type EntityTarget, readEntityTarget } from './links.ts';
import { PROJECT_FILE } from './paths.ts';

export const entities: Feature = (attest) =>
  vscode.Disposable.from(
    command(attest, 'attest.showMentions', async (argument) =>
      showMentions(attest, readEntityTarget(argument) ?? (await entityAtCaret(attest))),
    ),
    command(attest, 'attest.editEntity', async (argument) =>
      editEntity(attest, readEntityTarget(argument) ?? (await entityAtCaret(attest))),
    ),
  );

async function entityAtCaret({ sessions }: Attest): Promise<EntityTarget> {
  const editor = vscode.window.activeTextEditor;
  const open = editor && (await sessions.ready(editor.document));
  if (editor === undefined || open === undefined) throw new Error('Put the cursor on a name in a briefing first.');
  const offset = editor.document.offsetAt(editor.selection.active);
  const report = await open.briefing.report();
  const mention = report.mentions.find((m) => holds(m, offset)) ?? report.mentions.find((m) => m.end === offset);
  const card = mention && (await open.session.service.hover(open.briefing.text, mention.start, neverCancelled));
  if (card?.type !== 'name' || card.entity === undefined) throw new Error('No name that Attest knows stands at the cursor.');
  return { root: open.session.root.toString(), entity: card.entity.id, name: card.entity.name, kind: card.entity.kind };
}

/** Shows the mentions in a peek view at the cursor, or as an editor of locations when no editor is active. */
async function showMentions({ sessions }: Attest, target: EntityTarget): Promise<void> {
  const session = sessions.at(target.root);
  if (session === undefined) throw new Error('The link leads to no open library.');
  const passages = await session.service.mentionsOf(target.entity, neverCancelled);
  if (passages.length === 0) throw new Error(`No source mentions ${target.name}.`);
  const locations = passages.map((passage) => toLocation(session.placeOf(passage.source), passage));
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (editor === undefined) throw new Error('Open a briefing first.');
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  await vscode.commands.executeCommand('editor.action.peekLocations', editor.document.uri, editor.selection.active, locations, 'peek');
}

/** Opens the project file at the entity's entry. A new entry is not saved: that is for the person to do. */
async function editEntity(_: Attest, target: EntityTarget): Promise<void> {
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(target.root, true), PROJECT_FILE);
  if ((await kindOf(uri)) === undefined) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{}\n'));
  const document = await vscode.workspace.openTextDocument(uri);
  const before = document.getText();
  const { withEntity } = await import('./projectEdit.ts');
  const { text, offset } = withEntity(before, target.name, target.kind);
  if (text !== before) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(document.positionAt(0), document.positionAt(before.length)), text);
    await vscode.workspace.applyEdit(edit);
  }
  const at = document.positionAt(offset);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
