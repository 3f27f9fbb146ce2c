/**
 * Names in colour. Semantic tokens cannot carry colours that an extension contributes, and what a theme makes of them may be too
 * faint: so decorations with contributed theme colours paint the names, and the semantic tokens say what each name is to themes and tools.
 */
import * as vscode from 'vscode';
import type { EntityKind, Mention } from '../core/model.ts';
import { attempt } from './attempt.ts';
import type { Attest, Feature } from './attest.ts';
import { rangeOf, SOURCE_SCHEME, toCancel } from './convert.ts';
import { entityKinds } from './describe.ts';
import { editorSettings } from './settings.ts';
import { sourceOf } from './sourceDocuments.ts';

const tokenTypes: Readonly<Record<EntityKind, string>> = {
  person: 'attestPerson',
  organisation: 'attestOrganisation',
  state: 'attestState',
  place: 'attestPlace',
};
const colours: Readonly<Record<EntityKind, string>> = {
  person: 'attest.personForeground',
  organisation: 'attest.organisationForeground',
  state: 'attest.stateForeground',
  place: 'attest.placeForeground',
};
const legend = new vscode.SemanticTokensLegend(entityKinds.map((kind) => tokenTypes[kind]));
const selector: vscode.DocumentSelector = [{ language: 'markdown' }, { language: 'plaintext' }, { scheme: SOURCE_SCHEME }];

/** Milliseconds after which the colours of an edited text are painted anew; until then they move along with the words. */
const REPAINT = 150;

export const names: Feature = (attest) => {
  const tokensChanged = new vscode.EventEmitter<void>();
  const types = new Map(
    entityKinds.map((kind) => [
      kind,
      vscode.window.createTextEditorDecorationType({
        color: new vscode.ThemeColor(colours[kind]),
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      }),
    ]),
  );
  const timers = new Map<vscode.TextEditor, ReturnType<typeof setTimeout>>();

  const paint = async (editor: vscode.TextEditor): Promise<void> => {
    const { document } = editor;
    const { version } = document;
    const wanted = editorSettings(document.uri).highlight === 'colours';
    const mentions = wanted ? await mentionsOf(attest, document, { cancelled: false }) : [];
    if (mentions === undefined || document.version !== version) return;
    for (const [kind, type] of types)
      editor.setDecorations(
        type,
        mentions.filter((m) => m.kind === kind).map((m) => rangeOf(document, m)),
      );
  };
  const repaint = (editor: vscode.TextEditor | undefined, wait = 0): void => {
    if (editor === undefined) return;
    clearTimeout(timers.get(editor));
    timers.set(
      editor,
      setTimeout(() => void paint(editor).finally(() => timers.delete(editor)), wait),
    );
  };
  const repaintAll = (): void => {
    for (const editor of vscode.window.visibleTextEditors) repaint(editor);
    tokensChanged.fire();
  };
  const provider: vscode.DocumentSemanticTokensProvider = {
    onDidChangeSemanticTokens: tokensChanged.event,
    provideDocumentSemanticTokens: (document, token) => tokensOf(attest, document, token),
  };
  repaintAll();
  return vscode.Disposable.from(
    tokensChanged,
    ...types.values(),
    {
      dispose: () => {
        for (const timer of timers.values()) clearTimeout(timer);
      },
    },
    vscode.languages.registerDocumentSemanticTokensProvider(selector, provider, legend),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      for (const editor of editors) repaint(editor);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) repaint(editor, REPAINT);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('attest.highlight') && repaintAll()),
    attest.sessions.onDidUpdate(repaintAll),
    attest.sessions.onDidEnd(repaintAll),
  );
};

/** The names of a briefing or of a source; none for other documents, undefined when the question was cancelled or failed. */
async function mentionsOf(
  attest: Attest,
  document: vscode.TextDocument,
  cancel: { readonly cancelled: boolean },
): Promise<readonly Mention[] | undefined> {
  const open = await attest.sessions.ready(document);
  if (open !== undefined) return (await attempt(open.session, () => open.briefing.report()))?.mentions;
  const source = sourceOf(attest, document);
  if (source === undefined) return [];
  const { session, path } = source;
  return attempt(session, () => session.service.sourceMentions(path, cancel));
}

async function tokensOf(
  attest: Attest,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<vscode.SemanticTokens | undefined> {
  if (editorSettings(document.uri).highlight === 'off') return undefined;
  const { version } = document;
  const mentions = await mentionsOf(attest, document, toCancel(token));
  if (mentions === undefined || token.isCancellationRequested || document.version !== version) return undefined;
  const builder = new vscode.SemanticTokensBuilder(legend);
  for (const mention of mentions)
    for (const range of linesOf(document, rangeOf(document, mention))) builder.push(range, tokenTypes[mention.kind]);
  return builder.build();
}

/** A token ends with its line: a name that is broken over two lines is two. */
function linesOf(document: vscode.TextDocument, range: vscode.Range): vscode.Range[] {
  if (range.isSingleLine) return [range];
  const out: vscode.Range[] = [];
  for (let line = range.start.line; line <= range.end.line; line++) {
    const { text, firstNonWhitespaceCharacterIndex: first } = document.lineAt(line);
    const from = line === range.start.line ? range.start.character : first;
    const to = line === range.end.line ? range.end.character : text.trimEnd().length;
    if (to > from) out.push(new vscode.Range(line, from, line, to));
  }
  return out;
}
