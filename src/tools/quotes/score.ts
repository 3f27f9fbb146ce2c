/**
 * Scores quotations as PolNeAR's users do. Spans are compared after trimming marks, white space and punctuation at both
 * ends; `exact`: the same span; `relaxed`: overlap, one to one, the widest first. Without `all` only gold quotations that
 * are their whole attribution count, and a prediction that overlaps another gold quotation is neither right nor wrong.
 * A speaker is right when it overlaps the gold source (`span`), or its last word stands in it (`string`).
 */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}
export interface ScoredQuote extends Stretch {
  readonly speaker: Stretch | null;
}
export interface GoldQuote extends ScoredQuote {
  readonly direct: boolean;
}
export interface Counts {
  tp: number;
  fp: number;
  fn: number;
}
export type SpeakerForm = 'all' | 'named' | 'pronoun' | 'nominal';
export interface SpeakerCounts {
  gold: number;
  found: number;
  span: number;
  string: number;
}

const EDGE = /[\s"“”'‘’«».,;:!?—–-]/;
const PRONOUN = /^(?:he|she|they|it|i|we|you|who|him|her|them|his|their|my|our|me|us)$/i;
const DETERMINER = /^(?:the|a|an|one|another|some|many|The|A|An|One|Another|Some|Many|His|Her|Their|Our|My|He|She|They|It)\b/;

function trim<T extends Stretch>(text: string, span: T): T {
  let { start, end } = span;
  while (start < end && EDGE.test(text.charAt(start))) start++;
  while (end > start && EDGE.test(text.charAt(end - 1))) end--;
  return { ...span, start, end };
}

function formOf(source: string): Exclude<SpeakerForm, 'all'> {
  if (PRONOUN.test(source.trim())) return 'pronoun';
  return /(?:^|[\s“"(])\p{Lu}[\p{L}'’.-]+/u.test(source.replace(DETERMINER, '')) ? 'named' : 'nominal';
}

const overlap = (a: Stretch, b: Stretch): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);

export class QuoteScore {
  readonly exact: Counts = { tp: 0, fp: 0, fn: 0 };
  readonly relaxed: Counts = { tp: 0, fp: 0, fn: 0 };
  readonly speakers = new Map<SpeakerForm, SpeakerCounts>();
  readonly #all: boolean;

  constructor(all: boolean) {
    this.#all = all;
  }

  add(text: string, goldQuotes: readonly GoldQuote[], predicted: readonly ScoredQuote[]): void {
    const gold = goldQuotes.filter((q) => this.#all || q.direct).map((q) => trim(text, q));
    const partial = this.#all ? [] : goldQuotes.filter((q) => !q.direct);
    const found = predicted.map((q) => trim(text, q));
    const pairs: { size: number; g: number; p: number }[] = [];
    for (const [g, a] of gold.entries())
      for (const [p, b] of found.entries()) if (overlap(a, b) > 0) pairs.push({ size: overlap(a, b), g, p });
    pairs.sort((a, b) => b.size - a.size);
    const match = new Map<number, number>();
    const used = new Set<number>();
    for (const { g, p } of pairs) {
      if (match.has(g) || used.has(p)) continue;
      match.set(g, p);
      used.add(p);
    }
    const spans = new Set(found.map((q) => `${q.start} ${q.end}`));
    const hits = gold.filter((q) => spans.has(`${q.start} ${q.end}`)).length;
    const neither = found.filter((q, p) => !used.has(p) && partial.some((m) => m.start < q.end && q.start < m.end)).length;
    count(this.relaxed, match.size, found.length - used.size - neither, gold.length - match.size);
    count(this.exact, hits, found.length - hits - neither, gold.length - hits);
    for (const [g, q] of gold.entries()) if (q.speaker) this.#speaker(text, q.speaker, found[match.get(g) ?? -1]);
  }

  #speaker(text: string, gold: Stretch, found: ScoredQuote | undefined): void {
    const source = text.slice(gold.start, gold.end);
    const tell = (key: keyof SpeakerCounts): void => {
      for (const form of ['all', formOf(source)] as const) {
        const counts = this.speakers.get(form) ?? { gold: 0, found: 0, span: 0, string: 0 };
        counts[key]++;
        this.speakers.set(form, counts);
      }
    };
    tell('gold');
    if (!found) return;
    tell('found');
    const { speaker } = found;
    if (!speaker) return;
    const span = overlap(speaker, gold) > 0;
    const last = (text.slice(speaker.start, speaker.end).trim().split(/\s+/).at(-1) ?? '').replace(/['’]s$/, '');
    if (span) tell('span');
    if (span || (last.length > 1 && source.split(/[^\p{L}\p{N}'’-]+/u).includes(last))) tell('string');
  }
}

function count(counts: Counts, tp: number, fp: number, fn: number): void {
  counts.tp += tp;
  counts.fp += fp;
  counts.fn += fn;
}

export function figures({ tp, fp, fn }: Counts): { p: number; r: number; f: number } {
  const p = tp + fp > 0 ? tp / (tp + fp) : 0;
  const r = tp + fn > 0 ? tp / (tp + fn) : 0;
  return { p, r, f: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
}
