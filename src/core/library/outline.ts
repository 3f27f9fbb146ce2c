import type { PreparedClaim } from '../claims/evidence.ts';
import type { Lexicon } from '../claims/lexicon/lexicon.ts';
import { joinStatements, type StatementDraft } from '../claims/statements.ts';
import type { ChunkBlock } from '../markdown/chunk.ts';
import { parseBriefing, type ReadBriefing } from '../markdown/prose.ts';
import type { Citation, Mention, NameSpan } from '../model.ts';
import { recognise } from '../names/recognise.ts';
import type { Register } from '../names/register.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import type { BriefingText } from '../service.ts';
import { type Span, shift } from '../text/span.ts';
import { BlockMemory, type BlockReading, isSameMention, sameMentions, sentencesOf } from './blocks.ts';
import { claimOf } from './claim.ts';
import { joinNames } from './join.ts';
import { resolveCitations } from './resolve.ts';
import type { Library } from './state.ts';

/** A sentence of a briefing with what it names and cites. */
export interface OutlinedStatement {
  readonly draft: StatementDraft;
  readonly text: string;
  /** In the briefing. */
  readonly span: Span;
  /** The citations that stand in the statement or directly behind it. */
  readonly citations: readonly Citation[];
  /** Made ready for comparison. */
  readonly claim: (lexicon: Lexicon) => PreparedClaim;
}

/** A briefing as it reads, before anything is searched in the sources: enough for hovers, completion and links, however long it is. */
export interface Outline {
  readonly path: string;
  readonly parsed: ReadBriefing;
  /** Of all blocks, in the briefing; and of each block, in its prose. */
  readonly mentions: readonly Mention[];
  readonly inProse: readonly (readonly Mention[])[];
  readonly citations: readonly Citation[];
  /** Index among `citations` for each index among the parsed ones; undefined for links that cite nothing. */
  readonly index: readonly (number | undefined)[];
  readonly statements: readonly OutlinedStatement[];
  /** Of each block; the same objects while nothing changes of all that they depend on. */
  readonly readings: readonly BlockReading[];
}

/** Stands between blocks where names are resolved over the whole briefing: no name runs across it. */
const BETWEEN = '\n\n';

/** What is remembered of how one briefing reads: the names of unchanged paragraphs are not looked for again. */
export class OutlineMemory {
  readonly #blocks = new BlockMemory();
  #generation = -1;
  #last: { readonly text: string; readonly outline: Outline } | undefined;

  /** The same object while neither the briefing nor the library changes. @throws CancelledError */
  async outline(library: Library, { path, text }: BriefingText, cancel: Cancel): Promise<Outline> {
    const { generation } = library;
    // A bibliography outside the sources may have changed without anybody telling.
    const last = this.#generation === generation ? this.#last : undefined;
    if (last?.text === text && last.outline.path === path && !('bibliography' in (last.outline.parsed.frontMatter?.data ?? {})))
      return last.outline;
    const parsed = parseBriefing(text);
    const [context, register] = await Promise.all([library.names(), library.register()]);
    const stated = await library.stated.keysOf(library, parsed, path, cancel);
    throwIfCancelled(cancel);
    // From here on nothing waits: two versions that are read at a time do not take each other's blocks.
    if (this.#generation !== generation) this.#blocks.clear();
    this.#generation = generation;
    this.#blocks.begin();
    const names = (prose: string): NameSpan[] => joinNames(recognise(prose, context), register.findKnown(prose));
    const blocks = parsed.chunks.flatMap(({ chunk, start }) => chunk.blocks.map((block) => ({ block, start })));
    const resolved = resolveNames(
      register,
      blocks.map(({ block }) => ({ prose: block.prose.text, names: this.#blocks.names(block, names), known: places.get(block)?.mentions })),
    );
    const { citations, index } = resolveCitations(library, parsed, path, stated);
    const readings: BlockReading[] = [];
    const sentences = blocks.map(({ block }) => sentencesOf(block));
    const drafts = joinStatements(parsed, {
      spans: (i) => sentences[i]?.spans ?? [],
      places: (i) => ({ places: sentences[i]?.places ?? [], start: blocks[i]?.start ?? 0 }),
      read: (i, setting) => {
        const block = blocks[i]?.block;
        if (block === undefined) return [];
        const reading = this.#blocks.reading(block, parsed.blocks[i]?.citations ?? [], resolved[i] ?? [], setting);
        readings[i] = reading;
        return reading.sentences;
      },
    });
    const inProse = blocks.map((_, i) => readings[i]?.mentions ?? resolved[i] ?? []);
    const mentions = blocks.flatMap(({ block, start }, i) => placed(inProse[i] ?? [], block, start));
    const statements = drafts.map(
      (draft): OutlinedStatement => ({
        draft,
        text: draft.text,
        span: { start: draft.start, end: draft.end },
        citations: draft.own.length === 0 ? NOTHING : draft.own.flatMap((i) => citations[index[i] ?? -1] ?? []),
        claim: (lexicon) => claimOf(draft.text, draft.prose, inProse[draft.block] ?? [], lexicon),
      }),
    );
    const outline = { path, parsed, mentions, inProse, citations, index, statements, readings };
    if (library.generation === generation) this.#last = { text, outline };
    return outline;
  }
}

const NOTHING: readonly Citation[] = [];

/** Resolves the names of all blocks together: a surname belongs to the full name that stands in another paragraph. */
function resolveNames(
  register: Register,
  blocks: readonly { readonly prose: string; readonly names: readonly NameSpan[]; readonly known: readonly Mention[] | undefined }[],
): (readonly Mention[])[] {
  const starts: number[] = [];
  const parts: string[] = [];
  const spans: NameSpan[] = [];
  let at = 0;
  for (const { prose, names } of blocks) {
    starts.push(at);
    parts.push(prose);
    for (const span of names) spans.push(shift(span, at));
    at += prose.length + BETWEEN.length;
  }
  const resolved = register.resolveBriefing(parts.join(BETWEEN), spans);
  let from = 0;
  return blocks.map(({ known }, block) => {
    const end = starts[block + 1] ?? Number.POSITIVE_INFINITY;
    let to = from;
    while ((resolved[to]?.start ?? end) < end) to++;
    const own = mentionsIn(resolved, from, to, starts[block] ?? 0, known);
    from = to;
    return own;
  });
}

const NOBODY: readonly Mention[] = [];

/** Those of a block, in its prose; the very ones of the version before where they are the same. */
function mentionsIn(all: readonly Mention[], from: number, to: number, start: number, known: readonly Mention[] = []): readonly Mention[] {
  if (from === to) return NOBODY;
  let same = known.length === to - from;
  for (let i = from; same && i < to; i++) same = isSameMention(known[i - from], all[i], start);
  return same ? known : all.slice(from, to).map((mention) => shift(mention, -start));
}

/** Where the mentions of a block stand in its chunk. */
const places = new WeakMap<ChunkBlock, { readonly mentions: readonly Mention[]; readonly spans: readonly Span[] }>();

function placed(mentions: readonly Mention[], block: ChunkBlock, start: number): Mention[] {
  let known = places.get(block);
  if (known === undefined || !sameMentions(known.mentions, mentions)) {
    known = { mentions, spans: mentions.map((mention) => block.prose.toSource(mention)) };
    places.set(block, known);
  }
  const { spans } = known;
  return mentions.map((mention, i) => {
    const span = spans[i] ?? mention;
    return { ...mention, start: span.start + start, end: span.end + start };
  });
}
