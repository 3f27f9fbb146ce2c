/** Marks stretches of rendered text by what they say: the preview's tokens carry no offsets. */
import type { Token } from 'markdown-it';

/** The words of a statement as they read, and why it is marked. */
export interface UnsourcedText {
  readonly prose: string;
  readonly reason: string;
}

const LETTER = /[\p{L}\p{N}]/u;
/** Stands for a citation key in prose; no word of the rendered text. */
const NARRATIVE = /ℵ/g;

/**
 * The inline tokens with each statement's text in a `<mark>`. Statements are found by their letters and digits alone, so that
 * emphasis, line breaks and typographic replacement are no matter; one that is not found stays unmarked. The tokens given are not changed.
 */
export function markUnsourced(tokens: readonly Token[], statements: readonly UnsourcedText[]): Token[] {
  const letters: { readonly token: number; readonly at: number; readonly length: number }[] = [];
  let line = '';
  tokens.forEach((token, index) => {
    if (token.type !== 'text') return;
    for (let at = 0; at < token.content.length; ) {
      const character = String.fromCodePoint(token.content.codePointAt(at) ?? 0);
      if (LETTER.test(character)) {
        line += character;
        for (let i = 0; i < character.length; i++) letters.push({ token: index, at, length: character.length });
      }
      at += character.length;
    }
  });
  const marks = new Map<number, Mark[]>();
  for (const { prose, reason } of statements) {
    const wanted = prose.replace(NARRATIVE, '').replace(/[^\p{L}\p{N}]+/gu, '');
    const start = wanted === '' ? -1 : line.indexOf(wanted);
    if (start === -1) continue;
    collect(letters.slice(start, start + wanted.length), reason, marks);
  }
  if (marks.size === 0) return [...tokens];
  return tokens.flatMap((token, index) => split(token, marks.get(index) ?? []));
}

interface Mark {
  readonly start: number;
  end: number;
  readonly reason: string;
}

function collect(
  letters: readonly { readonly token: number; readonly at: number; readonly length: number }[],
  reason: string,
  marks: Map<number, Mark[]>,
): void {
  for (const { token, at, length } of letters) {
    const list = marks.get(token) ?? [];
    const last = list.at(-1);
    if (last?.reason === reason && last.end <= at && list === marks.get(token)) last.end = at + length;
    else if (last === undefined || last.end <= at) list.push({ start: at, end: at + length, reason });
    marks.set(token, list);
  }
}

function split(token: Token, marks: readonly Mark[]): Token[] {
  if (marks.length === 0) return [token];
  const out: Token[] = [];
  let at = 0;
  for (const { start, end, reason } of [...marks].sort((a, b) => a.start - b.start)) {
    // Punctuation that closes the statement belongs to it.
    const tail = /^[^\s\p{L}\p{N}]*/u.exec(token.content.slice(end))?.[0].length ?? 0;
    if (start < at) continue;
    out.push(copy(token, 'text', token.content.slice(at, start)));
    out.push(copy(token, 'html_inline', `<mark class="attest-unsourced" title="${attribute(reason)}">`));
    out.push(copy(token, 'text', token.content.slice(start, end + tail)));
    out.push(copy(token, 'html_inline', '</mark>'));
    at = end + tail;
  }
  out.push(copy(token, 'text', token.content.slice(at)));
  return out;
}

/** A token of the same parser's class. */
function copy(token: Token, type: string, content: string): Token {
  const made: Token = Object.create(Object.getPrototypeOf(token));
  return Object.assign(made, token, { type, content, children: null, markup: '', info: '', meta: null });
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
