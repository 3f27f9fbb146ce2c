/** Footnotes in VS Code's Markdown preview, which has none of its own: a footnote can be the citation that carries a claim. */
import type { MarkdownIt, Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';

const BLOCK_RULES = ['footnote_def'];
const INLINE_RULES = ['footnote_inline', 'footnote_ref'];

/**
 * Adds footnotes to a parser, unless somebody added them before.
 *
 * @param wanted asked before each document is parsed: while it says no, footnotes stay the plain text that they are without this
 */
export function previewFootnotes(md: MarkdownIt, wanted: () => boolean): void {
  if (md.renderer.rules['footnote_ref'] !== undefined) return;
  footnotes(md);
  md.core.ruler.before('normalize', 'attest_footnotes', () => {
    const change = wanted() ? 'enable' : 'disable';
    md.block.ruler[change](BLOCK_RULES);
    md.inline.ruler[change](INLINE_RULES);
  });
}

/** The tokens without the footnotes' second block: another extension that adds footnotes after this one appends them once more. */
export function onceFootnotes(tokens: readonly Token[]): Token[] {
  const first = tokens.findIndex((token) => token.type === 'footnote_block_close');
  if (first === -1) return [...tokens];
  const second = tokens.findIndex((token, index) => index > first && token.type === 'footnote_block_open');
  return second === -1 ? [...tokens] : tokens.slice(0, second);
}
