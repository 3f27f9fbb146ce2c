/** A window of the served VS Code, as tests use it. Everything waits for what it needs to see; nothing waits for a time. */
import { basename } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { EditorPane, plain } from './editorPane.ts';
import { endLater } from './lifetime.ts';
import type { OpenOptions, Served } from './serve.ts';
import { until } from './until.ts';

export interface WorkbenchOptions extends OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Called when the window was closed: ends what was started for it alone. */
  readonly closed?: () => Promise<void>;
}

/** The palette, Quick Open or a quick pick, while it is open. */
const openInput = '.quick-input-widget:not([style*="display: none"])';

/** A list of the palette or of Quick Open is given up for a new one after so many milliseconds; no list holds what is wanted after so many. */
const LIST_PATIENCE = 5_000;
const QUICK_PATIENCE = 30_000;
/** A window shows its folders within so many milliseconds, or has missed them. */
const FOLDER_PATIENCE = 30_000;
/** So often is a window loaded that has missed its folders. */
const LOADS = 3;

/** Opens a window and waits until the workbench, its folders, and the file if one is named, are shown. */
export async function openWorkbench(browser: Browser, served: Served, options: WorkbenchOptions): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const close = endLater(async () => {
    await context.close();
    await options.closed?.();
  });
  const page = await context.newPage();
  // Waiting is done by `until`, which tries again.
  page.setDefaultTimeout(10_000);
  page.setDefaultNavigationTimeout(60_000);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const workbench = new Workbench(page, options.folder ?? '', close);
  try {
    await page.goto(served.url(options));
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    if (options.folder !== undefined) await foldersShown(page);
    if (options.file !== undefined) await workbench.shows(basename(options.file));
  } catch (error) {
    console.log([...said.slice(-30), served.output().slice(-3000)].join('\n').replace(/^/gm, '  | '));
    await close();
    throw error;
  }
  return workbench;
}

/**
 * Waits for the folders in the Explorer. Now and then a served VS Code that is starting does not read its workspace file and shows
 * "No Folder Opened"; it is loaded again then, as a person would.
 */
async function foldersShown(page: Page): Promise<void> {
  const folders = page.locator('.explorer-folders-view .monaco-list-row').first();
  for (let load = 1; ; load++) {
    try {
      await folders.waitFor({ timeout: FOLDER_PATIENCE });
      return;
    } catch (error) {
      if (load === LOADS) throw error;
      await page.reload();
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    }
  }
}

export class Workbench {
  readonly page: Page;
  /** The folder that is open: a copy that the test may change; empty where none is. */
  readonly folder: string;
  readonly editor: EditorPane;
  /** Closes the window; its extension host ends too. */
  readonly close: () => Promise<void>;

  constructor(page: Page, folder: string, close: () => Promise<void>) {
    this.page = page;
    this.folder = folder;
    this.editor = new EditorPane(page);
    this.close = close;
  }

  /** Waits until a file of this name is the active editor and its text is shown. */
  async shows(name: string): Promise<void> {
    await this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).waitFor({ timeout: 60_000 });
    await this.editor.root.locator('.view-line').first().waitFor();
  }

  /** Opens a file through Quick Open and waits until it is shown. The path is relative to the folder, with forward slashes. */
  async openFile(path: string): Promise<void> {
    const name = basename(path);
    await this.quickInput('ControlOrMeta+p', path, (row) => row.startsWith(name));
    await this.shows(name);
  }

  /** Runs a command by the title that the command palette shows ("Problems: Focus on Problems View"). */
  async run(title: string): Promise<void> {
    await this.quickInput('F1', `>${title}`, (row) => row.startsWith(title));
  }

  /**
   * Opens a quick input with a key, types, waits for a row that fits, and takes it. The list is one of the moment at which it was
   * asked for: commands and files that VS Code learns of later are in a later list.
   */
  private async quickInput(key: string, text: string, fits: (row: string) => boolean): Promise<void> {
    const end = performance.now() + QUICK_PATIENCE;
    for (;;) {
      await this.ask(key, text);
      try {
        await this.pick(fits, LIST_PATIENCE);
        return;
      } catch (error) {
        if (performance.now() > end) throw error;
      }
    }
  }

  private async ask(key: string, text: string): Promise<void> {
    const input = this.page.locator(`${openInput} .quick-input-box input`);
    await until('an older quick input to go', async () => {
      if (await input.isVisible()) await this.page.keyboard.press('Escape');
      return !(await input.isVisible());
    });
    await until('the quick input', async () => {
      if (!(await input.isVisible())) await this.page.keyboard.press(key);
      return input.isVisible();
    });
    await input.fill(text);
  }

  /**
   * Takes the first row of the open list (palette or quick pick) that fits, by keyboard, and waits until the list is gone or shows
   * something else. (A click would miss: the list is drawn anew whenever results come in.)
   */
  async pick(fits: string | ((row: string) => boolean), timeout?: number): Promise<void> {
    const matches = typeof fits === 'string' ? (row: string): boolean => row.startsWith(fits) : fits;
    const focused = this.page.locator(`${openInput} .quick-input-list .monaco-list-row.focused`);
    const taken = await until(
      `a row that fits ${String(fits)}`,
      async () => {
        const current = (await focused.allInnerTexts()).map(plain)[0];
        if (current !== undefined && matches(current)) return current;
        if ((await this.pickRows()).some(matches)) await this.page.keyboard.press('ArrowDown');
        return undefined;
      },
      { seen: async () => (await this.pickRows()).join(' | '), ...(timeout === undefined ? {} : { timeout }) },
    );
    await this.page.keyboard.press('Enter');
    await until('the list to go', async () => !(await this.pickRows()).includes(taken));
  }

  /** The rows of the open palette or quick pick, in order. */
  async pickRows(): Promise<readonly string[]> {
    return (await this.quickRows().allInnerTexts()).map(plain);
  }

  private quickRows(): Locator {
    return this.page.locator(`${openInput} .quick-input-list .monaco-list-row`);
  }

  /** Shows the Problems view and returns its rows (files and findings) as soon as one fits `shows`. */
  async problems(shows: RegExp): Promise<readonly string[]> {
    await this.run('Problems: Focus on Problems View');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    const read = async (): Promise<readonly string[]> => (await rows.allInnerTexts()).map(plain);
    return until(
      `a problem that fits ${shows}`,
      async () => {
        const found = await read();
        return found.some((row) => shows.test(row)) && found;
      },
      { seen: async () => (await read()).join(' | ') },
    );
  }

  /** The texts of the status bar's items. */
  async status(): Promise<readonly string[]> {
    return (await this.page.locator('.part.statusbar .statusbar-item').allInnerTexts()).map(plain).filter((text) => text !== '');
  }

  /** The texts of the notifications that are shown. */
  async notifications(): Promise<readonly string[]> {
    return (await this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts()).map(plain);
  }

  /** Opens the Markdown preview beside the editor and returns its document; the editor keeps the keyboard. */
  async preview(): Promise<FrameLocator> {
    await this.run('Markdown: Open Preview to the Side');
    const frame = this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await frame.locator('.markdown-body').waitFor();
    await this.run('View: Focus First Editor Group');
    return frame;
  }

  /** Writes a PNG of the window or of one part of it. */
  async screenshot(path: string, part?: Locator): Promise<void> {
    await (part ?? this.page).screenshot({ path, animations: 'disabled', caret: 'hide' });
  }
}
