/** Core types to editor types and back: the one place where the two meet. */
import * as vscode from 'vscode';
import type { Finding, PassageRef, Position, Range, Severity, SourceCard, SourceProblem, TextEdit } from '../core/model.ts';
import type { Cancel } from '../core/ports.ts';
import type { Span } from '../core/text/span.ts';
import { commandUri } from './links.ts';
import type { Edit } from './shown.ts';

/** The document in which a source's words can be selected. */
export type PlaceOf = (source: Pick<SourceCard, 'path' | 'extracted'>) => vscode.Uri;

function toPosition({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(toPosition(start), toPosition(end));
}

/** The range of a span of this very version of the document. VS Code counts a document's offsets as the core does, in UTF-16 units. */
export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function spanOf(document: vscode.TextDocument, range: vscode.Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

function toSeverity(severity: Severity): vscode.DiagnosticSeverity {
  return SEVERITIES[severity];
}

function toTextEdit(document: vscode.TextDocument, edit: TextEdit): vscode.TextEdit {
  return vscode.TextEdit.replace(rangeOf(document, edit), edit.newText);
}

export function toWorkspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map((e) => toTextEdit(document, e)),
  );
  return edit;
}

/** What a change replaced, in offsets of the text before it. */
export function toEdit({ rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent): Edit {
  return { start: rangeOffset, end: rangeOffset + rangeLength, inserted: text.length };
}

/** A token as the core asks for it. */
export function toCancel(token: vscode.CancellationToken): Cancel {
  return {
    get cancelled() {
      return token.isCancellationRequested;
    },
  };
}

/** The address of a passage with its words selected, as VS Code's opener reads it: lines and columns count from 1 there. */
export function selectionUri(uri: vscode.Uri, { start, end }: Range): vscode.Uri {
  return uri.with({ fragment: `L${start.line + 1},${start.character + 1}-${end.line + 1},${end.character + 1}` });
}

export function toLocation(uri: vscode.Uri, { range }: Pick<PassageRef, 'range'>): vscode.Location {
  return new vscode.Location(uri, toRange(range));
}

/** A finding as a diagnostic. Its best passage can be gone to; the others are offered by a quick fix, so that hovers stay short. */
export function toDiagnostic(finding: Finding, document: vscode.TextDocument, placeOf: PlaceOf): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, finding), finding.message, toSeverity(finding.severity));
  diagnostic.source = 'attest';
  diagnostic.code = { value: finding.code, target: vscode.Uri.parse(commandUri('attest.explainRule', finding.code)) };
  const [best] = finding.evidence;
  if (best !== undefined) {
    const { passage } = best;
    const where = passage.paragraph === undefined ? passage.source.key : `paragraph ${passage.paragraph}`;
    diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(toLocation(placeOf(passage.source), passage), where)];
  }
  return diagnostic;
}

/** A source that could not be read, for that file. */
export function toProblem({ message, line, severity }: SourceProblem): vscode.Diagnostic {
  const at = Math.max(0, line ?? 0);
  const range = new vscode.Range(at, 0, at, line === undefined ? 0 : Number.MAX_SAFE_INTEGER);
  const diagnostic = new vscode.Diagnostic(range, message, toSeverity(severity));
  diagnostic.source = 'attest';
  return diagnostic;
}

/** The read-only document of a source's extracted text. The ending keeps other extensions from reading it as HTML or PDF. */
export function sourceUri(root: vscode.Uri, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SOURCE_SCHEME, path: `/${path}.txt`, query: root.toString() });
}

export const SOURCE_SCHEME = 'attest-source';
