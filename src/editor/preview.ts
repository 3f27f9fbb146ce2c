/** Feeds VS Code's Markdown preview: what it shows of citations is known from the last report. */
import type { MarkdownIt } from 'markdown-it';
import * as vscode from 'vscode';
import type { BriefingReport, SourceCard } from '../core/model.ts';
import { neverCancelled } from '../core/ports.ts';
import type { UnsourcedText } from '../preview/marks.ts';
import { attestPreview, type PreviewData } from '../preview/plugin.ts';
import { attempt } from './attempt.ts';
import type { Attest } from './attest.ts';
import type { Open } from './sessions.ts';

interface Known {
  readonly report: BriefingReport;
  readonly cards: ReadonlyMap<string, SourceCard>;
  readonly unsourced: readonly UnsourcedText[];
}

/** What VS Code calls for each Markdown parser it makes, and what ends the watching. */
export interface PreviewFeature extends vscode.Disposable {
  readonly extendMarkdownIt: (md: MarkdownIt) => MarkdownIt;
}

export function preview({ sessions }: Attest): PreviewFeature {
  /** By document: only those that a preview has asked for are followed. */
  const known = new Map<string, Known | undefined>();

  const learn = async (open: Open): Promise<void> => {
    const { document } = open.briefing;
    const key = document.uri.toString();
    const report = open.briefing.latest;
    if (!known.has(key) || report === undefined || known.get(key)?.report === report) return;
    const before = known.get(key);
    const cards = await cardsOf(open, report);
    const unsourced = await unsourcedOf(document.getText(), report);
    if (document.version !== report.version || cards === undefined) return;
    known.set(key, { report, cards, unsourced });
    if (look(before) !== look(known.get(key))) await vscode.commands.executeCommand('markdown.preview.refresh');
  };
  const dataOf = (env: unknown): PreviewData | undefined => {
    const uri = documentOf(env);
    if (uri === undefined) return undefined;
    const key = uri.toString();
    if (!known.has(key)) {
      known.set(key, undefined);
      const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === key);
      void (document && sessions.ready(document).then((open) => open && learn(open)));
    }
    const now = known.get(key);
    return now && { source: (target) => now.cards.get(target), unsourced: now.unsourced };
  };
  const subscriptions = vscode.Disposable.from(
    sessions.onDidShow(({ session, briefing }) => void learn({ session, briefing })),
    sessions.onDidClose((document) => known.delete(document.uri.toString())),
    sessions.onDidEnd(() => known.clear()),
  );
  return { extendMarkdownIt: (md) => attestPreview(md, dataOf, () => sessions.all.length > 0), dispose: () => subscriptions.dispose() };
}

/** What of the data the preview shows: equal looks need no refresh. */
function look(known: Known | undefined): string {
  return known === undefined ? '' : JSON.stringify([[...known.cards], known.unsourced]);
}

/** The cards of the sources that are cited, by what is written for them. */
async function cardsOf({ session, briefing }: Open, { citations }: BriefingReport): Promise<Map<string, SourceCard> | undefined> {
  const cards = new Map<string, SourceCard>();
  const asked = new Set<string>();
  for (const { target, source, targetSpan } of citations) {
    if (source === undefined || asked.has(target)) continue;
    asked.add(target);
    const card = await attempt(session, () => session.service.hover(briefing.text, targetSpan.start, neverCancelled));
    if (card?.type === 'citation' && card.source !== undefined) cards.set(target, card.source);
  }
  return cards;
}

async function unsourcedOf(text: string, { statements, findings }: BriefingReport): Promise<UnsourcedText[]> {
  const wanted = findings.filter((f) => f.code === 'unsourced-claim');
  if (wanted.length === 0) return [];
  const { parseBriefing } = await import('../core/markdown/prose.ts');
  const { blocks } = parseBriefing(text);
  return wanted.flatMap((finding) => {
    const statement = statements.find((s) => s.start <= finding.start && finding.end <= s.end) ?? finding;
    const block = blocks.find((b) => b.span.start <= statement.start && statement.end <= b.span.end);
    if (block === undefined) return [];
    const prose = block.prose.text.slice(block.prose.fromSource(statement.start), block.prose.fromSource(statement.end));
    return [{ prose, reason: finding.message }];
  });
}

/** VS Code puts the document's URI into the render environment; a string that is rendered has none. */
function documentOf(env: unknown): vscode.Uri | undefined {
  if (typeof env !== 'object' || env === null || !('currentDocument' in env)) return undefined;
  return env.currentDocument instanceof vscode.Uri ? env.currentDocument : undefined;
}
