import type { Mention } from '../../model.ts';
import type { Alignment } from '../alignment.ts';
import { type Comparison, carriedBeside, type Suspicion } from '../comparison.ts';
import type { Prepared, PreparedPassage } from '../types.ts';

/**
 * How sure it is that the passage says it of somebody else, and of another state's: less for what of the rest the passage lacks. Set by
 * hand; no supported claim of WiCE's and ClimateFEVER's development sets is told so.
 */
const OTHER_SUBJECT = 0.85;
const OTHER_STATE = 0.8;
/** The passage must carry this share of the rest of the claim. */
const CARRIES = 0.6;
/** A subject stands so many tokens before its verb at most; a noun so many from the state whose it is. */
const BEFORE = 3;
const BESIDE = 4;

/**
 * Names of the article that the passage has another one in place of: "Lavrov flew to Miami" against "Dmitriev flew to Miami", "the
 * Ukrainian delegation" against "the US delegation". Only names that both sides know as what they are can be compared so.
 */
export function displacedSuspicions(comparison: Comparison): Suspicion[] {
  const { claim, alignments } = comparison;
  return (claim.mentions ?? []).flatMap((mention) => {
    const check = mention.kind === 'person' ? subjectDisplaced : mention.kind === 'state' ? stateDisplaced : undefined;
    if (check === undefined || mention.entity === undefined) return [];
    const found = alignments.map((alignment) => check(comparison, mention, alignment));
    return found.includes('agrees') ? [] : found.filter((one) => one !== undefined && one !== 'agrees').slice(0, 1);
  });
}

type Found = Suspicion | 'agrees' | undefined;

/** The passage says what the person is said to do of another person, whom it names, and does not name the person. */
function subjectDisplaced(comparison: Comparison, mention: Mention, alignment: Alignment): Found {
  const verb = followedBy(comparison.claim, mention.end);
  const at = verb < 0 ? -1 : (alignment.toPassage[verb] ?? -1);
  const rest = at < 0 ? 0 : carriedBeside(comparison, alignment.index, mention);
  if (rest < CARRIES) return undefined;
  if (mayName(alignment.passage, mention)) return 'agrees';
  const other = subjectOf(alignment.passage, at);
  return other && suspicion(comparison, alignment, mention, other, OTHER_SUBJECT * rest, 'of');
}

/** The passage has another state's before the same noun, and no passage has this state's there. */
function stateDisplaced(comparison: Comparison, mention: Mention, alignment: Alignment): Found {
  const { claim, passages } = comparison;
  const noun = modified(claim, mention);
  const at = noun < 0 ? -1 : (alignment.toPassage[noun] ?? -1);
  if (at < 0) return undefined;
  const stem = claim.tokens[noun]?.stem ?? '';
  const standsElsewhere = passages.passages.some(
    (passage) => passage.keys.has(stem) && passage.mentions?.some((m) => isSame(m, mention) && wordsBeside(passage, m).includes(stem)),
  );
  if (standsElsewhere) return 'agrees';
  const other = alignment.passage.mentions?.find((m) => m.kind === 'state' && modified(alignment.passage, m) === at);
  if (other === undefined) return undefined;
  const rest = carriedBeside(comparison, alignment.index, mention);
  return rest < CARRIES ? undefined : suspicion(comparison, alignment, mention, other, OTHER_STATE * rest, 'with');
}

function suspicion(
  { claim }: Comparison,
  { index, passage }: Alignment,
  mention: Mention,
  other: Mention,
  confidence: number,
  how: 'of' | 'with',
): Suspicion {
  const [own, there] = [claim.text.slice(mention.start, mention.end), passage.text.slice(other.start, other.end)];
  return {
    kind: 'roles',
    claimSpan: { start: mention.start, end: mention.end },
    passageIndex: index,
    passageSpan: { start: other.start, end: other.end },
    detail: `the passage says this ${how} “${there}”, the claim ${how} “${own}”`,
    confidence,
  };
}

function isSame(one: Mention, other: Mention): boolean {
  return one.entity === other.entity || one.candidates?.includes(other.entity ?? '') === true;
}

/** True when the passage names the entity, or somebody who may be it. */
function mayName({ mentions = [] }: Prepared, mention: Mention): boolean {
  return mentions.some((m) => isSame(m, mention) || (m.entity === undefined && m.kind === mention.kind));
}

function firstToken({ tokens }: Prepared, offset: number): number {
  return tokens.findIndex((token) => token.end > offset);
}

/** The first content word that follows, if none but adverbs and auxiliaries stand between; or -1. */
function followedBy(prepared: Prepared, offset: number): number {
  const { tokens } = prepared;
  const from = firstToken(prepared, offset);
  if (from < 0) return -1;
  for (let i = from; i < Math.min(from + BEFORE, tokens.length); i++) {
    const token = tokens[i];
    if (token?.kind !== 'word' || token.capital) return -1;
    if (token.content && !token.text.endsWith('ly')) return i;
  }
  return -1;
}

/** The person whose name ends right before the verb at a token. */
function subjectOf(passage: PreparedPassage, verb: number): Mention | undefined {
  return passage.mentions?.find((m) => m.kind === 'person' && m.entity !== undefined && followedBy(passage, m.end) === verb);
}

/** The noun right behind a state's adjective or name ("Ukrainian delegation", "US delegation"), or -1. */
function modified(prepared: Prepared, mention: Mention): number {
  const at = firstToken(prepared, mention.end);
  const token = prepared.tokens[at];
  const own = prepared.text.slice(mention.start, mention.end);
  return token?.kind === 'word' && token.content && !token.capital && !token.glue && /\p{L}$/u.test(own) ? at : -1;
}

/** Stems of the words that stand close to a name: "the delegation from Ukraine", "Ukraine's large delegation". */
function wordsBeside(prepared: Prepared, mention: Mention): string[] {
  const at = firstToken(prepared, mention.start);
  return at < 0 ? [] : prepared.tokens.slice(Math.max(0, at - BESIDE), at + BESIDE + 1).map(({ stem }) => stem);
}
