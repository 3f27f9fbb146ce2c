import type { Span } from '../text/span.ts';
import { contentStems } from './content.ts';
import { foldedWords } from './quoted.ts';

/** A passage that names an entity, or holds its words. */
export interface Candidate extends Span {
  /** Path of the source. */
  readonly path: string;
  readonly text: string;
  /** `by`: the entity speaks these words; `about`: it is named in them. */
  readonly relation: 'by' | 'about';
  /** True for a passage about the entity that holds a quotation with a speaker: somebody's words, not the author's. */
  readonly quoted?: boolean;
  /** Equal for passages that carry the same words (repeats, reprints); computed from the text where it is missing. */
  readonly sameAs?: string;
  /** How rare each folded word is within its article, 0…1; without it rarity is counted over the candidates. */
  readonly rarity?: (word: string) => number;
}

export interface ChooseOptions<C extends Candidate> {
  readonly candidates: readonly C[];
  /** The briefing's sentence in which the name stands. */
  readonly contextSentence: string;
  readonly limit: number;
  /** Words of the name itself: every candidate has them, so they tell nothing. */
  readonly nameWords?: readonly string[];
  /** Another judge of how well a passage carries the sentence, 0…1 (evidence's ranking); the default counts shared rare stems. */
  readonly score?: (candidate: C) => number;
}

/** Below this score a passage does not carry the sentence: nothing is "the one that the sentence needs". */
const NEEDED = 0.2;

/**
 * How well each passage carries the sentence, 0…1: the share of the sentence's content stems that it has, each weighed by
 * how few of the texts have it (inverse document frequency, Spärck Jones 1972, over these texts alone).
 */
export function overlapScores(sentence: string, texts: readonly string[], ignored: readonly string[] = []): number[] {
  const skip = new Set(ignored.flatMap((w) => [...contentStems(w)]));
  const wanted = [...contentStems(sentence)].filter((w) => !skip.has(w));
  const stems = texts.map(contentStems);
  const weight = new Map<string, number>();
  let total = 0;
  for (const w of wanted) {
    let n = 0;
    for (const s of stems) if (s.has(w)) n++;
    const value = Math.log(1 + (texts.length + 1) / (n + 1));
    weight.set(w, value);
    total += value;
  }
  return stems.map((s) => {
    let sum = 0;
    for (const w of wanted) if (s.has(w)) sum += weight.get(w) ?? 0;
    return total > 0 ? sum / total : 0;
  });
}

/**
 * The passages that a hover shows. The first is the one that the sentence needs (the best score, if any passage carries it
 * at all). After it the words that the entity spoke come first, then what others are quoted as saying about it, then what
 * the authors write; within each a source that has not been shown comes before one that has, then the better score. Repeats
 * and reprints count once. Ties are broken by path and offset.
 */
export function choosePassages<C extends Candidate>({ candidates, contextSentence, limit, nameWords = [], score }: ChooseOptions<C>): C[] {
  const ordered = candidates.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start || a.end - b.end));
  const seen = new Map<string, number>();
  const unique: C[] = [];
  for (const c of ordered) {
    const key =
      c.sameAs ??
      foldedWords(c.text)
        .map((w) => w.key)
        .join(' ');
    const at = seen.get(key);
    if (at === undefined) {
      seen.set(key, unique.length);
      unique.push(c);
    } else {
      const kept = unique[at];
      if (kept && tierOf(c) < tierOf(kept)) unique[at] = c;
    }
  }
  const scores = score
    ? unique.map(score)
    : overlapScores(
        contextSentence,
        unique.map((c) => c.text),
        nameWords,
      );
  const left = unique.map((candidate, i) => ({ candidate, score: scores[i] ?? 0, i }));
  const out: C[] = [];
  const shown = new Set<string>();
  const first = left.reduce<(typeof left)[number] | undefined>((best, c) => (!best || c.score > best.score ? c : best), undefined);
  if (first && first.score >= NEEDED && limit > 0) take(first);
  while (out.length < limit && left.length > 0) {
    let best = left[0];
    for (const c of left) if (best && before(c, best)) best = c;
    if (!best) break;
    take(best);
  }
  return out;

  function before(a: (typeof left)[number], b: (typeof left)[number]): boolean {
    const tier = tierOf(a.candidate) - tierOf(b.candidate);
    if (tier !== 0) return tier < 0;
    const fresh = shown.has(a.candidate.path);
    if (fresh !== shown.has(b.candidate.path)) return !fresh;
    if (a.score !== b.score) return a.score > b.score;
    return a.i < b.i;
  }

  function take(c: (typeof left)[number]): void {
    out.push(c.candidate);
    shown.add(c.candidate.path);
    left.splice(left.indexOf(c), 1);
  }
}

/** Whose words a passage holds: the entity's own, somebody else's, the author's. */
function tierOf(c: Candidate): number {
  return c.relation === 'by' ? 0 : c.quoted === true ? 1 : 2;
}
