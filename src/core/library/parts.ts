/**
 * The findings of a briefing, part by part. Most rules look at a paragraph alone: what they found in a part that reads as before, over the
 * same facts, is moved to where the part stands now.
 */
import type { Chunk } from '../markdown/chunk.ts';
import type { PlacedChunk, ProseBlock } from '../markdown/prose.ts';
import type { Citation, Finding } from '../model.ts';
import { checkBriefing, checkPart, inOrder, type Ranked } from '../rules/all.ts';
import type { StatementFacts } from '../rules/facts.ts';
import { movedFinding } from '../rules/moved.ts';
import type { PartContext, PlacedStatement, RuleContext, StatementContext } from '../rules/rule.ts';
import { shift } from '../text/span.ts';
import type { Outline } from './outline.ts';
import type { Library } from './state.ts';

/** What was found in a part, and what it rests on beside the part's text. */
interface Found {
  readonly facts: readonly StatementFacts[];
  readonly cites: string;
  readonly newline: string;
  /** Offsets are the part's. */
  readonly ranked: readonly Ranked[];
}

/** Holds for one state of the library: settings, project and sources. */
export class PartFindings {
  #found = new WeakMap<Chunk, Found>();

  /** Another library than before: nothing holds any more. */
  clear(): void {
    this.#found = new WeakMap();
  }

  /** In order of the text. `context` is that of the outline's statements, in their order. */
  findings(library: Library, outline: Outline, context: RuleContext): Finding[] {
    const { chunks } = outline.parsed;
    const { rules } = library.settings;
    const all = checkBriefing(context, rules);
    const blocks = outline.statements.map(({ draft }) => draft.block);
    let from = 0;
    chunks.forEach((placed, i) => {
      const end = chunks[i + 1]?.block ?? outline.parsed.blocks.length;
      let to = from;
      while ((blocks[to] ?? end) < end) to++;
      const part: Part = { placed, end, from, to };
      from = to;
      for (const { rank, finding } of this.#inPart(library, outline, context, part))
        all.push({ rank, finding: movedFinding(finding, placed.start) });
    });
    return inOrder(all);
  }

  #inPart(library: Library, outline: Outline, context: RuleContext, part: Part): readonly Ranked[] {
    const { chunk } = part.placed;
    const citations = citationsIn(outline, part);
    const cites = citations.map(({ target, source }) => `${target}\0${source ?? ''}`).join('\n');
    const { newline } = outline.parsed;
    const known = this.#found.get(chunk);
    if (known?.newline === newline && known.cites === cites && isSame(known.facts, context.statements, part)) return known.ranked;
    const own = context.statements.slice(part.from, part.to);
    const ranked = checkPart(contextOf(outline, context, part, own, citations), library.settings.rules);
    this.#found.set(chunk, { facts: own.map(({ facts }) => facts), cites, newline, ranked });
    return ranked;
  }
}

/** A chunk with the end of its blocks, and its statements. */
interface Part {
  readonly placed: PlacedChunk;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

const NOTHING: readonly Citation[] = [];

/** What is cited in a part. What a footnote's mark carries is cited by its note. */
function citationsIn({ parsed, citations, index }: Outline, { placed, end }: Part): readonly Citation[] {
  let found: Citation[] | undefined;
  for (let i = placed.block; i < end; i++)
    for (const cited of parsed.blocks[i]?.citations ?? []) {
      const citation = citations[index[cited.index] ?? -1];
      if (citation === undefined || citation.form === 'footnote') continue;
      found ??= [];
      found.push(citation);
    }
  return found ?? NOTHING;
}

function isSame(facts: readonly StatementFacts[], statements: readonly StatementContext[], { from, to }: Part): boolean {
  return facts.length === to - from && facts.every((one, i) => one === statements[from + i]?.facts);
}

/** The part as a text of its own. */
function contextOf(
  outline: Outline,
  { spelling, sources, nearestKeys }: RuleContext,
  { placed: { chunk, start, block: first }, from }: Part,
  own: readonly StatementContext[],
  citations: readonly Citation[],
): PartContext {
  const blocks = chunk.blocks.map(({ kind, span, prose }): ProseBlock => ({ kind, span, prose, citations: [] }));
  const statements = own.map(({ facts, span }, i): PlacedStatement => {
    const prose = chunk.blocks[(outline.statements[from + i]?.draft.block ?? 0) - first]?.prose;
    return { facts, span: shift(span, -start), place: (words) => prose?.toSource(words) ?? words };
  });
  return {
    parsed: { text: chunk.text, newline: outline.parsed.newline, blocks },
    statements,
    citations: citations.map((citation) => ({
      ...shift(citation, -start),
      targetSpan: shift(citation.targetSpan, -start),
      group: shift(citation.group, -start),
    })),
    spelling,
    sources,
    nearestKeys,
  };
}
