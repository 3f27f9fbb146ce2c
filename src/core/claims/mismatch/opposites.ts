import type { Alignment } from '../alignment.ts';
import { type Comparison, restCarried, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { directionOf, isPrefixed } from '../lexicon/direction.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Token } from '../tokens.ts';

/** Function words that turn a statement round. The content words' opposites are in the lexicon. */
const FUNCTION_OPPOSITES = new Map<string, Set<string>>();
for (const pair of 'before/after more/less more/fewer most/least above/below inside/outside up/down many/few with/without within/outside within/above within/below within/beyond against/for over/under all/none always/never'.split(
  ' ',
)) {
  const [a = '', b = ''] = pair.split('/');
  FUNCTION_OPPOSITES.set(a, new Set([...(FUNCTION_OPPOSITES.get(a) ?? []), b]));
  FUNCTION_OPPOSITES.set(b, new Set([...(FUNCTION_OPPOSITES.get(b) ?? []), a]));
}
const MOST_FOUND = 10;
/** Content words of the claim on each side whose answers are sought near the opposite word, and how near. */
const BESIDE = 2;
const REACH = 8;
const FUNCTION_REACH = 3;
/** The share of neighbours and rest that agree is an underestimate in paraphrase: it is raised by this much, up to the bound. */
const RAISED = 1.1;
/** More where the article never has the claim's own word, so that its opposite stands in its place. */
const RAISED_ALONE = 1.35;
const SURE = 0.9;
/** What the word itself is worth where none of its neighbours is answered. */
const ALONE = 0.15;
/** A word that shares a sense with the opposite word is worth this much of it, a word of the other direction likewise. */
const INDIRECT = 0.6;
/** Fainter conflicts than this are chance. */
const LEAST = 0.3;
/** An opposite word far from all neighbours counts only in a passage that carries so much of the rest. */
const CARRIES = 0.6;

/** How much a passage's word is opposite to the claim's, 0…1. */
type Opposition = (token: Token) => number;

/** Points in which a passage says the opposite word: "rejected" for "accepted", "before" for "after". */
export function oppositeSuspicions(comparison: Comparison): Suspicion[] {
  const { claim } = comparison;
  const found: Suspicion[] = [];
  for (let word = 0; word < claim.tokens.length && found.length < MOST_FOUND; word++) {
    const token = claim.tokens[word];
    if (token?.kind !== 'word') continue;
    const opposition = oppositionTo(token, claim.lexicon);
    if (opposition === undefined || pointsAtTime(claim.tokens, word) || contrasts(claim.tokens, word, opposition)) continue;
    const suspicion = check(comparison, word, opposition, token.content);
    if (suspicion) found.push(suspicion);
  }
  return found;
}

function oppositionTo(token: Token, lexicon: Lexicon): Opposition | undefined {
  const direction = directionOf(token.stem);
  if (!token.content) {
    const words = FUNCTION_OPPOSITES.get(token.text);
    if (words === undefined) return undefined;
    return (other) => (words.has(other.text) ? 1 : direction !== 0 && directionOf(other.stem) === -direction ? INDIRECT : 0);
  }
  const direct = lexicon.oppositesOf(token.stem);
  const near = lexicon.synonymsOf(token.stem);
  const indirect = new Set<string>();
  for (const opposite of direct)
    for (const other of lexicon.synonymsOf(opposite)) if (other !== token.stem && !near.has(other)) indirect.add(other);
  return (other) => {
    if (direct.has(other.stem) || isPrefixed(token.text, other.text)) return 1;
    return indirect.has(other.stem) || (direction !== 0 && directionOf(other.stem) === -direction) ? INDIRECT : 0;
  };
}

const TIMES = /^(?:year|month|week|day|night|decade|century|season|summer|autumn|winter|spring|quarter|time)s?$/;

/** "Last year", "first time": tell when, and are the opposite of nothing. */
function pointsAtTime(tokens: readonly Token[], at: number): boolean {
  return /^(?:first|last|past|next)$/.test(tokens[at]?.text ?? '') && TIMES.test(tokens[at + 1]?.text ?? '');
}

/** "All faiths and none", "from north to south": a claim that sets both words side by side means both. */
function contrasts(tokens: readonly Token[], word: number, opposition: Opposition): boolean {
  for (let i = Math.max(0, word - 4); i < Math.min(tokens.length, word + 5); i++) {
    const token = tokens[i];
    if (token?.kind !== 'word' || opposition(token) !== 1) continue;
    const [from, to] = i < word ? [i, word] : [word, i];
    if (tokens.slice(from + 1, to).some((t) => /^(?:and|or|nor|to|than|but|,|\/)$/.test(t.text))) return true;
  }
  return false;
}

function check(comparison: Comparison, word: number, opposition: Opposition, content: boolean): Suspicion | undefined {
  const { claim, alignments } = comparison;
  const own = comparison.polarityOf(claim).odd[word] ?? 0;
  let agree = 0;
  let conflict = 0;
  let against: { alignment: Alignment; at: number } | undefined;
  for (const alignment of alignments) {
    const { odd } = comparison.polarityOf(alignment.passage);
    const rest = restCarried(comparison, alignment, word);
    const answer = alignment.toPassage[word] ?? -1;
    if (answer >= 0) agree = Math.max(agree, (alignment.quality[word] ?? 0) * (ALONE + (1 - ALONE) * (alignment.context[word] ?? 0)));
    alignment.passage.tokens.forEach((token, at) => {
      // A word that answers another word of the claim does not stand in for this one.
      if (
        token.kind !== 'word' ||
        (content && !token.content) ||
        (alignment.toClaim[at] ?? -1) >= 0 ||
        pointsAtTime(alignment.passage.tokens, at)
      )
        return;
      const same = !content && token.text === claim.tokens[word]?.text;
      const opposed = same ? 1 : opposition(token);
      if (opposed === 0) return;
      const near = nearness(comparison, alignment, word, at, content || opposed < 1 ? REACH : FUNCTION_REACH);
      if (near === 0 && (rest < CARRIES || !content)) return;
      const value = opposed * ((near + rest) / 2);
      if (!same && content && kinIn(claim.lexicon, alignment, token, at)) agree = Math.max(agree, value);
      // "not rejected" says what "accepted" says; so does another word that "rejected" is opposite to.
      if (same || (odd[at] ?? 0) !== own) agree = Math.max(agree, value);
      else if (value > conflict) {
        conflict = value;
        against = { alignment, at };
      }
    });
  }
  if (against === undefined || conflict <= agree || conflict < LEAST) return undefined;
  const { alignment, at } = against as { alignment: Alignment; at: number };
  const term = comparison.termOf[word] ?? -1;
  const raised = term >= 0 && comparison.anywhere[term] === 0 ? RAISED_ALONE : RAISED;
  return {
    kind: 'antonym',
    claimSpan: spanAt(claim, word),
    passageIndex: alignment.index,
    passageSpan: spanAt(alignment.passage, at),
    detail: `the claim says “${wordsAt(claim, word)}”, the passage “${wordsAt(alignment.passage, at)}”`,
    confidence: Math.min(SURE, raised * conflict * (1 - (agree / conflict) ** 2 / 2)),
  };
}

/** True when the passage also has a word, not far from the place, that the opposite word is opposite to: kin of the claim's word. */
function kinIn(lexicon: Lexicon, alignment: Alignment, opposite: Token, at: number): boolean {
  const kin = lexicon.oppositesOf(opposite.stem);
  return alignment.passage.tokens.some((t, i) => i !== at && t.kind === 'word' && kin.has(t.stem) && (alignment.toClaim[i] ?? -1) < 0);
}

/** Share of the claim's nearest content words, on both sides, whose answers stand near the place, 0…1. */
function nearness(comparison: Comparison, alignment: Alignment, word: number, place: number, reach: number): number {
  let near = 0;
  let all = 0;
  for (const step of [-1, 1])
    for (let i = word + step, seen = 0; i >= 0 && i < comparison.claim.tokens.length && seen < BESIDE; i += step) {
      if (!comparison.claim.tokens[i]?.content) continue;
      seen++;
      all++;
      const answer = alignment.toPassage[i] ?? -1;
      if (answer >= 0 && Math.abs(answer - place) <= reach) near += alignment.quality[i] ?? 0;
    }
  return all === 0 ? 0 : near / all;
}
