/** "Attest: Open Sample Briefing": a copy of the sample, in a folder of the person's choice or in Attest's own storage. */
import * as vscode from 'vscode';
import { type Attest, command, type Feature } from './attest.ts';
import { kindOf } from './disk.ts';

const BRIEFING = 'briefing.md';

export const sample: Feature = (attest) => {
  // The copy in the storage stays a library in every window that shows it.
  attest.sessions.addRoot(stored(attest));
  return command(attest, 'attest.openSample', () => openSample(attest));
};

function stored({ context }: Attest): vscode.Uri {
  return vscode.Uri.joinPath(context.globalStorageUri, 'sample');
}

async function openSample(attest: Attest): Promise<void> {
  const here = { label: 'Open it now', description: "a copy in Attest's own storage" };
  const elsewhere = { label: 'Choose a folder…', description: 'copies briefing and sources there' };
  const choice = await vscode.window.showQuickPick([here, elsewhere], {
    title: 'Open Sample Briefing',
    placeHolder: 'Where should the sample be copied to?',
  });
  if (choice === undefined) return;
  const folder = choice === here ? stored(attest) : await chooseFolder();
  if (folder === undefined) return;
  await copy(vscode.Uri.joinPath(attest.context.extensionUri, 'media/sample'), folder);
  if (choice === elsewhere && vscode.workspace.getWorkspaceFolder(folder) === undefined) attest.sessions.addRoot(folder);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, BRIEFING));
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const [parent] =
    (await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: 'Copy Sample Here' })) ?? [];
  return parent && vscode.Uri.joinPath(parent, 'attest-sample');
}

/** Copies what is not there yet: a person's changes to an earlier copy stay. */
async function copy(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.createDirectory(to);
  for (const [name, type] of await vscode.workspace.fs.readDirectory(from)) {
    const source = vscode.Uri.joinPath(from, name);
    const target = vscode.Uri.joinPath(to, name);
    if (type === vscode.FileType.Directory) await copy(source, target);
    else if ((await kindOf(target)) === undefined) await vscode.workspace.fs.writeFile(target, await vscode.workspace.fs.readFile(source));
  }
}
