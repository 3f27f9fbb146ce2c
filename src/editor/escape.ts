/**
 * Foreign text in Markdown that VS Code renders: the words of articles, their metadata, names and keys. What comes out of here
 * renders as the same words and as nothing else: no emphasis, link, image, HTML, entity, code, list, table, icon or command.
 */
import { wellFormed } from '../core/reports/printable.ts';

/** Every ASCII punctuation character; CommonMark 0.31, section 2.4, lets a backslash take its meaning from each of them. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/**
 * Characters that change how others are shown: controls (C0, DEL, C1; white space apart) and the bidirectional embeddings,
 * overrides and isolates (Unicode Standard Annex 9), with which a text could reorder what stands after it. Joiners and
 * direction marks stay: Persian, Hebrew and Indic words need them.
 */
const ACTING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/g;

/** The text on one line, as it is shown: controls go, white space (line ends too) becomes one blank, lone surrogates U+FFFD. */
export function shownText(text: string): string {
  return wellFormed(text.replace(ACTING, '')).replace(/[\s\u0085]+/g, ' ');
}

/** The text for a message or a report, where VS Code makes links of `[…](…)`, and tags may be tags: they are broken up. */
export function plainText(text: string): string {
  return shownText(text)
    .replace(/\]\(/g, '] (')
    .replace(/<(?=[a-z/!?])/gi, '< ');
}

/** Markdown that renders as `shownText(text)`, as part of a paragraph. Linear; any text will do. */
export function escapeMarkdown(text: string): string {
  return shownText(text).replace(PUNCTUATION, '\\$&');
}

/** A stretch of `[start, end)` in UTF-16 units. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The same with some stretches in bold. Stretches are sorted or not, may touch or overlap, and are cut back to the letters
 * and digits at their edges, because bold that begins or ends in punctuation is not always bold (CommonMark, section 6.2).
 */
export function escapeWithBold(text: string, stretches: readonly Stretch[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of joined(text, stretches)) {
    parts.push(escapeMarkdown(text.slice(at, start)), '**', escapeMarkdown(text.slice(start, end)), '**');
    at = end;
  }
  parts.push(escapeMarkdown(text.slice(at)));
  return parts.join('');
}

/** The text in bold, or nothing where there is nothing to show: asterisks around nothing are a line or a list. */
export function bold(text: string): string {
  return enclosed(text, '**');
}

/** The text in italics; see `bold`. */
export function italic(text: string): string {
  return enclosed(text, '*');
}

function enclosed(text: string, marks: string): string {
  const shown = escapeMarkdown(text).trim();
  return shown === '' ? '' : `${marks}${shown}${marks}`;
}

const WORD = /[\p{L}\p{M}\p{N}]/u;

/** Stretches without edges of punctuation, in order; those that nothing parts but blanks and what is not shown become one, as a reader sees them. */
function joined(text: string, stretches: readonly Stretch[]): Stretch[] {
  const out: { start: number; end: number }[] = [];
  const trimmed = stretches.map((s) => trimmedTo(text, s)).filter((s) => s.start < s.end);
  for (const s of trimmed.sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last !== undefined && (s.start <= last.end || shownText(text.slice(last.end, s.start)).trim() === ''))
      last.end = Math.max(last.end, s.end);
    else out.push({ ...s });
  }
  return out;
}

function trimmedTo(text: string, stretch: Stretch): Stretch {
  let start = Math.max(0, stretch.start);
  let end = Math.min(text.length, stretch.end);
  while (start < end && !WORD.test(characterAt(text, start))) start += characterAt(text, start).length;
  while (start < end && !WORD.test(characterBefore(text, end))) end -= characterBefore(text, end).length;
  return { start, end };
}

function characterAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset) ?? 0xfffd);
}

function characterBefore(text: string, offset: number): string {
  const low = text.charCodeAt(offset - 1);
  const paired = low >= 0xdc00 && low <= 0xdfff && offset >= 2;
  const pair = paired ? text.slice(offset - 2, offset) : '';
  return /^[\uD800-\uDBFF]/.test(pair) ? pair : text.charAt(offset - 1);
}

/**
 * A Markdown image whose address this extension made (a `data:` URI). VS Code shows the alternative text as it is written, so
 * that nothing can be escaped in it: what is no letter, digit, blank or harmless mark is left out.
 */
export function image(alternative: string, address: string, width: number, height: number): string {
  return `![${shownText(alternative).replace(/[^\p{L}\p{M}\p{N} ,.:°'-]/gu, '')}](${address}|width=${width},height=${height})`;
}
