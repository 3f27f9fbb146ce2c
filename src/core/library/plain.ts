import { ProseBuilder } from '../markdown/builder.ts';
import { newlineOf, type ParsedBriefing, type ProseBlock } from '../markdown/prose.ts';

/** A plain text read as a briefing: its paragraphs (parted by blank lines) are prose, and nothing in it is syntax. Linear. */
export function plainBriefing(text: string): ParsedBriefing {
  const blocks: ProseBlock[] = [];
  let from = 0;
  for (const m of text.matchAll(/\n[^\S\n]*\n\s*/g)) {
    add(from, m.index);
    from = m.index + m[0].length;
  }
  add(from, text.length);
  return { text, newline: newlineOf(text), blocks, citations: [], comments: [] };

  function add(start: number, end: number): void {
    if (start >= end) return;
    const prose = new ProseBuilder();
    prose.copy(text.slice(start, end), start);
    blocks.push({ kind: 'paragraph', span: { start, end }, prose, citations: [] });
  }
}
