/** Completion inside quotation marks: the sources' words, with their citation. */
import * as vscode from 'vscode';
import { openQuotation } from '../core/quotes/typing.ts';
import type { QuotationSuggestion } from '../core/service.ts';
import { attempt } from './attempt.ts';
import { type Attest, type Feature, markdown } from './attest.ts';
import { toCancel } from './convert.ts';
import { cautions, placeLabel } from './describe.ts';
import { escapeMarkdown } from './escape.ts';

const LIMIT = 10;
/** So much of the words stands in the list; all of them stand beside it. */
const SHOWN = 80;

export const quoting: Feature = (attest) =>
  vscode.languages.registerCompletionItemProvider(
    markdown,
    { provideCompletionItems: (document, position, token) => provide(attest, document, position, token) },
    // After the second word; the words that follow narrow the list.
    ' ',
  );

async function provide(
  { sessions }: Attest,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionList | undefined> {
  const line = document.lineAt(position).text;
  const quotation = openQuotation(line.slice(0, position.character));
  if (quotation === undefined || !/\S\s+\S|\S\s+$/.test(quotation.typed)) return undefined;
  const open = await sessions.ready(document);
  if (open === undefined || token.isCancellationRequested) return undefined;
  const { session, briefing } = open;
  const offset = document.offsetAt(position);
  const { typed, marks, start } = quotation;
  const found = await attempt(session, () => session.service.suggestQuotations(briefing.text, offset, typed, LIMIT, toCancel(token)));
  if (found === undefined || found.length === 0 || token.isCancellationRequested) return undefined;
  const { writeQuotation } = await import('../core/markdown/insert.ts');
  // A mark that the editor closed by itself is replaced too.
  const closed = line.charAt(position.character) === marks[1] ? 1 : 0;
  const range = new vscode.Range(position.line, start, position.line, position.character + closed);
  const items = found.map((suggestion, rank) =>
    toItem(
      suggestion,
      rank,
      range,
      line.slice(start, range.end.character),
      writeQuotation(suggestion.words, suggestion.passage.source.key, suggestion.passage.paragraph, marks),
    ),
  );
  // What is typed next asks anew: the words' typography need not be the source's.
  return new vscode.CompletionList(items, true);
}

function toItem(
  { words, passage }: QuotationSuggestion,
  rank: number,
  range: vscode.Range,
  written: string,
  insertText: string,
): vscode.CompletionItem {
  const plain = words.replace(/\s+/g, ' ');
  const label = plain.length <= SHOWN ? plain : `${plain.slice(0, SHOWN)}…`;
  const item = new vscode.CompletionItem({ label, description: passage.source.key }, vscode.CompletionItemKind.Text);
  item.insertText = insertText;
  item.range = range;
  item.filterText = written;
  item.sortText = String(rank).padStart(4, '0');
  const about = [placeLabel(passage), ...cautions(passage)].map(escapeMarkdown).join(' · ');
  item.documentation = new vscode.MarkdownString(`*"${escapeMarkdown(words).trim()}"*\n\n${about}`);
  return item;
}
