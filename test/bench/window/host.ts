/**
 * Measures Attest inside the extension host of a real VS Code, through the commands that VS Code itself uses. Nothing has been
 * activated when `run` is called: the window was opened without a file. The first window of a folder reads the sources and ends; the
 * second one takes up the index that the first one left, and asks Attest itself, without VS Code between; the third one measures the rest.
 */
import { subscribe } from 'node:diagnostics_channel';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { at, codeOf, file, findings, hoversAt, open, textOf, until, write } from '../../editor/support.ts';
import { type Figure, figureMark } from './figures.ts';
import { collectGarbage, profiled } from './profile.ts';

/** Left in the folder by its first and its second window. */
const [SECOND, THIRD] = ['second-window', 'third-window'];
/** Words of the briefing on which a hover is asked for. */
const NAMES = ['Umerov', 'Zelenskyy', 'Moscow', 'Putin', 'Donbas', 'Kyiv', 'Ushakov', 'Peskov'];
/** In the passage that the hover on "Putin" shows. */
const EXPECTED = 'Gabuev';
/** Reading a large folder takes its time, in milliseconds. */
const START = 240_000;
const HOVERS = 200;
const EDITS = 40;
const KEYS = 200;
/** Milliseconds between two keys: 15 characters a second, a fast typist. */
const KEY_INTERVAL = 66;
const LONG_BRIEFING = 10_000;

/** When the last change of a document arrived in the host. */
let changedAt = 0;

function tell(what: string, unit: Figure['unit'], values: readonly number[]): void {
  console.log(figureMark + JSON.stringify({ what, unit, values } satisfies Figure));
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.all.find((e) => e.packageJSON.name === 'attest');
  if (extension === undefined) throw new Error('Attest is not installed');
  if (extension.isActive) throw new Error('Attest was active before anything asked for it');
  // Registered before Attest's own, so that what Attest does at once with a change counts.
  vscode.workspace.onDidChangeTextDocument(() => {
    changedAt = performance.now();
  });
  await vscode.workspace.getConfiguration('attest').update('delay', 0, vscode.ConfigurationTarget.Workspace);
  const before = await memory();
  let asked = 0;
  let answered = 0;
  subscribe('attest.hover', (hover) => {
    if (hover === undefined) asked ||= performance.now();
    else if (textOf(hover as vscode.Hover).includes(EXPECTED)) answered ||= performance.now();
  });
  const activation: number[] = [];
  subscribe('attest.activation', () => activation.push(performance.now()));
  const isSecond = await exists(SECOND);
  const isThird = await exists(THIRD);
  const when = isSecond ? 'index taken up' : 'sources read';
  if (isSecond && !isThird) return directly(activation);
  const began = performance.now();
  tell(`activation: code loaded and activate() returned, ${when}`, 'ms', [await timed(() => extension.activate())]);
  const [from = 0, to = 0] = activation;
  tell(`  of which activate() itself, ${when}`, 'ms', [to - from]);
  const { document } = await open('briefing.md');
  const shown = performance.now();
  await until('the first hover', async () => (await hoverText(document, 'Putin')).includes(EXPECTED), { interval: 5, timeout: START });
  tell(`first correct hover in the window, from activation, ${when}`, 'ms', [performance.now() - began]);
  tell(`  the document was shown, ${when}`, 'ms', [shown - began]);
  tell(`  VS Code asked Attest for a hover, ${when}`, 'ms', [asked - began]);
  tell(`  Attest answered it, ${when}`, 'ms', [answered - began]);
  tell(`  from VS Code's first question to the first correct answer of Attest, ${when}`, 'ms', [answered - asked]);
  await until('the findings', () => findings(document).length > 0, { interval: 5, timeout: START });
  tell(`first findings, from activation, ${when}`, 'ms', [performance.now() - began]);
  if (!isThird) return void (await write(SECOND, ''));
  await hovers(document);
  await keystrokes();
  const after = await memory();
  tell("memory of the host's process, beyond what it was before activation", 'MB', [after.process - before.process]);
  tell("heap of the host's own thread, beyond what it was", 'MB', [after.heap - before.heap]);
  tell('memory of the process in which the library lives', 'MB', [await libraryMemory()]);
}

/** Megabytes that the process of the library keeps, as the status tells. */
async function libraryMemory(): Promise<number> {
  await vscode.commands.executeCommand('attest.showStatus');
  return until('the status', () => {
    const status = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'attest-status')?.getText() ?? '';
    return Number(/^- Process: \d+, (\d+) MB/m.exec(status)?.[1] ?? 0);
  });
}

/**
 * How soon Attest can answer: activated by a document, as it mostly is, and asked as VS Code asks it, but at once, without waiting for
 * a window that shows the document.
 * @param activation when `activate()` was called and when it returned
 */
async function directly(activation: readonly number[]): Promise<void> {
  const registered = new Promise<vscode.HoverProvider>((resolve) => {
    subscribe('attest.provider', (provider) => setImmediate(resolve, provider as vscode.HoverProvider));
  });
  const opening = vscode.workspace.openTextDocument(file('briefing.md'));
  const provider = await registered;
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/briefing.md')) ?? (await opening);
  const asked = performance.now();
  const { token } = new vscode.CancellationTokenSource();
  const position = at(document, 'Putin').start.translate(0, 1);
  const shown = await provider.provideHover(document, position, token);
  if (!shown || !textOf(shown).includes(EXPECTED)) throw new Error('the first answer is not the one that is expected');
  const [from = 0, to = 0] = activation;
  tell('first hover asked of Attest itself: from the call of activate() to the correct answer', 'ms', [performance.now() - from]);
  tell('  of which activate() itself', 'ms', [to - from]);
  tell('  from the question to the answer', 'ms', [performance.now() - asked]);
  await write(THIRD, '');
}

async function exists(path: string): Promise<boolean> {
  return vscode.workspace.fs.stat(file(path)).then(
    () => true,
    () => false,
  );
}

async function hoverText(document: vscode.TextDocument, words: string): Promise<string> {
  return (await hoversAt(document, at(document, words).start.translate(0, 1))).map(textOf).join('\n');
}

async function hovers(document: vscode.TextDocument): Promise<void> {
  const peer = vscode.languages.registerHoverProvider('plaintext', { provideHover: () => new vscode.Hover('nothing to look up') });
  const plain = await vscode.workspace.openTextDocument({ language: 'plaintext', content: document.getText() });
  const ours: number[] = [];
  const theirs: number[] = [];
  // One after the other, so that a noisy moment of the machine hits both alike.
  for (let i = 0; i < HOVERS; i++) {
    const { start } = at(document, NAMES[i % NAMES.length] ?? '');
    const ask = (uri: vscode.Uri) => timed(() => vscode.commands.executeCommand('vscode.executeHoverProvider', uri, start.translate(0, 1)));
    ours.push(await ask(document.uri));
    theirs.push(await ask(plain.uri));
  }
  peer.dispose();
  tell('hover: round trip, VS Code included', 'ms', ours);
  tell('hover: round trip of a provider that looks nothing up', 'ms', theirs);
}

/** Typing in a long briefing: how soon its findings follow, and how long a key keeps the host's thread. */
async function keystrokes(): Promise<void> {
  const sample = new TextDecoder().decode(await vscode.workspace.fs.readFile(file('briefing.md')));
  const body = sample.replace(/^---[\s\S]*?---/, '').replace(/^\[\^.*$/gm, '');
  const copies = Math.ceil(LONG_BRIEFING / body.split(/\s+/).length);
  // In a paragraph of its own, no other citation carries it.
  const alone = /[^.\n]+\[@[^\]]+\]\./.exec(body)?.[0];
  if (alone === undefined) throw new Error('the briefing cites nothing');
  await write(
    'long.md',
    `${Array.from({ length: copies }, (_, i) => `# Part ${i + 1}\n\n${body}`).join('\n')}\n${alone}\n\nThe end of it all.\n`,
  );
  const editor = await open('long.md');
  const { document } = editor;
  await until('the findings of the long briefing', () => findings(document).length > copies, { timeout: 120_000 });
  const paragraph = document.getText().lastIndexOf(alone);
  const citation = alone.slice(alone.search(/ ?\[@/), -1);
  const index = paragraph + alone.length - 1 - citation.length;
  const place = new vscode.Range(document.positionAt(index), document.positionAt(index + citation.length));
  const from = document.lineAt(document.lineCount - 2).range.end;
  editor.selection = new vscode.Selection(from, from);
  const appear: number[] = [];
  const vanish: number[] = [];
  for (let i = 0; i < EDITS; i++) {
    const cited = unsourced(document);
    appear.push(
      await toFindings(
        document,
        () => replace(document, place, ''),
        (count) => count > cited,
      ),
    );
    const insertion = new vscode.Range(place.start, place.start);
    vanish.push(
      await toFindings(
        document,
        () => replace(document, insertion, citation),
        (count) => count <= cited,
      ),
    );
  }
  tell(`edit to a new finding, briefing of ${LONG_BRIEFING} words, no delay chosen`, 'ms', appear);
  tell(`edit to a finding gone, briefing of ${LONG_BRIEFING} words`, 'ms', vanish);
  tell("typing: the host's thread kept, longest of each second", 'ms', await typing(editor));
  await shares(editor);
  const plain = await vscode.workspace.openTextDocument({ language: 'plaintext', content: document.getText() });
  tell(
    "typing in plain text: the host's thread kept, longest of each second",
    'ms',
    await typing(await vscode.window.showTextDocument(plain)),
  );
}

/** Whose code runs on the host's thread while somebody types, in milliseconds a key: ours, and that of VS Code's own Markdown extension. */
async function shares(editor: vscode.TextEditor): Promise<void> {
  // VS Code itself may lie below the folder of the extension that is developed.
  const ours = `${extensionFolder('attest')}dist/`;
  const theirs = extensionFolder('markdown-language-features');
  const samples = await profiled(
    async () => void (await typing(editor)),
    // This bench lies below the folder that it measures.
    (url) => (url.includes(ours) && !url.includes(`${ours}test/`)) || url.includes(theirs),
  );
  const keysPerSecond = (1000 * KEYS) / (samples.at(-1)?.at ?? 0);
  for (const [who, folder] of [
    ['Attest', ours],
    ["VS Code's Markdown extension", theirs],
  ] as const) {
    const seconds: number[] = [];
    for (const { at, took, url } of samples)
      if (url?.includes(folder)) seconds[Math.trunc(at / 1000)] = (seconds[Math.trunc(at / 1000)] ?? 0) + took;
    const perKey = Array.from(seconds, (second = 0) => second / keysPerSecond);
    tell(`typing: time of the host's thread in ${who}, for each key`, 'ms', perKey);
  }
}

/** Its path: scripts go by their path or by their URI, as they were loaded. */
function extensionFolder(name: string): string {
  const found = vscode.extensions.all.find((e) => e.packageJSON.name === name);
  if (found === undefined) throw new Error(`the extension ${name} is not there`);
  return `${found.extensionUri.path}/`;
}

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
}

function unsourced(document: vscode.TextDocument): number {
  return findings(document).filter((finding) => codeOf(finding) === 'unsourced-claim').length;
}

/** Milliseconds from the document's change until its findings are as wanted. */
async function toFindings(document: vscode.TextDocument, edit: () => Promise<void>, wanted: (count: number) => boolean): Promise<number> {
  await edit();
  await until('the findings to follow', () => wanted(unsourced(document)), { interval: 1, timeout: 30_000 });
  return performance.now() - changedAt;
}

/** The longest that the event loop was late in each second of typing, in milliseconds; a timer's own 1 ms is not counted. */
async function typing(editor: vscode.TextEditor): Promise<number[]> {
  const late: number[] = [];
  const histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const perSecond = Math.round(1000 / KEY_INTERVAL);
  const text = ' and this goes on for a while, as sentences do';
  for (let i = 0; i < KEYS; i++) {
    const end = editor.selection.active;
    await editor.edit((edit) => edit.insert(end, text[i % text.length] ?? ' '), { undoStopBefore: false, undoStopAfter: false });
    await new Promise((wake) => setTimeout(wake, KEY_INTERVAL));
    if (i % perSecond === perSecond - 1) {
      late.push(Math.max(0, histogram.max / 1e6 - 1));
      histogram.reset();
    }
  }
  histogram.disable();
  return late;
}

/** In megabytes, when what nobody needs any more is gone. */
async function memory(): Promise<{ readonly process: number; readonly heap: number }> {
  await collectGarbage();
  const { rss, heapUsed } = process.memoryUsage();
  return { process: rss / 1e6, heap: heapUsed / 1e6 };
}
