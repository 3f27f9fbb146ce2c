/** Where words stand on the screen: measured in the page, so that proportional fonts, wide characters and wrapped lines are no matter. */
import type { Locator } from 'playwright-core';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The box of the words' `nth` occurrence (from 0) among the visible lines of an editor, in reading order; undefined when it is not there.
 * An occurrence that wraps into the next screen line is not found.
 */
export function boxOf(editor: Locator, words: string, nth = 0): Promise<Box | undefined> {
  return editor.evaluate(
    (element, wanted) => {
      const top = (line: Element): number => line.getBoundingClientRect().top;
      const view = element.getBoundingClientRect();
      const lines = [...element.querySelectorAll('.view-lines .view-line')].sort((a, b) => top(a) - top(b));
      let left = wanted.nth;
      for (const line of lines) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const nodes: { readonly node: Node; readonly from: number }[] = [];
        let text = '';
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          nodes.push({ node, from: text.length });
          text += node.textContent ?? '';
        }
        text = text.replaceAll('\u00a0', ' ');
        const place = (offset: number, end: boolean): [Node, number] | undefined => {
          const found = nodes.findLast(({ from }) => (end ? from < offset : from <= offset));
          return found === undefined ? undefined : [found.node, offset - found.from];
        };
        for (let at = text.indexOf(wanted.words); at !== -1; at = text.indexOf(wanted.words, at + 1)) {
          if (left-- > 0) continue;
          const start = place(at, false);
          const end = place(at + wanted.words.length, true);
          if (start === undefined || end === undefined) return undefined;
          const range = document.createRange();
          range.setStart(...start);
          range.setEnd(...end);
          const { x, y, width, height } = range.getBoundingClientRect();
          const visible = x >= view.left && x + width <= view.right && y >= view.top && y + height <= view.bottom;
          return visible ? { x, y, width, height } : undefined;
        }
      }
      return undefined;
    },
    { words, nth },
  );
}
