import type { PreparedClaim, PreparedPassage, Term } from './types.ts';

/** Which word of a passage answers which word of the claim. */
export interface Alignment {
  readonly passage: PreparedPassage;
  /** Index into the article's passages. */
  readonly index: number;
  /** For each token of the claim the index of its token in the passage, or -1. */
  readonly toPassage: Int32Array;
  /** For each token of the passage the index of its token in the claim, or -1. */
  readonly toClaim: Int32Array;
  /** For each token of the claim how well it is answered, 0…1. */
  readonly quality: Float32Array;
  /** For each aligned token of the claim the share of its content neighbours that are answered close by, 0…1. */
  readonly context: Float32Array;
}

/** Content words on each side that count as neighbours, and how far apart their answers may stand. */
const NEIGHBOURS = 3;
const REACH = 8;
/** Texts beyond this many tokens are no sentences: only their beginning is aligned, so that the work stays bounded. */
const MOST_TOKENS = 400;
/** Places of one word in one passage that are weighed against each other. */
const MOST_PLACES = 8;

/** Aligns the claim with one passage: each content word with the place of its stem, figure, synonym or entity whose surroundings agree best. */
export function align(claim: PreparedClaim, passage: PreparedPassage, index: number): Alignment {
  const size = Math.min(claim.tokens.length, MOST_TOKENS);
  const places = placesOf(passage);
  const termAt = termsByToken(claim, size);
  const candidates: (readonly number[])[] = [];
  const qualities = new Float32Array(claim.tokens.length);
  for (let i = 0; i < size; i++) {
    const term = termAt[i];
    if (!term) {
      candidates.push([]);
      continue;
    }
    let found = places.get(term.key);
    let quality = found ? 1 : 0;
    if (!found)
      for (const [key, q] of term.variants)
        if (q > quality && places.has(key)) {
          found = places.get(key);
          quality = q;
        }
    candidates.push(found ?? []);
    qualities[i] = quality;
  }
  const content = candidates.flatMap((_, i) => (termAt[i] ? [i] : []));
  const toPassage = new Int32Array(claim.tokens.length).fill(-1);
  const toClaim = new Int32Array(passage.tokens.length).fill(-1);
  const context = new Float32Array(claim.tokens.length);
  content.forEach((i, at) => {
    const neighbours = [...content.slice(Math.max(0, at - NEIGHBOURS), at), ...content.slice(at + 1, at + 1 + NEIGHBOURS)];
    let best = -1;
    let bestScore = -1;
    for (const place of candidates[i] ?? []) {
      let near = 0;
      let order = 0;
      for (const n of neighbours) {
        const close = (candidates[n] ?? []).find((p) => p !== place && Math.abs(p - place) <= REACH);
        if (close === undefined) continue;
        near++;
        if (close < place === n < i) order += 0.1;
      }
      const score = near + order - ((toClaim[place] ?? -1) >= 0 ? 0.5 : 0);
      if (score > bestScore) {
        best = place;
        bestScore = score;
        context[i] = neighbours.length === 0 ? 1 : near / neighbours.length;
      }
    }
    if (best < 0) return;
    toPassage[i] = best;
    if ((toClaim[best] ?? -1) < 0) toClaim[best] = i;
  });
  return { passage, index, toPassage, toClaim, quality: qualities, context };
}

/** The term that each token says; a figure of several tokens stands at its first. */
export function termsByToken(claim: PreparedClaim, size = claim.tokens.length): (Term | undefined)[] {
  const byKey = new Map(claim.terms.map((t) => [t.key, t] as const));
  const figures = new Map(claim.figures.map((f) => [f.first, f] as const));
  const out: (Term | undefined)[] = [];
  for (let i = 0; i < size; i++) {
    const figure = figures.get(i);
    const token = claim.tokens[i];
    out[i] = figure ? byKey.get(`#${figure.value}`) : token?.content ? byKey.get(token.stem) : undefined;
  }
  for (const figure of claim.figures) for (let i = figure.first + 1; i < Math.min(figure.last, size); i++) out[i] = undefined;
  return out;
}

const placesCache = new WeakMap<PreparedPassage, ReadonlyMap<string, readonly number[]>>();

/** Where each key stands in the passage. Kept with the passage: it is asked for many claims. */
function placesOf(passage: PreparedPassage): ReadonlyMap<string, readonly number[]> {
  const known = placesCache.get(passage);
  if (known) return known;
  const places = new Map<string, number[]>();
  const add = (key: string, at: number): void => {
    const list = places.get(key);
    if (!list) places.set(key, [at]);
    else if (list.length < MOST_PLACES) list.push(at);
  };
  const size = Math.min(passage.tokens.length, MOST_TOKENS);
  for (let i = 0; i < size; i++) {
    const token = passage.tokens[i];
    if (token?.content && token.kind === 'word') add(token.stem, i);
  }
  for (const figure of passage.figures) if (figure.first < size) add(`#${figure.value}`, figure.first);
  for (const [key, at] of passage.keys) if (/^[@^&]/.test(key)) add(key, at);
  placesCache.set(passage, places);
  return places;
}
