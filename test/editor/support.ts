/** What the host tests share: documents of the sample, questions as VS Code's own commands ask them, waiting. */
import * as vscode from 'vscode';
import { until } from '../vscode/until.ts';

export { until };

/** The folder that is open: a fresh copy of the sample. */
export function folder(): vscode.Uri {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (root === undefined) throw new Error('no folder is open');
  return root;
}

export function file(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(), path);
}

export async function write(path: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = file(path);
  await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return uri;
}

export async function remove(path: string): Promise<void> {
  await vscode.workspace.fs.delete(file(path), { recursive: true });
}

/** Opens a file of the folder in an editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file(path)));
}

/** Writes a briefing and opens it in an editor. Its name is used once: what an earlier test left does not matter. */
export async function briefing(text: string): Promise<vscode.TextEditor> {
  made++;
  await write(`made-${made}.md`, text);
  return open(`made-${made}.md`);
}
let made = 0;

/** Closes all editors without saving, and removes the briefings that were written. */
export async function tidy(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const [name] of await vscode.workspace.fs.readDirectory(folder())) if (/^made-\d+\.md$/.test(name)) await remove(name);
}

/** The range of the words' `nth` occurrence, from 0. */
export function at(document: vscode.TextDocument, words: string, nth = 0): vscode.Range {
  const text = document.getText();
  let start = text.indexOf(words);
  for (let i = 0; i < nth && start !== -1; i++) start = text.indexOf(words, start + 1);
  if (start === -1) throw new Error(`“${words}” does not stand in the document`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + words.length));
}

/** The hovers of Attest inside the words, as soon as there is one that fits. */
export async function hover(document: vscode.TextDocument, words: string, fits = /\S/, nth = 0): Promise<vscode.Hover> {
  const { start } = at(document, words, nth);
  let seen = '';
  return until(
    `a hover on “${words}” that fits ${fits}`,
    async () => {
      const all = await hoversAt(document, start.translate(0, 1));
      seen = all.map(textOf).join('\n---\n');
      return all.find((h) => fits.test(textOf(h)));
    },
    { seen: () => seen },
  );
}

/** Attest's hovers at a position; those of other extensions (links, images) are left out. */
export async function hoversAt(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover[]> {
  const all = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return all.filter((h) => h.contents.some((c) => typeof c !== 'string' && 'isTrusted' in c && typeof c.isTrusted === 'object'));
}

export function textOf(hover: vscode.Hover): string {
  return hover.contents.map((c) => (typeof c === 'string' ? c : c.value)).join('\n');
}

/** The text of a hover as a person reads it: escapes, links and marks of emphasis taken away. */
export function readable(hover: vscode.Hover): string {
  return textOf(hover)
    .replace(/(?<!\\)!?\[((?:\\.|[^\\\]])*)\]\((?:\\.|[^\\)])*\)/g, '$1')
    .replace(/(?<!\\)\*+/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** The command and argument of the first link with that label. */
export function link(hover: vscode.Hover, label: string): { readonly command: string; readonly argument: unknown } {
  const m = new RegExp(`\\[${label}\\]\\(command:([\\w.]+)\\?([^ )]+)`).exec(textOf(hover));
  if (m?.[1] === undefined || m[2] === undefined) throw new Error(`no link “${label}” in ${textOf(hover)}`);
  const [argument]: unknown[] = JSON.parse(decodeURIComponent(m[2]));
  return { command: m[1], argument };
}

/** Attest's findings on a document. */
export function findings(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((d) => d.source === 'attest');
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** A finding of that code over the words, as soon as there is one. */
export async function finding(document: vscode.TextDocument, code: string, words: string): Promise<vscode.Diagnostic> {
  const range = at(document, words);
  return until(
    `${code} on “${words}”`,
    () => findings(document).find((d) => codeOf(d) === code && d.range.intersection(range) !== undefined),
    {
      seen: () => describe(document),
    },
  );
}

/** Waits until no finding of that code stands over the words. */
export async function noFinding(document: vscode.TextDocument, code: string, words: string, timeout = 20_000): Promise<void> {
  await until(
    `no ${code} on “${words}”`,
    () => {
      const range = at(document, words);
      return !findings(document).some((d) => codeOf(d) === code && d.range.intersection(range) !== undefined);
    },
    { seen: () => describe(document), timeout },
  );
}

/** Waits until the document was checked as it is now: its findings have come, or are known to be none. */
export async function checked(document: vscode.TextDocument): Promise<void> {
  // Semantic tokens come from the report of this very version, and the findings with it.
  await until(
    'the check',
    async () => (await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', document.uri)) !== undefined,
  );
}

export function describe(document: vscode.TextDocument): string {
  return findings(document)
    .map((d) => `${codeOf(d)} “${document.getText(d.range)}”: ${d.message}`)
    .join('\n');
}

/** The quick fixes at a finding, by title. */
export async function fixes(document: vscode.TextDocument, { range }: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  const all = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind);
  return all.filter((action) => action.command?.command.startsWith('attest.'));
}

/** Does what VS Code does with a chosen code action. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit !== undefined) await vscode.workspace.applyEdit(action.edit);
  if (action.command !== undefined) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}
