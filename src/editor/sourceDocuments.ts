/**
 * Sources as documents. A text file opens as itself; the text that was extracted from an HTML, PDF or Word file opens as a
 * read-only `attest-source:` document, so that a link can select words there too.
 */
import * as vscode from 'vscode';
import { neverCancelled } from '../core/ports.ts';
import { digest } from '../core/text/digest.ts';
import { LineIndex } from '../core/text/lines.ts';
import { type Attest, command, type Feature } from './attest.ts';
import { rangeOf, SOURCE_SCHEME, sourceUri, toCancel, toRange } from './convert.ts';
import { plainText } from './escape.ts';
import { type PassageTarget, readPassageTarget } from './links.ts';
import type { Session } from './session.ts';

function readSourceUri(uri: vscode.Uri): { readonly root: string; readonly path: string } {
  return { root: uri.query, path: uri.path.slice(1).replace(/\.txt$/, '') };
}

export const sourceDocuments: Feature = (attest) => {
  const { sessions } = attest;
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri, token) {
      const { root, path } = readSourceUri(uri);
      const source = await sessions.at(root)?.service.sourceText(path, toCancel(token));
      if (source === undefined) throw new Error(`${path} is no source of an open library.`);
      return source.text;
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SOURCE_SCHEME, provider),
    sessions.onDidUpdate((session) => {
      for (const { uri } of vscode.workspace.textDocuments)
        if (uri.scheme === SOURCE_SCHEME && uri.query === session.root.toString()) changed.fire(uri);
    }),
    command(attest, 'attest.openPassage', (argument) => openPassage(attest, readPassageTarget(argument))),
  );
};

/** Opens a source with exactly the passage's words selected, or says why that cannot be. */
async function openPassage({ sessions }: Attest, target: PassageTarget | undefined): Promise<void> {
  const session = target && sessions.at(target.root);
  if (target === undefined || session === undefined) throw new Error('The link leads to no open library.');
  const source = await session.service.sourceText(target.path, neverCancelled);
  if (source === undefined) throw new Error(`${target.path} is no longer among the sources.`);
  const words = source.text.slice(target.start, target.end);
  const uri = session.placeOf(source.card);
  if (digest(words) !== target.digest) {
    await vscode.window.showTextDocument(uri, { preview: true });
    void vscode.window.showWarningMessage(
      plainText(`${target.path} has changed since the hover was shown. Hover again for its words as they are now.`),
    );
    return;
  }
  // Lines and columns, because the editor gives a file with mixed line ends one kind of them.
  const range = toRange(new LineIndex(source.text).rangeOf(target));
  if (!(await select(uri, words, range))) await select(sourceUri(session.root, target.path), words, range);
}

/**
 * Selects the words in a document: where the library read them or, when the document is being edited, where they stand now if
 * that is one place only. False when they are not there (the editor reads the file in another encoding, or they were edited).
 */
async function select(uri: vscode.Uri, words: string, range: vscode.Range): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  const wanted = words.replace(/\r\n|\r|\n/g, document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
  const selection = document.getText(range) === wanted ? range : onlyPlace(document, wanted);
  if (selection === undefined) return false;
  const beside = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  const editor = await vscode.window.showTextDocument(document, {
    preview: true,
    selection,
    ...(beside === undefined ? {} : { viewColumn: beside }),
  });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

function onlyPlace(document: vscode.TextDocument, words: string): vscode.Range | undefined {
  const text = document.getText();
  const start = text.indexOf(words);
  if (start === -1 || text.includes(words, start + 1)) return undefined;
  return rangeOf(document, { start, end: start + words.length });
}

/** True for the library's own documents and for text files that are sources: their names can be highlighted. */
export function sourceOf(attest: Attest, document: vscode.TextDocument): { readonly session: Session; readonly path: string } | undefined {
  const { uri } = document;
  if (uri.scheme === SOURCE_SCHEME) {
    const { root, path } = readSourceUri(uri);
    const session = attest.sessions.at(root);
    return session && { session, path };
  }
  const session = attest.sessions.around(uri);
  const path = session?.pathOf(uri);
  return session !== undefined && path !== undefined && session.isSource(path) ? { session, path } : undefined;
}
