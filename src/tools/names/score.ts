/** Exact, typed scores, counted as the shared scorer counts them (`score-names.mjs`): micro over documents, edges trimmed of white space. */

export interface TypedSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

export interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

export const TYPES = ['PER', 'ORG', 'LOC'] as const;

export class Score {
  readonly counts = new Map<string, Counts>(TYPES.map((type) => [type, { tp: 0, fp: 0, fn: 0 }]));

  add(text: string, gold: readonly TypedSpan[], predicted: readonly TypedSpan[]): void {
    const want = keys(text, gold);
    const have = keys(text, predicted);
    for (const [key, type] of want) count(this.counts, type, have.has(key) ? 'tp' : 'fn');
    for (const [key, type] of have) if (!want.has(key)) count(this.counts, type, 'fp');
  }

  /** Precision, recall and F1 of one type, or of all. */
  figures(type?: string): { p: number; r: number; f: number } {
    const rows = type === undefined ? [...this.counts.values()] : [this.counts.get(type) ?? { tp: 0, fp: 0, fn: 0 }];
    const sum = rows.reduce((a, b) => ({ tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn }), { tp: 0, fp: 0, fn: 0 });
    const p = sum.tp / Math.max(1, sum.tp + sum.fp);
    const r = sum.tp / Math.max(1, sum.tp + sum.fn);
    return { p, r, f: sum.tp === 0 ? 0 : (2 * p * r) / (p + r) };
  }

  toString(): string {
    const cell = (type?: string): string => (this.figures(type).f * 100).toFixed(1);
    const all = this.figures();
    return `PER ${cell('PER')} ORG ${cell('ORG')} LOC ${cell('LOC')} all P ${(all.p * 100).toFixed(1)} R ${(all.r * 100).toFixed(1)} F1 ${cell()}`;
  }
}

function keys(text: string, spans: readonly TypedSpan[]): Map<string, string> {
  const out = new Map<string, string>();
  for (const span of spans) {
    if (!(TYPES as readonly string[]).includes(span.type)) continue;
    let { start, end } = span;
    while (start < end && /\s/.test(text.charAt(start))) start++;
    while (end > start && /\s/.test(text.charAt(end - 1))) end--;
    if (end > start) out.set(`${start},${end},${span.type}`, span.type);
  }
  return out;
}

function count(counts: Map<string, Counts>, type: string, what: keyof Counts): void {
  const row = counts.get(type);
  if (row) row[what]++;
}
