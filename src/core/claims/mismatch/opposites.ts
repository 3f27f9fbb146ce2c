import type { Alignment } from '../alignment.ts';
import { type Comparison, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { oppositesOf, synonymsOf } from '../lexicon/lexicon.ts';

/** Function words that turn a statement round. The content words' opposites are in the lexicon. */
const FUNCTION_OPPOSITES: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  'before/after more/less more/fewer most/least above/below inside/outside up/down many/few with/without against/for over/under all/none always/never'
    .split(' ')
    .flatMap((pair) => {
      const [a = '', b = ''] = pair.split('/');
      return [[a, b] as const, [b, a] as const];
    })
    .reduce((map, [a, b]) => map.set(a, new Map([...(map.get(a) ?? []), [b, 1]])), new Map<string, Map<string, number>>()),
);
/** Content words of the claim on each side whose answers must stand near the opposite word, and how near. */
const NEIGHBOURS = 4;
const REACH = 8;
const SURE = 0.9;
/** What the word itself is worth where none of its neighbours is answered. */
const ALONE = 0.15;
/** A word that shares a sense with the opposite word is worth this much of it. */
const INDIRECT = 0.6;

/** Points in which a passage says the opposite word: "rejected" for "accepted", "before" for "after". */
export function oppositeSuspicions(comparison: Comparison): Suspicion[] {
  const { claim } = comparison;
  const found: Suspicion[] = [];
  for (let word = 0; word < claim.tokens.length && found.length < 10; word++) {
    const token = claim.tokens[word];
    if (token?.kind !== 'word') continue;
    const opposites = token.content ? opposed(token.stem) : FUNCTION_OPPOSITES.get(token.text);
    if (opposites === undefined || opposites.size === 0) continue;
    const suspicion = check(comparison, word, opposites, token.content);
    if (suspicion) found.push(suspicion);
  }
  return found;
}

/** The opposites of a stem, and the words that share a sense with them, with how much each is worth. */
function opposed(stem: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const direct = oppositesOf(stem);
  const near = synonymsOf(stem);
  for (const opposite of direct)
    for (const other of synonymsOf(opposite)) if (other !== stem && !near.has(other)) found.set(other, INDIRECT);
  for (const opposite of direct) found.set(opposite, 1);
  return found;
}

function check(comparison: Comparison, word: number, opposites: ReadonlyMap<string, number>, content: boolean): Suspicion | undefined {
  const { claim, alignments } = comparison;
  // "Of all faiths and none": a claim that has both words means both.
  if (claim.tokens.some((t) => t.kind === 'word' && opposites.get(content ? t.stem : t.text) === 1)) return undefined;
  const own = comparison.polarityOf(claim).odd[word] ?? 0;
  let agree = 0;
  let conflict = 0;
  let against: { alignment: Alignment; at: number } | undefined;
  for (const alignment of alignments) {
    const { odd } = comparison.polarityOf(alignment.passage);
    const answer = alignment.toPassage[word] ?? -1;
    if (answer >= 0) agree = Math.max(agree, (alignment.quality[word] ?? 0) * (ALONE + (1 - ALONE) * (alignment.context[word] ?? 0)));
    alignment.passage.tokens.forEach((token, at) => {
      if (token.kind !== 'word') return;
      const same = !content && token.text === claim.tokens[word]?.text;
      if (!same && !opposites.has(content ? token.stem : token.text)) return;
      // A word that answers another word of the claim does not stand in for this one.
      if ((alignment.toClaim[at] ?? -1) >= 0) return;
      const near =
        nearness(comparison, alignment, word, at, content ? REACH : 3) *
        (same ? 1 : (opposites.get(content ? token.stem : token.text) ?? 0));
      if (near === 0) return;
      // "not rejected" says what "accepted" says.
      if (same || (odd[at] ?? 0) !== own) agree = Math.max(agree, near);
      else if (near > conflict) {
        conflict = near;
        against = { alignment, at };
      }
    });
  }
  if (against === undefined || conflict <= agree) return undefined;
  const { alignment, at } = against as { alignment: Alignment; at: number };
  return {
    kind: 'antonym',
    claimSpan: spanAt(claim, word),
    passageIndex: alignment.index,
    passageSpan: spanAt(alignment.passage, at),
    detail: `the claim says “${wordsAt(claim, word)}”, the passage “${wordsAt(alignment.passage, at)}”`,
    confidence: SURE * conflict * (1 - (agree / conflict) ** 2 / 2),
  };
}

/** Share of the claim's nearest content words whose answers stand near the place, 0…1; both sides count. */
function nearness(comparison: Comparison, alignment: Alignment, word: number, place: number, reach: number): number {
  let near = 0;
  let all = 0;
  for (const step of [-1, 1])
    for (let i = word + step, seen = 0; i >= 0 && i < comparison.claim.tokens.length && seen < NEIGHBOURS / 2; i += step) {
      if (!comparison.claim.tokens[i]?.content) continue;
      seen++;
      all++;
      const answer = alignment.toPassage[i] ?? -1;
      if (answer >= 0 && Math.abs(answer - place) <= reach) near += alignment.quality[i] ?? 0;
    }
  return all === 0 ? 0 : near / all;
}
