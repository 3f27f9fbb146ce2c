import type { Alignment } from '../alignment.ts';
import { type Comparison, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { oppositesOf } from '../lexicon/lexicon.ts';
import type { Negation } from '../polarity.ts';

/** Of the best passages only these may speak against the claim by a negation of their own. */
const SPEAKING = 3;
/** A passage must carry this share of what the best one carries to speak against the claim. */
const COMPARABLE = 0.6;
/** An answer whose neighbours are answered elsewhere says little: this share of its weight stands whatever the neighbours. */
const ALONE = 0.3;
/** How sure a check may be: the negated word itself meets its opposite; another word of its clause does; nothing is negated in any passage. */
const SURE = 0.9;
const LIKELY = 0.65;
const UNMET = 0.6;
/** Less agreement than this is none. */
const FAINT = 0.2;
/** "Refused to", "instead of" negate in passing: this much of a plain "not". */
const GOVERNED = 0.5;
/** A negation of the passage this close to an answer may be the claim's own. */
const NEARBY = 4;

/** Points in which claim and passages differ by a negation: "was not released" against "was released", and the other way round. */
export function negationSuspicions(comparison: Comparison): Suspicion[] {
  return [...claimNegated(comparison), ...passageNegated(comparison)];
}

function weight(alignment: Alignment, token: number): number {
  return (alignment.quality[token] ?? 0) * (ALONE + (1 - ALONE) * (alignment.context[token] ?? 0));
}

function claimNegated(comparison: Comparison): Suspicion[] {
  const { claim, alignments } = comparison;
  const own = comparison.polarityOf(claim);
  const found: Suspicion[] = [];
  for (const negation of own.negations) {
    if (negation.head < 0) continue;
    const words = contentOf(comparison, negation);
    const strength = negation.governed ? GOVERNED : 1;
    let agree = 0;
    let conflict = 0;
    let headMet = false;
    let against: { alignment: Alignment; token: number } | undefined;
    for (const alignment of alignments) {
      const passage = comparison.polarityOf(alignment.passage);
      words.forEach((word, rank) => {
        const at = alignment.toPassage[word] ?? -1;
        const importance = rank === 0 ? 1 : 0.5;
        if (at < 0) {
          if (rank === 0) agree = Math.max(agree, oppositeNear(comparison, alignment, word) * 0.8);
          return;
        }
        const w = weight(alignment, word) * importance;
        if ((passage.odd[at] ?? 0) === (own.odd[word] ?? 0)) agree = Math.max(agree, w);
        else if (w > conflict) {
          conflict = w;
          headMet = rank === 0;
          against = { alignment, token: at };
        }
      });
      // A negation right at an answer is likely to be this one in other words.
      for (const n of passage.negations) {
        const met = words.filter((w) => Math.abs((alignment.toPassage[w] ?? -99) - n.cue) <= NEARBY);
        if (met.length > 0) agree = Math.max(agree, 0.4 * Math.max(...met.map((w) => alignment.context[w] ?? 0)));
      }
    }
    const claimSpan = { start: claim.tokens[negation.cue]?.start ?? 0, end: claim.tokens[negation.head]?.end ?? 0 };
    const said = wordsAt(claim, negation.cue, negation.head + 1);
    if (against !== undefined && conflict > agree) {
      const { alignment, token } = against as { alignment: Alignment; token: number };
      found.push({
        kind: 'negation',
        claimSpan,
        passageIndex: alignment.index,
        passageSpan: spanAt(alignment.passage, token),
        detail: `the claim says “${said}”, the passage “${wordsAt(alignment.passage, token)}” without a negation`,
        confidence: (headMet ? SURE : LIKELY) * (1 - (agree / conflict) ** 2 / 2) * strength,
      });
    } else if (agree < FAINT)
      found.push({ kind: 'negation', claimSpan, detail: `no passage says “${said}”`, confidence: UNMET * strength });
  }
  return found;
}

/** The negated content words, the head first. */
function contentOf(comparison: Comparison, negation: Negation): number[] {
  const rest: number[] = [];
  for (let i = negation.cue + 1; i < negation.end; i++) if (i !== negation.head && comparison.claim.tokens[i]?.content) rest.push(i);
  return [negation.head, ...rest.slice(0, 3)];
}

/** How well a word that says the opposite stands among the answers of the claim's neighbouring words, 0…1. */
function oppositeNear(comparison: Comparison, alignment: Alignment, word: number): number {
  const opposites = oppositesOf(comparison.claim.tokens[word]?.stem ?? '');
  if (opposites.size === 0) return 0;
  let best = 0;
  alignment.passage.tokens.forEach((token, at) => {
    if (token.kind !== 'word' || !opposites.has(token.stem) || (alignment.toClaim[at] ?? -1) >= 0) return;
    let near = 0;
    for (let i = Math.max(0, word - 6); i < Math.min(comparison.claim.tokens.length, word + 7); i++) {
      const answer = alignment.toPassage[i] ?? -1;
      if (answer >= 0 && Math.abs(answer - at) <= 8) near++;
    }
    best = Math.max(best, Math.min(1, near / 3));
  });
  return best;
}

function passageNegated(comparison: Comparison): Suspicion[] {
  const { claim, alignments, coverage } = comparison;
  const own = comparison.polarityOf(claim);
  const bestShare = coverage.rows[alignments[0]?.index ?? -1]?.share ?? 0;
  const found: Suspicion[] = [];
  for (const alignment of alignments.slice(0, SPEAKING)) {
    if ((coverage.rows[alignment.index]?.share ?? 0) < COMPARABLE * bestShare) continue;
    const passage = comparison.polarityOf(alignment.passage);
    for (const negation of passage.negations) {
      const word = negation.head >= 0 ? (alignment.toClaim[negation.head] ?? -1) : -1;
      if (word < 0 || (own.odd[word] ?? 0) === (passage.odd[negation.head] ?? 0)) continue;
      if (own.negations.some((n) => Math.abs(n.cue - word) <= 6)) continue;
      const conflict = weight(alignment, word);
      let agree = 0;
      for (const other of alignments) {
        const at = other.toPassage[word] ?? -1;
        if (other === alignment || at < 0) continue;
        if ((comparison.polarityOf(other.passage).odd[at] ?? 0) === (own.odd[word] ?? 0)) agree = Math.max(agree, weight(other, word));
      }
      if (agree >= conflict) continue;
      found.push({
        kind: 'negation',
        claimSpan: spanAt(claim, word),
        passageIndex: alignment.index,
        passageSpan: { start: alignment.passage.tokens[negation.cue]?.start ?? 0, end: alignment.passage.tokens[negation.head]?.end ?? 0 },
        detail: `the passage says “${wordsAt(alignment.passage, negation.cue, negation.head + 1)}”, the claim “${wordsAt(claim, word)}” without a negation`,
        confidence: SURE * conflict * (1 - (agree / conflict) ** 2 / 2),
      });
    }
  }
  return found;
}
