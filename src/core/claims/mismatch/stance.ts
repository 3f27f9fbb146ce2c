import type { Span } from '../../text/span.ts';
import type { Alignment } from '../alignment.ts';
import { type Comparison, restCarried, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { stemOf } from '../stems.ts';
import type { Token } from '../tokens.ts';
import type { Prepared } from '../types.ts';

/**
 * How firmly a verb is stated, from 1 (may be) over 2 (will be) to 3 (is), by the word that leads it: modal verbs, and
 * verbs of intention and expectation with "to". What nothing leads is stated as a fact.
 */
const MODALS: ReadonlyMap<string, number> = new Map([
  ['may', 1],
  ['might', 1],
  ['could', 1],
  ['can', 1.5],
  ['should', 1.5],
  ['would', 1.8],
  ['must', 2],
  ['will', 2.2],
  ['shall', 2.2],
]);
const INTENTIONS: ReadonlySet<string> = new Set(
  'plan intend hope want aim seek consider propose threaten expect likely wish attempt try offer ready prepare due set schedule'
    .split(' ')
    .map(stemOf),
);
const INTENDED = 1.4;
const FACT = 3;
/** A claim this much firmer than the passage overstates it; one this much weaker understates it. */
const FIRMER = 0.7;
const WEAKER = 1.1;
const OVERSTATED = 0.4;
const UNDERSTATED = 0.2;
/** A modal leads a verb across this many tokens ("will not immediately sign"). */
const LEADS = 3;

/** Points in which claim and passage differ in how firmly they say it: "will" for "may", a plan told as a fact. */
export function modalitySuspicions(comparison: Comparison): Suspicion[] {
  const { claim, alignments } = comparison;
  let worst: Suspicion | undefined;
  for (let word = 0; word < claim.tokens.length; word++) {
    const token = claim.tokens[word];
    if (token?.kind !== 'word' || !token.content || token.capital) continue;
    const own = firmness(claim.tokens, word);
    let best: { alignment: Alignment; at: number; value: number; weight: number } | undefined;
    for (const alignment of alignments) {
      const at = alignment.toPassage[word] ?? -1;
      if (at < 0) continue;
      const weight = ((alignment.context[word] ?? 0) + restCarried(comparison, alignment, word)) / 2;
      if (best === undefined || weight > best.weight) best = { alignment, at, value: firmness(alignment.passage.tokens, at).value, weight };
    }
    // Only a word that something leads, here or there, is known to be a verb.
    if (best === undefined || (own.value === FACT && best.value === FACT)) continue;
    const difference = own.value - best.value;
    if (difference < FIRMER && difference > -WEAKER) continue;
    const confidence = (difference > 0 ? OVERSTATED : UNDERSTATED) * best.weight;
    if (worst && worst.confidence >= confidence) continue;
    const from = firmness(best.alignment.passage.tokens, best.at).from;
    worst = {
      kind: 'modality',
      claimSpan: { start: spanAt(claim, own.from).start, end: spanAt(claim, word).end },
      passageIndex: best.alignment.index,
      passageSpan: { start: spanAt(best.alignment.passage, from).start, end: spanAt(best.alignment.passage, best.at).end },
      detail: `the claim says “${wordsAt(claim, own.from, word + 1)}”, the passage “${wordsAt(best.alignment.passage, from, best.at + 1)}”`,
      confidence,
    };
  }
  return worst ? [worst] : [];
}

/** How firmly the word is stated, and the token from which on it is said. */
function firmness(tokens: readonly Token[], at: number): { value: number; from: number } {
  for (let i = at - 1; i >= Math.max(0, at - 1 - LEADS); i--) {
    const token = tokens[i];
    if (!token || (token.kind === 'mark' && token.text !== '-')) break;
    const modal = token.capital && i > 0 ? undefined : MODALS.get(token.text);
    if (modal !== undefined) return { value: modal, from: i };
    if (token.text === 'to') {
      for (let k = i - 1; k >= Math.max(0, i - 2); k--) if (INTENTIONS.has(tokens[k]?.stem ?? '')) return { value: INTENDED, from: k };
      break;
    }
    // Another content word that is no adverb ends what a modal leads.
    if (token.content && !token.text.endsWith('ly')) break;
  }
  return { value: FACT, from: at };
}

/** Verbs that keep a distance from what they report, unlike "said". */
const DISTANT: ReadonlySet<string> = new Set(
  'claim allege accuse insist argue believe suspect purport speculate rumour assert contend denounce'.split(' ').map(stemOf),
);
const REPORTING: ReadonlySet<string> = new Set(
  'say tell state announce declare report note remark add warn claim allege accuse insist argue believe suspect assert contend suggest call describe deny according think consider'
    .split(' ')
    .map(stemOf),
);
const DROPPED = 0.2;
/** Words that name who says it, behind the last comma of a sentence. */
const SPEAKER = 7;

const closings = new WeakMap<Prepared, Span | 'none'>();

/** What a claim ends with to say whose word it is: ", Zelenskyy said". The passage may say so in other words, or in another sentence. */
export function closingAttribution(claim: Prepared): Span | undefined {
  const known = closings.get(claim) ?? findClosing(claim) ?? 'none';
  closings.set(claim, known);
  return known === 'none' ? undefined : known;
}

function findClosing({ tokens }: Prepared): Span | undefined {
  const last = tokens.findLastIndex((t) => t.kind === 'word');
  const verb = tokens[last];
  if (!verb || !REPORTING.has(verb.stem)) return undefined;
  const comma = tokens.slice(Math.max(0, last - SPEAKER), last).findLast((t) => t.text === ',');
  return comma && { start: comma.start, end: verb.end };
}

/** A claim that tells as its own what the best passage only reports somebody to claim. */
export function attributionSuspicions(comparison: Comparison): Suspicion[] {
  const { claim, alignments } = comparison;
  const [best] = alignments;
  if (best === undefined || claim.tokens.some((t) => REPORTING.has(t.stem) || /^(?:allegedly|reportedly|apparently)$/.test(t.text)))
    return [];
  const answered = best.toPassage.filter((at) => at >= 0);
  const first = answered.length === 0 ? -1 : Math.min(...answered);
  for (let i = 0; i < best.passage.tokens.length; i++) {
    const token = best.passage.tokens[i];
    if (!token || !DISTANT.has(token.stem) || (best.toClaim[i] ?? -1) >= 0) continue;
    const next = best.passage.tokens[i + 1];
    // "Insists that …", "claims to …", "…, he claimed.": what it reports is what the claim tells.
    const frames = next?.text === 'that' || next?.text === 'to' || next?.text === '.' || i < first + 3;
    if (!frames || answered.length < 3) continue;
    return [
      {
        kind: 'attribution',
        passageIndex: best.index,
        passageSpan: spanAt(best.passage, i),
        detail: `the passage reports this as somebody’s word (“${wordsAt(best.passage, i)}”), the claim as a fact`,
        confidence: DROPPED,
      },
    ];
  }
  return [];
}
