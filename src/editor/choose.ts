/** Quick picks over passages and sources. The picked item's words are plain text there: nothing renders. */
import * as vscode from 'vscode';
import type { Evidence, PassageRef, SourceCard } from '../core/model.ts';
import { excerpt } from '../core/reports/printable.ts';
import { dateLabel } from '../core/sources/dates.ts';
import { cautions, placeLabel } from './describe.ts';
import { shownText } from './escape.ts';

interface PassageItem extends vscode.QuickPickItem {
  readonly passage: PassageRef;
}

/** Lets a person choose one of the passages; undefined when they do not. */
export async function pickPassage(title: string, evidence: readonly Evidence[]): Promise<PassageRef | undefined> {
  const items = evidence.map(
    ({ passage }): PassageItem => ({
      label: plainLabel(excerpt(shownText(passage.text), 120)),
      description: [placeLabel(passage), ...cautions(passage)].join(' · '),
      ...(passage.text.length > 120 ? { detail: excerpt(shownText(passage.text), 400) } : {}),
      passage,
    }),
  );
  const options = { title, placeHolder: 'Type to search the passages', matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.passage;
}

export interface ChosenSource {
  readonly source: SourceCard;
  /** Undefined when the source as a whole was chosen. */
  readonly passage?: PassageRef;
}

interface SourceItem extends vscode.QuickPickItem {
  readonly chosen?: ChosenSource;
}

/** Lets a person choose a passage that agrees with the sentence, or any source as a whole. */
export async function pickSource(
  title: string,
  evidence: readonly Evidence[],
  sources: readonly SourceCard[],
): Promise<ChosenSource | undefined> {
  const passages = evidence.map(
    ({ passage }): SourceItem => ({
      label: plainLabel(excerpt(shownText(passage.text), 120)),
      description: [placeLabel(passage), ...cautions(passage)].join(' · '),
      chosen: { source: passage.source, passage },
    }),
  );
  const whole = sources.map(
    (source): SourceItem => ({ label: plainLabel(source.title ?? source.key), description: sourceLine(source), chosen: { source } }),
  );
  const items: SourceItem[] = [
    ...(passages.length > 0
      ? [{ label: 'Passages that agree with the sentence', kind: vscode.QuickPickItemKind.Separator }, ...passages]
      : []),
    { label: 'Sources', kind: vscode.QuickPickItemKind.Separator },
    ...whole,
  ];
  const options = { title, placeHolder: 'Type to search passages and sources', matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.chosen;
}

/** "Komersant Ukrainian, 1 February (year not stated), @key" */
function sourceLine(source: SourceCard): string {
  const parts = [source.outlet, source.date === undefined ? undefined : dateLabel(source.date), `@${source.key}`];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** Labels of quick picks render `$(icon)`: a space in between keeps a source's text from doing so. */
function plainLabel(text: string): string {
  return text.replace(/\$\(/g, '$ (');
}
