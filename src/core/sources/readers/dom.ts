import type { ParagraphRole } from '../../model.ts';
import type { Block } from '../extraction.ts';

/** As much of a DOM node as the walk needs; linkedom's nodes are of this shape. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly localName?: string;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

export interface DomDocument extends DomElement {
  readonly head: DomElement | null;
  readonly body: DomElement | null;
  readonly documentElement: DomElement | null;
}

const ELEMENT = 1;
const TEXT = 3;

const BLOCK = new Set(
  `address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
  hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption`.split(/\s+/),
);
/** Never text of an article. */
const SKIPPED = new Set(
  `script style noscript template svg math canvas iframe object embed audio video picture source track map button input select option textarea
  datalist head title meta link nav noframes`.split(/\s+/),
);
const HEADING = /^h[1-6]$/;

/** Text with its blocks, parted by blank lines. */
export interface Flow {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Writes paragraphs one after the other, each parted from the next by a blank line. */
export class FlowBuilder {
  readonly #parts: string[] = [];
  readonly #blocks: Block[] = [];
  #length = 0;

  /** Adds one paragraph; white space alone adds nothing. Line breaks inside it become blanks. */
  add(words: string, role?: ParagraphRole, item = false): void {
    const clean = words
      .replace(/[\t\n\f\r ]+/g, ' ')
      .replaceAll('\0', '')
      .trim();
    if (clean === '') return;
    if (this.#length > 0) this.#push('\n\n');
    const start = this.#length;
    this.#push(clean);
    this.#blocks.push({ start, end: this.#length, ...(role === undefined ? {} : { role }), ...(item ? { item } : {}) });
  }

  get last(): Block | undefined {
    return this.#blocks.at(-1);
  }

  build(): Flow {
    return { text: this.#parts.join(''), blocks: this.#blocks };
  }

  #push(part: string): void {
    this.#parts.push(part);
    this.#length += part.length;
  }
}

/**
 * Appends the blocks of a DOM tree to `flow`: one paragraph a block element, cells of a table row joined by " | ", line
 * breaks that stand doubled part paragraphs. Walks without recursion, since foreign HTML nests as deep as it likes.
 * `without` names elements to leave out beside those that never hold text.
 */
export function walk(root: DomNode, flow: FlowBuilder, without?: ReadonlySet<string>): void {
  let words: string[] = [];
  /** How many line breaks stand at the end of `words`. */
  let breaks = 0;
  let heading = 0;
  let items = 0;
  let cells = 0;
  const flush = (): void => {
    if (words.length > 0) flow.add(words.join(''), heading > 0 ? 'heading' : undefined, items > 0 || cells > 0);
    words = [];
    breaks = 0;
  };
  const enter = (node: DomNode, name: string): boolean => {
    if (SKIPPED.has(name) || without?.has(name) === true || isHidden(node as DomElement) || isNoteMark(node as DomElement, name))
      return false;
    if (name === 'br') {
      breaks++;
      if (breaks > 1) flush();
      else words.push('\n');
      return false;
    }
    if (BLOCK.has(name)) {
      if ((name === 'td' || name === 'th') && words.length > 0 && cells > 0) words.push(' | ');
      else if (cells === 0 || name === 'tr' || name === 'table') flush();
      else words.push(' ');
      if (HEADING.test(name)) heading++;
      if (name === 'li' || name === 'dd' || name === 'dt') items++;
      if (name === 'tr') cells++;
    }
    return true;
  };
  const leave = (name: string): void => {
    if (!BLOCK.has(name)) return;
    if (cells === 0 || name === 'tr') flush();
    if (HEADING.test(name)) heading--;
    if (name === 'li' || name === 'dd' || name === 'dt') items--;
    if (name === 'tr') cells--;
  };
  let node: DomNode | null = root;
  while (node) {
    let descend = false;
    if (node.nodeType === TEXT) {
      const value = node.nodeValue ?? '';
      words.push(value);
      if (/\S/.test(value)) breaks = 0;
    } else if (node.nodeType === ELEMENT) descend = enter(node, node.localName ?? '');
    const child: DomNode | null = descend ? node.firstChild : null;
    if (child) {
      node = child;
      continue;
    }
    if (descend) leave(node.localName ?? '');
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node && node.nodeType === ELEMENT) leave(node.localName ?? '');
    }
    node = node === root ? null : (node?.nextSibling ?? null);
  }
  flush();
}

/** "[1]" raised beside a sentence, or the way back from a note: no words of the article. */
function isNoteMark(element: DomElement, name: string): boolean {
  if (name === 'a') return /^#(?:footnote|endnote|comment)-/.test(element.getAttribute('href') ?? '');
  return name === 'sup' && /^\s*\[?[\d*†‡]{1,4}\]?\s*$/.test(element.textContent) && element.querySelector('a') !== null;
}

function isHidden(element: DomElement): boolean {
  return (
    element.getAttribute('hidden') !== null ||
    element.getAttribute('aria-hidden') === 'true' ||
    /display\s*:\s*none/i.test(element.getAttribute('style') ?? '')
  );
}
