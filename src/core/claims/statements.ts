import type { ParsedBriefing, ProseBlock } from '../markdown/prose.ts';
import type { Mention, StatementKind } from '../model.ts';
import { sentences } from '../text/sentences.ts';
import { overlaps, type Span } from '../text/span.ts';
import { words } from '../text/words.ts';
import {
  ABOUT_THE_TEXT,
  ASSESSMENT,
  ASSESSMENT_HEADING,
  ASSESSMENT_LABEL,
  CAUSAL,
  CONJECTURE,
  COUNTED,
  DEFINITION,
  EVALUATION,
  EVENT,
  IMPERATIVE,
  LIKELIHOOD,
  RECOMMENDATION,
  REPORTED,
  SIGNPOST,
  SINGULAR,
  STATE,
  SUPERLATIVE,
} from './cues.ts';
import { figuresAndDates } from './quantities.ts';

/** A statement before its citations are resolved. `start` and `end` are offsets into the briefing. */
export interface StatementDraft extends Span {
  readonly kind: StatementKind;
  /** How check-worthy, 0…1. */
  readonly score: number;
  readonly reasons: readonly string[];
  /** Index of its block in the parsed briefing. */
  readonly block: number;
  /** Where it stands in the block's prose, and its words there. */
  readonly prose: Span;
  readonly text: string;
  /** Indices of the citations that stand in it or directly behind it. */
  readonly own: readonly number[];
}

/** What is known of the place in which a sentence stands. */
export interface SentenceContext {
  readonly block: ProseBlock['kind'];
  /** Actors (people, organisations, states) and places that it names. */
  readonly actors: number;
  readonly places: number;
  /** True under a heading such as "Assessment" or "Outlook". */
  readonly assessing?: boolean;
  /** True when the sentence cites something itself: its author means it to rest on that. */
  readonly cited?: boolean;
  /** True when an `attest-judgement` comment stands before it. */
  readonly marked?: boolean;
}

export interface Classification {
  readonly kind: StatementKind;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** How check-worthy a sentence is by its words alone, 0…1 (see `checkworthy.ts`). */
export type Scorer = (sentence: string) => number;

/** A quotation of fewer words is a term or a title inside somebody's claim. */
const QUOTATION_WORDS = 4;
const QUOTED = /“([^“”]+)”|"([^"]+)"|«([^«»]+)»|„([^„“”]+)[“”]/g;
/** More words than this are no name with its office and date. */
const NAME_LINE = 10;
/** Below this a claim gives nobody a reason to ask for a source. */
const CHECKABLE = 0.35;
/** The scorer's threshold, where its precision on CheckThat's dev set passes 90 %. */
const CHECK_WORTHY = 0.5;
const BEYOND_DOUBT = 0.75;

/** A sentence as its block tells it, wherever that stands. */
export interface Sentence {
  /** What it is, found out once somebody asks: a hover needs its place alone. */
  readonly classified: () => Classification;
  /** Where it stands in the block's prose, and its words there. */
  readonly prose: Span;
  readonly text: string;
  /** Places among the block's citations of those that stand in it or directly behind it. */
  readonly own: readonly number[];
}

/** What a block's sentences depend on beside the block itself and what it names. */
export interface Setting {
  /** True under a heading such as "Assessment" or "Outlook". */
  readonly assessing: boolean;
  /** Indices of the sentences before which an `attest-judgement` comment stands. */
  readonly marked: readonly number[];
}

/** A block by its content: `at` are the prose offsets of its citations, in order. */
export interface SentenceBlock {
  readonly kind: ProseBlock['kind'];
  readonly prose: { readonly text: string };
  readonly citations: readonly { readonly at: number }[];
}

/** What is asked of each block of a briefing, by its index. Answers may come from memory. */
export interface BlockSentences {
  /** Where its sentences stand in its prose. */
  spans(block: number): readonly Span[];
  /** Where they stand in the text, counted from `start`. */
  places(block: number): { readonly places: readonly Span[]; readonly start: number };
  read(block: number, setting: Setting): readonly Sentence[];
}

/** Splits a briefing into statements, in order, and says what each is. Citations directly behind a sentence are its own. Linear. */
export function classifyStatements(parsed: ParsedBriefing, mentions: readonly Mention[], scorer?: Scorer): StatementDraft[] {
  const { blocks } = parsed;
  const spans = blocks.map(({ prose }) => sentences(prose.text));
  let next = 0;
  const named = (span: Span): Named => {
    while ((mentions[next]?.end ?? Number.POSITIVE_INFINITY) <= span.start) next++;
    const here: Mention[] = [];
    for (let m = next; (mentions[m]?.start ?? Number.POSITIVE_INFINITY) < span.end; m++) {
      const mention = mentions[m];
      if (mention !== undefined && overlaps(mention, span)) here.push(mention);
    }
    return countNamed(here);
  };
  return joinStatements(parsed, {
    spans: (i) => spans[i] ?? [],
    places: (i) => ({ places: (spans[i] ?? []).map((span) => blocks[i]?.prose.toSource(span) ?? span), start: 0 }),
    read: (i, setting) => {
      const block = blocks[i];
      return block === undefined ? [] : readSentences(block, spans[i] ?? [], (span) => named(block.prose.toSource(span)), setting, scorer);
    },
  });
}

/** Actors and places that a sentence names. */
export interface Named {
  readonly actors: number;
  readonly places: number;
}

export function countNamed(mentions: readonly Mention[]): Named {
  let places = 0;
  for (const { kind } of mentions) if (kind === 'place') places++;
  return { actors: mentions.length - places, places };
}

/** Says what each sentence of a block is. `named` is asked for the spans in order. */
export function readSentences(
  block: SentenceBlock,
  spans: readonly Span[],
  named: (span: Span) => Named,
  { assessing, marked }: Setting,
  scorer?: Scorer,
): Sentence[] {
  const own = assignCitations(block, spans);
  return spans.map((prose, i) => {
    const text = block.prose.text.slice(prose.start, prose.end);
    const cites = own[i] ?? [];
    const context = { block: block.kind, ...named(prose), assessing, cited: cites.length > 0, marked: marked.includes(i) };
    let known: Classification | undefined;
    const classified = (): Classification => {
      known ??= classifySentence(text, context, scorer);
      return known;
    };
    return { classified, prose, text, own: cites };
  });
}

const UNMARKED: readonly [outside: Setting, assessing: Setting] = [
  { assessing: false, marked: [] },
  { assessing: true, marked: [] },
];

/** Puts the sentences of all blocks in order, each block in its setting, and gives to those before what a block cites for them. */
export function joinStatements(
  { blocks, comments }: Pick<ParsedBriefing, 'blocks' | 'comments'>,
  sentencesOf: BlockSentences,
): StatementDraft[] {
  const out: Draft[] = [];
  let assessing: { level: number } | undefined;
  const marks = comments.filter((c) => c.directive === 'judgement');
  let mark = 0;
  blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      const level = block.level ?? 1;
      if (assessing === undefined || level <= assessing.level)
        assessing = ASSESSMENT_HEADING.test(block.prose.text) ? { level } : undefined;
    }
    const spans = sentencesOf.spans(index);
    if (spans.length === 0) {
      if (block.citations.length > 0)
        giveToLast(
          out,
          block.citations.map((c) => c.index),
        );
      return;
    }
    const { places, start: from } = sentencesOf.places(index);
    const marked: number[] = [];
    if ((marks[mark]?.span.end ?? Number.POSITIVE_INFINITY) <= from + (places.at(-1)?.end ?? 0))
      places.forEach(({ end }, i) => {
        for (; (marks[mark]?.span.end ?? Number.POSITIVE_INFINITY) <= from + end; mark++) if (marked.at(-1) !== i) marked.push(i);
      });
    const plain = UNMARKED[assessing === undefined ? 0 : 1];
    const read = sentencesOf.read(index, marked.length === 0 ? plain : { ...plain, marked });
    const cited = (own: readonly number[]): readonly number[] => (own.length === 0 ? own : own.map((i) => block.citations[i]?.index ?? -1));
    if (block.kind === 'quote' && blocks[index - 1]?.kind === 'quote' && isNameLine(block.prose.text))
      giveToLast(out, cited(read.flatMap(({ own }) => own)));
    read.forEach((sentence, i) => {
      const { start, end } = places[i] ?? sentence.prose;
      out.push(new Draft({ start: from + start, end: from + end }, index, sentence, cited(sentence.own)));
    });
  });
  return out;
}

/** A sentence in its briefing, to which citations may still be given. */
class Draft implements StatementDraft {
  readonly start: number;
  readonly end: number;
  readonly block: number;
  readonly #sentence: Sentence;
  own: readonly number[];

  constructor({ start, end }: Span, block: number, sentence: Sentence, own: readonly number[]) {
    this.start = start;
    this.end = end;
    this.block = block;
    this.#sentence = sentence;
    this.own = own;
  }

  get prose(): Span {
    return this.#sentence.prose;
  }

  get text(): string {
    return this.#sentence.text;
  }

  get kind(): StatementKind {
    return this.#sentence.classified().kind;
  }

  get score(): number {
    return this.#sentence.classified().score;
  }

  get reasons(): readonly string[] {
    return this.#sentence.classified().reasons;
  }
}

/** Says what one sentence is. Pure; the sentence is plain prose. */
export function classifySentence(sentence: string, context: SentenceContext, scorer?: Scorer): Classification {
  const text = sentence.trim();
  const framing = framingReason(text, context);
  if (context.marked) return { kind: 'judgement', score: 0, reasons: ['marked as judgement'] };
  if (framing !== undefined) return { kind: 'framing', score: 0, reasons: [framing] };
  const quoted = longestQuotation(text);
  const reasons = checkableReasons(text, context);
  const reported = REPORTED.test(text);
  const judgement = judgementReason(text, context, reported, reasons);
  const yields = judgement !== undefined && yieldsToFacts(judgement, text, reasons, scorer);
  if (judgement !== undefined && !yields && quoted < QUOTATION_WORDS) return { kind: 'judgement', score: 0.1, reasons: [judgement] };
  if (quoted >= QUOTATION_WORDS) return { kind: 'quotation', score: 1, reasons: ['quotation', ...reasons] };
  const byReasons = weighReasons(reasons);
  return { kind: 'claim', score: scorer?.(text) ?? byReasons, reasons };
}

/**
 * True for statements that a reader may ask a source for: quotations, and claims that give a reason for it or that the
 * trained scorer takes for check-worthy. Other claims ("The mood was tense.") are left alone.
 */
export function asksForSource(statement: Classification): boolean {
  if (statement.kind === 'quotation') return true;
  return statement.kind === 'claim' && (weighReasons(statement.reasons) >= CHECKABLE || statement.score >= CHECK_WORTHY);
}

function framingReason(text: string, context: SentenceContext): string | undefined {
  if (context.block === 'heading') return 'heading';
  if (/\?[”"’')\]]*$/.test(text) && longestQuotation(text) < QUOTATION_WORDS) return 'question';
  if (/:$/.test(text) && !REPORTED.test(text)) return 'introduces what follows';
  if (SIGNPOST.test(text) || (ABOUT_THE_TEXT.test(text) && context.cited !== true)) return 'signpost';
  if (COUNTED.test(text) && context.cited !== true && context.actors + context.places === 0) return 'signpost';
  if (IMPERATIVE.test(text)) return 'instruction';
  if (DEFINITION.test(text) && context.actors === 0) return 'definition';
  const count = words(text).length;
  if (count < 3) return 'fragment';
  if ((context.block === 'cell' || context.block === 'footnote' || context.block === 'list-item') && !STATE.test(text) && !EVENT.test(text))
    return 'fragment';
  if (context.block === 'cell' && count < 4) return 'fragment';
  return undefined;
}

/** The author's own assessment; what somebody else is reported to assess is a claim about them. */
function judgementReason(text: string, context: SentenceContext, reported: boolean, reasons: readonly string[]): string | undefined {
  if (ASSESSMENT_LABEL.test(text)) return 'labelled as assessment';
  const own = ASSESSMENT.exec(text);
  if (own !== null && !insideQuotation(text, own.index)) return 'the author assesses';
  if (reported || context.cited === true) return undefined;
  if (LIKELIHOOD.test(text)) return 'hedged';
  if (CONJECTURE.test(text)) return 'conjecture';
  if (RECOMMENDATION.test(text)) return 'recommendation';
  if (EVALUATION.test(text)) return 'evaluation';
  if (context.assessing && !reasons.some((r) => r === 'figure' || r === 'date')) return 'stands under an assessment';
  return undefined;
}

/** A weak sign of a judgement gives way where the sentence states facts that the scorer takes for check-worthy beyond doubt. */
function yieldsToFacts(judgement: string, text: string, reasons: readonly string[], scorer: Scorer | undefined): boolean {
  if (judgement !== 'conjecture' && !(judgement === 'the author assesses' && SINGULAR.test(text))) return false;
  return reasons.some((r) => r === 'figure' || r === 'date' || r === 'reported speech') && (scorer?.(text) ?? 0) >= BEYOND_DOUBT;
}

function checkableReasons(text: string, context: SentenceContext): string[] {
  const reasons: string[] = [];
  const { figures, dates } = figuresAndDates(text);
  if (figures > 0) reasons.push('figure');
  if (dates > 0) reasons.push('date');
  if (REPORTED.test(text)) reasons.push('reported speech');
  else if (EVENT.test(text)) reasons.push('event');
  if (SUPERLATIVE.test(text)) reasons.push('superlative');
  if (CAUSAL.test(text)) reasons.push('cause');
  if (context.actors > 0) reasons.push(context.actors === 1 ? '1 named actor' : `${context.actors} named actors`);
  if (context.places > 0) reasons.push(context.places === 1 ? '1 named place' : `${context.places} named places`);
  return reasons;
}

/** Weights of the reasons, set by hand from how likely each is to be challenged (order of Redi et al. 2019, table 2). */
function weighReasons(reasons: readonly string[]): number {
  let missing = 1;
  for (const reason of reasons) {
    const weight =
      reason === 'figure'
        ? 0.5
        : reason === 'date' || reason === 'reported speech'
          ? 0.45
          : reason === 'event'
            ? 0.4
            : reason.endsWith('actor') || reason.endsWith('actors')
              ? 0.35
              : 0.2;
    missing *= 1 - weight;
  }
  return 1 - missing;
}

function longestQuotation(text: string): number {
  let most = 0;
  for (const m of text.matchAll(QUOTED)) most = Math.max(most, words(m[1] ?? m[2] ?? m[3] ?? m[4] ?? '').length);
  // A quotation that runs over several sentences is open at one end here.
  const open = text.lastIndexOf('“');
  if (open > text.lastIndexOf('”')) most = Math.max(most, words(text.slice(open)).length);
  const close = text.indexOf('”');
  const firstOpen = text.indexOf('“');
  if (close >= 0 && (firstOpen < 0 || close < firstOpen)) most = Math.max(most, words(text.slice(0, close)).length);
  return most;
}

function insideQuotation(text: string, offset: number): boolean {
  for (const m of text.matchAll(QUOTED)) if (m.index <= offset && offset < m.index + m[0].length) return true;
  return text.lastIndexOf('“', offset) > text.lastIndexOf('”', offset);
}

/**
 * A citation belongs to the sentence that it stands in or behind; at the very start of a block, to the first.
 * @returns for each sentence the places of its citations among the block's
 */
function assignCitations({ citations }: SentenceBlock, spans: readonly Span[]): number[][] {
  const bySentence: number[][] = spans.map(() => []);
  let at = 0;
  const ordered = citations.map(({ at: offset }, place) => ({ place, offset })).sort((a, b) => a.offset - b.offset);
  for (const { place, offset } of ordered) {
    while (at + 1 < spans.length && (spans[at + 1]?.start ?? 0) < offset) at++;
    bySentence[at]?.push(place);
  }
  return bySentence;
}

/** A last line of a block quotation that says whose words they are ("— Yuri Ushakov", "Yuri Ushakov, 29 January"). */
function isNameLine(text: string): boolean {
  const line = text.trim();
  return /^(?:[—–―]|--)/.test(line) || (/^\p{Lu}/u.test(line) && !/[.!?:;“”"]/.test(line) && words(line).length <= NAME_LINE);
}

/** A paragraph that holds citations and nothing else names the source of what stands before it (a block quotation, say). */
function giveToLast(out: readonly Draft[], citations: readonly number[]): void {
  const last = out.at(-1);
  if (citations.length > 0 && last !== undefined && !last.reasons.includes('heading')) last.own = [...last.own, ...citations];
}
