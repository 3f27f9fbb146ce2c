/** Starts a real VS Code that is used through a browser: the server of the code-server package, on 127.0.0.1, with throw-away data. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endLater } from './lifetime.ts';
import { linkPackages } from './link.ts';
import { uriPath, vscodeServer } from './paths.ts';
import { scratchFolder } from './scratch.ts';

export interface ServeOptions {
  /** `true`: every folder is trusted, as in tests. `ask`: workspace trust works as for a user. */
  readonly trust?: true | 'ask';
  /** Added to the settings that every served VS Code gets. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A .vsix to install before the start. */
  readonly install?: string;
  /** For a person instead of a test: only who knows the address gets in, and a window that lost its connection finds its extension host again. */
  readonly person?: boolean;
}

export interface OpenOptions {
  /** Undefined: the window is empty. */
  readonly folder?: string;
  /** A `.code-workspace` file that is opened instead of the folder. */
  readonly workspace?: string;
  readonly file?: string;
  /** Folder of an extension that runs from its build. */
  readonly extension?: string;
  /** The module whose `run` the extension host calls. */
  readonly tests?: string;
}

export interface Served {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** What the server wrote so far: its stderr is noisy even when all is well, so it is shown after failures only. */
  output(): string;
  url(options: OpenOptions): string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'git.enabled': false,
  // The web workbench saves by itself and would change what is tested.
  'files.autoSave': 'off',
  'editor.lightbulb.enabled': 'on',
  'extensions.ignoreRecommendations': true,
  // Where trust is asked for, restricted mode is what a test starts in; no dialog lies over the window.
  'security.workspace.trust.startupPrompt': 'never',
};

const startTimeout = 60_000;
const stopTimeout = 5_000;
const keptOutput = 200_000;

/** @throws Error with the server's output when it does not come up within a minute. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  await linkPackages();
  const data = await scratchFolder('vscode');
  await mkdir(join(data, 'ud/Machine'), { recursive: true });
  await writeFile(join(data, 'ud/Machine/settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  if (options.install !== undefined) await install(data, options.install);
  const token = options.person === true ? randomUUID() : undefined;
  const server = spawn(process.execPath, serverArguments(data, options, token), {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: its extension hosts end with it, and Ctrl+C reaches it through `stop` alone, in order.
    detached: process.platform !== 'win32',
  });
  const output = collect(server);
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const stop = endLater(() => end(server, ended));
  const port = await listening(server, output).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const address = `http://127.0.0.1:${port}`;
  return { address, output, stop, ended, url: (open) => openUrl(address, open, token) };
}

/** Installs an extension as a user would, into the data folder of a server to come. */
async function install(data: string, vsix: string): Promise<void> {
  const values = [...commonArguments(data), '--install-extension', vsix, '--force'];
  const { stdout } = await promisify(execFile)(process.execPath, values);
  if (!stdout.includes('was successfully installed')) throw new Error(`${vsix} was not installed:\n${stdout}`);
}

function commonArguments(data: string): string[] {
  return [
    ...[join(vscodeServer(), 'out/server-main.js'), '--accept-server-license-terms', '--telemetry-level', 'off'],
    ...['--server-data-dir', data, '--user-data-dir', join(data, 'ud'), '--extensions-dir', join(data, 'exts')],
  ];
}

function serverArguments(data: string, options: ServeOptions, token: string | undefined): string[] {
  return [
    ...commonArguments(data),
    ...['--host', '127.0.0.1', '--port', '0'],
    // In tests the extension host of a closed window ends after 2 s instead of waiting for its window to come back, and a server whose
    // runner was killed ends by itself after 5 minutes without a window.
    ...(token === undefined
      ? ['--without-connection-token', '--enable-smoke-test-driver', '--reconnection-grace-time', '2', '--enable-remote-auto-shutdown']
      : ['--connection-token', token]),
    ...(options.trust === 'ask' ? [] : ['--disable-workspace-trust']),
  ];
}

function collect(server: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer): void => {
    text = (text + chunk.toString()).slice(-keptOutput);
  };
  server.stdout?.on('data', add);
  server.stderr?.on('data', add);
  return () => text;
}

function listening(server: ChildProcess, output: () => string): Promise<string> {
  return new Promise((found, failed) => {
    const give = (why: string): void => failed(new Error(`the served VS Code ${why}:\n${output()}`));
    const timer = setTimeout(() => give(`did not come up within ${startTimeout / 1000} s`), startTimeout);
    server.stdout?.on('data', () => {
      const port = /listening on (\d+)/.exec(output())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      found(port);
    });
    server.once('error', (error) => give(`could not be started (${error.message})`));
    server.once('exit', (code) => {
      clearTimeout(timer);
      give(`ended with ${code}`);
    });
  });
}

async function end(server: ChildProcess, ended: Promise<void>): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  signal(server, 'SIGTERM');
  const timer = setTimeout(() => signal(server, 'SIGKILL'), stopTimeout);
  await ended;
  clearTimeout(timer);
  // Extension hosts that outlived the server.
  signal(server, 'SIGKILL');
}

function signal(server: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (process.platform === 'win32' || server.pid === undefined) server.kill(name);
    else process.kill(-server.pid, name);
  } catch {
    // Nothing is left of the group.
  }
}

function openUrl(address: string, open: OpenOptions, token: string | undefined): string {
  const remote = (path: string): string => `vscode-remote://${new URL(address).host}${uriPath(path)}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (open.extension !== undefined) payload.push(['extensionDevelopmentPath', remote(open.extension)]);
  if (open.tests !== undefined) payload.push(['extensionTestsPath', remote(open.tests)]);
  if (open.file !== undefined) payload.push(['openFile', remote(open.file)]);
  const key = token === undefined ? '' : `tkn=${token}&`;
  return `${address}/?${key}${openedBy(open)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function openedBy({ folder, workspace }: OpenOptions): string {
  if (workspace !== undefined) return `workspace=${encodeURIComponent(uriPath(workspace))}`;
  return folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(uriPath(folder))}`;
}
