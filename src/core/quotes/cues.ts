import type { Sentence, Token } from './frame.ts';
import { ADV, AUX, CONJ, DET, OBJ, POSS, PREP, SPEECH_NOUNS, SUBJ, type VerbForm } from './lexicon.ts';
import { firstPhrase, isPossessive, isTime, type Phrase, phraseEnding, phraseStarting, subjectLeft } from './subjects.ts';

/** A place in a sentence where somebody is said to speak. Token indices. */
export interface Cue {
  readonly from: number;
  readonly to: number;
  readonly subject: Phrase | undefined;
  readonly form: 'verb' | 'according' | 'noun' | 'colon';
  readonly verb: VerbForm | undefined;
  /** The subject follows: “…,” said X. */
  readonly inverted: boolean;
}

const BE = /^(?:is|are|was|were|be|been|being|am|gets?|got)$/;

/** The cues of a sentence in order. */
export function cuesOf(sentence: Sentence): Cue[] {
  const { tokens } = sentence;
  const out: Cue[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i];
    if (t?.type !== 'word') continue;
    if (t.lower === 'according' && tokens[i + 1]?.lower === 'to') {
      out.push({
        from: i,
        to: i + 2,
        subject: phraseStarting(tokens, i + 2) ?? object(tokens, i + 2),
        form: 'according',
        verb: undefined,
        inverted: true,
      });
      continue;
    }
    if (t.verb && (t.name < 0 || !t.capital) && (!t.capital || i === 0 || tokens[i - 1]?.type !== 'word')) {
      const cue = verbCue(tokens, i, t.verb, out);
      if (cue) {
        out.push(cue);
        continue;
      }
    }
    if (SPEECH_NOUNS.has(t.lower) && !t.capital) {
      const owner = ownerOf(tokens, i);
      if (owner) out.push({ from: i, to: i + 1, subject: owner, form: 'noun', verb: undefined, inverted: false });
    }
  }
  return out;
}

function object(tokens: readonly Token[], at: number): Phrase | undefined {
  return ((tokens[at]?.classes ?? 0) & OBJ) !== 0 ? { from: at, to: at + 1 } : undefined;
}

function verbCue(tokens: readonly Token[], i: number, verb: VerbForm, before: readonly Cue[]): Cue | undefined {
  let p = i - 1;
  while (p >= 0 && ((tokens[p]?.classes ?? 0) & ADV) !== 0) p--;
  const prev = tokens[p];
  const cue = { from: i, to: i + 1, form: 'verb', verb } as const;
  if (verb.nounLike && prev && ((prev.classes & (DET | POSS | PREP)) !== 0 || isPossessive(prev)) && prev.lower !== 'to') return undefined;
  if (verb.kind === 'weak' && !besideQuote(tokens, i)) return undefined;
  // “…,” said X
  const afterQuote = prev?.type === 'quote' || (prev?.text === ',' && tokens[p - 1]?.type === 'quote');
  const afterClause = prev?.text === ',' && p > 2;
  if ((afterQuote || afterClause || p < 0) && (verb.kind === 'say' || (verb.kind === 'weak' && afterQuote)) && !verb.participle) {
    let next = i + 1;
    while (((tokens[next]?.classes ?? 0) & ADV) !== 0 && tokens[next]?.name === -1) next++;
    if (tokens[next]?.text === ',') next++;
    const subject = phraseStarting(tokens, next);
    if (subject && (afterQuote || p < 0 || /^(?:said|says|say|wrote|added|reports?|reported)$/.test(tokens[i]?.lower ?? '')))
      return { ...cue, subject, inverted: true };
  }
  if (prev && BE.test(prev.lower) && !verb.participle) {
    // Passive: whoever is told or called does not speak; "by X" does.
    const agent = agentOf(tokens, i);
    return agent ? { ...cue, subject: agent, inverted: true } : undefined;
  }
  const joined =
    prev === undefined ||
    prev.lower === 'to' ||
    prev.type === 'quote' ||
    (prev.classes & CONJ) !== 0 ||
    (verb.participle && !(prev.classes & AUX) && (prev.classes & SUBJ) === 0);
  if (joined) {
    const shared = nearest(before, i) ?? firstPhrase(tokens, 0, i);
    return shared ? { ...cue, subject: shared, inverted: false } : { ...cue, subject: undefined, inverted: false };
  }
  return { ...cue, subject: subjectLeft(tokens, i), inverted: false };
}

function nearest(before: readonly Cue[], at: number): Phrase | undefined {
  for (let k = before.length - 1; k >= 0 && k > before.length - 8; k--) {
    const c = before[k];
    if (c?.form === 'verb' && c.subject && c.to <= at) return c.subject;
  }
  return undefined;
}

function besideQuote(tokens: readonly Token[], i: number): boolean {
  for (let k = i + 1; k <= i + 6 && k < tokens.length; k++) {
    if (tokens[k]?.type === 'quote') return true;
    if (/^[.;]$/.test(tokens[k]?.text ?? '')) break;
  }
  for (let k = i - 1; k >= i - 4 && k >= 0; k--) {
    if (tokens[k]?.type === 'quote') return true;
    if (/^[.;]$/.test(tokens[k]?.text ?? '')) break;
  }
  return false;
}

function agentOf(tokens: readonly Token[], i: number): Phrase | undefined {
  for (let k = i + 1; k < i + 10 && k < tokens.length; k++) {
    const t = tokens[k];
    if (t?.lower === 'by') return phraseStarting(tokens, k + 1) ?? object(tokens, k + 1);
    if (t?.text === '.' || t?.text === ';') break;
  }
  return undefined;
}

/** Whose statement: "Trump’s claim", "his remark", "a statement from the ministry". */
function ownerOf(tokens: readonly Token[], i: number): Phrase | undefined {
  let k = i - 1;
  for (let steps = 0; k >= 0 && steps < 4; steps++, k--) {
    const t = tokens[k];
    if (!t) break;
    if (isPossessive(t)) return phraseEnding(tokens, k, 0);
    if ((t.classes & POSS) !== 0 && t.lower !== 'whose') return { from: k, to: k + 1 };
    if (t.type !== 'word' || (t.classes & (PREP | CONJ | AUX)) !== 0 || t.verb) break;
  }
  if (/^(?:from|by|of)$/.test(tokens[i + 1]?.lower ?? '') && !isTime(tokens[i + 2])) return phraseStarting(tokens, i + 2);
  return undefined;
}
