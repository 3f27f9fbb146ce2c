import { escapeMarkdown } from '../markdown/insert.ts';
import type { ParsedBriefing } from '../markdown/prose.ts';
import type { Fix } from '../model.ts';
import { outletKey } from '../sources/provenance/outlets.ts';
import { provenanceOf } from '../sources/provenance.ts';
import { isSpace } from '../text/blanks.ts';
import { foldKey } from '../text/fold.ts';
import { upperBound } from '../text/ordered.ts';
import { remembered } from '../text/recent.ts';
import { sentences } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import type { CitedSource, StatementFacts } from './facts.ts';
import type { BriefingRule, Draft, RuleContext, StatementContext } from './rule.ts';
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
export const weakSourcing: BriefingRule = {
  code: 'weak-sourcing',
  scope: 'briefing',
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
    const { facts } = statement;
    if (facts.own.length === 0) continue;
    let judged = known.get(facts);
    if (judged === undefined) {
      judged = { weakness: weaknessOf(facts, () => paragraph(statement.span.start)) };
      known.set(facts, judged);
    }
    const { weakness } = judged;
    if (!weakness) continue;
    const key = `${section(statement.span.start)}\0${weakness.about}`;
    const first = found.get(key);
    if (first) first.count++;
    else found.set(key, { statement, weakness, count: 1 });
  }
  return [...found.values()].map(({ statement, weakness, count }) => ({
    ...placeOf(statement),
    message: count === 1 ? `${weakness.message}.` : `${weakness.message} (${count} statements of this section).`,
    reason: weakness.reason,
    evidence: statement.facts.own.flatMap(({ best }) => best ?? []),
    words: `${weakness.reason} ${statement.facts.text}`,
    fixes: disclose(parsed.text, statement, weakness),
  }));
}

/** Facts are those of a sentence in its paragraph: while they are the same, so is what the paragraph says. */
const known = new WeakMap<StatementFacts, { readonly weakness: Weakness | undefined }>();

function weaknessOf({ own, text }: StatementFacts, paragraph: () => Said | undefined): Weakness | undefined {
  if (own.some(({ best, support }) => !best || !support || support.verdict === 'unsupported')) return undefined;
  return oneOrigin(own) ?? unsaid(own, paragraph() ?? saidIn(text));
}

/** Says in the sentence what it rests on, before the citation that ends it. */
function disclose(text: string, { citations, span }: StatementContext, { disclosure }: Weakness): Fix[] {
  const group = citations.find((c) => c.source !== undefined && c.form === 'pandoc')?.group;
  if (disclosure === undefined || !group || text.charAt(group.start) !== '[') return [];
  let at = group.start;
  while (at > span.start && isSpace(text.charCodeAt(at - 1))) at--;
  // Only where nothing but the end of the sentence follows, and its words have not ended before.
  if (!/^[.!?…”"’')\s]*$/.test(text.slice(group.end, span.end)) || !/[\p{L}\p{N}\])%]/u.test(text.charAt(at - 1))) return [];
  return [{ title: `Write “${disclosure.slice(2)}”`, edits: [{ start: at, end: at, newText: escapeMarkdown(disclosure) }] }];
}

interface Weakness {
  /** What is said of whom: the same is not said twice in a section. */
  readonly about: string;
  readonly message: string;
  readonly reason: string;
  /** What the sentence may say itself, to stand behind its words. */
  readonly disclosure?: string;
}

/** Several sources that are reprints of one, or that rest on one outlet. */
function oneOrigin(own: readonly CitedSource[]): Weakness | undefined {
  const [first] = own;
  if (!first || own.length < 2) return undefined;
  const who = keys(own.map(({ card }) => card)).replace(' or ', ' and ');
  const reason = 'one origin';
  const { origin } = first;
  if (origin && own.every((other) => other.origin?.path === origin.path))
    return { about: `origin ${origin.path}`, message: `${who} carry one story (${origin.key}): that is one source`, reason };
  const outlet = restsOn(first);
  if (outlet === undefined || own.some((other) => outletKey(restsOn(other) ?? '') !== outletKey(outlet))) return undefined;
  return { about: `outlet ${outletKey(outlet)}`, message: `${who} rest on ${outlet} here: that is one source`, reason };
}

/** The outlet from which the cited passage has what it says; undefined for first-hand. */
function restsOn({ best }: CitedSource): string | undefined {
  return best?.passage.provenance.via.at(-1);
}

/** Second-hand or unnamed in all that is cited, where the paragraph does not say so. */
function unsaid(cited: readonly CitedSource[], said: Said): Weakness | undefined {
  const provenances = cited.flatMap(({ best }) => best?.passage ?? []);
  const outlets = [...new Set(cited.flatMap((one) => restsOn(one) ?? []))];
  const secondHand = cited.every((one) => restsOn(one) !== undefined) && !outlets.some((outlet) => said.folded.includes(foldKey(outlet)));
  const unnamed = provenances.every(({ provenance, speaker }) => provenance.anonymous || speaker?.anonymous === true) && !said.unnamed;
  if (!secondHand && !unnamed) return undefined;
  const who = keys(cited.map(({ card }) => card));
  const names = outlets.join(' and ');
  if (!secondHand)
    return {
      about: 'anonymous',
      message: `${who} names nobody who says this, and the briefing does not say so`,
      reason: 'anonymous',
      disclosure: ', according to unnamed sources',
    };
  return {
    about: `via ${names}`,
    message: `${who} relays ${names} here${unnamed ? ', which names nobody' : ''}, and the briefing does not say so`,
    reason: unnamed ? 'second-hand, anonymous' : 'second-hand',
    disclosure: `, ${names} reported${unnamed ? ', citing unnamed sources' : ''}`,
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

/** Remembers the text of a few long briefings: a key changes one paragraph of one. */
const saidIn = remembered(readSaid, 1_000_000);

function readSaid(text: string): Said {
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
