import type { Alignment } from '../alignment.ts';
import { type Comparison, carriedBeside, restCarried, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { isPrefixed } from '../lexicon/direction.ts';
import type { Negation } from '../polarity.ts';
import { stemOf } from '../stems.ts';
import type { Token } from '../tokens.ts';
import { closingAttribution } from './stance.ts';

/** Of the best passages only these may speak against the claim by a negation of their own. */
const SPEAKING = 3;
/** A passage must carry this share of what the best one carries to speak against the claim. */
const COMPARABLE = 0.6;
/** An answer whose neighbours are answered elsewhere says little: this share of its weight stands whatever the neighbours. */
const ALONE = 0.2;
/** How sure a check may be: the negated word itself meets its opposite; another word of its clause does; nothing is negated in any passage. */
const SURE = 0.9;
const LIKELY = 0.84;
const UNMET = 0.8;
/** Less agreement than this is none; a weaker conflict is chance. */
const FAINT = 0.2;
/** "Refused to", "instead of" negate in passing: this much of a plain "not". */
const GOVERNED = 0.5;
/** A negation of the passage this close to an answer may be the claim's own. */
const NEARBY = 4;
/** What a negation is worth as agreement when it stands near an answer; when only the passage is the best one. */
const NEAR_ANSWER = 0.4;
const SAME_PASSAGE = 0.5;
/** Words of a claim's negation's clause that are looked at beside its head, and what they are worth. */
const OTHERS = 3;
const OTHER = 0.5;

interface Place {
  readonly alignment: Alignment;
  readonly token: number;
}

/** Points in which claim and passages differ by a negation: "was not released" against "was released", and the other way round. */
export function negationSuspicions(comparison: Comparison): Suspicion[] {
  return [...claimNegated(comparison), ...passageNegated(comparison)];
}

/** How much an answer counts: by its quality, its neighbours, and what else the passage carries. */
function weight(comparison: Comparison, alignment: Alignment, token: number): number {
  const said = closingAttribution(comparison.claim);
  const beside = said === undefined ? 0 : carriedBeside(comparison, alignment.index, said);
  const context = ((alignment.context[token] ?? 0) + Math.max(restCarried(comparison, alignment, token), beside)) / 2;
  return (alignment.quality[token] ?? 0) * (ALONE + (1 - ALONE) * context);
}

function claimNegated(comparison: Comparison): Suspicion[] {
  const { claim } = comparison;
  const found: Suspicion[] = [];
  for (const negation of comparison.polarityOf(claim).negations) {
    if (negation.head < 0 || isSupposed(claim.tokens, negation)) continue;
    const { agree, conflict, headMet, against } = hold(comparison, negation);
    const strength = negation.governed ? GOVERNED : 1;
    const claimSpan = { start: claim.tokens[negation.cue]?.start ?? 0, end: claim.tokens[negation.head]?.end ?? 0 };
    const said = wordsAt(claim, negation.cue, negation.head + 1);
    if (against !== undefined && conflict > agree)
      found.push({
        kind: 'negation',
        claimSpan,
        passageIndex: against.alignment.index,
        passageSpan: spanAt(against.alignment.passage, against.token),
        detail: `the claim says “${said}”, the passage “${wordsAt(against.alignment.passage, against.token)}” without a negation`,
        confidence:
          (headMet ? SURE : LIKELY) *
          (1 - (agree / conflict) ** 2 / 2) *
          strength *
          (isIntended(against.alignment.passage.tokens, against.token) ? INTENDED : 1),
      });
    else if (agree < FAINT && !negatedElsewhere(comparison, claim.tokens[negation.head]?.stem ?? ''))
      found.push({ kind: 'negation', claimSpan, detail: `no passage says “${said}”`, confidence: UNMET * strength });
  }
  return found;
}

/** So many tokens before a negation are looked at for what makes it a condition. */
const WITHIN_CLAUSE = 6;

/**
 * "Instead of attending", "if there had been no warming", "without it the surface would be colder": what is set aside or
 * supposed is not denied, and a source need not deny it.
 */
function isSupposed(tokens: readonly Token[], { cue }: Negation): boolean {
  const word = tokens[cue]?.text ?? '';
  if (word === 'instead' || word === 'rather') return true;
  if (word === 'without' && tokens.slice(cue).some((t) => t.text === 'would' || t.text === 'could')) return true;
  const before = tokens.slice(Math.max(0, cue - WITHIN_CLAUSE), cue);
  const clause = before.slice(before.findLastIndex((t) => t.kind === 'mark' && /^[,;:.]$/.test(t.text)) + 1);
  return clause.some((t) => t.text === 'if' || t.text === 'unless' || t.text === 'whether');
}

/** What is only meant to happen affirms nothing: this much of an affirmation. */
const INTENDED = 0.5;
/** Words by which somebody means to do something (verbs of intention; Quirk et al., A Comprehensive Grammar, § 16.38 f.). */
const INTENTION: ReadonlySet<string> = new Set(
  'bid effort attempt order aim hope want wish plan seek try intend intention help campaign appeal offer propose'.split(' ').map(stemOf),
);
/** So many words before a verb are looked at for an intention. */
const BEFORE = 4;

/** "In a bid to help identify him": an infinitive behind a word of intention. */
function isIntended(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - BEFORE), at);
  const infinitive = before.findLastIndex((t) => t.text === 'to' || t.text === 'help');
  return infinitive >= 0 && before.slice(0, infinitive + 1).some((t) => t.kind === 'word' && INTENTION.has(t.stem));
}

/** True when any passage of the article negates the word, be it none of the best. */
function negatedElsewhere({ passages, polarityOf }: Comparison, stem: string): boolean {
  return passages.passages.some(
    (passage) => passage.keys.has(stem) && polarityOf(passage).negations.some((n) => passage.tokens[n.head]?.stem === stem),
  );
}

interface Held {
  readonly agree: number;
  readonly conflict: number;
  readonly headMet: boolean;
  readonly against: Place | undefined;
}

/** Holds a negation of the claim against the best passages. */
function hold(comparison: Comparison, negation: Negation): Held {
  const own = comparison.polarityOf(comparison.claim).odd;
  const words = contentOf(comparison, negation);
  let agree = 0;
  let conflict = 0;
  let headMet = false;
  let against: Place | undefined;
  comparison.alignments.forEach((alignment, rank) => {
    const passage = comparison.polarityOf(alignment.passage);
    words.forEach((word, nth) => {
      const at = alignment.toPassage[word] ?? -1;
      if (nth === 0) agree = Math.max(agree, oppositeNear(comparison, alignment, word) * 0.8);
      if (at < 0) return;
      const w = weight(comparison, alignment, word) * (nth === 0 ? 1 : OTHER);
      if ((passage.odd[at] ?? 0) === (own[word] ?? 0)) agree = Math.max(agree, w);
      else if (w > conflict) {
        conflict = w;
        headMet = nth === 0;
        against = { alignment, token: at };
      }
    });
    for (const n of passage.negations) {
      // A negation right at an answer is likely to be this one in other words; so is one of an unknown word in the best passage.
      const met = words.filter((w) => Math.abs((alignment.toPassage[w] ?? -99) - n.cue) <= NEARBY);
      for (const w of met) agree = Math.max(agree, NEAR_ANSWER * (alignment.context[w] ?? 0));
      const unknown = n.head >= 0 && (alignment.toClaim[n.head] ?? -1) < 0;
      if (rank === 0 && unknown && (alignment.toPassage[negation.head] ?? -1) < 0)
        agree = Math.max(agree, SAME_PASSAGE * restCarried(comparison, alignment, negation.head));
    }
  });
  return { agree, conflict, headMet, against };
}

/** The negated content words, the head first. */
function contentOf(comparison: Comparison, negation: Negation): number[] {
  const rest: number[] = [];
  for (let i = negation.cue + 1; i < negation.end; i++) if (i !== negation.head && comparison.claim.tokens[i]?.content) rest.push(i);
  return [negation.head, ...rest.slice(0, OTHERS)];
}

/** How well a word that says the opposite stands among the answers of the claim's neighbouring words, 0…1. */
function oppositeNear(comparison: Comparison, alignment: Alignment, word: number): number {
  const own = comparison.claim.tokens[word];
  if (own === undefined) return 0;
  const opposites = comparison.claim.lexicon.oppositesOf(own.stem);
  let best = 0;
  alignment.passage.tokens.forEach((token, at) => {
    if (token.kind !== 'word' || (alignment.toClaim[at] ?? -1) >= 0) return;
    if (!opposites.has(token.stem) && !isPrefixed(own.text, token.text)) return;
    let near = 0;
    for (let i = Math.max(0, word - 6); i < Math.min(comparison.claim.tokens.length, word + 7); i++) {
      const answer = alignment.toPassage[i] ?? -1;
      if (answer >= 0 && Math.abs(answer - at) <= 8) near++;
    }
    best = Math.max(best, Math.min(1, near / 3));
  });
  return best;
}

/** Negations of the passages that the claim lacks. */
function passageNegated(comparison: Comparison): Suspicion[] {
  const { claim, alignments, coverage } = comparison;
  const own = comparison.polarityOf(claim);
  const bestShare = coverage.rows[alignments[0]?.index ?? -1]?.share ?? 0;
  const found: Suspicion[] = [];
  for (const alignment of alignments.slice(0, SPEAKING)) {
    if ((coverage.rows[alignment.index]?.share ?? 0) < COMPARABLE * bestShare) continue;
    const passage = comparison.polarityOf(alignment.passage);
    for (const negation of passage.negations) {
      const met = answered(alignment, negation);
      if (met === undefined) continue;
      const { word, at } = met;
      if ((own.odd[word] ?? 0) === (passage.odd[at] ?? 0)) continue;
      if (own.negations.some((n) => Math.abs(n.cue - word) <= 6)) continue;
      const conflict = weight(comparison, alignment, word) * (at === negation.head ? 1 : OTHER);
      const agree = Math.max(0, ...alignments.map((other) => (other === alignment ? 0 : affirmed(comparison, other, word))));
      if (agree >= conflict || conflict < FAINT) continue;
      const strength = negation.governed ? GOVERNED : 1;
      found.push({
        kind: 'negation',
        claimSpan: spanAt(claim, word),
        passageIndex: alignment.index,
        passageSpan: { start: alignment.passage.tokens[negation.cue]?.start ?? 0, end: alignment.passage.tokens[at]?.end ?? 0 },
        detail: `the passage says “${wordsAt(alignment.passage, negation.cue, at + 1)}”, the claim “${wordsAt(claim, word)}” without a negation`,
        confidence: SURE * conflict * (1 - (agree / conflict) ** 2 / 2) * strength,
      });
    }
  }
  return found;
}

/** The word of the claim that the negated word answers; another word of its clause when nothing answers the head. */
function answered(alignment: Alignment, negation: Negation): { word: number; at: number } | undefined {
  if (negation.head < 0) return undefined;
  const word = alignment.toClaim[negation.head] ?? -1;
  if (word >= 0) return { word, at: negation.head };
  for (let at = negation.head + 1; at < Math.min(negation.end, negation.head + 1 + OTHERS); at++) {
    const other = alignment.toClaim[at] ?? -1;
    if (other >= 0) return { word: other, at };
  }
  return undefined;
}

/** How well another passage says the claim's word as the claim says it. */
function affirmed(comparison: Comparison, alignment: Alignment, word: number): number {
  const at = alignment.toPassage[word] ?? -1;
  if (at < 0) return 0;
  const same = (comparison.polarityOf(alignment.passage).odd[at] ?? 0) === (comparison.polarityOf(comparison.claim).odd[word] ?? 0);
  return same ? weight(comparison, alignment, word) : 0;
}
