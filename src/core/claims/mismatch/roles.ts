import type { Alignment } from '../alignment.ts';
import { type Comparison, restCarried, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { type NameRun, namesOf } from '../nameRuns.ts';
import type { Token } from '../tokens.ts';
import { Places } from './places.ts';

const MOST_NAMES = 8;
/** Words between two names of one noun phrase, at most. */
const PHRASE = 4;
/** Such names stand in either order, so that little can be said. */
const IN_PHRASE = 0.8;
/** Words of the claim up to this far from a name tell its role; half their weight is lost at this distance. */
const WINDOW = 14;
const HALF = 4;
/** A word on the other side of the name speaks against it by this much. */
const OTHER_SIDE = -0.6;
/** The same little word before a name ("to", "by", "against") speaks for the role. */
const SAME_PREPOSITION = 0.4;
const OTHER_PREPOSITION = -0.2;
/** What it counts that the whole article leads and follows the names as they would stand exchanged, for each unit of log-chance. */
const STANDING = 0.2;
/** How much better exchanged names must fit than the claim's own before anything is said, and where the check is surest. */
const LEAST = 0.4;
const FULL = 1.6;
const SUREST = 0.9;
/** When only one of the two places is better filled by the other name, it takes more to say so, and it is said less surely. */
const ONE_SIDED = 0.65;
const ONE_SIDED_LEAST = 0.8;

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
  return [...exchanged(comparison), ...inverted(comparison)];
}

function exchanged(comparison: Comparison): Suspicion[] {
  const names = namesOf(comparison)
    .filter((n) => n.terms.some((t) => (comparison.anywhere[t] ?? 0) > 0))
    .slice(0, MOST_NAMES);
  const places = new Places(comparison, names);
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
      const moved = [places.chance(a, b) - places.chance(a, a), places.chance(b, a) - places.chance(b, b)] as const;
      const gain =
        other[0].value + other[1].value - Math.max(0, own[0].value) - Math.max(0, own[1].value) + STANDING * (moved[0] + moved[1]);
      if (gain < LEAST) continue;
      const both = [0, 1].every((i) => (other[i]?.value ?? 0) + STANDING * (moved[i] ?? 0) > (own[i]?.value ?? 0));
      if (!both && gain < ONE_SIDED_LEAST) continue;
      const { alignment, at } = other[0].value > other[1].value ? other[0] : other[1];
      found.push({
        kind: 'roles',
        claimSpan: { start: spanAt(comparison.claim, first.first).start, end: spanAt(comparison.claim, second.last - 1).end },
        ...(alignment && at !== undefined && { passageIndex: alignment.index, passageSpan: spanAt(alignment.passage, at) }),
        detail: `“${wordsAt(comparison.claim, first.first, first.last)}” and “${wordsAt(comparison.claim, second.first, second.last)}” stand in each other’s place`,
        confidence: SUREST * Math.min(1, gain / FULL) * (both ? 1 : ONE_SIDED) * (onePhrase(comparison, first, second) ? IN_PHRASE : 1),
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

/** True when a passage has both names within one noun phrase: "Wada chairman Dick Pound", "China's President Xi Jinping". */
function onePhrase(comparison: Comparison, a: NameRun, b: NameRun): boolean {
  for (const alignment of comparison.alignments) {
    const { tokens } = alignment.passage;
    for (const x of placesIn(comparison, alignment, a))
      for (const y of placesIn(comparison, alignment, b)) {
        const between = tokens.slice(Math.min(x, y) + 1, Math.max(x, y));
        if (
          between.length <= PHRASE &&
          between.every((t) => t.kind === 'word' && (t.text === 'of' || (t.content && (t.capital || !isVerbal(t)))))
        )
          return true;
      }
  }
  return false;
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
        const near = i < place.first ? place.first - i : i - place.last + 1;
        const far = Math.abs(answer - at);
        const flipped = isPassive(claim.tokens, i) !== isPassive(alignment.passage.tokens, answer);
        const own = sideOf(claim.tokens, place.first, place.last, i);
        const other = sideOf(alignment.passage.tokens, at, at + 1, answer);
        // A title or an apposition belongs to its name on whichever side it stands.
        const agrees = own === 'title' || other === 'title' || (own === other) !== flipped;
        value += ((alignment.quality[i] ?? 0) * (agrees ? 1 : OTHER_SIDE)) / ((1 + near / HALF) * (1 + far / HALF));
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
const ARTICLES = new Set(['the', 'a', 'an', 'its', 'his', 'her', 'their', 'former', 'who', 'which']);

/**
 * On which side of a name a word stands, as far as sense goes: "the lawyer of Smith" and "Smith's lawyer" have it on the same
 * side, and "chairman Smith" and "Smith, the chairman," hold a title, which has no side.
 */
function sideOf(tokens: readonly Token[], first: number, last: number, word: number): 'before' | 'after' | 'title' {
  if (word < first) {
    let i = first - 1;
    while (i > word && ARTICLES.has(tokens[i]?.text ?? '')) i--;
    if (tokens[i]?.text === 'of' && i - 1 === word) return 'after';
    // Directly before the name and no verb form: a title. Other titles may stand between.
    const between = tokens.slice(word + 1, first);
    if (!isVerbal(tokens[word]) && between.every((t) => t.content && t.capital)) return 'title';
    return 'before';
  }
  const between = tokens.slice(last, word);
  const comma = between[0]?.text === ',' && between.slice(1).every((t) => ARTICLES.has(t.text));
  return comma && !isVerbal(tokens[word]) ? 'title' : 'after';
}

function isVerbal(token: Token | undefined): boolean {
  return (
    token === undefined ||
    token.capital ||
    /(?:ed|ing)$/.test(token.text) ||
    (token.text !== token.stem && !/(?:er|or|an|nt|ist|ief|ead|ry|yer|air|ess)s?$/.test(token.text))
  );
}

/** "was sued by", "been sharply criticised by", "led by": a participle with "by" to follow, and mostly a form of "be" before. */
function isPassive(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.capital) return false;
  if (!/(?:ed|en|wn|ne|lt|pt|ut|ld|nt|it|ght|ung|uck|old|ain)$/.test(token.text)) return false;
  if (tokens[at + 1]?.text === 'by') return true;
  const be = [1, 2, 3].some((d) => BE.has(tokens[at - d]?.text ?? ''));
  return be && [2, 3, 4].some((d) => tokens[at + d]?.text === 'by');
}

/** How far from the word between them its two sides may stand. */
const ARGUMENT = 5;
const INVERTED = 0.75;

/** "Banks have sued Parmalat" against "Parmalat has sued banks": two words on exchanged sides of a third, at least one of them a name. */
function inverted(comparison: Comparison): Suspicion[] {
  const { claim, alignments } = comparison;
  const found: Suspicion[] = [];
  for (let word = 1; word < claim.tokens.length - 1; word++) {
    const token = claim.tokens[word];
    if (token?.kind !== 'word' || !token.content || token.capital || !isVerbal(token)) continue;
    const left = argument(comparison, word, -1);
    const right = argument(comparison, word, 1);
    if (left < 0 || right < 0 || !(claim.tokens[left]?.capital || claim.tokens[right]?.capital)) continue;
    let agree = false;
    let against: { alignment: Alignment; at: number; rest: number } | undefined;
    for (const alignment of alignments) {
      const [l, w, r] = [alignment.toPassage[left] ?? -1, alignment.toPassage[word] ?? -1, alignment.toPassage[right] ?? -1];
      if (l < 0 || w < 0 || r < 0) continue;
      const flipped = isPassive(claim.tokens, word) !== isPassive(alignment.passage.tokens, w);
      const close = Math.abs(l - w) <= ARGUMENT && Math.abs(r - w) <= ARGUMENT;
      const reversed = r < w && w < l;
      const straight = l < w && w < r;
      if (flipped ? reversed : straight) agree = true;
      else if (close && (flipped ? straight : reversed) && plain(alignment.passage.tokens, w))
        against ??= { alignment, at: w, rest: restCarried(comparison, alignment, word) };
    }
    if (agree || against === undefined) continue;
    found.push({
      kind: 'roles',
      claimSpan: { start: spanAt(claim, left).start, end: spanAt(claim, right).end },
      passageIndex: against.alignment.index,
      passageSpan: spanAt(against.alignment.passage, against.at),
      detail: `“${wordsAt(claim, left)}” and “${wordsAt(claim, right)}” have changed sides around “${wordsAt(claim, word)}”`,
      confidence: INVERTED * against.rest,
    });
  }
  return found;
}

/** The nearest answered content word on one side, or -1; what a mark or a preposition cuts off is no argument. */
function argument(comparison: Comparison, word: number, step: -1 | 1): number {
  const { tokens } = comparison.claim;
  for (let i = word + step; i >= 0 && i < tokens.length && Math.abs(i - word) <= ARGUMENT; i += step) {
    const token = tokens[i];
    if (!token || token.kind === 'mark' || PREPOSITIONS.has(token.text)) return -1;
    if (token.content && comparison.alignments.some((a) => (a.toPassage[i] ?? -1) >= 0)) return i;
  }
  return -1;
}

/** True when no preposition right after the word makes its order free ("support of the EU for the plan"). */
function plain(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next !== undefined && !PREPOSITIONS.has(next.text) && next.kind !== 'mark';
}
