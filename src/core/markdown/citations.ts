/**
 * THE citation grammar of Attest: Pandoc's, as its manual states it under "Citation syntax". Hovers, completion, findings,
 * the preview and the command line all read citations through this file; the highlighting grammar in `syntaxes/` follows it
 * and a test compares the two.
 *
 * A key is `@` and then a letter, digit or `_`, followed by letters, digits, `_` and single punctuation characters of
 * `:.#$%&-+?<>~/` between them; or anything but braces and line ends in `@{…}`.
 */
import type { Span } from '../text/span.ts';

/** One key in running text, before anyone has looked for its source. Offsets are into the text that was scanned. */
export interface CitationSyntax extends Span {
  readonly key: string;
  /** The key alone, without `@` and braces. */
  readonly keySpan: Span;
  /** The whole bracket `[see @a, p. 4; @b]`; for `@key` in running text the key and its locator bracket, if any. */
  readonly group: Span;
  /** True for `[… @key …]`, false for a key that is part of the sentence. */
  readonly bracketed: boolean;
  /** What follows the key in its item, e.g. "para. 4". */
  readonly locator?: string;
}

const KEY_SOURCE = String.raw`(?:\{([^{}\r\n]+)\}|([\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_]))*))`;
const AT_KEY = new RegExp(`@${KEY_SOURCE}`, 'uy');
const KEY_ONLY = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_]|[:.#$%&+?<>~/-](?=[\p{L}\p{N}_]))*$/u;
const BEFORE_KEY = /[\p{L}\p{M}\p{N}_@\\.+/]$/u;

/** A key as it is written after `@`: in braces where the bare form would not hold it. Braces and line ends in a key are dropped. */
export function writeKey(key: string): string {
  return KEY_ONLY.test(key) ? `@${key}` : `@{${key.replace(/[{}\r\n]/g, '')}}`;
}

/** `[@key]` or `[@key, para. 5]`. */
export function writeCitation(key: string, paragraph?: number): string {
  return `[${writeKey(key)}${paragraph === undefined ? '' : `, para. ${paragraph}`}]`;
}

/**
 * All citation keys of a text, in order. `masked` may carry the same text with code, HTML and link targets blanked out.
 * Linear in the text: brackets are paired in one pass. Never throws.
 */
export function findCitations(text: string, masked: string = text): CitationSyntax[] {
  if (!masked.includes('@')) return [];
  const close = pairBrackets(masked);
  const found: CitationSyntax[] = [];
  let open: { start: number; end: number } | undefined;
  const stack: { start: number; end: number }[] = [];
  for (let i = 0; i < masked.length; i++) {
    while (open !== undefined && i >= open.end) open = stack.pop();
    const c = masked.charCodeAt(i);
    if (c === 91 /* [ */) {
      const end = close.get(i);
      if (end !== undefined) {
        if (open !== undefined) stack.push(open);
        open = { start: i, end };
      }
    } else if (c === 64 /* @ */) {
      AT_KEY.lastIndex = i;
      const m = AT_KEY.exec(masked);
      if (m === null || (i > 0 && BEFORE_KEY.test(masked.slice(Math.max(0, i - 2), i)))) continue;
      const key = m[1] ?? m[2] ?? '';
      const keyStart = i + (m[1] === undefined ? 1 : 2);
      const end = i + m[0].length;
      const keySpan = { start: keyStart, end: keyStart + key.length };
      const bracket = open !== undefined && end < open.end && isCitationBracket(masked, open, stack.length > 0) ? open : undefined;
      if (bracket !== undefined) {
        const itemEnd = endOfItem(masked, end, bracket.end - 1, close);
        const locator = text
          .slice(end, itemEnd)
          .replace(/^\s*,?\s*/, '')
          .trim();
        found.push({ start: i, end, key, keySpan, group: bracket, bracketed: true, ...(locator === '' ? {} : { locator }) });
      } else {
        const after = /^ ?\[(?!\^)/.exec(masked.slice(end, end + 3));
        const from = after === null ? -1 : end + after[0].length - 1;
        const to = close.get(from);
        const inner = to === undefined ? '' : masked.slice(from + 1, to - 1);
        // `@key [p. 4]` carries its locator; a bracket with a key of its own, or a link, is something else.
        const locates = to !== undefined && !inner.includes('@') && masked.charAt(to) !== '(' && inner.trim() !== '' && inner.length <= 200;
        const group = { start: i, end: locates ? to : end };
        found.push({
          start: i,
          end,
          key,
          keySpan,
          group,
          bracketed: false,
          ...(locates ? { locator: text.slice(from + 1, to - 1).trim() } : {}),
        });
      }
      i = end - 1;
    }
  }
  return found;
}

/** Opening bracket → offset after its partner. Backslashes escape. */
function pairBrackets(text: string): Map<number, number> {
  const close = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 91) open.push(i);
    else if (c === 93) {
      const start = open.pop();
      if (start !== undefined) close.set(start, i + 1);
    }
  }
  return close;
}

/** A bracket that is a link's text is none; one inside another bracket is part of that one's prefix or locator. */
function isCitationBracket(text: string, bracket: Span, nested: boolean): boolean {
  return !nested && text.charAt(bracket.end) !== '(' && text.charAt(bracket.start + 1) !== '^';
}

/** Offset of the `;` (or of the closing bracket) that ends the item which holds `from`; nested brackets are skipped. */
function endOfItem(text: string, from: number, limit: number, close: ReadonlyMap<number, number>): number {
  for (let i = from; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === 59 /* ; */) return i;
    if (c === 91) i = (close.get(i) ?? i + 1) - 1;
    // Items end before the next key in any case, so that ten thousand keys without a semicolon stay linear.
    if (c === 64 && i > from) return i;
  }
  return limit;
}
