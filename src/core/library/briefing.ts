import { checkWorthiness } from '../claims/checkworthy.ts';
import {
  asksForSource,
  type Classification,
  classifySentence,
  classifyStatements,
  type SentenceContext,
  type StatementDraft,
} from '../claims/statements.ts';
import { type ParsedBriefing, type ProseBlock, parseBriefing } from '../markdown/prose.ts';
import type { BriefingReport, Citation, Mention, NameSpan, Statement } from '../model.ts';
import { recognise } from '../names/recognise.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { coverageOf } from '../reports/coverage.ts';
import { runRules, severityOf, sorted, toFinding } from '../rules/all.ts';
import type { StatementFacts } from '../rules/facts.ts';
import { applyIgnores } from '../rules/ignore.ts';
import type { RuleContext, StatementContext } from '../rules/rule.ts';
import type { BriefingText } from '../service.ts';
import { sentences } from '../text/sentences.ts';
import { type Span, shift } from '../text/span.ts';
import { Recent, remembered } from './cache.ts';
import { type BlockInput, blockFacts } from './facts.ts';
import { joinNames } from './join.ts';
import { resolveCitations } from './resolve.ts';
import type { Library } from './state.ts';

/** What was found out about one version of a briefing. */
export interface Analysis {
  readonly parsed: ParsedBriefing;
  readonly mentions: readonly Mention[];
  readonly citations: readonly Citation[];
  readonly statements: readonly StatementContext[];
  readonly report: BriefingReport;
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

/** What is remembered of one briefing between its versions: unchanged paragraphs are not analysed again. */
export class BriefingMemory {
  #generation = -1;
  #names = new Map<string, readonly NameSpan[]>();
  #facts = new Map<string, readonly StatementFacts[]>();
  #last: { readonly text: string; readonly path: string; readonly analysis: Analysis } | undefined;
  #hits = 0;
  #misses = 0;

  /** Paragraphs taken over from the version before, and paragraphs analysed, in the last analysis. */
  get reuse(): { readonly kept: number; readonly analysed: number } {
    return { kept: this.#hits, analysed: this.#misses };
  }

  /** @throws CancelledError */
  async analyse(library: Library, { path, version, text }: BriefingText, cancel: Cancel): Promise<Analysis> {
    const { generation } = library;
    if (this.#generation !== generation) {
      this.#generation = generation;
      this.#names.clear();
      this.#facts.clear();
      this.#last = undefined;
    }
    // A bibliography outside the sources may have changed without anybody telling.
    if (
      this.#last?.text === text &&
      this.#last.path === path &&
      !('bibliography' in (this.#last.analysis.parsed.frontMatter?.data ?? {}))
    ) {
      const { analysis } = this.#last;
      return { ...analysis, report: { ...analysis.report, version } };
    }
    const parsed = parseBriefing(text);
    const names = await this.#namesOf(library, parsed);
    const inProse = await resolveNames(library, parsed, names);
    throwIfCancelled(cancel);
    const mentions = inProse.flatMap((list, i) => placed(list, parsed.blocks[i]));
    const stated = await library.stated.keysOf(library, parsed, path, cancel);
    throwIfCancelled(cancel);
    const { citations, index } = resolveCitations(library, parsed, path, stated);
    const drafts = classifyStatements(parsed, mentions, checkWorthiness, { classify, split });
    const facts = await this.#factsOf(library, parsed, inProse, drafts, citations, index, cancel);
    throwIfCancelled(cancel);
    const statements = drafts.flatMap((draft, i) => contextOf(draft, facts[i], parsed, citations, index) ?? []);
    const analysis = report(library, { path, version, text }, parsed, mentions, citations, statements, index, drafts);
    if (library.generation === generation) this.#last = { text, path, analysis };
    return analysis;
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

  async #factsOf(
    library: Library,
    parsed: ParsedBriefing,
    mentions: readonly (readonly Mention[])[],
    drafts: readonly StatementDraft[],
    citations: readonly Citation[],
    index: readonly (number | undefined)[],
    cancel: Cancel,
  ): Promise<StatementFacts[]> {
    const kept = new Map<string, readonly StatementFacts[]>();
    const all: StatementFacts[] = [];
    this.#hits = 0;
    this.#misses = 0;
    for (let from = 0; from < drafts.length; ) {
      const blockIndex = drafts[from]?.block ?? 0;
      let to = from;
      while (drafts[to]?.block === blockIndex) to++;
      const block = parsed.blocks[blockIndex];
      if (block === undefined) break;
      const input: BlockInput = {
        kind: block.kind,
        prose: block.prose.text,
        mentions: mentions[blockIndex] ?? [],
        statements: drafts.slice(from, to).map((draft) => inputOf(draft, citations, index)),
      };
      const key = keyOf(input);
      let facts = kept.get(key) ?? this.#facts.get(key);
      if (facts === undefined) {
        await library.world.breathe?.();
        throwIfCancelled(cancel);
        facts = await blockFacts(library, input, cancel);
        throwIfCancelled(cancel);
        this.#misses++;
        // Kept at once, so that an analysis that is cancelled is not begun anew by the next.
        if (library.generation === this.#generation) this.#facts.set(key, facts);
      } else this.#hits++;
      kept.set(key, facts);
      all.push(...facts);
      from = to;
    }
    this.#facts = kept;
    return all;
  }
}

/** Everything that a paragraph's facts depend on, but for the library, whose changes clear the memory. */
function keyOf({ kind, prose, mentions, statements }: BlockInput): string {
  // What the statements say stands in the prose.
  return `${JSON.stringify([kind, mentions, statements.map(({ text: _, ...rest }) => rest)])}${prose}`;
}

function inputOf(
  draft: StatementDraft,
  citations: readonly Citation[],
  index: readonly (number | undefined)[],
): BlockInput['statements'][number] {
  const own = draft.own.flatMap((i) => index[i] ?? []);
  const paths = own.flatMap((i) => citations[i]?.source ?? []);
  return {
    span: draft.prose,
    text: draft.text,
    kind: draft.kind,
    score: draft.score,
    reasons: draft.reasons,
    asks: asksForSource(draft),
    cites: own.length > 0,
    sources: [...new Set(paths)],
  };
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

function contextOf(
  draft: StatementDraft,
  facts: StatementFacts | undefined,
  parsed: ParsedBriefing,
  citations: readonly Citation[],
  index: readonly (number | undefined)[],
): StatementContext | undefined {
  const block = parsed.blocks[draft.block];
  if (facts === undefined || block === undefined) return undefined;
  return {
    facts,
    span: { start: draft.start, end: draft.end },
    place: (prose: Span) => block.prose.toSource(prose),
    citations: draft.own.flatMap((i) => citations[index[i] ?? -1] ?? []),
  };
}

function report(
  library: Library,
  { path, version }: BriefingText,
  parsed: ParsedBriefing,
  mentions: readonly Mention[],
  citations: readonly Citation[],
  contexts: readonly StatementContext[],
  index: readonly (number | undefined)[],
  drafts: readonly StatementDraft[],
): Analysis {
  const statements = contexts.map((context, i) => statementOf(context, drafts[i], citations, index));
  const context: RuleContext = {
    parsed,
    statements: contexts,
    citations,
    spelling: library.project.spelling,
    sources: library.catalogue.size,
    nearestKeys: (key) => library.catalogue.nearestKeys(key, 3),
    changed: (citation) => changedDigest(library, citation),
  };
  const { rules } = library.settings;
  const isOff = (code: string): boolean => severityOf(code as Parameters<typeof severityOf>[0], rules) === 'off';
  const found = runRules(context, rules);
  const { kept, stale } = applyIgnores(found, { path, parsed, statements }, library.project, isOff);
  const severity = severityOf('stale-ignore', rules);
  const findings = severity === 'off' ? kept : sorted([...kept, ...stale.map((draft) => toFinding('stale-ignore', severity, draft))]);
  return {
    parsed,
    mentions,
    citations,
    statements: contexts,
    report: { path, version, mentions, citations, statements, findings, coverage: coverageOf(counted(statements)) },
  };

  /** Statements that a reader may ask a source for, or that have one. */
  function counted(all: readonly Statement[]): Statement[] {
    return all.filter((statement, i) => contexts[i]?.facts.asks === true || statement.sourced);
  }
}

/** The digest of a cited source that differs from the one in the project file. */
function changedDigest({ catalogue, project }: Library, { source }: Citation): string | undefined {
  if (source === undefined) return undefined;
  const recorded = project.cited.get(catalogue.card(source)?.key ?? '');
  const now = catalogue.digest(source);
  return recorded === undefined || recorded === now ? undefined : now;
}

function statementOf(
  { facts, span }: StatementContext,
  draft: StatementDraft | undefined,
  citations: readonly Citation[],
  index: readonly (number | undefined)[],
): Statement {
  const own = draft?.own.flatMap((i) => index[i] ?? []) ?? [];
  const carrying = own.length > 0 ? own : carriers(facts, span, citations);
  const sourced = (facts.kind === 'claim' || facts.kind === 'quotation') && carrying.some((i) => citations[i]?.source !== undefined);
  return { ...span, kind: facts.kind, score: facts.score, reasons: facts.reasons, citations: carrying, sourced };
}

/** The first citation behind the statement whose source carries it. */
function carriers(facts: StatementFacts, span: Span, citations: readonly Citation[]): number[] {
  const path = facts.carriedBy?.card.path;
  if (path === undefined) return [];
  const i = citations.findIndex((c) => c.start >= span.end && c.source === path);
  return i < 0 ? [] : [i];
}
