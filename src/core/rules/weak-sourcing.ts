import type { ParsedBriefing } from '../markdown/prose.ts';
import { provenanceOf } from '../sources/provenance.ts';
import { foldKey } from '../text/fold.ts';
import { upperBound } from '../text/ordered.ts';
import { sentences } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import type { CitedSource } from './facts.ts';
import type { Draft, Rule, RuleContext, StatementContext } from './rule.ts';
import { keys } from './say.ts';

/** Fewer sourced statements than this make no section of which one could say that it rests on one source. */
const SECTION = 4;
/** Words by which a paragraph says that nobody is named, besides the unnamed speakers that it brings in itself ("one EU diplomat told"). */
const SAYS_UNNAMED = /\b(?:sources|unnamed|anonym\w*|unidentified|unattributed|interlocutors|not (?:named|identified))\b/i;

/**
 * What a reader ought to know before relying on a sourced statement, and is not told: that the source passes on another
 * outlet's report, that nobody is named, that several sources are one, that a whole section rests on one. Said once a
 * section, and not where the paragraph says so itself (AP and Reuters handbooks: second-hand and anonymous sourcing is said).
 */
export const weakSourcing: Rule = {
  code: 'weak-sourcing',
  check: (context) => {
    const section = sectionFinder(context.parsed);
    return [...unsaidWeaknesses(context, section), ...singleSources(context, section)];
  },
};

type SectionOf = (offset: number) => number;

function unsaidWeaknesses({ parsed, statements }: RuleContext, section: SectionOf): Draft[] {
  const paragraph = paragraphs(parsed);
  const found = new Map<string, { readonly statement: StatementContext; readonly weakness: Weakness; count: number }>();
  for (const statement of statements) {
    const { own, text } = statement.facts;
    if (own.length === 0 || own.some(({ best, support }) => !best || !support || support.verdict === 'unsupported')) continue;
    const weakness = oneOrigin(own) ?? unsaid(own, paragraph(statement.span.start) ?? saidIn(text));
    if (!weakness) continue;
    const key = `${section(statement.span.start)}\0${weakness.about}`;
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { statement, weakness, count: 1 });
  }
  return [...found.values()].map(({ statement, weakness, count }) => ({
    ...placeOf(statement),
    message: count === 1 ? `${weakness.message}.` : `${weakness.message} (${count} statements of this section).`,
    reason: weakness.reason,
    evidence: statement.facts.own.flatMap(({ best }) => best ?? []),
    words: `${weakness.reason} ${statement.facts.text}`,
  }));
}

interface Weakness {
  /** What is said of whom: the same is not said twice in a section. */
  readonly about: string;
  readonly message: string;
  readonly reason: string;
}

/** Several sources that are reprints of one. */
function oneOrigin(own: readonly CitedSource[]): Weakness | undefined {
  const [first] = own;
  if (!first?.origin || own.length < 2 || own.some(({ origin }) => origin?.path !== first.origin?.path)) return undefined;
  const cards = own.map(({ card }) => card);
  return {
    about: `origin ${first.origin.path}`,
    message: `${keys(cards).replace(' or ', ' and ')} carry one story (${first.origin.key}): that is one source`,
    reason: 'one origin',
  };
}

/** Second-hand or unnamed in all that is cited, where the paragraph does not say so. */
function unsaid(cited: readonly CitedSource[], said: Said): Weakness | undefined {
  const provenances = cited.flatMap(({ best }) => best?.passage ?? []);
  const via = provenances.map(({ provenance }) => provenance.via);
  const shared = via.every((outlets) => outlets.length > 0) ? [...new Set(via.flatMap((outlets) => outlets.slice(-1)))] : [];
  const outlets = shared.filter((outlet) => !said.folded.includes(foldKey(outlet)));
  const secondHand = outlets.length > 0 && outlets.length === shared.length;
  const unnamed = provenances.every(({ provenance, speaker }) => provenance.anonymous || speaker?.anonymous === true) && !said.unnamed;
  if (!secondHand && !unnamed) return undefined;
  const who = keys(cited.map(({ card }) => card));
  const names = outlets.join(' and ');
  if (!secondHand)
    return { about: 'anonymous', message: `${who} names nobody who says this, and the briefing does not tell`, reason: 'anonymous' };
  return {
    about: `via ${names}`,
    message: `${who} passes on ${names} here${unnamed ? ', which names nobody' : ''}, and the briefing does not tell`,
    reason: unnamed ? 'second-hand, anonymous' : 'second-hand',
  };
}

/** Sections in which all that is sourced rests on one source, though the library holds others. */
function singleSources({ statements, sources }: RuleContext, section: SectionOf): Draft[] {
  if (sources < 2) return [];
  const sections = new Map<number, StatementContext[]>();
  for (const statement of statements) {
    if (statement.facts.own.length === 0 && statement.facts.carriedBy === undefined) continue;
    const at = section(statement.span.start);
    const list = sections.get(at);
    if (list) list.push(statement);
    else sections.set(at, [statement]);
  }
  return [...sections.values()].flatMap((inside): Draft[] => {
    const cited = inside.flatMap(({ facts }) => [...facts.own, ...(facts.carriedBy ? [facts.carriedBy] : [])]);
    const [first] = inside;
    const [source] = cited;
    if (!first || !source || inside.length < SECTION) return [];
    if (new Set(cited.map(({ card, origin }) => origin?.path ?? card.path)).size > 1) return [];
    return [
      {
        ...placeOf(first),
        message: `All ${inside.length} sourced statements of this section rest on ${(source.origin ?? source.card).key} alone.`,
        reason: 'single source',
        words: `single source ${first.facts.text}`,
      },
    ];
  });
}

/** The first citation of a statement, with its bracket; the statement where it cites nothing itself. */
function placeOf({ citations, span }: StatementContext): Span {
  const group = citations.find((c) => c.source !== undefined)?.group;
  return group ? { start: group.start, end: group.end } : span;
}

/** What a paragraph says. */
interface Said {
  readonly folded: string;
  /** That a speaker is not named. */
  readonly unnamed: boolean;
}

function saidIn(text: string): Said {
  const spans = sentences(text).map((span) => ({ ...span, paragraph: 0 }));
  const unnamed = SAYS_UNNAMED.test(text) || provenanceOf(text, spans, [], {}).some(({ anonymous }) => anonymous);
  return { folded: foldKey(text), unnamed };
}

/** The paragraph in which an offset lies, each read once. */
function paragraphs({ blocks }: ParsedBriefing): (offset: number) => Said | undefined {
  const ordered = [...blocks].sort((a, b) => a.span.start - b.span.start);
  const starts = ordered.map(({ span }) => span.start);
  const read = new Map<number, Said>();
  return (offset) => {
    const at = upperBound(starts, offset) - 1;
    const block = ordered[at];
    if (!block || offset >= block.span.end) return undefined;
    let said = read.get(at);
    if (!said) {
      said = saidIn(block.prose.text);
      read.set(at, said);
    }
    return said;
  };
}

/** Where the heading stands under which an offset lies; -1 before the first. */
function sectionFinder({ blocks }: ParsedBriefing): SectionOf {
  const headings = blocks.flatMap(({ kind, span }) => (kind === 'heading' ? [span.start] : [])).sort((a, b) => a - b);
  return (offset) => headings[upperBound(headings, offset) - 1] ?? -1;
}
