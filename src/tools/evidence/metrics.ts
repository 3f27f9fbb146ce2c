/** One scored item: higher scores should mean "positive". */
export interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/** Area under the ROC curve: the chance that a positive scores above a negative, ties counting half. */
export function auroc(items: readonly Scored[]): number {
  const sorted = items.toSorted((a, b) => a.score - b.score);
  let positives = 0;
  let rankSum = 0;
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    let here = 0;
    while (j < sorted.length && sorted[j]?.score === sorted[i]?.score) if (sorted[j++]?.positive) here++;
    rankSum += (here * (i + j + 1)) / 2;
    positives += here;
    i = j;
  }
  const negatives = sorted.length - positives;
  return positives === 0 || negatives === 0 ? 0 : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Average precision, equal scores taken together. */
export function averagePrecision(items: readonly Scored[]): number {
  const sorted = items.toSorted((a, b) => b.score - a.score);
  const positives = items.filter((i) => i.positive).length;
  let hits = 0;
  let sum = 0;
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    let here = 0;
    while (j < sorted.length && sorted[j]?.score === sorted[i]?.score) if (sorted[j++]?.positive) here++;
    hits += here;
    sum += (hits / j) * here;
    i = j;
  }
  return positives === 0 ? 0 : sum / positives;
}

export interface RankedClaim {
  readonly ranking: readonly number[];
  /** Each a sufficient set of sentences. */
  readonly sets: readonly (readonly number[])[];
}

export interface RankFigures {
  readonly claims: number;
  readonly mrr: number;
  readonly at: ReadonlyMap<number, { readonly recall: number; readonly hit: number; readonly full: number }>;
}

/** Recall, hit and full-set rates at each k, and the mean reciprocal rank, over claims that have gold sentences. */
export function rankFigures(items: readonly RankedClaim[], ks: readonly number[]): RankFigures {
  const withGold = items.map((i) => ({ ranking: i.ranking, sets: i.sets.filter((s) => s.length > 0) })).filter((i) => i.sets.length > 0);
  const n = Math.max(withGold.length, 1);
  const mean = (of: (item: RankedClaim) => number): number => withGold.reduce((sum, item) => sum + of(item), 0) / n;
  const at = new Map(
    ks.map((k) => {
      const share = (item: RankedClaim): number[] => {
        const top = new Set(item.ranking.slice(0, k));
        return item.sets.map((s) => s.filter((i) => top.has(i)).length / s.length);
      };
      const recall = mean((item) => Math.max(...share(item)));
      const hit = mean((item) => (share(item).some((r) => r > 0) ? 1 : 0));
      const full = mean((item) => (share(item).some((r) => r === 1) ? 1 : 0));
      return [k, { recall, hit, full }] as const;
    }),
  );
  const mrr = mean((item) => {
    const any = new Set(item.sets.flat());
    const first = item.ranking.findIndex((i) => any.has(i));
    return first < 0 ? 0 : 1 / (first + 1);
  });
  return { claims: withGold.length, mrr, at };
}
