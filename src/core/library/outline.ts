import { checkWorthiness } from '../claims/checkworthy.ts';
import type { PreparedClaim } from '../claims/evidence.ts';
import type { Lexicon } from '../claims/lexicon/lexicon.ts';
import {
  type Classification,
  classifySentence,
  classifyStatements,
  type SentenceContext,
  type StatementDraft,
} from '../claims/statements.ts';
import { type ParsedBriefing, type ProseBlock, parseBriefing } from '../markdown/prose.ts';
import type { Citation, Mention, NameSpan } from '../model.ts';
import { recognise } from '../names/recognise.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import type { BriefingText } from '../service.ts';
import { sentences } from '../text/sentences.ts';
import { type Span, shift } from '../text/span.ts';
import { Recent, remembered } from './cache.ts';
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
  readonly parsed: ParsedBriefing;
  /** Of all blocks, in the briefing; and of each block, in its prose. */
  readonly mentions: readonly Mention[];
  readonly inProse: readonly (readonly Mention[])[];
  readonly citations: readonly Citation[];
  /** Index among `citations` for each index among the parsed ones; undefined for links that cite nothing. */
  readonly index: readonly (number | undefined)[];
  readonly statements: readonly OutlinedStatement[];
}

/** Stands between blocks where names are resolved over the whole briefing: no name runs across it. */
const BETWEEN = '\n\n';

/** Remembered sentences: what each is, in its context, does not change. */
const SENTENCES = 5000;
const classified = new Recent<string, Classification>(SENTENCES);

/** Text of a few long briefings: a key changes one paragraph of one. */
const PROSE = 1_000_000;
const split = remembered(sentences, PROSE);

function classify(sentence: string, context: SentenceContext): Classification {
  const key = `${JSON.stringify(context)}${sentence}`;
  let known = classified.get(key);
  if (known === undefined) {
    known = classifySentence(sentence, context, checkWorthiness);
    classified.set(key, known);
  }
  return known;
}

/** What is remembered of how one briefing reads: the names of unchanged paragraphs are not looked for again. */
export class OutlineMemory {
  #generation = -1;
  #names = new Map<string, readonly NameSpan[]>();
  #last: { readonly text: string; readonly outline: Outline } | undefined;

  /** The same object while neither the briefing nor the library changes. @throws CancelledError */
  async outline(library: Library, { path, text }: BriefingText, cancel: Cancel): Promise<Outline> {
    const { generation } = library;
    if (this.#generation !== generation) {
      this.#generation = generation;
      this.#names.clear();
      this.#last = undefined;
    }
    // A bibliography outside the sources may have changed without anybody telling.
    const last = this.#last;
    if (last?.text === text && last.outline.path === path && !('bibliography' in (last.outline.parsed.frontMatter?.data ?? {})))
      return last.outline;
    const parsed = parseBriefing(text);
    const names = await this.#namesOf(library, parsed);
    const inProse = await resolveNames(library, parsed, names);
    throwIfCancelled(cancel);
    const mentions = inProse.flatMap((list, i) => placed(list, parsed.blocks[i]));
    const stated = await library.stated.keysOf(library, parsed, path, cancel);
    throwIfCancelled(cancel);
    const { citations, index } = resolveCitations(library, parsed, path, stated);
    const drafts = classifyStatements(parsed, mentions, checkWorthiness, { classify, split });
    const statements = drafts.map(
      (draft): OutlinedStatement => ({
        draft,
        text: draft.text,
        span: { start: draft.start, end: draft.end },
        citations: draft.own.flatMap((i) => citations[index[i] ?? -1] ?? []),
        claim: (lexicon) => claimOf(draft.text, draft.prose, inProse[draft.block] ?? [], lexicon),
      }),
    );
    const outline = { path, parsed, mentions, inProse, citations, index, statements };
    if (library.generation === generation) this.#last = { text, outline };
    return outline;
  }

  async #namesOf(library: Library, parsed: ParsedBriefing): Promise<(readonly NameSpan[])[]> {
    const [context, register] = await Promise.all([library.names(), library.register()]);
    const kept = new Map<string, readonly NameSpan[]>();
    const found = parsed.blocks.map(({ prose }) => {
      const spans =
        kept.get(prose.text) ?? this.#names.get(prose.text) ?? joinNames(recognise(prose.text, context), register.findKnown(prose.text));
      kept.set(prose.text, spans);
      return spans;
    });
    this.#names = kept;
    return found;
  }
}

/** Resolves the names of all blocks together: a surname belongs to the full name that stands in another paragraph. */
async function resolveNames(library: Library, parsed: ParsedBriefing, names: readonly (readonly NameSpan[])[]): Promise<Mention[][]> {
  const register = await library.register();
  const starts: number[] = [];
  const parts: string[] = [];
  const spans: NameSpan[] = [];
  let at = 0;
  parsed.blocks.forEach(({ prose }, i) => {
    starts.push(at);
    parts.push(prose.text);
    for (const span of names[i] ?? []) spans.push(shift(span, at));
    at += prose.text.length + BETWEEN.length;
  });
  const resolved = register.resolveBriefing(parts.join(BETWEEN), spans);
  const out: Mention[][] = parsed.blocks.map(() => []);
  let block = 0;
  for (const mention of resolved) {
    while ((starts[block + 1] ?? Number.POSITIVE_INFINITY) <= mention.start) block++;
    out[block]?.push(shift(mention, -(starts[block] ?? 0)));
  }
  return out;
}

function placed(mentions: readonly Mention[], block: ProseBlock | undefined): Mention[] {
  return block === undefined ? [] : mentions.map((mention) => ({ ...mention, ...block.prose.toSource(mention) }));
}
