/** The pictures of the documentation, as data: which file, how large a window, what to do, and which part to keep. */
import type { Box } from './locate.ts';
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

export const shots: readonly Shot[] = [
  {
    name: 'briefing',
    file: 'briefing.md',
    viewport: { width: 920, height: 520 },
    show: async (window) => {
      await window.run('View: Close Primary Side Bar');
      await window.editor.find('Putin wants');
      return undefined;
    },
  },
];

/** The smallest box around some boxes, with a margin, inside the window. */
export function around(boxes: readonly Box[], margin: number, viewport: { readonly width: number; readonly height: number }): Box {
  const x = Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin);
  const y = Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin);
  const right = Math.min(viewport.width, Math.max(...boxes.map((box) => box.x + box.width)) + margin);
  const bottom = Math.min(viewport.height, Math.max(...boxes.map((box) => box.y + box.height)) + margin);
  return { x, y, width: right - x, height: bottom - y };
}
