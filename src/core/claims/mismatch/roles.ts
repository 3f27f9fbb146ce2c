import type { Alignment } from '../alignment.ts';
import { type Comparison, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { type NameRun, namesOf } from '../nameRuns.ts';
import type { Token } from '../tokens.ts';

const MOST_NAMES = 8;
/** Words of the claim up to this far from a name tell its role; half their weight is lost at this distance. */
const WINDOW = 14;
const HALF = 4;
/** A word on the other side of the name speaks against it by this much. */
const OTHER_SIDE = -0.6;
/** The same little word before a name ("to", "by", "against") speaks for the role. */
const SAME_PREPOSITION = 0.4;
const OTHER_PREPOSITION = -0.2;
/** How much better exchanged names must fit than the claim's own before anything is said, and where the check is surest. */
const LEAST = 0.12;
const FULL = 1.2;
const SUREST = 0.9;
/** When only one of the two places is better filled by the other name, it takes more to say so, and it is said less surely. */
const ONE_SIDED = 0.65;
const ONE_SIDED_LEAST = 0.5;

interface Fit {
  readonly value: number;
  readonly alignment?: Alignment;
  readonly at?: number;
}

/**
 * Names that would fit the passages better if they were exchanged: "Smith sued Jones" against "Smith was sued by Jones".
 * Each name is tried in the surroundings of the other: which shared words stand before and after it, how near, whether the
 * verb between them is passive, and which preposition leads it.
 */
export function roleSuspicions(comparison: Comparison): Suspicion[] {
  const names = namesOf(comparison)
    .filter((n) => n.terms.some((t) => (comparison.anywhere[t] ?? 0) > 0))
    .slice(0, MOST_NAMES);
  const found: Suspicion[] = [];
  const cache = new Map<string, Fit>();
  const fits = (slot: number, name: number): Fit => {
    const key = `${slot} ${name}`;
    const known = cache.get(key) ?? fitOf(comparison, names, slot, name);
    cache.set(key, known);
    return known;
  };
  for (let a = 0; a < names.length; a++)
    for (let b = a + 1; b < names.length; b++) {
      const [first, second] = [names[a], names[b]];
      if (!first || !second || overlap(comparison, first, second) || listed(comparison.claim.tokens, first, second)) continue;
      const own = [fits(a, a), fits(b, b)] as const;
      const other = [fits(a, b), fits(b, a)] as const;
      const gain = other[0].value + other[1].value - Math.max(0, own[0].value) - Math.max(0, own[1].value);
      if (gain < LEAST) continue;
      const both = other[0].value > own[0].value && other[1].value > own[1].value;
      if (!both && gain < ONE_SIDED_LEAST) continue;
      const { alignment, at } = other[0].value > other[1].value ? other[0] : other[1];
      found.push({
        kind: 'roles',
        claimSpan: { start: spanAt(comparison.claim, first.first).start, end: spanAt(comparison.claim, second.last - 1).end },
        ...(alignment && at !== undefined && { passageIndex: alignment.index, passageSpan: spanAt(alignment.passage, at) }),
        detail: `“${wordsAt(comparison.claim, first.first, first.last)}” and “${wordsAt(comparison.claim, second.first, second.last)}” stand in each other’s place`,
        confidence: SUREST * Math.min(1, gain / FULL) * (both ? 1 : ONE_SIDED),
      });
    }
  return found;
}

function overlap(comparison: Comparison, a: NameRun, b: NameRun): boolean {
  const keys = new Set(a.terms.map((t) => comparison.claim.terms[t]?.key));
  return b.terms.some((t) => keys.has(comparison.claim.terms[t]?.key));
}

/** True when only "and", "or" and commas (or other names) stand between two names: their order says nothing. */
function listed(tokens: readonly Token[], a: NameRun, b: NameRun): boolean {
  if (b.first === a.last) return false;
  for (let i = a.last; i < b.first; i++) {
    const token = tokens[i];
    if (token && !/^(?:and|or|,|&|as|well)$/.test(token.text) && !(token.content && token.capital)) return false;
  }
  return true;
}

/** How well the second name fits the surroundings of the first, over all places where the best passages have it. */
function fitOf(comparison: Comparison, names: readonly NameRun[], slot: number, name: number): Fit {
  const { claim, alignments } = comparison;
  const place = names[slot];
  const run = names[name];
  if (!place || !run) return { value: 0 };
  let best: Fit = { value: 0 };
  for (const alignment of alignments) {
    for (const at of placesIn(comparison, alignment, run)) {
      let value = prepositionFit(claim.tokens, place.first, alignment.passage.tokens, at);
      for (let i = Math.max(0, place.first - WINDOW); i < Math.min(claim.tokens.length, place.last + WINDOW); i++) {
        if (i >= place.first && i < place.last) continue;
        const answer = alignment.toPassage[i] ?? -1;
        // The two names in question do not vouch for each other.
        if (answer < 0 || answer === at || within(names, slot, i) || within(names, name, i)) continue;
        const before = i < place.first;
        const near = before ? place.first - i : i - place.last + 1;
        const far = Math.abs(answer - at);
        const flipped = isPassive(claim.tokens, i) !== isPassive(alignment.passage.tokens, answer);
        const side = answer < at === before ? !flipped : flipped;
        value += ((alignment.quality[i] ?? 0) * (side ? 1 : OTHER_SIDE)) / ((1 + near / HALF) * (1 + far / HALF));
      }
      if (value > best.value) best = { value, alignment, at };
    }
  }
  return best;
}

function within(names: readonly NameRun[], index: number, token: number): boolean {
  const run = names[index];
  return run !== undefined && token >= run.first && token < run.last;
}

/** Places of a name in a passage: where its first or last word stands with a capital. */
function placesIn(comparison: Comparison, alignment: Alignment, run: NameRun): number[] {
  const keys = new Set<string>();
  for (const t of run.terms) {
    const term = comparison.claim.terms[t];
    if (!term) continue;
    keys.add(term.key);
    for (const [variant] of term.variants) keys.add(variant);
  }
  const places: number[] = [];
  const { tokens } = alignment.passage;
  for (let i = 0; i < tokens.length && places.length < 6; i++) {
    const token = tokens[i];
    if (!token?.capital || !keys.has(token.stem)) continue;
    // Of a name of several words only its first counts, so that it is one place.
    if (i > 0 && keys.has(tokens[i - 1]?.stem ?? '') && tokens[i - 1]?.capital) continue;
    places.push(i);
  }
  return places;
}

const PREPOSITIONS = new Set('to from by with against of in for at on under over after before between into through'.split(' '));

function prepositionFit(claim: readonly Token[], at: number, passage: readonly Token[], place: number): number {
  const own = prepositionBefore(claim, at);
  const other = prepositionBefore(passage, place);
  if (own === undefined || other === undefined) return 0;
  return own === other ? SAME_PREPOSITION : OTHER_PREPOSITION;
}

function prepositionBefore(tokens: readonly Token[], at: number): string | undefined {
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    const token = tokens[i];
    if (!token || token.kind === 'mark') return undefined;
    if (PREPOSITIONS.has(token.text)) return token.text;
    if (!/^(?:the|a|an|his|her|its|their)$/.test(token.text) && !token.capital) return undefined;
  }
  return undefined;
}

const BE = new Set('is are was were be been being'.split(' '));

/** "was sued", "been sharply criticised": a participle after a form of "be", with "by" to follow. */
function isPassive(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.capital) return false;
  if (!/(?:ed|en|wn|ne|lt|pt|ut|ld|nt|it|ght|ung|uck|old|ain)$/.test(token.text)) return false;
  const be = [1, 2, 3].some((d) => BE.has(tokens[at - d]?.text ?? ''));
  return be && [1, 2, 3, 4].some((d) => tokens[at + d]?.text === 'by');
}
