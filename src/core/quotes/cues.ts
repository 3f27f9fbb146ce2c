import type { Sentence } from './frame.ts';
import { ADV, AUX, CONJ, DET, NUMBER, OBJ, POSS, PREP, SPEECH_NOUNS, SUBJ, type VerbForm, WH } from './lexicon.ts';
import { firstPhrase, isPossessive, isTime, isWord, nominal, type Phrase, phraseEnding, phraseStarting } from './phrases.ts';
import { subjectLeft } from './subjects.ts';
import type { Token } from './tokens.ts';

/** A place in a sentence where somebody is said to speak. Token indices. */
export interface Cue {
  readonly from: number;
  readonly to: number;
  readonly subject: Phrase | undefined;
  readonly form: 'verb' | 'according' | 'noun' | 'colon' | 'signature';
  readonly verb: VerbForm | undefined;
  /** The subject follows: “…,” said X. */
  readonly inverted: boolean;
}

const BE = /^(?:is|are|was|were|be|been|being|am|gets?|got|'s|'re)$/;
const INVERTING =
  /^(?:said|says|wrote|writes|added|adds|reports?|reported|noted|notes|explained|explains|argued|argues|warned|warns|recalled|tweeted)$/;

/** The cues of a sentence in order. */
export function cuesOf(sentence: Sentence): readonly Cue[] {
  sentence.cues ??= find(sentence.tokens);
  return sentence.cues;
}

function find(tokens: readonly Token[]): Cue[] {
  const out: Cue[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i];
    if (t?.type !== 'word') continue;
    if ((t.lower === 'according' && tokens[i + 1]?.lower === 'to') || (t.lower === 'per' && tokens[i - 1]?.text === ',')) {
      const at = t.lower === 'per' ? i + 1 : i + 2;
      const subject = phraseStarting(tokens, at);
      if (subject) out.push({ from: i, to: at, subject, form: 'according', verb: undefined, inverted: true });
      continue;
    }
    if (t.verb && !(t.capital && (t.name >= 0 || follows(tokens, i)))) {
      const cue = verbCue(tokens, i, t.verb, out);
      if (cue) {
        out.push(cue);
        continue;
      }
    }
    if (!t.capital && SPEECH_NOUNS.has(t.lower)) {
      const owner = ownerOf(tokens, i);
      if (owner) out.push({ from: i, to: i + 1, subject: owner, form: 'noun', verb: undefined, inverted: false });
    }
  }
  return out;
}

/** True when another word stands right before: a capital is then no mere beginning. */
function follows(tokens: readonly Token[], i: number): boolean {
  return tokens[i - 1]?.type === 'word';
}

function verbCue(tokens: readonly Token[], i: number, verb: VerbForm, before: readonly Cue[]): Cue | undefined {
  let p = i - 1;
  while (isWord(tokens[p], ADV)) p--;
  const prev = tokens[p];
  if (verb.nounLike && !verbal(tokens, i, p)) return undefined;
  if ((verb.kind === 'weak' || verb.kind === 'mind') && !besideQuote(tokens, i)) return undefined;
  const cue = { from: i, to: i + 1, form: 'verb', verb } as const;
  const afterQuote = prev?.type === 'quote' || (prev?.text === ',' && tokens[p - 1]?.type === 'quote');
  // "the “…” indicated": the quoted words are a noun of the clause, and nobody speaks after them.
  const quote = prev?.type === 'quote' ? p : p - 1;
  const noun = afterQuote && isWord(tokens[quote - 1], DET | POSS);
  if (noun && verb.kind === 'weak') return undefined;
  if (!noun && !verb.participle && (verb.kind === 'say' || verb.kind === 'weak')) {
    const subject = inverted(tokens, i, p, afterQuote);
    if (subject) return { ...cue, subject, inverted: true };
  }
  // "Komersant" reports: a name in quotation marks is the subject.
  if (prev?.type === 'quote' && prev.capital && !verb.participle && (verb.kind === 'say' || verb.kind === 'tell'))
    return { ...cue, subject: { from: p, to: p + 1 }, inverted: false };
  if (prev && BE.test(prev.lower) && !verb.participle) {
    // Passive: whoever is told or called does not speak; "by X" does. "is quoted as saying" is left to "saying".
    const agent = agentOf(tokens, i);
    return agent ? { ...cue, subject: agent, inverted: true } : undefined;
  }
  if (naming(tokens, i, verb)) return undefined;
  // "X was quoted as saying": X speaks.
  if (verb.participle && prev?.lower === 'as' && /^(?:quoted|cited)$/.test(tokens[p - 1]?.lower ?? '')) {
    if (BE.test(tokens[p - 2]?.lower ?? '')) return { ...cue, from: p - 1, subject: subjectLeft(tokens, p - 1), inverted: false };
  }
  if (verb.participle && prev && !isWord(prev, AUX | SUBJ) && prev.text !== ',' && nominal(tokens, p)) {
    // "with X saying", "footage of X asking": the noun right before it speaks, unless the clause has a subject of its own.
    const own = phraseEnding(tokens, p + 1, 0);
    const introduced = own && (isWord(tokens[own.from - 1], PREP) || isWord(tokens[own.from - 1], CONJ));
    if (own && introduced && (tokens[p]?.capital || (tokens[p]?.name ?? -1) >= 0))
      return { ...cue, subject: narrow(tokens, own, p), inverted: false };
  }
  const joined =
    prev === undefined ||
    prev.lower === 'to' ||
    prev.type === 'quote' ||
    isWord(prev, CONJ) ||
    (verb.participle && !isWord(prev, AUX | SUBJ) && !/^'(?:s|re|m)$/.test(prev.lower));
  if (!joined) return { ...cue, subject: subjectLeft(tokens, i), inverted: false };
  return { ...cue, subject: nearest(before, i) ?? firstPhrase(tokens, 0, i), inverted: false };
}

/** The name that ends at `last` alone, where the phrase hangs on something else ("footage of | Hillary Clinton"). */
function narrow(tokens: readonly Token[], p: Phrase, last: number): Phrase {
  let from = last;
  while (from > p.from && nominal(tokens, from - 1) && !isWord(tokens[from - 1], PREP)) from--;
  return { from, to: p.to };
}

/** The subject after the verb: “…,” said X; "CLAUSE, said X."; Said X: “…” */
function inverted(tokens: readonly Token[], i: number, p: number, afterQuote: boolean): Phrase | undefined {
  const prev = tokens[p];
  const afterClause = prev?.text === ',' && p > 2 && !afterQuote && INVERTING.test(tokens[i]?.lower ?? '');
  if (!afterQuote && !afterClause && p >= 0) return undefined;
  let next = i + 1;
  while (isWord(tokens[next], ADV)) next++;
  if (tokens[next]?.text === ',' && afterQuote) next++;
  const subject = phraseStarting(tokens, next);
  if (!subject || isWord(tokens[next], OBJ)) return undefined;
  const after = tokens[subject.to];
  const closed = after === undefined || after.type === 'mark' || (after.type === 'quote' && afterQuote);
  if (isWord(tokens[subject.from], SUBJ) && !closed) return undefined;
  if (afterClause && (!closed || isWord(tokens[subject.from], SUBJ))) return undefined;
  // “…,” said X is what: a reported clause, not an inversion.
  if (!closed && isWord(after, AUX)) return undefined;
  return subject;
}

/** Whether a form that may be a noun ("claims", "report", "tweet") is a verb here. `p` is the last token before it, adverbs apart. */
function verbal(tokens: readonly Token[], i: number, p: number): boolean {
  const prev = tokens[p];
  const next = tokens[i + 1];
  const t = tokens[i];
  if (!prev || !t) return next?.capital === true && t?.verb?.kind === 'say' && tokens.length > i + 2 && tokens[i + 2]?.text === ':';
  if (isWord(prev, SUBJ) || prev.lower === 'to') return true;
  if (/^(?:will|would|can|could|may|might|must|should|did|does|do|didn't|doesn't|don't|won't|wouldn't|'ll|'d)$/.test(prev.lower))
    return true;
  if (isWord(prev, DET | POSS | PREP | AUX | NUMBER) || isPossessive(prev)) return false;
  if (/^(?:who|that|which)$/.test(prev.lower)) return true;
  const opens =
    next === undefined || next.type === 'quote' || /^[,:.]$/.test(next.text) || next.lower === 'that' || isWord(next, SUBJ | WH);
  if (prev.type === 'quote') return true;
  if (isWord(prev, CONJ)) return opens;
  if (/s$/.test(t.lower) && !/ss$/.test(t.lower)) {
    if (prev.capital || prev.name >= 0) return opens || isWord(next, DET | POSS) || next?.capital === true || isTime(next);
    return prev.type === 'word' ? opens && next !== undefined && next.text !== ',' : opens;
  }
  const plural = /[^s]s$/.test(prev.lower) && prev.type === 'word' && !prev.capital;
  return plural ? opens || isWord(next, DET | POSS) : prev.type === 'mark' && opens;
}

/** "a website called “…”", "an ad titled “…”": a name, not speech. */
function naming(tokens: readonly Token[], i: number, verb: VerbForm): boolean {
  if (!/^(?:call|dub|name|nickname|title|label)$/.test(verb.lemma) || !tokens[i]?.lower.endsWith('ed')) return false;
  const next = tokens[i + 1];
  if (next?.type !== 'quote' && !next?.capital) return false;
  const phrase = phraseEnding(tokens, i, 0);
  const first = phrase ? tokens[phrase.from] : undefined;
  return (
    first !== undefined &&
    !tokens[i - 1]?.capital &&
    (/^(?:a|an|the|another|its|his|her|their|new)$/.test(first.lower) || !first.capital) &&
    !isWord(tokens[i - 1], SUBJ)
  );
}

function nearest(before: readonly Cue[], at: number): Phrase | undefined {
  const spoken = before.findLast(
    (c) => c.form === 'verb' && c.subject && c.to <= at && !c.inverted && c.verb?.kind !== 'weak' && c.verb?.kind !== 'mind',
  );
  if (spoken) return spoken.subject;
  for (let k = before.length - 1; k >= 0 && k > before.length - 8; k--) {
    const c = before[k];
    if (c?.form === 'verb' && c.subject && c.to <= at && !(c.verb?.participle && c.inverted)) return c.subject;
  }
  return undefined;
}

function besideQuote(tokens: readonly Token[], i: number): boolean {
  if (tokens.at(-1)?.text === ':' && tokens.length - i < 8) return true;
  for (let k = i + 1; k <= i + 8 && k < tokens.length; k++) {
    if (tokens[k]?.type === 'quote') return true;
    if (/^[.;]$/.test(tokens[k]?.text ?? '')) break;
  }
  for (let k = i - 1; k >= i - 5 && k >= 0; k--) {
    if (tokens[k]?.type === 'quote') return true;
    if (/^[.;]$/.test(tokens[k]?.text ?? '')) break;
  }
  return false;
}

function agentOf(tokens: readonly Token[], i: number): Phrase | undefined {
  for (let k = i + 1; k < i + 10 && k < tokens.length; k++) {
    const t = tokens[k];
    if (t?.lower === 'by') return phraseStarting(tokens, k + 1);
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
    if (isWord(t, POSS) && t.lower !== 'whose') return { from: k, to: k + 1 };
    if (t.type !== 'word' || isWord(t, PREP | CONJ | AUX) || (t.verb && !t.verb.nounLike)) break;
  }
  if (/^(?:from|by)$/.test(tokens[i + 1]?.lower ?? '') && !isTime(tokens[i + 2])) return phraseStarting(tokens, i + 2);
  return undefined;
}
