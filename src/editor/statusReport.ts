/** "Attest: Show Status": what Attest knows and does, as a read-only document to copy into a report. It holds no word of an article. */
import * as vscode from 'vscode';
import { describeCoverage } from '../core/reports/coverage.ts';
import type { LibraryStatus } from '../core/service.ts';
import { type Attest, command, type Feature } from './attest.ts';
import { count } from './describe.ts';
import { plainText } from './escape.ts';
import type { Session } from './session.ts';
import { editorSettings } from './settings.ts';

const SCHEME = 'attest-status';
const address = vscode.Uri.from({ scheme: SCHEME, path: '/Attest status.md' });

export const statusReport: Feature = (attest) => {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const isOpen = (): boolean => vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === SCHEME);
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => report(attest),
    }),
    attest.sessions.onDidChange(() => isOpen() && changed.fire(address)),
    attest.sessions.onDidEnd(() => isOpen() && changed.fire(address)),
    command(attest, 'attest.showStatus', async () => {
      changed.fire(address);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(address), { preview: true });
    }),
  );
};

function report({ context, sessions }: Attest): string {
  const manifest: { readonly version: string } = context.extension.packageJSON;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const idle = folders.filter((folder) => sessions.at(folder.uri.toString()) === undefined);
  const lines = [
    '# Attest status',
    '',
    `Attest ${manifest.version}, VS Code ${vscode.version}, ${vscode.workspace.isTrusted ? 'trusted folder' : 'Restricted Mode'}`,
    '',
    ...sessions.all.flatMap(describeSession),
    ...idle.flatMap((folder) => [
      `## ${folder.name}`,
      '',
      `Idle: ${folder.uri.toString(true)} has no sources, or no briefing of it is open.`,
      '',
    ]),
  ];
  return lines.join('\n');
}

function describeSession(session: Session): string[] {
  const { root, state, status, settings, readingLabel, briefings } = session;
  const editor = editorSettings(root);
  const facts = [
    `- Folder: ${root.toString(true)}`,
    `- State: ${[state, readingLabel].filter((part) => part !== undefined).join(', ')}`,
    ...(status === undefined
      ? []
      : [
          `- Library: ${count(status.sources, 'source')}, ${count(status.passages, 'passage')}, ${count(status.entities, 'entity', 'entities')}, ${count(status.characters, 'character')}`,
        ]),
    ...(status === undefined ? [] : describeReading(status)),
  ];
  const written = briefings.map(
    ({ path, latest, findings }) =>
      `- ${path}: ${latest === undefined ? 'not checked yet' : `${describeCoverage(latest.coverage)}, ${count(findings.length, 'finding')}`}`,
  );
  const problems = status?.problems.map(({ path, severity, message }) => `- ${path}: ${severity}: ${message}`) ?? [];
  if (status?.moreProblems !== undefined) problems.push(`- … and ${count(status.moreProblems, 'more problem')}`);
  const set = [
    `- attest.sources: ${JSON.stringify(settings.sources)}`,
    `- attest.rules: ${JSON.stringify(settings.rules)}`,
    `- attest.maxFileSize: ${settings.maxFileSize}`,
    `- attest.delay: ${editor.delay}`,
    `- attest.keepIndex: ${editor.keepIndex}`,
    `- attest.hover: ${JSON.stringify({ ...editor.hover, kinds: [...editor.hover.kinds], quotes: settings.hoverQuotes })}`,
    `- attest.highlight: ${editor.highlight}`,
  ];
  return [
    plainText(`## ${vscode.workspace.getWorkspaceFolder(root)?.name ?? root.path.split('/').at(-1) ?? root.path}`),
    '',
    ...facts.map(plainText),
    '',
    ...section('Briefings', written),
    ...section(problems.length === 0 ? 'Files skipped or read in part: none' : 'Files skipped or read in part', problems),
    ...section('Settings', set),
  ];
}

/** What the last reading did, where the library is kept, and the process that does it. */
function describeReading({ reading, kept, process, outdated }: LibraryStatus): string[] {
  const lines: string[] = [];
  if (reading !== undefined) {
    const { began, elapsed, read, unchanged, skipped, removed, done, total } = reading;
    const ended = done < total ? `, ${count(total - done, 'file')} left` : '';
    lines.push(
      `- Last reading: ${new Date(began).toISOString()}, ${(elapsed / 1000).toFixed(1)} s, ${count(read, 'file')} read, ${unchanged} unchanged, ${skipped} skipped, ${removed} removed${ended}`,
    );
  }
  if (kept !== undefined) {
    const size = kept.size === undefined ? '' : ` (${(kept.size / 1e6).toFixed(1)} MB)`;
    const by = kept.owned === undefined ? '' : `, kept up to date by ${kept.owned ? 'this window' : 'another window or command'}`;
    lines.push(`- Kept: ${kept.file === undefined ? 'in memory' : `${kept.file}${size}${by}`}`);
    if (kept.note !== undefined) lines.push(`- Note: ${kept.note}`);
  }
  if (outdated !== undefined) lines.push(`- To be read again after the update of Attest: ${count(outdated, 'source')}`);
  if (process !== undefined) lines.push(`- Process: ${process.id}, ${(process.memory / 1e6).toFixed(0)} MB of memory`);
  return lines;
}

function section(title: string, lines: readonly string[]): string[] {
  // Names of files may hold anything.
  return [`### ${title}`, '', ...lines.map(plainText), ...(lines.length > 0 ? [''] : [])];
}
