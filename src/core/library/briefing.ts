import { asksForSource, type StatementDraft } from '../claims/statements.ts';
import type { BriefingReport, Citation, Statement } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { coverageOf } from '../reports/coverage.ts';
import { severityOf, sorted, toFinding } from '../rules/all.ts';
import type { StatementFacts } from '../rules/facts.ts';
import { applyIgnores } from '../rules/ignore.ts';
import type { RuleContext, StatementContext } from '../rules/rule.ts';
import type { BriefingText } from '../service.ts';
import { countBefore } from '../text/ordered.ts';
import type { Span } from '../text/span.ts';
import { keepFacts } from './blocks.ts';
import { type BlockInput, blockFacts } from './facts.ts';
import { type Outline, type OutlinedStatement, OutlineMemory } from './outline.ts';
import { PartFindings } from './parts.ts';
import type { Library } from './state.ts';

/** What is remembered of one briefing between its versions: unchanged paragraphs are not analysed again. */
export class BriefingMemory {
  readonly #outlines = new OutlineMemory();
  readonly #parts = new PartFindings();
  #generation = -1;
  #last: { readonly outline: Outline; readonly report: BriefingReport } | undefined;
  #hits = 0;
  #misses = 0;

  /** Paragraphs taken over from the version before, and paragraphs analysed, in the last analysis. */
  get reuse(): { readonly kept: number; readonly analysed: number } {
    return { kept: this.#hits, analysed: this.#misses };
  }

  /** How the briefing reads: sooner there than what the sources say of it. @throws CancelledError */
  outline(library: Library, briefing: BriefingText, cancel: Cancel): Promise<Outline> {
    return this.#outlines.outline(library, briefing, cancel);
  }

  /** @throws CancelledError */
  async analyse(library: Library, briefing: BriefingText, cancel: Cancel): Promise<BriefingReport> {
    const { generation } = library;
    const { version } = briefing;
    this.#settle(generation);
    const outline = await this.outline(library, briefing, cancel);
    throwIfCancelled(cancel);
    if (this.#last?.outline === outline) return { ...this.#last.report, version };
    const facts = await this.#factsOf(library, outline, cancel);
    throwIfCancelled(cancel);
    const report = reportOf(library, outline, facts, this.#parts, version);
    if (library.generation === generation) this.#last = { outline, report };
    return report;
  }

  /** What the rules look at. @throws CancelledError */
  async context(library: Library, briefing: BriefingText, cancel: Cancel): Promise<RuleContext> {
    this.#settle(library.generation);
    const outline = await this.outline(library, briefing, cancel);
    const facts = await this.#factsOf(library, outline, cancel);
    throwIfCancelled(cancel);
    return ruleContextOf(library, outline, facts);
  }

  /** Forgets what was found out of another state of the library. */
  #settle(generation: number): void {
    if (this.#generation === generation) return;
    this.#generation = generation;
    this.#parts.clear();
    this.#last = undefined;
  }

  async #factsOf(library: Library, outline: Outline, cancel: Cancel): Promise<StatementFacts[]> {
    const { parsed, statements, readings } = outline;
    const all: StatementFacts[] = [];
    this.#hits = 0;
    this.#misses = 0;
    for (let from = 0; from < statements.length; ) {
      const index = statements[from]?.draft.block ?? 0;
      let to = from;
      while (statements[to]?.draft.block === index) to++;
      const [block, reading] = [parsed.blocks[index], readings[index]];
      if (block === undefined || reading === undefined) break;
      const cites = citedBy(outline, from, to);
      let facts = reading.facts.get(cites);
      if (facts === undefined) {
        const { kind, prose } = block;
        const input: BlockInput = {
          kind,
          prose: prose.text,
          mentions: reading.mentions,
          statements: statements.slice(from, to).map((statement) => inputOf(statement, outline)),
        };
        await library.world.breathe?.();
        throwIfCancelled(cancel);
        facts = await blockFacts(library, input, cancel);
        throwIfCancelled(cancel);
        this.#misses++;
        // Kept at once, so that an analysis that is cancelled is not begun anew by the next.
        if (library.generation === this.#generation) keepFacts(reading, cites, facts);
      } else this.#hits++;
      for (const one of facts) all.push(one);
      from = to;
    }
    return all;
  }
}

/** What the sentences of a block cite: with its reading all that its facts depend on, but for the library, whose changes clear the memory. */
function citedBy(outline: Outline, from: number, to: number): string {
  let cites = '';
  for (let i = from; i < to; i++) {
    const statement = outline.statements[i];
    if (statement === undefined || statement.draft.own.length === 0) continue;
    cites += `${i - from} ${ownCitations(statement.draft, outline).length} ${statement.citations.map(({ source }) => source ?? '').join('\0')}\n`;
  }
  return cites;
}

function inputOf({ draft, text, citations }: OutlinedStatement, outline: Outline): BlockInput['statements'][number] {
  return {
    span: draft.prose,
    text,
    kind: draft.kind,
    score: draft.score,
    reasons: draft.reasons,
    asks: asksForSource(draft),
    cites: ownCitations(draft, outline).length > 0,
    sources: [...new Set(citations.flatMap(({ source }) => source ?? []))],
  };
}

/** Indices of the citations that stand in a statement or directly behind it. */
function ownCitations({ own }: StatementDraft, { index }: Outline): number[] {
  return own.flatMap((i) => index[i] ?? []);
}

function reportOf(
  library: Library,
  outline: Outline,
  facts: readonly StatementFacts[],
  parts: PartFindings,
  version: number,
): BriefingReport {
  const { path, parsed, mentions, citations } = outline;
  const context = ruleContextOf(library, outline, facts);
  const statements = context.statements.map((statement, i) => statementOf(statement, outline.statements[i]?.draft, outline));
  const { rules } = library.settings;
  const isOff = (code: string): boolean => severityOf(code as Parameters<typeof severityOf>[0], rules) === 'off';
  const found = parts.findings(library, outline, context);
  const { kept, stale } = applyIgnores(found, { path, parsed, statements }, library.project, isOff);
  const severity = severityOf('stale-ignore', rules);
  const findings = severity === 'off' ? kept : sorted([...kept, ...stale.map((draft) => toFinding('stale-ignore', severity, draft))]);
  // Statements that a reader may ask a source for, or that have one.
  const counted = statements.filter((statement, i) => context.statements[i]?.facts.asks === true || statement.sourced);
  return { path, version, mentions, citations, statements, findings, coverage: coverageOf(counted) };
}

/** What the rules look at. `facts` are those of the outline's statements, in their order. */
function ruleContextOf(library: Library, outline: Outline, facts: readonly StatementFacts[]): RuleContext {
  const { parsed, citations } = outline;
  const { catalogue, project } = library;
  return {
    parsed,
    statements: outline.statements.flatMap(({ draft, span, citations: own }, i): StatementContext[] => {
      const [block, known] = [parsed.blocks[draft.block], facts[i]];
      return known && block ? [{ facts: known, span, place: (prose: Span) => block.prose.toSource(prose), citations: own }] : [];
    }),
    citations,
    spelling: project.spelling,
    sources: catalogue.size,
    nearestKeys: (key) => catalogue.nearestKeys(key, 3),
    changed: (citation) => changedDigest(library, citation),
  };
}

/** The digest of a cited source that differs from the one in the project file. */
function changedDigest({ catalogue, project }: Library, { source }: Citation): string | undefined {
  if (source === undefined) return undefined;
  const recorded = project.cited.get(catalogue.card(source)?.key ?? '');
  const now = catalogue.digest(source);
  return recorded === undefined || recorded === now ? undefined : now;
}

function statementOf({ facts, span }: StatementContext, draft: StatementDraft | undefined, outline: Outline): Statement {
  const { citations } = outline;
  const own = draft === undefined ? [] : ownCitations(draft, outline);
  const carrying = own.length > 0 ? own : carriers(facts, span, citations);
  const sourced = (facts.kind === 'claim' || facts.kind === 'quotation') && carrying.some((i) => citations[i]?.source !== undefined);
  return { ...span, kind: facts.kind, score: facts.score, reasons: facts.reasons, citations: carrying, sourced };
}

/** The first citation behind the statement whose source carries it. */
function carriers(facts: StatementFacts, span: Span, citations: readonly Citation[]): number[] {
  const path = facts.carriedBy?.card.path;
  if (path === undefined) return [];
  for (let i = countBefore(citations.length, (c) => (citations[c]?.start ?? 0) < span.end); i < citations.length; i++)
    if (citations[i]?.source === path) return [i];
  return [];
}
