import type { EntityKind, MentionForm, NameSpan } from '../model.ts';
import { type Cluster, cluster } from './clusters.ts';
import { EntityFlag, type Gazetteer } from './gazetteer.ts';
import { governs } from './metonym.ts';

/** What one article gives to the register: plain data, a function of the article alone, so that it may be made anywhere and kept. */
export interface Contribution {
  readonly clusters: readonly Cluster[];
  /** Offsets of the mentions, UTF-16: start and end by turns. */
  readonly spans: Int32Array;
  /** Of each mention: its cluster, its form in the cluster (`NO_FORM` for none). */
  readonly of: Uint16Array;
  readonly form: Uint16Array;
  /** Kind, form and the bit `GOVERNS`, packed. */
  readonly traits: Uint8Array;
  /** Confidence in 1/255. */
  readonly confidence: Uint8Array;
}

export const NO_FORM = 0xffff;
/** Bit of `traits`: a capital that stands for its government in the sentence. */
const GOVERNS = 32;
const KINDS: readonly EntityKind[] = ['person', 'organisation', 'state', 'place'];
const FORMS: readonly MentionForm[] = ['name', 'demonym', 'role'];
/** Mentions of one article that are kept: far above any article, it bounds a hostile one. */
const MOST = 65_000;

/** What the article with these names gives to a register that rests on the same gazetteer. */
export function contribution(text: string, all: readonly NameSpan[], gazetteer?: Gazetteer): Contribution {
  const spans = all.length > MOST ? all.slice(0, MOST) : all;
  const { clusters, of, form } = cluster(text, spans, gazetteer);
  const made = {
    clusters,
    spans: new Int32Array(spans.length * 2),
    of: new Uint16Array(spans.length),
    form: new Uint16Array(spans.length),
    traits: new Uint8Array(spans.length),
    confidence: new Uint8Array(spans.length),
  };
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i];
    if (span === undefined) continue;
    const own = of[i] ?? 0;
    const place = form[i] ?? -1;
    const government = isCapital(clusters[own], gazetteer) && governs(text, span) ? GOVERNS : 0;
    made.spans[2 * i] = span.start;
    made.spans[2 * i + 1] = span.end;
    made.of[i] = own;
    made.form[i] = place < 0 ? NO_FORM : place;
    made.traits[i] = KINDS.indexOf(span.kind) | (FORMS.indexOf(span.form) << 3) | government;
    made.confidence[i] = Math.round(span.confidence * 255);
  }
  return made;
}

/** True when the cluster's likeliest reading is a capital: only those can stand for a government. */
function isCapital(cluster: Cluster | undefined, gazetteer: Gazetteer | undefined): boolean {
  const top = cluster?.gazetteer[0];
  return gazetteer !== undefined && top !== undefined && (gazetteer.entityFlags(top) & EntityFlag.capital) !== 0;
}

/** Mention `i` as the recogniser gave it; its confidence to 1/255. */
export function spanOf(c: Contribution, i: number): NameSpan {
  const traits = c.traits[i] ?? 0;
  return {
    start: c.spans[2 * i] ?? 0,
    end: c.spans[2 * i + 1] ?? 0,
    kind: KINDS[traits & 7] ?? 'organisation',
    form: FORMS[(traits >> 3) & 3] ?? 'name',
    confidence: Math.round((c.confidence[i] ?? 0) / 2.55) / 100,
  };
}

/** All mentions, in order. */
export function spansOf(c: Contribution): NameSpan[] {
  return Array.from(c.of, (_, i) => spanOf(c, i));
}

/** True for a capital that stands for its government in the sentence. */
export function governsAt(c: Contribution, i: number): boolean {
  return ((c.traits[i] ?? 0) & GOVERNS) !== 0;
}

/** How often the article uses each form of a cluster. */
export function formCounts(c: Contribution): readonly Uint16Array[] {
  const counts = c.clusters.map(({ forms }) => new Uint16Array(forms.length));
  for (let i = 0; i < c.of.length; i++) {
    const target = counts[c.of[i] ?? 0];
    const form = c.form[i] ?? NO_FORM;
    if (target && form !== NO_FORM) target[form] = (target[form] ?? 0) + 1;
  }
  return counts;
}
