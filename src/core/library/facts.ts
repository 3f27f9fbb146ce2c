import { judgeSupport, type PreparedClaim, rankPassages } from '../claims/evidence.ts';
import { isOtherScript } from '../claims/script.ts';
import type { BlockKind } from '../markdown/prose.ts';
import type { Entity, Mention } from '../model.ts';
import type { Register } from '../names/register.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { severityOf } from '../rules/all.ts';
import type { CitedSource, NamedFacts, PlainStatement, StatementFacts } from '../rules/facts.ts';
import { overlaps, type Span } from '../text/span.ts';
import { claimOf } from './claim.ts';
import { conflictsOf } from './conflicts.ts';
import { originOf } from './kin.ts';
import { quotationFacts } from './quoted.ts';
import { findEvidence, showEvidence } from './search.ts';
import type { Library } from './state.ts';

/** How many passages of the library are kept for a statement that has no source. */
const EVIDENCE = 5;

/** A word that is less likely a name than not is not said to be missing. */
const SURE = 0.5;

/** One paragraph of a briefing, as far as facts depend on it. Spans are in its prose. */
export interface BlockInput {
  readonly kind: BlockKind;
  readonly prose: string;
  readonly mentions: readonly Mention[];
  readonly statements: readonly (PlainStatement & {
    /** Paths of the sources that it cites itself. */
    readonly sources: readonly string[];
  })[];
}

/** Finds out everything that rules want to know of a paragraph's statements. @throws CancelledError */
export async function blockFacts(library: Library, input: BlockInput, cancel: Cancel): Promise<StatementFacts[]> {
  const [register, lexicon] = await Promise.all([library.register(), library.lexicon()]);
  const claims = input.statements.map(({ span, text }) => claimOf(text, span, input.mentions, lexicon));
  const facts: StatementFacts[] = [];
  const quotations = await quotationFacts(library, input, cancel);
  for (const [i, statement] of input.statements.entries()) {
    const claim = claims[i];
    if (claim === undefined) continue;
    // Whoever rests the mouse on a name need not wait for a whole paragraph.
    await library.world.breathe?.();
    throwIfCancelled(cancel);
    const claiming = statement.kind === 'claim' || statement.kind === 'quotation';
    const own: CitedSource[] = [];
    for (const path of statement.sources) {
      const cited = await citedSource(library, path, claiming ? claim : undefined, cancel);
      throwIfCancelled(cancel);
      if (cited) own.push(cited);
    }
    const carriedBy = statement.asks && !statement.cites ? await carrier(library, claim, laterSources(input, i), cancel) : undefined;
    const searches = statement.asks && !statement.cites && carriedBy === undefined;
    const evidence = searches ? await showEvidence(library, await findEvidence(library, claim, EVIDENCE, cancel), cancel) : [];
    throwIfCancelled(cancel);
    const { span, text, kind, score, reasons, asks, cites } = statement;
    const conflicts =
      claiming && severityOf('conflicting-sources', library.settings.rules) !== 'off'
        ? await conflictsOf(library, { claim, own, start: span.start, text, mentions: input.mentions }, cancel)
        : [];
    throwIfCancelled(cancel);
    facts.push({
      span,
      text,
      kind,
      score,
      reasons,
      asks,
      cites,
      own,
      ...(carriedBy ? { carriedBy } : {}),
      evidence,
      conflicts,
      names: input.mentions.filter((m) => overlaps(m, span)).map((m) => namedFacts(library, register, m, input.prose)),
      quotations: quotations.filter((q) => home(input, q.content) === i),
    });
  }
  return facts;
}

/** The statement in which a quotation begins. */
function home(input: BlockInput, content: Span): number {
  const at = input.statements.findIndex(({ span }) => span.start <= content.start && content.start < span.end);
  return at < 0 ? input.statements.findIndex(({ span }) => overlaps(span, content)) : at;
}

/** Sources cited by later statements of the paragraph, nearest first. */
function laterSources(input: BlockInput, from: number): string[] {
  return [...new Set(input.statements.slice(from + 1).flatMap((s) => s.sources))];
}

async function citedSource(
  library: Library,
  path: string,
  claim: PreparedClaim | undefined,
  cancel: Cancel,
): Promise<CitedSource | undefined> {
  const view = await library.view(path, cancel);
  const card = library.catalogue.card(path);
  if (!view || !card) return undefined;
  const origin = await originOf(library, path, cancel);
  throwIfCancelled(cancel);
  const about = { card, ...(origin ? { origin } : {}) };
  if (claim === undefined) return about;
  const ranked = rankPassages(claim, view.prepared);
  const support = judgeSupport(claim, view.prepared, ranked);
  const [first] = ranked;
  const [best] = first && first.score > 0 ? await showEvidence(library, [{ view, ranked: first }], cancel) : [];
  const otherScript = isOtherScript(claim, view.prepared);
  return { ...about, support, ...(otherScript ? { otherScript } : {}), ...(best && first ? { best, bestIndex: first.index } : {}) };
}

/** The first of the sources that supports the claim. */
async function carrier(library: Library, claim: PreparedClaim, paths: readonly string[], cancel: Cancel): Promise<CitedSource | undefined> {
  for (const path of paths) {
    const cited = await citedSource(library, path, claim, cancel);
    throwIfCancelled(cancel);
    if (cited?.support?.verdict === 'supported') return cited;
  }
  return undefined;
}

function namedFacts(library: Library, register: Register, mention: Mention, prose: string): NamedFacts {
  const text = prose.slice(mention.start, mention.end);
  const ids = mention.entity === undefined ? (mention.candidates ?? []) : [mention.entity];
  const absent = mention.confidence >= SURE && ids.every((id) => register.keysOf(id).length === 0) && !library.catalogue.isLabel(text);
  return { mention, text, absent, entities: entitiesOf(register, mention, text) };
}

/** The entities that a mention names or may name, best first: those of the library, and those that only the gazetteer knows. */
export function entitiesOf(register: Register, mention: Mention, text: string): Entity[] {
  const ids = [...new Set([...(mention.entity === undefined ? [] : [mention.entity]), ...(mention.candidates ?? [])])];
  let known: readonly Entity[] | undefined;
  return ids.flatMap((id) => {
    const entity = register.entity(id);
    if (entity) return [entity];
    known ??= register.candidates(text);
    return known.find((e) => e.id === id) ?? [];
  });
}
