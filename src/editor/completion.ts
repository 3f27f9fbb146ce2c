/** Completion after `@`: the library's sources, those that agree with the sentence first. */
import * as vscode from 'vscode';
import { writeKey } from '../core/markdown/citations.ts';
import type { SourceSuggestion } from '../core/service.ts';
import { dateLabel } from '../core/sources/dates.ts';
import { attempt } from './attempt.ts';
import { type Attest, type Feature, markdown } from './attest.ts';
import { toCancel } from './convert.ts';
import { cautions, placeLabel } from './describe.ts';
import { escapeMarkdown } from './escape.ts';

/** So many sources are offered at once; what is typed narrows the next question. */
const LIMIT = 50;

class SourceItem extends vscode.CompletionItem {
  readonly suggestion: SourceSuggestion;
  constructor(label: vscode.CompletionItemLabel, suggestion: SourceSuggestion) {
    super(label, vscode.CompletionItemKind.Reference);
    this.suggestion = suggestion;
  }
}

export const completion: Feature = (attest) =>
  vscode.languages.registerCompletionItemProvider(
    markdown,
    {
      provideCompletionItems: (document, position, token) => provide(attest, document, position, token),
      resolveCompletionItem: resolve,
    },
    '@',
  );

/** A key that is being written: what stands between `@` and the caret. */
export interface WrittenKey {
  readonly prefix: string;
  /** Where the key begins, behind `@` and a brace, in UTF-16 units of the line. */
  readonly start: number;
  readonly bracketed: boolean;
}

const WRITTEN = /(^|[^\p{L}\p{M}\p{N}@\\.+/])@(\{[^{}]*|[\p{L}\p{M}\p{N}_:.#$%&+?<>~/-]*)$/u;

/** The key that ends at the caret; undefined where none is being written (in an address of mail, for instance). */
function writtenKey(lineBeforeCaret: string): WrittenKey | undefined {
  const m = WRITTEN.exec(lineBeforeCaret.slice(-300));
  if (m === null) return undefined;
  const written = m[2] ?? '';
  const prefix = written.replace(/^\{/, '');
  const before = lineBeforeCaret.slice(0, lineBeforeCaret.length - written.length - 1);
  return { prefix, start: lineBeforeCaret.length - written.length, bracketed: before.lastIndexOf('[') > before.lastIndexOf(']') };
}

async function provide(
  { sessions }: Attest,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.CompletionList | undefined> {
  const line = document.lineAt(position).text;
  const written = writtenKey(line.slice(0, position.character));
  if (written === undefined) return undefined;
  const open = await sessions.ready(document);
  if (open === undefined) return undefined;
  const { session, briefing } = open;
  const offset = document.offsetAt(position);
  const found = await attempt(session, () => session.service.suggestSources(briefing.text, offset, written.prefix, LIMIT, toCancel(token)));
  if (found === undefined || token.isCancellationRequested) return undefined;
  const rest = line.slice(position.character);
  // Behind the caret the rest of a key that is being changed, and the brace that closes it, are replaced too.
  const tail = /^[\p{L}\p{M}\p{N}_:.#$%&+?<>~/-]*\}?/u.exec(rest)?.[0] ?? '';
  const key = tail.trimEnd().replace(/[^\p{L}\p{N}_}]+$/u, '').length;
  const inserting = new vscode.Range(position.line, written.start, position.line, position.character);
  const replacing = inserting.with(undefined, position.translate(0, key));
  const close = written.bracketed && !rest.includes(']') ? ']' : '';
  const items = found.map((suggestion, rank) => toItem(suggestion, rank, { inserting, replacing }, close, written.prefix));
  return new vscode.CompletionList(items, found.length >= LIMIT);
}

function toItem(
  suggestion: SourceSuggestion,
  rank: number,
  range: { inserting: vscode.Range; replacing: vscode.Range },
  close: string,
  prefix: string,
): SourceItem {
  const { card } = suggestion;
  const about = [card.outlet, card.date === undefined ? undefined : dateLabel(card.date)].filter((part) => part !== undefined).join(', ');
  const item = new SourceItem({ label: card.key, description: about }, suggestion);
  if (card.title !== undefined) item.detail = card.title;
  item.insertText = `${writeKey(card.key).slice(1)}${close}`;
  item.range = range;
  // The library has ranked them; what was typed may also be in a title or an outlet, which the key does not show.
  item.sortText = String(rank).padStart(4, '0');
  item.filterText = [prefix, card.key, card.title, card.outlet].filter((part) => part !== undefined).join(' ');
  item.preselect = rank === 0 && suggestion.score > 0;
  return item;
}

/** What a source says on the sentence is written out only for the item that is looked at. */
function resolve(item: vscode.CompletionItem): vscode.CompletionItem {
  if (!(item instanceof SourceItem)) return item;
  const { card, passage } = item.suggestion;
  const said =
    passage === undefined
      ? []
      : [`*"${escapeMarkdown(passage.text).trim()}"*`, [placeLabel(passage), ...cautions(passage)].map(escapeMarkdown).join(' · ')];
  const about = [card.author, card.path].filter((part) => part !== undefined).join(' · ');
  const parts = [...said, escapeMarkdown(about)];
  item.documentation = new vscode.MarkdownString(parts.join('\n\n'));
  return item;
}
