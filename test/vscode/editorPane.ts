/** The active text editor of a window. */
import type { Locator, Page } from 'playwright-core';
import { type Box, boxOf } from './locate.ts';
import { until } from './until.ts';

/** One line, with plain spaces. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Milliseconds: far more than VS Code's delay (300) and a provider's answer. */
const hoverPatience = 2_000;

export class EditorPane {
  readonly page: Page;
  readonly root: Locator;
  readonly hoverBox: Locator;
  readonly suggestBox: Locator;
  private readonly actions: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('.editor-group-container.active .editor-container .monaco-editor').first();
    this.hoverBox = page.locator('.monaco-hover:not(.hidden):has(.hover-contents)');
    this.suggestBox = page.locator('.suggest-widget.visible');
    this.actions = page.locator('.action-widget .monaco-list-row.action');
  }

  /** Moves the cursor; line and column count from 1, as VS Code shows them. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('ControlOrMeta+g');
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) .quick-input-box input');
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    const wanted = `Ln ${line}, Col ${column}`;
    await until(`the cursor at ${wanted}`, async () => (await this.page.locator('.part.statusbar').innerText()).includes(wanted));
  }

  /** Gives the editor the keyboard. */
  async focus(): Promise<void> {
    await until('the editor to take the keyboard', async () => {
      if (await this.focused()) return true;
      await this.root.locator('.native-edit-context, textarea.inputarea').first().focus();
      return this.focused();
    });
  }

  private focused(): Promise<boolean> {
    return this.root.evaluate((element) => element.classList.contains('focused'));
  }

  /** Where words stand on the screen; waits until they do. `nth` counts visible occurrences from 0. */
  find(words: string, nth = 0): Promise<Box> {
    return until(`“${words}” in the editor`, () => boxOf(this.root, words, nth), {
      seen: async () => (await this.root.locator('.view-line').allInnerTexts()).map(plain).join(' ⏎ '),
    });
  }

  /** Clicks into the middle of the words, so that the cursor is inside them. */
  async clickInto(words: string, nth = 0): Promise<void> {
    const box = await this.find(words, nth);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await this.focus();
  }

  /** Rests the mouse on the words until a hover that fits is shown; returns its text, line by line. */
  async hover(words: string, shows: RegExp = /\S/, nth = 0): Promise<string> {
    let tries = 0;
    let moved = Number.NEGATIVE_INFINITY;
    return until(
      `a hover on “${words}” that fits ${shows}`,
      async () => {
        // A hover that opened too early never changes, and one that a repaint swallowed never opens: leave and come back.
        if (performance.now() - moved > hoverPatience) {
          await this.leaveHover();
          const { x, y, width, height } = await this.find(words, nth);
          await this.page.mouse.move(x + width / 2 + (tries++ % 2), y + height / 2);
          moved = performance.now();
        }
        return this.readHover(shows);
      },
      { seen: () => this.hoverText() },
    );
  }

  /** Moves the mouse away and waits until no hover is shown. */
  async leaveHover(): Promise<void> {
    await until('the hover to go', async () => {
      await this.page.mouse.move(1, 1);
      if (!(await this.hoverBox.first().isVisible())) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
  }

  /** Opens the hover at the cursor by keyboard and moves the keyboard into it. */
  async focusHover(shows: RegExp = /\S/): Promise<string> {
    await this.focus();
    const chord = async (): Promise<void> => {
      await this.page.keyboard.press('ControlOrMeta+k');
      await this.page.keyboard.press('ControlOrMeta+i');
    };
    await chord();
    const text = await until(`a hover that fits ${shows}`, () => this.readHover(shows), { seen: () => this.hoverText() });
    await chord();
    await until('the hover to take the keyboard', () =>
      this.hoverBox.first().evaluate((element) => element.contains(document.activeElement)),
    );
    return text;
  }

  /** What the open hover says; empty without one. */
  async hoverText(): Promise<string> {
    const texts = await this.hoverBox.locator('.hover-contents').allInnerTexts();
    return texts
      .map((text) => text.replaceAll('\u00a0', ' ').trim())
      .filter((text) => text !== '' && text !== 'Loading...')
      .join('\n');
  }

  private async readHover(shows: RegExp): Promise<string | undefined> {
    const text = await this.hoverText();
    return shows.test(text) ? text : undefined;
  }

  /** Opens the quick fixes at the cursor by keyboard and returns their titles, as soon as one fits `shows`. */
  async quickFixes(shows: RegExp = /\S/): Promise<readonly string[]> {
    return until(
      `a quick fix that fits ${shows}`,
      async () => {
        if ((await this.actions.count()) === 0) {
          await this.focus();
          await this.page.keyboard.press('ControlOrMeta+.');
          await this.actions.first().waitFor({ timeout: 2_000 });
        }
        const titles = await this.fixTitles();
        if (titles.some((title) => shows.test(title))) return titles;
        await this.page.keyboard.press('Escape');
        return undefined;
      },
      { seen: async () => (await this.fixTitles()).join(' | ') },
    );
  }

  private async fixTitles(): Promise<readonly string[]> {
    return (await this.actions.allInnerTexts()).map(plain);
  }

  /** Chooses an open quick fix by the start of its title, by keyboard. */
  async chooseFix(title: string): Promise<void> {
    const focused = this.page.locator('.action-widget .monaco-list-row.focused');
    const seen = new Set<string>();
    for (;;) {
      const current = plain(await focused.innerText());
      if (current.startsWith(title)) break;
      if (seen.has(current)) throw new Error(`no quick fix “${title}” among: ${[...seen].join(' | ')}`);
      seen.add(current);
      await this.page.keyboard.press('ArrowDown');
      await until('the next quick fix', async () => plain(await focused.innerText()) !== current || seen.size === 1);
    }
    await this.page.keyboard.press('Enter');
    await until('the quick fixes to go', async () => (await this.actions.count()) === 0);
  }

  /** Types at the cursor. */
  async type(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.type(text);
  }

  /** The titles of the open completion list, as soon as one fits. */
  async suggestions(shows: RegExp = /\S/): Promise<readonly string[]> {
    const rows = this.suggestBox.locator('.monaco-list-row');
    const read = async (): Promise<readonly string[]> => (await rows.allInnerTexts()).map(plain);
    return until(
      `a completion that fits ${shows}`,
      async () => {
        const titles = await read();
        return titles.some((title) => shows.test(title)) && titles;
      },
      { seen: async () => (await read()).join(' | ') },
    );
  }

  /** The selected text, through the clipboard. */
  async selection(): Promise<string> {
    await this.focus();
    const mark = `nothing selected ${Math.random()}`;
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), mark);
    await this.page.keyboard.press('ControlOrMeta+c');
    return until('the clipboard', async () => {
      const text = await this.page.evaluate(() => navigator.clipboard.readText());
      return text !== mark && { text };
    }).then(({ text }) => text);
  }

  /** Waits until the grammars have coloured the text: more than one token style is in use. */
  async coloured(): Promise<void> {
    await until('the text to be coloured', async () => {
      const styles = await this.root.evaluate(
        (element) => new Set([...element.querySelectorAll('.view-line span[class^=mtk]')].map((span) => span.className)).size,
      );
      return styles > 1;
    });
  }

  /** The visible lines, top to bottom. */
  async lines(): Promise<readonly string[]> {
    return this.root.evaluate((element) => {
      const lines = [...element.querySelectorAll('.view-lines .view-line')];
      const top = (line: Element): number => line.getBoundingClientRect().top;
      return lines.sort((a, b) => top(a) - top(b)).map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' '));
    });
  }
}
