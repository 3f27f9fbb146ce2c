import * as vscode from 'vscode';
import type { Ground } from './backend.ts';
import type { Begun } from './begun.ts';
import type { Briefing } from './briefing.ts';
import { hasLibrary, pathBelow, sourceTest } from './paths.ts';
import { Session, type SessionHost } from './session.ts';
import { librarySettings } from './settings.ts';
import { watch } from './watch.ts';

/** A briefing that is open, and the library that it is checked against. */
export interface Open {
  readonly session: Session;
  readonly briefing: Briefing;
}

/**
 * One session for each folder that has a library and an open briefing. A folder without a library gets none: nothing of it is
 * read, and its documents are nobody's briefings.
 */
export class Sessions implements vscode.Disposable {
  readonly #host: SessionHost;
  readonly #sessions = new Map<string, Session>();
  /** Whether a root has a library, as far as somebody asked. */
  readonly #libraries = new Map<string, Promise<boolean>>();
  /** Watchers of the roots that have no library yet. */
  readonly #idle = new Map<string, vscode.Disposable>();
  readonly #extraRoots = new Map<string, vscode.Uri>();
  readonly #changed = new vscode.EventEmitter<Session>();
  readonly #updated = new vscode.EventEmitter<Session>();
  readonly #shown = new vscode.EventEmitter<Open>();
  readonly #closed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #failed = new vscode.EventEmitter<{ readonly session: Session; readonly message: string; readonly lost: boolean }>();
  readonly #ended = new vscode.EventEmitter<Session>();
  readonly #subscriptions: vscode.Disposable[] = [];

  /** State or progress of a library, often; or what it holds. */
  readonly onDidChange = this.#changed.event;
  /** What a library holds or answers. */
  readonly onDidUpdate = this.#updated.event;
  /** What a briefing shows. */
  readonly onDidShow = this.#shown.event;
  readonly onDidClose = this.#closed.event;
  readonly onDidFail = this.#failed.event;
  readonly onDidEnd = this.#ended.event;

  constructor(log: vscode.LogOutputChannel, begun: Begun, ground: Ground) {
    this.#host = {
      ...ground,
      log,
      begun,
      changed: (session) => {
        this.#changed.fire(session);
        if (session.isEmpty) this.#emptied(session);
      },
      updated: (session) => this.#updated.fire(session),
      shows: (session, briefing) => this.#shown.fire({ session, briefing }),
      failed: (session, message, lost) => this.#failed.fire({ session, message, lost }),
    };
    const { workspace, window } = vscode;
    this.#subscriptions.push(
      ...[this.#changed, this.#updated, this.#shown, this.#closed, this.#failed, this.#ended],
      workspace.onDidOpenTextDocument((document) => void this.ready(document)),
      workspace.onDidCloseTextDocument((document) => this.#close(document)),
      workspace.onDidChangeTextDocument((event) => this.of(event.document)?.briefing.edited(event)),
      workspace.onDidSaveTextDocument((document) => this.of(document)?.briefing.settled()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.of(textEditor.document)?.briefing.moved()),
      window.onDidChangeActiveTextEditor(() => {
        for (const { briefing } of this.open) briefing.moved();
      }),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('attest') && this.#reconfigure()),
      workspace.onDidGrantWorkspaceTrust(() => this.#reconfigure()),
      workspace.onDidChangeWorkspaceFolders((event) => this.#foldersChanged(event)),
    );
  }

  /** Looks at the documents that are open already, once everybody listens. */
  start(): void {
    for (const document of vscode.workspace.textDocuments) void this.ready(document);
  }

  get all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  get open(): readonly Open[] {
    return this.all.flatMap((session) => session.briefings.map((briefing) => ({ session, briefing })));
  }

  /** The open briefing of a document whose library is known; undefined for every other document. */
  of(document: vscode.TextDocument): Open | undefined {
    for (const session of this.all) {
      const briefing = session.find(document);
      if (briefing !== undefined) return { session, briefing };
    }
    return undefined;
  }

  /** The session of a root, by its URI. */
  at(root: string): Session | undefined {
    return this.#sessions.get(root);
  }

  /** The session in whose folder the file lies. */
  around(uri: vscode.Uri): Session | undefined {
    return this.all.find((session) => pathBelow(session.root, uri) !== undefined);
  }

  /** The briefing of a document, once it is known whether its folder has a library. */
  async ready(document: vscode.TextDocument): Promise<Open | undefined> {
    if (document.isClosed || !isMarkdown(document)) return undefined;
    const known = this.of(document);
    if (known !== undefined) return known;
    const root = await this.#rootOf(document);
    if (root === undefined || document.isClosed) return undefined;
    const session = this.#session(root);
    return { session, briefing: session.briefing(document) };
  }

  /** A folder that is a library without being a workspace folder: the sample. */
  addRoot(root: vscode.Uri): void {
    this.#extraRoots.set(root.toString(), root);
    this.start();
  }

  dispose(): void {
    for (const session of this.all) session.dispose();
    this.#sessions.clear();
    for (const watcher of this.#idle.values()) watcher.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #session(root: vscode.Uri): Session {
    const key = root.toString();
    const session = this.#sessions.get(key) ?? new Session(root, this.#host);
    this.#sessions.set(key, session);
    return session;
  }

  /** The root whose library a document is a briefing of. Untitled ones belong to the only library of the window, if there is just one. */
  async #rootOf(document: vscode.TextDocument): Promise<vscode.Uri | undefined> {
    if (document.isUntitled) {
      const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri);
      const having = await Promise.all(folders.map(async (root) => ((await this.#hasLibrary(root)) ? [root] : [])));
      const [only, ...others] = having.flat();
      return others.length === 0 ? only : undefined;
    }
    // The innermost root is the document's.
    const root = this.#roots()
      .filter((r) => pathBelow(r, document.uri) !== undefined)
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (root === undefined) return undefined;
    const path = pathBelow(root, document.uri) ?? '';
    if (sourceTest(librarySettings(root).sources)(path)) return undefined;
    return (await this.#hasLibrary(root)) ? root : undefined;
  }

  #roots(): readonly vscode.Uri[] {
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri);
    return [...folders, ...this.#extraRoots.values()];
  }

  async #hasLibrary(root: vscode.Uri): Promise<boolean> {
    const key = root.toString();
    const globs = librarySettings(root).sources;
    const asked = this.#libraries.get(key) ?? hasLibrary(root, globs);
    this.#libraries.set(key, asked);
    const has = await asked;
    // A file that appears below the globs can make it a library.
    if (!has && !this.#idle.has(key))
      this.#idle.set(
        key,
        watch(root, globs, async () => this.#lookAgain(key)),
      );
    return has;
  }

  /** A folder without a library may have got one. */
  #lookAgain(key: string): void {
    this.#libraries.delete(key);
    this.#idle.get(key)?.dispose();
    this.#idle.delete(key);
    this.start();
  }

  #reconfigure(): void {
    for (const session of this.all) void session.reconfigure();
    for (const key of [...this.#idle.keys()]) this.#lookAgain(key);
  }

  /** The last source went: the folder has no library any more, and its documents are left alone. */
  #emptied(session: Session): void {
    const key = session.root.toString();
    if (this.#sessions.get(key) !== session) return;
    this.#end(key, session);
    void this.#hasLibrary(session.root);
  }

  #end(key: string, session: Session): void {
    this.#sessions.delete(key);
    this.#libraries.delete(key);
    this.#ended.fire(session);
    session.dispose();
  }

  #close(document: vscode.TextDocument): void {
    this.of(document)?.session.close(document);
    this.#closed.fire(document);
  }

  #foldersChanged({ removed }: vscode.WorkspaceFoldersChangeEvent): void {
    for (const folder of removed) {
      const key = folder.uri.toString();
      const session = this.#sessions.get(key);
      this.#idle.get(key)?.dispose();
      this.#idle.delete(key);
      if (session !== undefined && !this.#extraRoots.has(key)) this.#end(key, session);
    }
    this.start();
  }
}

function isMarkdown(document: vscode.TextDocument): boolean {
  return document.languageId === 'markdown' && document.uri.scheme !== 'attest-source';
}
