/** The pictures of the documentation, as data: which file, how large a window, what to do, and which part to keep. */
import type { Locator } from 'playwright-core';
import type { Box } from './locate.ts';
import { until } from './until.ts';
import type { Workbench } from './workbench.ts';

export interface Shot {
  /** The file's name in `media/screenshots`, without its ending. */
  readonly name: string;
  /** Relative to `media/sample`. */
  readonly file: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** Brings the window into the state to show; returns the part to keep, or undefined for all of it. */
  readonly show: (window: Workbench) => Promise<Box | undefined>;
}

/** A hover may take a quarter of the editor's height: a tall window shows all of it, and only the part around it is kept. */
const tall = { width: 900, height: 1500 };
const usual = { width: 1000, height: 640 };

export const shots: readonly Shot[] = [
  {
    name: 'briefing',
    file: 'briefing.md',
    viewport: usual,
    show: async (window) => {
      await ready(window);
      return undefined;
    },
  },
  hoverShot('hover-putin', 'Putin', /passages in 2 sources/, 'Putin wants'),
  hoverShot('hover-gabuev', 'Alexander Gabuev', /director of/),
  hoverShot('hover-zelenskyy', 'Volodymyr Zelenskyy', /cautiously optimistic/),
  hoverShot('hover-donbas', 'Donbas', /place/),
  hoverShot('hover-abu-dhabi', 'Abu Dhabi', /place/, 'for February 1 in'),
  hoverShot('hover-moscow', 'Moscow', /constructive/, 'Moscow considers'),
  hoverShot('hover-citation', '000_c980effe1f55e4a2', /political calendar/, '[@000_c980effe1f55e4a2, para. 8'),
  {
    name: 'problems',
    file: 'briefing.md',
    viewport: { width: 1180, height: 640 },
    show: async (window) => {
      await ready(window);
      await window.problems(/misattributed-quotation/);
      return undefined;
    },
  },
  {
    name: 'quick-fix',
    file: 'briefing.md',
    viewport: usual,
    show: async (window) => {
      await ready(window);
      await window.editor.clickInto('wants Ukraine');
      await window.editor.quickFixes(/Choose among/);
      return undefined;
    },
  },
  {
    name: 'completion',
    file: 'briefing.md',
    viewport: usual,
    show: async (window) => {
      await ready(window);
      // Before the full stop of “Putin wants … region.”
      await window.editor.clickInto('Putin wants');
      await window.page.keyboard.press('Home');
      for (const _ of 'Putin wants Ukraine to give up the whole Donbas region') await window.page.keyboard.press('ArrowRight');
      await window.editor.type(' [@');
      await window.editor.suggestions(/000_c980/);
      await expandDetails(window);
      return undefined;
    },
  },
  {
    name: 'preview',
    file: 'briefing.md',
    viewport: { width: 1300, height: 900 },
    show: async (window) => {
      await ready(window);
      const preview = await window.preview();
      await preview.locator('.attest-sources').waitFor();
      await preview.locator('mark.attest-unsourced').first().waitFor();
      await preview.locator('.attest-sources').evaluate((list) => list.scrollIntoView({ block: 'end' }));
      return undefined;
    },
  },
  {
    name: 'status-bar',
    file: 'briefing.md',
    viewport: { width: 900, height: 640 },
    show: async (window) => {
      await ready(window);
      const item = window.page.locator('.part.statusbar .statusbar-item', { hasText: 'sourced' });
      await item.hover();
      const tooltip = window.page.locator('.workbench-hover-container, .workbench-hover').first();
      await tooltip.waitFor();
      return around([await boxOf(item), await boxOf(tooltip)], 12, { width: 900, height: 640 });
    },
  },
];

/** Without the side bar, and with the findings there. */
async function ready(window: Workbench): Promise<void> {
  await window.run('View: Close Primary Side Bar');
  await until('the share of sourced claims', async () => (await window.status()).some((text) => /% sourced/.test(text)));
  await window.editor.find('Putin wants');
}

/** The hover on a name, with the line it stands on. `context` says which of several occurrences. */
function hoverShot(name: string, words: string, shows: RegExp, context = words, nth = 0): Shot {
  return {
    name,
    file: 'briefing.md',
    viewport: tall,
    show: async (window) => {
      await ready(window);
      const place = await window.editor.find(context, nth);
      await window.editor.hover(words, shows, await occurrence(window, words, place));
      const hover = await settled(window.editor.hoverBox.first());
      const part = around([hover, place], 14, tall);
      return { ...part, x: 0, width: tall.width };
    },
  };
}

/** Which of the visible occurrences of the words stands at the place, or next on its line. */
async function occurrence(window: Workbench, words: string, place: Box): Promise<number> {
  for (let nth = 0; ; nth++) {
    const found = await window.editor.find(words, nth);
    if (found.x > place.x - 2 && Math.abs(found.y - place.y) < 2) return nth;
  }
}

/** The box of an element, once it has stopped growing (images load, texts wrap). */
async function settled(element: Locator): Promise<Box> {
  let last = '';
  return until(
    'the hover to settle',
    async () => {
      const box = await boxOf(element);
      const seen = JSON.stringify(box);
      const same = seen === last;
      last = seen;
      return same && box;
    },
    { interval: 250 },
  );
}

async function boxOf(element: Locator): Promise<Box> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('the element is not shown');
  return box;
}

/** Shows the documentation of the selected item beside the completion list. */
async function expandDetails(window: Workbench): Promise<void> {
  const details = window.page.locator('.suggest-details-container');
  await until(
    'the details',
    async () => {
      if (await details.isVisible()) return true;
      await window.page.keyboard.press('Control+Space');
      return false;
    },
    { interval: 500 },
  );
}

/** The smallest box around some boxes, with a margin, inside the window. */
export function around(boxes: readonly Box[], margin: number, viewport: { readonly width: number; readonly height: number }): Box {
  const x = Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin);
  const y = Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin);
  const right = Math.min(viewport.width, Math.max(...boxes.map((box) => box.x + box.width)) + margin);
  const bottom = Math.min(viewport.height, Math.max(...boxes.map((box) => box.y + box.height)) + margin);
  return { x, y, width: right - x, height: bottom - y };
}
